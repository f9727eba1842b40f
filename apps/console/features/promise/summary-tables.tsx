// How well promises are kept, by clause and by customer. Without a sample there is no percentage.
import { Progress, Table, Tag } from 'antd'
import type { ReplyOf } from '#contract/endpoint.ts'
import { summariseClauses, summariseCustomers } from '#contract/promise/endpoints.ts'
import { useAsk } from '#ui/record/ask.ts'
import { Answer, Nothing } from '#ui/record/states.tsx'
import { useSay } from '#ui/ticket/say.ts'

type Clause = ReplyOf<typeof summariseClauses>['rows'][number]
type Customer = ReplyOf<typeof summariseCustomers>['rows'][number]
type Period = { from?: string }

const figure = (title: string, field: keyof Clause & keyof Customer | keyof Clause | keyof Customer) => ({
  title, dataIndex: field as string, width: 84, align: 'right' as const, className: 'figure', sorter: (one: object, other: object) => Number((one as never)[field]) - Number((other as never)[field]),
})

export function ClauseTable({ plan, period, onClause }: { plan: string | undefined; period: Period; onClause: (clause: string) => void }) {
  const say = useSay()
  const clauses = useAsk(summariseClauses, { ...period, ...(plan ? { plan } : {}) })
  return (
    <Answer of={clauses}>
      {({ rows }) => (
        <Table<Clause> size="small" rowKey={(row) => `${row.plan}-${row.ruleId}`} pagination={{ pageSize: 50, hideOnSinglePage: true }} dataSource={rows} locale={{ emptyText: <Nothing title={say.promise('promise.none')} /> }} columns={[
          { title: say.promise('promise.plan'), dataIndex: 'plan', width: 70 },
          { title: say.promise('promise.clause'), width: 96, render: (_, row) => <Tag>{row.clause}</Tag> },
          { title: say.promise('promise.promise'), render: (_, row) => <button type="button" className="hit" onClick={() => onClause(row.clause)}>{row.title[say.language]}</button> },
          figure(say.promise('board.made'), 'made'), figure(say.promise('board.running'), 'running'), figure(say.promise('board.atRisk'), 'atRisk'), figure(say.promise('board.kept'), 'kept'),
          figure(say.promise('board.brokenN'), 'broken'), figure(say.promise('board.excused'), 'excused'), figure(say.promise('board.withdrawn'), 'withdrawn'), figure(say.promise('board.measured'), 'measured'),
          { title: say.promise('board.keptRate'), width: 190, sorter: (one: Clause, other: Clause) => (one.keptRate ?? 2) - (other.keptRate ?? 2), render: (_, row) => <Rate row={row} /> },
        ]} />
      )}
    </Answer>
  )
}

function Rate({ row }: { row: Clause }) {
  const say = useSay()
  const n = row.kept + row.broken
  if (row.keptRate === null || n === 0) return <span className="quiet">{say.promise('board.noSample')}</span>
  return <><Progress size="small" percent={Math.round(row.keptRate * 1000) / 10} status={row.broken > 0 ? 'normal' : 'success'} style={{ width: 110 }} /> <span className="quiet figure">{say.promise('board.sample', { n })}</span></>
}

export function CustomerTable({ period, onCustomer }: { period: Period; onCustomer: (customer: Customer['customer']) => void }) {
  const say = useSay()
  const customers = useAsk(summariseCustomers, period)
  return (
    <Answer of={customers}>
      {({ rows }) => (
        <Table<Customer> size="small" rowKey={(row) => row.customer.id} pagination={{ pageSize: 50, hideOnSinglePage: true }} dataSource={rows} locale={{ emptyText: <Nothing title={say.promise('promise.none')} /> }} columns={[
          { title: say.promise('promise.customer'), render: (_, row) => <button type="button" className="hit" onClick={() => onCustomer(row.customer)}>{row.customer.name}</button> },
          figure(say.promise('board.running'), 'running'), figure(say.promise('board.atRisk'), 'atRisk'), figure(say.promise('board.brokenN'), 'broken'), figure(say.promise('board.kept'), 'kept'),
        ]} />
      )}
    </Answer>
  )
}
