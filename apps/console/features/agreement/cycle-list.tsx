import { Table, Tag } from 'antd'
import { listCycles } from '#contract/report/endpoints.ts'
import { adminIn } from '#locales/admin.ts'
import { libraryIn, libraryWord } from '#locales/library.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { Answer, Nothing } from '#ui/record/states.tsx'

const marks = { done: { sign: '✓', color: 'success' }, due: { sign: '▶', color: 'processing' }, late: { sign: '!', color: 'error' }, planned: { sign: '○', color: 'default' }, waived: { sign: '－', color: 'default' } } as const

export function CycleList({ agreementId }: { agreementId: string }) {
  const language = useLanguage()
  const say = adminIn(language)
  const words = libraryIn(language)
  const { day } = useMoments()
  const cycles = useAsk(listCycles, { agreementId })
  return (
    <Answer of={cycles}>
      {({ rows }) => (
        <Table size="small" rowKey={(row) => `${row.ruleId} ${row.n}`} dataSource={rows} pagination={{ pageSize: 50, hideOnSinglePage: true }} locale={{ emptyText: <Nothing title={say('agreement.noCycles')} /> }} columns={[
          { title: say('agreement.dueOn'), width: 120, render: (_, row) => day(row.dueOn) },
          { title: words('rule.clause'), width: 100, render: (_, row) => <Tag>{row.clause}</Tag> },
          { title: words('rule.activity'), width: 110, render: (_, row) => libraryWord(words, 'activity', row.activity) },
          { title: say('agreement.title'), render: (_, row) => row.title[language] },
          { title: say('agreement.window'), width: 230, render: (_, row) => `${day(row.windowFrom)} – ${day(row.windowTo)}` },
          { title: say('agreement.state'), width: 110, render: (_, row) => <Tag color={marks[row.state].color}>{marks[row.state].sign} {say(`cycle.${row.state}`)}</Tag> },
        ]} />
      )}
    </Answer>
  )
}
