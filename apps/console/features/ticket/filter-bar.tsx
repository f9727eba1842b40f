import { Button, Input, Select } from 'antd'
import type { InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Ref } from 'react'
import { ticketSorts } from '#contract/ticket/ticket.ts'
import { ticketStatuses } from '#domain/ticket/ticket.ts'
import { ticketTypes } from '#domain/plan/words.ts'
import { useSay } from '#ui/ticket/say.ts'
import type { ListFilter } from './list-address.ts'

type Props = { filter: ListFilter; onChange: (filter: ListFilter) => void; searchRef: Ref<InputRef> }
const dues = ['overdue', 'hour', 'today', 'none', 'broken'] as const
const many = <Word,>(words: Word | Word[] | undefined): Word[] => (words === undefined ? [] : [words].flat() as Word[])

export function FilterBar({ filter, onChange, searchRef }: Props) {
  const say = useSay()
  const set = <Field extends keyof ListFilter>(field: Field, value: ListFilter[Field] | null | undefined) => {
    const { [field]: _, ...rest } = filter
    onChange((value === null || value === undefined ? rest : { ...rest, [field]: value }) as ListFilter)
  }
  const holder = filter.holder === 'me' || filter.holder === 'none' ? filter.holder : null
  return (
    <div className="screen-filters ticket-filters" role="search">
      <SearchField value={filter.q ?? ''} onSearch={(q) => set('q', q || null)} searchRef={searchRef} />
      <Select mode="multiple" allowClear maxTagCount={1} style={{ minWidth: 130 }} value={many(filter.status)} placeholder={say.ticket('ticket.status')} aria-label={say.ticket('ticket.status')}
        options={ticketStatuses.map((value) => ({ value, label: say.status(value) }))} onChange={(status) => set('status', status.length > 0 ? status : null)} />
      <Select mode="multiple" allowClear maxTagCount={1} style={{ minWidth: 120 }} value={many(filter.type)} placeholder={say.ticket('ticket.type')} aria-label={say.ticket('ticket.type')}
        options={ticketTypes.map((value) => ({ value, label: say.type(value) }))} onChange={(type) => set('type', type.length > 0 ? type : null)} />
      <Select allowClear style={{ width: 130 }} value={filter.due ?? null} placeholder={say.ticket('ticket.due')} aria-label={say.ticket('ticket.due')}
        options={dues.map((value) => ({ value, label: say.ticket(`due.${value}`) }))} onChange={(due) => set('due', due)} />
      <Select allowClear style={{ width: 110 }} value={holder} placeholder={say.ticket('ticket.holder')} aria-label={say.ticket('ticket.holder')}
        options={(['me', 'none'] as const).map((value) => ({ value, label: say.ticket(`holder.${value}`) }))} onChange={(next) => set('holder', next)} />
      <Select allowClear style={{ width: 90 }} value={filter.open ?? null} placeholder={say.ticket('view.all')} aria-label={say.ticket('ticket.openOnly')}
        options={[{ value: 'yes', label: say.ticket('ticket.openOnly') }, { value: 'no', label: say.ticket('ticket.closedOnly') }]} onChange={(open) => set('open', open)} />
      <Select style={{ width: 120 }} value={filter.sort ?? 'due'} aria-label={say.ticket('list.filters')} options={ticketSorts.map((value) => ({ value, label: `↕ ${say.ticket(`sort.${value}`)}` }))} onChange={(sort) => set('sort', sort)} />
      {Object.keys(filter).some((field) => field !== 'sort' && field !== 'open') && <Button type="text" onClick={() => onChange(filter.sort ? { sort: filter.sort } : {})}>{say.screen('screen.clear')}</Button>}
    </div>
  )
}

/** Searches a moment after the last key, and never in the middle of composing a character. */
function SearchField({ value, onSearch, searchRef }: { value: string; onSearch: (q: string) => void; searchRef: Ref<InputRef> }) {
  const say = useSay()
  const [typed, setTyped] = useState(value)
  const [composing, setComposing] = useState(false)
  const asked = useRef(value)
  useEffect(() => {
    if (value === asked.current) return
    asked.current = value
    setTyped(value)
  }, [value])
  useEffect(() => {
    if (composing || typed.trim() === asked.current) return
    const timer = setTimeout(() => {
      asked.current = typed.trim()
      onSearch(typed.trim())
    }, 300)
    return () => clearTimeout(timer)
  }, [typed, composing, onSearch])
  return (
    <Input ref={searchRef} allowClear style={{ width: 230 }} value={typed} placeholder={say.ticket('list.search')} aria-label={say.ticket('list.search')} suffix={<kbd>/</kbd>}
      onChange={(event) => setTyped(event.target.value)} onCompositionStart={() => setComposing(true)} onCompositionEnd={() => setComposing(false)}
      onKeyDown={(event) => { if (event.key === 'Escape') event.currentTarget.blur() }} />
  )
}
