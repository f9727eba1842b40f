import { useParams } from '@tanstack/react-router'
import { useSay } from '#ui/ticket/say.ts'
import { useMay } from '#ui/record/session.ts'
import { Screen } from '#ui/record/states.tsx'
import { TicketPanel } from './ticket-panel.tsx'
import '../../features/ticket/ticket.css'

export function TicketScreen() {
  const { ticketId = '' } = useParams({ strict: false }) as { ticketId?: string }
  const say = useSay()
  const mayRead = useMay('ticket.read')
  if (!mayRead) return <Screen title={say.ticket('list.title')} needs="ticket.read">{null}</Screen>
  return <div className="ticket-side ticket-page"><TicketPanel key={ticketId} ticketId={ticketId} isWide /></div>
}
