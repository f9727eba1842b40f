// Who is it: one field for phone, name, serial or ticket number. Enter takes the first hit, arrows move.
import { useQuery } from '@tanstack/react-query'
import { Input, Tag } from 'antd'
import { useDeferredValue, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { findByPhone, lookup } from '#contract/party/endpoints.ts'
import { call } from '#ui/record/ask.ts'
import { useSay } from '#ui/ticket/say.ts'

export type Found = {
  key: string; kind: 'customer' | 'contact' | 'asset' | 'ticket'; title: string; subtitle: string
  customerId: string | null; contactId?: string; assetId?: string; ticketId?: string; callerName?: string; callerPhone?: string; assets?: number | null; openTickets?: number | null
}

const order: Record<Found['kind'], number> = { customer: 0, contact: 1, asset: 2, ticket: 3 }
const digits = (q: string) => q.normalize('NFKC').replaceAll(/[^\d+]/g, '')

async function find(q: string): Promise<Found[]> {
  const isPhone = digits(q).length >= 4 && !/[^\d\s+()#\-０-９]/.test(q)
  const [callers, hits] = await Promise.all([isPhone ? call(findByPhone, { phone: digits(q) }) : null, call(lookup, { q, limit: 12 })])
  const byPhone: Found[] = (callers?.rows ?? []).map(({ customer, contact, counts }) => ({
    key: contact.id, kind: 'contact', title: `${contact.name} · ${customer.name}`, subtitle: contact.phoneShown ?? contact.phone ?? '', customerId: customer.id, contactId: contact.id,
    callerName: contact.name, callerPhone: contact.phone ?? '', assets: counts.assets, openTickets: counts.openTickets,
  }))
  const others: Found[] = hits.hits.filter(({ id }) => !byPhone.some(({ contactId }) => contactId === id)).map(({ kind, id, title, subtitle, customerId }) => ({
    key: id, kind, title, subtitle, customerId: kind === 'customer' ? id : customerId,
    ...(kind === 'contact' ? { contactId: id, callerName: title } : {}), ...(kind === 'asset' ? { assetId: id } : {}), ...(kind === 'ticket' ? { ticketId: id } : {}),
  }))
  return [...byPhone, ...others.sort((one, other) => order[one.kind] - order[other.kind])]
}

export function CustomerFinder({ onFound }: { onFound: (found: Found) => void }) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const q = useDeferredValue(typed.trim())
  const found = useQuery({ queryKey: ['who', q], queryFn: () => find(q), enabled: q.length > 0, staleTime: 10_000 })
  const hits = q.length > 0 ? found.data ?? [] : []
  const step = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
    event.preventDefault()
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    buttons[Math.max(0, Math.min(buttons.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus()
  }
  return (
    <div onKeyDown={step}>
      <Input size="large" autoFocus allowClear value={typed} placeholder={say.ticket('reg.find')} aria-label={say.ticket('reg.find')} onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => { if (event.key === 'Enter' && !event.nativeEvent.isComposing && !event.ctrlKey && !event.metaKey && hits[0]) onFound(hits[0]) }} />
      <p className="quiet" style={{ margin: '4px 2px' }}>{q !== '' && found.data?.length === 0 ? say.ticket('reg.noHit') : say.ticket('reg.findHint')}</p>
      <div ref={list} role="list">
        {hits.map((hit) => (
          <div key={`${hit.kind}${hit.key}`} role="listitem">
            <button type="button" className="hit" onClick={() => onFound(hit)}>
              <span><Tag>{say.ticket(`reg.kind.${hit.kind}`)}</Tag><b>{hit.title}</b> <span className="quiet">{hit.kind === 'ticket' ? say.status(hit.subtitle) : hit.subtitle}</span></span>
              {hit.assets !== undefined && <span className="quiet figure">{say.ticket('reg.counts', { assets: hit.assets ?? '–', tickets: hit.openTickets ?? '–' })}</span>}
            </button>
          </div>
        ))}
      </div>
    </div>
  )
}
