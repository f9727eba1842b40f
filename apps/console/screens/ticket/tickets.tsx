// The desk: views on the left, the list in the middle, the open ticket on the right.
import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown, Modal } from 'antd'
import type { InputRef } from 'antd'
import { useCallback, useMemo, useRef, useState } from 'react'
import { exportTickets, listTickets } from '#contract/ticket/endpoints.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { useLive } from '#ui/live/live.ts'
import { urlOf, usePages } from '#ui/record/ask.ts'
import { useMay } from '#ui/record/session.ts'
import { Screen } from '#ui/record/states.tsx'
import { useSay } from '#ui/ticket/say.ts'
import { BulkBar } from '../../features/ticket/bulk-bar.tsx'
import type { BulkVerb } from '../../features/ticket/bulk-bar.tsx'
import { builtInViews } from '../../features/ticket/built-in-views.ts'
import { FilterBar } from '../../features/ticket/filter-bar.tsx'
import { KeyHelp } from '../../features/ticket/key-help.tsx'
import type { ListFilter } from '../../features/ticket/list-address.ts'
import { useListAddress } from '../../features/ticket/list-address.ts'
import { useKeys } from '../../features/ticket/list-keys.ts'
import { SaveViewDialog } from '../../features/ticket/save-view-dialog.tsx'
import { useSelection } from '../../features/ticket/selection.ts'
import { useSteadyRows } from '../../features/ticket/steady-rows.ts'
import { ticketColumns, TicketTable, usualColumns } from '../../features/ticket/ticket-table.tsx'
import type { TicketColumn } from '../../features/ticket/ticket-table.tsx'
import { ViewRail } from '../../features/ticket/view-rail.tsx'
import type { SavedView } from '../../features/ticket/view-rail.tsx'
import { TicketPanel } from './ticket-panel.tsx'
import '../../features/ticket/ticket.css'

const besideTicket: readonly TicketColumn[] = ['number', 'due', 'title']
const known = (columns: readonly string[]) => columns.filter((column): column is TicketColumn => (ticketColumns as readonly string[]).includes(column))

export function TicketsScreen() {
  const say = useSay()
  const mayRead = useMay('ticket.read')
  if (!mayRead) return <Screen title={say.ticket('list.title')} needs="ticket.read">{null}</Screen>
  return <Desk />
}

function Desk() {
  const say = useSay()
  const navigate = useNavigate()
  const address = useListAddress()
  const { open, close } = address
  const isPlain = Object.keys(address.filter).length === 0
  const filter = useMemo(() => (isPlain ? { open: 'yes' as const, sort: 'due' as const } : address.filter), [isPlain, address.filter])
  const key = JSON.stringify(filter)
  const pages = usePages(listTickets, { ...filter, limit: 100 } as InputOf<typeof listTickets>)
  const { rows, waiting, show } = useSteadyRows(pages.rows, key)
  const [cursor, setCursor] = useState<string | null>(open)
  const [columns, setColumns] = useState<readonly TicketColumn[]>(usualColumns)
  const [dialog, setDialog] = useState<'save' | 'help' | null>(null)
  const [bulk, setBulk] = useState<BulkVerb | null>(null)
  const search = useRef<InputRef>(null)
  const { selected, select, selectAll, clear } = useSelection(rows)
  useFreshList()

  const setOpen = address.setOpen
  const openTicket = useCallback((ticketId: string) => { setCursor(ticketId); setOpen(ticketId) }, [setOpen])
  const move = (by: 1 | -1) => {
    const at = rows.findIndex(({ id }) => id === (open ?? cursor))
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
    if (!next) return
    setCursor(next.id)
    if (open) setOpen(next.id)
    else document.querySelector<HTMLElement>(`[data-ticket="${next.id}"]`)?.focus()
  }
  const chosen = rows.filter(({ id }) => selected.has(id))
  useKeys({
    j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1),
    Enter: () => { const at = document.activeElement?.getAttribute('data-ticket') ?? cursor; if (at) openTicket(at) },
    x: () => { if (cursor) select(cursor, false) }, 'Shift+X': () => { if (cursor) select(cursor, true) }, 'Shift+x': () => { if (cursor) select(cursor, true) },
    '/': () => search.current?.focus(), c: () => void navigate({ to: '/tickets/new' }), '?': () => setDialog('help'), 'Shift+?': () => setDialog('help'),
    Escape: () => { if (open) close() }, ...(chosen.length > 0 ? { a: () => setBulk('assign') } : {}),
  })
  const choose = (next: ListFilter, named: string, saved?: SavedView) => {
    clear()
    setColumns(saved && saved.columns.length > 0 ? known(saved.columns) : usualColumns)
    address.setFilter(next, named)
  }
  const empty = { title: say.ticket('list.none'), hint: say.ticket('list.noneHint'), isFiltered: !isPlain && address.view === null, onClear: () => address.setFilter({}) }
  return (
    <div className={open ? 'ticket-desk has-drawer' : 'ticket-desk'}>
      <ViewRail current={address.view ?? (isPlain ? 'open' : null)} onChoose={choose} />
      <div className="ticket-main">
        <div className="ticket-main-head">
          <h1>{titleOf(address.view, isPlain, say)}</h1>
          <Button onClick={() => setDialog('save')}>{say.ticket('view.save')}</Button>
          <ExportMenu filter={filter} />
          <Button aria-label={say.ticket('list.keys')} onClick={() => setDialog('help')}>?</Button>
          <NewButton />
        </div>
        <FilterBar filter={filter} onChange={(next) => address.setFilter(next)} searchRef={search} />
        <div className="ticket-scroll">
          {waiting > 0 && <div className="arrived"><Button size="small" type="primary" shape="round" onClick={show}>↑ {say.ticket('list.arrived', { n: waiting })}</Button></div>}
          <TicketTable rows={rows} columns={open ? besideTicket : columns} isPending={pages.isPending} error={pages.error} refetch={pages.refetch} empty={empty}
            hasMore={pages.hasMore} loadMore={pages.loadMore} isLoadingMore={pages.isLoadingMore}
            cursor={open ?? cursor} selected={selected} onOpen={openTicket} onSelect={select} onSelectAll={selectAll} />
        </div>
        <BulkBar selected={chosen} onClear={clear} verb={bulk} setVerb={setBulk} />
      </div>
      {open && (
        <aside className="ticket-side" aria-label={say.ticket('ticket.details')}>
          <div className="ticket-side-bar">
            <Button size="small" type="text" onClick={() => void navigate({ to: `/tickets/${open}` })}>⤢ {say.ticket('list.fullPage')}</Button>
            <Button size="small" type="text" aria-label={say.ticket('list.prev')} onClick={() => move(-1)}>↑</Button>
            <Button size="small" type="text" aria-label={say.ticket('list.next')} onClick={() => move(1)}>↓</Button>
            <Button size="small" type="text" aria-label={say.screen('screen.close')} onClick={close}>✕</Button>
          </div>
          <TicketPanel ticketId={open} />
        </aside>
      )}
      <SaveViewDialog open={dialog === 'save'} filter={filter} columns={columns} onClose={() => setDialog(null)} onSaved={(view) => { setColumns(known(view.columns)); address.setFilter(filter, view.id) }} />
      <Modal title={say.ticket('help.title')} open={dialog === 'help'} onCancel={() => setDialog(null)} footer={null}><KeyHelp /></Modal>
    </div>
  )
}

function titleOf(view: string | null, isPlain: boolean, say: ReturnType<typeof useSay>): string {
  const found = builtInViews.find(({ key }) => key === (view ?? (isPlain ? 'open' : '')))
  return say.ticket(found?.title ?? 'list.title')
}

function NewButton() {
  const say = useSay()
  const navigate = useNavigate()
  return useMay('ticket.register') && <Button type="primary" onClick={() => void navigate({ to: '/tickets/new' })}>＋ {say.ticket('list.new')}</Button>
}

function ExportMenu({ filter }: { filter: Record<string, unknown> }) {
  const say = useSay()
  const mayExport = useMay('ticket.export')
  const download = (format: 'csv' | 'xlsx') => { location.href = urlOf(exportTickets, { ...filter, format } as InputOf<typeof exportTickets>) }
  return mayExport && (
    <Dropdown menu={{ items: [{ key: 'csv', label: 'CSV' }, { key: 'xlsx', label: 'Excel (XLSX)' }], onClick: ({ key }) => download(key as 'csv' | 'xlsx') }}><Button>{say.ticket('list.export')} ▾</Button></Dropdown>
  )
}

/** The list and its counts follow what happens elsewhere, at most once a second. */
function useFreshList() {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const refresh = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      for (const path of ['/tickets', '/tickets/counts']) void client.invalidateQueries({ queryKey: [path] })
    }, 1000)
  }
  useLive('ticket', refresh)
}
