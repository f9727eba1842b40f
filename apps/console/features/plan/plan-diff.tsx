import { Empty, Table, Tag } from 'antd'
import type { z } from 'zod'
import type { planDiffView, ruleChange } from '#contract/plan/view.ts'
import { spanPattern } from '#domain/plan/span.ts'
import { libraryIn, librarySpan, libraryWord } from '#locales/library.ts'
import { useLanguage } from '#ui/record/session.ts'
import { ClauseChip } from './rule-table.tsx'

type Change = z.output<typeof ruleChange>
const signs = { added: { sign: '＋', color: 'success' }, removed: { sign: '－', color: 'error' }, changed: { sign: '≠', color: 'warning' } } as const

export function PlanDiff({ diff }: { diff: z.output<typeof planDiffView> }) {
  const language = useLanguage()
  const say = libraryIn(language)
  if (diff.sections.length === 0) return <Empty description={say('diff.none')} />
  return (
    <>
      <p>{say('plan.versionN', { n: diff.from.version })} → {say('plan.versionN', { n: diff.to.version })}　{say('diff.count', diff)}</p>
      {diff.sections.map(({ section, changes }) => (
        <section key={section}>
          <h3>{libraryWord(say, 'section', section)}</h3>
          <Table<Change> size="small" rowKey="id" className="plan-diff" pagination={false} dataSource={changes} columns={[
            { title: say('rule.clause'), width: 110, render: (_, row) => row.clause && <ClauseChip id={row.clause} /> },
            { title: say('rule.rule'), width: '26%', render: (_, row) => <>{row.title?.[language] ?? row.id} <Tag color={signs[row.change].color}>{signs[row.change].sign} {say(`diff.${row.change}`)}</Tag></> },
            { title: say('diff.path'), render: (_, row) => <FieldChanges row={row} /> },
          ]} />
        </section>
      ))}
    </>
  )
}

function FieldChanges({ row }: { row: Change }) {
  const say = libraryIn(useLanguage())
  const shown = (value: unknown) => {
    if (value === null || value === undefined) return '∅'
    if (typeof value !== 'string') return JSON.stringify(value)
    return spanPattern.test(value) ? librarySpan(say, value) : value
  }
  return row.fields.map((field) => (
    <div key={field.field}>
      <code>{field.field}</code>　<del>{shown(field.from)}</del> → <ins>{shown(field.to)}</ins>
    </div>
  ))
}
