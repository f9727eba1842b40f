// What the list shows stands in the address: filters, order and the ticket in the drawer. Reloading or sending the link shows the same.
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useRef } from 'react'
import { ticketFilterShape } from '#contract/ticket/ticket.ts'
import type { TicketFilter } from '#contract/ticket/ticket.ts'

export type ListFilter = { [Field in keyof TicketFilter]?: Exclude<TicketFilter[Field], undefined> }
type Search = Record<string, unknown>
type Go = (to: { to: string; search: (before: Search) => Search; replace?: boolean }) => Promise<void>

export function useListAddress() {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate() as unknown as Go
  const { history } = useRouter()
  const pushed = useRef(false)
  const text = JSON.stringify(search)
  const filter = useMemo(() => filterOf(JSON.parse(text) as Search), [text])
  const open = typeof search['open'] === 'string' ? search['open'] : null
  const view = typeof search['view'] === 'string' ? search['view'] : null

  const setFilter = useCallback((next: ListFilter, named: string | null = null) => {
    void navigate({ to: '.', replace: true, search: ({ open: opened }) => ({ ...given(next), ...(named ? { view: named } : {}), ...(opened ? { open: opened } : {}) }) })
  }, [navigate])
  /** The first drawer is a step in the history, so Back closes it; moving from ticket to ticket is not. */
  const setOpen = useCallback((ticketId: string) => {
    const isStep = open === null
    if (isStep) pushed.current = true
    void navigate({ to: '.', replace: !isStep, search: (before) => ({ ...before, open: ticketId }) })
  }, [navigate, open])
  const close = useCallback(() => {
    if (pushed.current) {
      pushed.current = false
      history.back()
      return
    }
    void navigate({ to: '.', replace: true, search: ({ open: _, ...rest }) => rest })
  }, [history, navigate])
  return { filter, view, open, setFilter, setOpen, close }
}

function filterOf(search: Search): ListFilter {
  const { open: opened, view: _, ...rest } = search
  const fields = { ...rest, ...(opened === 'yes' || opened === 'no' ? { open: opened } : {}) }
  const known = Object.entries(fields).flatMap(([field, value]) => {
    const read = ticketFilterShape.safeParse({ [field === 'state' ? 'open' : field]: value })
    return read.success ? Object.entries(read.data) : []
  })
  return Object.fromEntries(known) as ListFilter
}

// The drawer owns the word `open` in the address; the filter of that name is written as `state`.
const given = (filter: ListFilter): Search =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)).map(([field, value]) => [field === 'open' ? 'state' : field, value]))
