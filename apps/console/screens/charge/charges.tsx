import { Link } from '@tanstack/react-router'
import { Checkbox, DatePicker, Drawer, Dropdown, Button, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useDeferredValue, useState } from 'react'
import { exportCharges, listCharges } from '#contract/charge/endpoints.ts'
import type { ChargeRow } from '#contract/charge/charge.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { sheetStates } from '#domain/charging/sheet.ts'
import type { SheetState } from '#domain/charging/sheet.ts'
import { useKeptFilter } from '#ui/record/kept.ts'
import { urlOf, useAsk, usePages } from '#ui/record/ask.ts'
import { useMoments } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { ChargePanel } from '../../features/charge/charge-panel.tsx'
import { StateTag } from '../../features/charge/state-tag.tsx'
import { useCharge } from '../../features/charge/words.ts'

type Filter = Omit<InputOf<typeof listCharges>, 'cursor' | 'limit'>

export function ChargesScreen() {
  const { say, money } = useCharge()
  const { moment } = useMoments()
  const [given, setGiven] = useKeptFilter<Filter>(['q', 'state', 'from', 'until', 'withoutReceipt'])
  const filter = useDeferredValue(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== '')) as Filter)
  const [opened, setOpened] = useState<ChargeRow | null>(null)
  const charges = usePages(listCharges, filter)
  return (
    <Screen title={say('list')} needs="charge.read" actions={(
      <Dropdown menu={{ items: [{ key: 'csv', label: 'CSV' }, { key: 'xlsx', label: 'Excel (XLSX)' }], onClick: ({ key }) => { location.href = urlOf(exportCharges, { ...filter, format: key as 'csv' | 'xlsx' }) } }}><Button>{say('export')} ▾</Button></Dropdown>
    )}>
      <Filters given={given} onChange={(more) => setGiven({ ...given, ...more })} />
      <Sums filter={filter} />
      <Rows<ChargeRow> of={charges} rowKey="id" onOpen={setOpened} empty={{ title: say('noCharges'), isFiltered: Object.keys(filter).length > 0, onClear: () => setGiven({}) }} columns={[
        { title: say('state'), width: 110, render: (_, row) => <StateTag state={row.state} /> },
        { title: say('list'), width: 170, render: (_, row) => <Button type="link" size="small" onClick={() => setOpened(row)}>{row.number}</Button> },
        { title: say('ticket'), render: (_, row) => <><Link to={`/tickets/${row.ticket.id}`}>{row.ticket.number}</Link> {row.ticket.title}<div className="quiet">{row.customer.name} · {row.plan}</div></> },
        { title: say('gross'), align: 'right', width: 130, render: (_, row) => <span className="figure">{money(row.gross, row.currency)}<div className="quiet">{say('tax')} {money(row.tax, row.currency)}</div></span> },
        { title: say('paid'), align: 'right', width: 130, render: (_, row) => <span className="figure">{money(row.paid, row.currency)}{row.unreceipted > 0 && <div>! {say('noReceipt')}</div>}</span> },
        { title: say('updated'), width: 150, render: (_, row) => moment(row.updatedAt) },
      ]} />
      <Drawer open={opened !== null} onClose={() => setOpened(null)} title={opened ? `${opened.number} · ${opened.ticket.number}` : ''} size={900}>{opened && <ChargePanel ticketId={opened.ticket.id} />}</Drawer>
    </Screen>
  )
}

function Filters({ given, onChange }: { given: Filter; onChange: (more: { [Field in keyof Filter]?: Filter[Field] | undefined }) => void }) {
  const { say, words } = useCharge()
  const change = onChange as (more: object) => void
  return (
    <div className="screen-filters">
      <Input.Search allowClear value={given.q ?? ''} onChange={({ target }) => change({ q: target.value })} placeholder={say('search')} aria-label={say('search')} style={{ width: 220 }} />
      <Select<SheetState> allowClear value={given.state ?? null} onChange={(state: SheetState | undefined) => change({ state })} placeholder={say('allStates')} aria-label={say('state')} style={{ width: 130 }} options={sheetStates.map((value) => ({ value, label: words.states[value] }))} />
      <DatePicker.RangePicker allowEmpty={[true, true]} value={[given.from ? dayjs(given.from) : null, given.until ? dayjs(given.until) : null]}
        onChange={(_, texts) => change({ from: texts?.[0] || undefined, until: texts?.[1] || undefined })} placeholder={[say('from'), say('until')]} />
      <Checkbox checked={given.withoutReceipt === 'true'} onChange={({ target }) => change({ withoutReceipt: target.checked ? 'true' : undefined })}>{say('withoutReceipt')}</Checkbox>
    </div>
  )
}

function Sums({ filter }: { filter: Filter }) {
  const { say, money } = useCharge()
  const first = useAsk(listCharges, { ...filter, limit: 1 })
  return (
    <div className="charge-sums figure">
      {(first.data?.sums ?? []).map((sum) => (
        <span key={sum.currency}><strong>{say('sum')} {money(sum.gross, sum.currency)}</strong> <span className="quiet">{say('sheets', { n: sum.count })} · {say('net')} {money(sum.net, sum.currency)} · {say('tax')} {money(sum.tax, sum.currency)} · {say('paid')} {money(sum.paid, sum.currency)} · {say('open')} {money(sum.gross - sum.paid, sum.currency)}</span></span>
      ))}
    </div>
  )
}
