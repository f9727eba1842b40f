// A ticket with everything one does to it; the same in the drawer and on its own page.
import { useQueryClient } from '@tanstack/react-query'
import { Skeleton, Tabs } from 'antd'
import { useCallback, useState } from 'react'
import type { ActionView, TicketView } from '#contract/ticket/ticket.ts'
import { getTicket } from '#contract/ticket/endpoints.ts'
import { entitlementIn } from '#locales/entitlement.ts'
import { stockScreensIn } from '#locales/stock.ts'
import { useLive } from '#ui/live/live.ts'
import { approvalIn } from '#locales/approval.ts'
import { chargeIn } from '#locales/charge.ts'
import { repairIn } from '#locales/repair.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useLanguage, useMay } from '#ui/record/session.ts'
import { Failure } from '#ui/record/states.tsx'
import { useSay } from '#ui/ticket/say.ts'
import { CoverPanel } from '../../features/entitlement/cover-panel.tsx'
import { TicketPartPanel } from '../../features/stock/ticket-parts.tsx'
import { PromiseList } from '../../features/promise/promise-list.tsx'
import { ApprovalPanel } from '../../features/approval/approval-panel.tsx'
import { ChargePanel } from '../../features/charge/charge-panel.tsx'
import { TicketRepair } from '../../features/repair/ticket-repair.tsx'
import { ActionBar } from '../../features/ticket/action-bar.tsx'
import { ActionDialog } from '../../features/ticket/action-dialog.tsx'
import { AttachField } from '#ui/ticket/attach-field.tsx'
import { Composer } from '../../features/ticket/composer.tsx'
import type { Side } from '../../features/ticket/composer.tsx'
import { FormPanel } from '../../features/ticket/form-panel.tsx'
import { LinkList } from '../../features/ticket/link-list.tsx'
import { useKeys } from '../../features/ticket/list-keys.ts'
import { PresenceLine, usePresence } from '../../features/ticket/presence.tsx'
import type { PresenceEvent } from '../../features/ticket/presence.tsx'
import { StepList, TicketDetails, TicketHead } from '../../features/ticket/ticket-head.tsx'
import { Timeline } from '../../features/ticket/timeline.tsx'

/** Wide, the facts of the ticket stand beside it instead of behind a tab. */
export function TicketPanel({ ticketId, isWide = false }: { ticketId: string; isWide?: boolean }) {
  const ticket = useAsk(getTicket, { ticketId })
  if (ticket.data) return <Panel key={ticketId} ticket={ticket.data} isWide={isWide} />
  return <div className="ticket-panel">{ticket.error ? <Failure error={ticket.error} retry={ticket.refetch} /> : <Skeleton active paragraph={{ rows: 12 }} />}</div>
}

function Panel({ ticket, isWide }: { ticket: TicketView; isWide: boolean }) {
  const say = useSay()
  const client = useQueryClient()
  const mayApprove = useMay('approval.read')
  const mayCharge = useMay('charge.read')
  const mayRepair = useMay('repair.read')
  const [action, setAction] = useState<ActionView | null>(null)
  const [side, setSide] = useState<Side>('public')
  const [focus, setFocus] = useState(0)
  const [isWriting, setWriting] = useState(false)
  const { others, hear } = usePresence(ticket.id, isWriting || action !== null)
  useLive('presence', (data) => hear(data as PresenceEvent))
  useLive('ticket', ({ id, version }) => { if (id === ticket.id && version !== ticket.version) void client.invalidateQueries() })
  const write = useCallback((next: Side) => { setSide(next); setFocus((before) => before + 1) }, [])
  const act = (next: ActionView) => {
    if (next.verb === 'reply') write('public')
    else if (next.verb === 'note') write('internal')
    else setAction(next)
  }
  const open = (verb: string) => { const found = ticket.actions.find((one) => one.verb === verb && one.open); if (found) act(found) }
  useKeys({ r: () => write('public'), n: () => write('internal'), a: () => open('assign') })
  const maySeeParts = useMay('stock.read')
  const partWords = stockScreensIn(useLanguage())
  const owed = ticket.forms.filter(({ filed }) => !filed).length
  return (
    <div className={isWide ? 'ticket-wide' : 'ticket-narrow'}>
      <div className="ticket-panel">
        <PresenceLine others={others} />
        <TicketHead ticket={ticket} />
        <ActionBar ticket={ticket} onAct={act} />
        <StepList ticket={ticket} />
        <Tabs size="small" items={[
          { key: 'timeline', label: say.ticket('panel.timeline'), children: <Timeline ticketId={ticket.id} /> },
          { key: 'promises', label: `${say.ticket('panel.promises')} (${ticket.promises.length})`, children: <PromiseList ticketId={ticket.id} promises={ticket.promises} /> },
          { key: 'cover', label: entitlementIn(say.language)('title'), children: <CoverPanel ticketId={ticket.id} Files={AttachField} /> },
          ...(isWide ? [] : [{ key: 'details', label: say.ticket('ticket.details'), children: <TicketDetails ticket={ticket} /> }]),
          { key: 'forms', label: owed > 0 ? `${say.ticket('panel.forms')} (${owed} !)` : say.ticket('panel.forms'), children: <FormPanel ticket={ticket} /> },
          ...(maySeeParts ? [{ key: 'parts', label: partWords('panel'), children: <TicketPartPanel ticketId={ticket.id} /> }] : []),
          ...(mayApprove ? [{ key: 'approvals', label: approvalIn(say.language)('list'), children: <ApprovalPanel ticketId={ticket.id} /> }] : []),
          ...(mayCharge ? [{ key: 'charge', label: chargeIn(say.language)('panel'), children: <ChargePanel ticketId={ticket.id} /> }] : []),
          ...(mayRepair ? [{ key: 'repair', label: repairIn(say.language)('panel'), children: <TicketRepair ticket={ticket} /> }] : []),
          { key: 'links', label: ticket.links.length > 0 ? `${say.ticket('panel.links')} (${ticket.links.length})` : say.ticket('panel.links'), children: <LinkList ticket={ticket} onAct={act} /> },
        ]} />
      </div>
      {isWide && <aside className="ticket-rail" aria-label={say.ticket('ticket.details')}><TicketDetails ticket={ticket} /></aside>}
      <Composer ticket={ticket} side={side} onSide={setSide} focusOn={focus} onBusy={setWriting} />
      <ActionDialog ticket={ticket} action={action} onClose={() => setAction(null)} />
    </div>
  )
}
