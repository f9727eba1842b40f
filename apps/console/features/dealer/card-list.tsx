import { Segmented, Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import { useState } from 'react'
import { exportCards, listCards, registerCard, returnCard } from '#contract/dealer/endpoints.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { urlOf, usePages } from '#ui/record/ask.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useMay, useMoments } from '#ui/record/session.ts'
import { Rows } from '#ui/record/states.tsx'
import { Exports } from './claim-table.tsx'
import { FormAction, text } from '#ui/record/form-action.tsx'
import { useDealerWords } from './words.ts'

type Card = ReplyOf<typeof listCards>['rows'][number]
const colours = { 'in-time': 'success', late: 'warning', outstanding: 'default', overdue: 'error' } as const

export function CardList({ dealerId }: { dealerId: string }) {
  const say = useDealerWords()
  const { day } = useMoments()
  const mayFile = useMay('claim.file')
  const [state, setState] = useState<'all' | 'outstanding' | 'overdue' | 'late'>('all')
  const cards = usePages(listCards, { dealerId, ...(state === 'all' ? {} : { state }) })
  const back = useAct(returnCard, () => say('dealer.saved'))
  const columns: TableColumnsType<Card> = [
    { title: say('card.serial'), render: (_, row) => <b className="figure">{row.serial}</b> }, { title: say('card.product'), dataIndex: 'product' },
    { title: say('card.soldOn'), render: (_, row) => day(row.soldOn) }, { title: say('card.dueOn'), render: (_, row) => day(row.dueOn) }, { title: say('card.returnedOn'), render: (_, row) => day(row.returnedOn) },
    { title: say('claim.state'), render: (_, row) => <Tag color={colours[row.state]}>{say(`card.state.${row.state}`)}</Tag> },
    { title: say('card.userName'), render: (_, row) => `${row.userName} ${row.userPhone}` },
    { title: '', render: (_, row) => mayFile && row.returnedOn === null && <ConfirmButton size="small" ask={say('card.return')} onYes={() => back.mutate({ cardId: row.id })}>{say('card.return')}</ConfirmButton> },
  ]
  return (
    <>
      <div className="screen-filters">
        <Segmented value={state} onChange={setState} options={[{ value: 'all', label: say('statement.all') }, ...(['outstanding', 'overdue', 'late'] as const).map((value) => ({ value, label: say(`card.state.${value}`) }))]} />
        {mayFile && <RegisterCard dealerId={dealerId} />}
        <Exports to={(format) => urlOf(exportCards, { dealerId, format })} />
      </div>
      <Rows of={cards} columns={columns} rowKey="id" empty={{ title: say('card.none'), isFiltered: state !== 'all', onClear: () => setState('all') }} />
    </>
  )
}

export function RegisterCard({ dealerId, primary = true }: { dealerId: string; primary?: boolean }) {
  const say = useDealerWords()
  return (
    <FormAction primary={primary} title={say('card.register')} endpoint={registerCard} initial={{ returned: true }} fields={[
      { name: 'serial', label: say('card.serial'), required: true }, { name: 'product', label: say('card.product'), required: true }, { name: 'soldOn', label: say('card.soldOn'), kind: 'day', required: true },
      { name: 'userName', label: say('card.userName'), required: true }, { name: 'userPhone', label: say('card.userPhone'), required: true }, { name: 'userAddress', label: say('card.userAddress'), required: true },
      { name: 'returned', label: say('card.returned'), kind: 'switch' },
    ]} toInput={(values) => ({ dealerId, serial: text(values['serial']), product: text(values['product']), soldOn: text(values['soldOn']), userName: text(values['userName']), userPhone: text(values['userPhone']), userAddress: text(values['userAddress']),
      returned: values['returned'] === true })} />
  )
}
