import { Button, Empty, Table, Tag } from 'antd'
import type { Language } from '#domain/plan/words.ts'
import { libraryIn, libraryWord } from '#locales/library.ts'
import { useMay } from '#ui/record/session.ts'
import type { PlanVersion } from './plan-dialogs.tsx'

type Props = { version: PlanVersion; language: Language; onShow: (clause: string) => void; onEdit: (line: number | null) => void }

export function OpenValueList({ version, language, onShow, onEdit }: Props) {
  const say = libraryIn(language)
  const mayEdit = useMay('plan.write') && version.state === 'draft'
  if (version.openValues.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('plan.noOpenValues')} />
  return (
    <>
      <p className="quiet">{say('plan.openValuesHint')}</p>
      <Table size="small" pagination={false} rowKey="field" dataSource={version.openValues} columns={[
        { title: say('rule.clause'), width: 100, render: (_, row) => <a href={`#clause-${row.clause}`} onClick={() => onShow(row.clause)}><Tag>{row.clause}</Tag></a> },
        { title: say('plan.title'), render: (_, row) => row.title[language] },
        { title: say('diff.path'), render: (_, row) => <>{libraryWord(say, 'section', String(row.path[0]))} <code className="quiet">{row.field}</code></> },
        ...(mayEdit ? [{ title: '', width: 90, render: (_: unknown, row: PlanVersion['openValues'][number]) => <Button size="small" onClick={() => onEdit(row.line)}>{say('plan.edit')}</Button> }] : []),
      ]} />
    </>
  )
}
