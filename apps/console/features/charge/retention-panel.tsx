// Retention money of an agreement: what was kept back, what came off for repair by others and by which clause, what is left.
import { Space, Table } from 'antd'
import { deductRetention, getRetention, keepRetention } from '#contract/charge/endpoints.ts'
import type { RetentionView } from '#contract/charge/charge.ts'
import { listTickets } from '#contract/ticket/endpoints.ts'
import { call, useAsk } from '#ui/record/ask.ts'
import { FormAction, numberOf, text } from '#ui/record/form-action.tsx'
import type { Field } from '#ui/record/form-action.tsx'
import { Pick } from '#ui/record/pick.tsx'
import { useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Nothing } from '#ui/record/states.tsx'
import { toMinor, useCharge } from './words.ts'
import './charge.css'

export function RetentionPanel({ agreementId }: { agreementId: string }) {
  const asked = useAsk(getRetention, { agreementId })
  return <Answer of={asked}>{(account) => <Account account={account} />}</Answer>
}

function Account({ account }: { account: RetentionView }) {
  const { say, words, money } = useCharge()
  const { moment } = useMoments()
  const mayChange = useMay('charge.approve')
  const { currency, entries } = account
  return (
    <section>
      <div className="charge-head">
        {mayChange && <Actions account={account} />}
        <span className="total figure">{say('balance')} {money(account.balance, currency)}</span>
      </div>
      {entries.length === 0 ? <Nothing title={say('noRetention')} /> : (
        <Table size="small" rowKey="id" pagination={false} dataSource={entries} scroll={{ x: 'max-content' }} columns={[
          { title: say('updated'), render: (_, { at, by }) => <>{moment(at)}<div className="quiet">{by}</div></> },
          { title: say('kind'), render: (_, { kind }) => words.retentionKinds[kind] },
          { title: say('amount'), align: 'right', render: (_, { kind, amount }) => <span className="figure">{kind === 'kept' ? '' : '−'}{money(amount, currency)}</span> },
          { title: say('balance'), align: 'right', render: (_, { balance }) => <span className="figure">{money(balance, currency)}</span> },
          { title: say('reason'), render: (_, { reason, ticket, clause, repairer, document }) => <>{reason}<div className="quiet">{[clause, ticket?.number, repairer, document].filter(Boolean).join(' · ')}</div></> },
        ]} />
      )}
    </section>
  )
}

function Actions({ account: { agreementId, currency } }: { account: RetentionView }) {
  const { say } = useCharge()
  const findTickets = async (q: string) => (await call(listTickets, { agreementId, ...(q ? { q } : {}), limit: 20 })).rows.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))
  const amount: Field = { name: 'amount', label: `${say('amount')} ${currency}`, kind: 'number', required: true }
  const paper = (required: boolean): Field => ({ name: 'document', label: say('document'), required })
  const reason: Field = { name: 'reason', label: say('reason'), kind: 'area', required: true }
  const given = (values: Record<string, unknown>) => ({ agreementId, amount: toMinor(numberOf(values['amount']), currency), reason: text(values['reason']) })
  const moved = (kind: 'kept' | 'released') => (values: Record<string, unknown>) => ({ ...given(values), kind, ...(text(values['document']) && { document: text(values['document']) }) })
  return (
    <Space wrap>
      <FormAction title={say('keep')} endpoint={keepRetention} fields={[amount, reason, paper(false)]} toInput={moved('kept')} />
      <FormAction title={say('release')} endpoint={keepRetention} fields={[amount, reason, paper(false)]} toInput={moved('released')} />
      <FormAction title={say('deduct')} endpoint={deductRetention} fields={[
        { name: 'ticketId', label: say('ticket'), kind: 'custom', required: true, hint: say('deductHint'), input: <Pick label={say('ticket')} findKey={`tickets of ${agreementId}`} find={findTickets} /> },
        { name: 'repairer', label: say('repairer'), required: true }, amount, paper(true), reason,
      ]} toInput={(values) => ({ ...given(values), ticketId: text(values['ticketId']), repairer: text(values['repairer']), document: text(values['document']) })} />
    </Space>
  )
}
