// What the server tells while the page is open: a ticket changed, somebody looks at it. One stream, however many listen.
import { useEffect, useRef } from 'react'
import type { PresenceEvent } from './presence.tsx'

export type TicketNews = { id: string; number: string; version: number }
type Hear = { onTicket?: (news: TicketNews) => void; onPresence?: (event: PresenceEvent) => void }

const listeners = new Set<(hear: (hear: Hear) => void) => void>()
let stream: EventSource | undefined

function open(): EventSource {
  const opened = new EventSource('/api/live')
  const tell = (what: (hear: Hear) => void) => { for (const listener of listeners) listener(what) }
  opened.addEventListener('ticket', ({ data }) => tell((hear) => hear.onTicket?.(JSON.parse(String(data)) as TicketNews)))
  opened.addEventListener('presence', ({ data }) => tell((hear) => hear.onPresence?.(JSON.parse(String(data)) as PresenceEvent)))
  return opened
}

export function useTicketNews(hear: Hear): void {
  const current = useRef(hear)
  current.current = hear
  useEffect(() => {
    const listener = (what: (hear: Hear) => void) => what(current.current)
    listeners.add(listener)
    stream ??= open()
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      stream?.close()
      stream = undefined
    }
  }, [])
}
