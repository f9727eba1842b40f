// What the server tells while the page is open: a ticket changed, somebody looks at it.
import { useEffect, useRef } from 'react'
import type { PresenceEvent } from './presence.tsx'

export type TicketNews = { id: string; number: string; version: number }
type Hear = { onTicket?: (news: TicketNews) => void; onPresence?: (event: PresenceEvent) => void }

export function useTicketNews(hear: Hear): void {
  const current = useRef(hear)
  current.current = hear
  useEffect(() => {
    const stream = new EventSource('/api/live')
    stream.addEventListener('ticket', ({ data }) => current.current.onTicket?.(JSON.parse(String(data)) as TicketNews))
    stream.addEventListener('presence', ({ data }) => current.current.onPresence?.(JSON.parse(String(data)) as PresenceEvent))
    return () => stream.close()
  }, [])
}
