import { Descriptions, Input, Segmented, Table, Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import { useState } from 'react'
import { bookReceivable, exportStatement, getStatement } from '#contract/dealer/claims.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { inMinor } from '#domain/format/money.ts'
import { urlOf, useAsk } from '#ui/record/ask.ts'
import { useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Nothing } from '#ui/record/states.tsx'
import { Exports } from './claim-table.tsx'
import { FormAction, numberOf, text } from '#ui/record/form-action.tsx'
import { money, useDealerWords } from './words.ts'

type Statement = ReplyOf<typeof getStatement>

export function StatementPanel({ dealerId }: { dealerId: string }) {
  const say = useDealerWords()
  const [month, setMonth] = useState<string | null>(null)
  const maySettle = useMay('claim.settle')
  const asked = { dealerId, ...(month ? { month } : {}) }
  const statement = useAsk(getStatement, asked)
  const currency = statement.data?.currency ?? 'CNY'
  return (
    <>
      <div className="screen-filters">
        <Segmented value={month ? 'month' : 'all'} onChange={(shape) => setMonth(shape === 'all' ? null : (statement.data?.until ?? '').slice(0, 7))} options={[{ value: 'all', label: say('statement.all') }, { value: 'month', label: say('statement.month') }]} />
        {month && <Input type="month" style={{ width: 160 }} aria-label={say('statement.month')} value={month} onChange={(event) => { if (event.target.value) setMonth(event.target.value) }} />}
        <Exports to={(format) => urlOf(exportStatement, { ...asked, format })} />
        {maySettle && (
          <FormAction title={say('statement.book')} endpoint={bookReceivable} initial={{ kind: 'goods' }} fields={[
            { name: 'kind', label: say('statement.kind'), kind: 'select', required: true, options: (['goods', 'payment', 'correction'] as const).map((value) => ({ value, label: say(`booking.${value}`) })) },
            { name: 'on', label: say('statement.day'), kind: 'day', required: true }, { name: 'amount', label: `${say('statement.amount')} (${currency})`, kind: 'number', required: true }, { name: 'reference', label: say('statement.reference'), required: true },
          ]} toInput={(values) => ({ dealerId, kind: values['kind'] as 'goods', on: text(values['on']), minor: inMinor(numberOf(values['amount']), currency), reference: text(values['reference']) })} />
        )}
      </div>
      <Answer of={statement}>{(data) => <StatementLines statement={data} />}</Answer>
    </>
  )
}

function StatementLines({ statement }: { statement: Statement }) {
  const say = useDealerWords()
  const { day } = useMoments()
  const { currency } = statement
  const columns: TableColumnsType<Statement['lines'][number]> = [
    { title: say('statement.day'), width: 110, render: (_, row) => day(row.on) },
    { title: say('statement.kind'), width: 120, render: (_, row) => <Tag>{say(`booking.${row.kind}`)}</Tag> },
    { title: say('statement.reference'), render: (_, row) => (row.claim ? <a href={`/claims/${row.claim.id}`}>{row.claim.number}</a> : row.reference) },
    { title: say('statement.amount'), align: 'right', width: 130, render: (_, row) => <span className="figure">{money(row.minor, currency)}</span> },
    { title: say('statement.balance'), align: 'right', width: 130, render: (_, row) => <span className="figure">{money(row.balance, currency)}</span> },
  ]
  return (
    <>
      <Descriptions size="small" column={{ xs: 2, md: 4 }} items={(['opening', 'charges', 'offset', 'closing'] as const).map((key) => ({ key, label: say(`statement.${key}`), children: <b className="figure">{money(statement[key], currency)}</b> }))} />
      <Table size="small" rowKey="id" pagination={false} dataSource={statement.lines} columns={columns} scroll={{ x: 'max-content' }} locale={{ emptyText: <Nothing title={say('statement.statement')} /> }} />
    </>
  )
}
