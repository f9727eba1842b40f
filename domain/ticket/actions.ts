// What can be done with a ticket now, in one list for every screen; what cannot says why.
import type { FactData } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { Plan } from '../plan/plan.ts'
import type { Text } from '../plan/words.ts'
import { mayRecord } from './may-record.ts'
import type { Situation } from './may-record.ts'
import type { TicketReading } from './status.ts'

export type ActionGroup = 'main' | 'talk' | 'field' | 'parts' | 'papers' | 'more'
export type ActionReason = { code: string; clause?: string; title?: Text; needs?: string }
export type Action = { verb: string; kind: FactKind; group: ActionGroup; hasBody: boolean; open: boolean; because: ActionReason[] }

type Known = { kind: FactKind; verb: string; group: ActionGroup; hasBody?: true }

/** The verbs every ticket has, in the order in which they are shown. */
const usual: readonly Known[] = [
  { verb: 'accept', kind: 'ticket.accepted', group: 'main' }, { verb: 'decline', kind: 'ticket.declined', group: 'main' }, { verb: 'assign', kind: 'ticket.assigned', group: 'main' },
  { verb: 'reply', kind: 'reply.sent', group: 'talk', hasBody: true }, { verb: 'note', kind: 'note.added', group: 'talk', hasBody: true }, { verb: 'answer',
    kind: 'answer.given', group: 'talk', hasBody: true },
  { verb: 'contact', kind: 'ticket.contacted', group: 'talk', hasBody: true }, { verb: 'receive-message', kind: 'message.received', group: 'talk', hasBody: true },
  { verb: 'research', kind: 'question.research-needed', group: 'talk' }, { verb: 'propose-solution', kind: 'solution.proposed', group: 'talk', hasBody: true },
  { verb: 'arrange', kind: 'ticket.arranged', group: 'field' }, { verb: 'diagnose', kind: 'diagnosis.made', group: 'field', hasBody: true }, { verb: 'analyse-cause',
    kind: 'cause.analysed', group: 'field', hasBody: true },
  { verb: 'start-remote', kind: 'remote.started', group: 'field' }, { verb: 'end-remote', kind: 'remote.ended', group: 'field', hasBody: true }, { verb: 'decide-onsite',
    kind: 'onsite.decided', group: 'field' },
  { verb: 'agree-appointment', kind: 'appointment.agreed', group: 'field' }, { verb: 'dispatch', kind: 'engineer.dispatched', group: 'field' }, { verb: 'depart',
    kind: 'engineer.departed', group: 'field' },
  { verb: 'arrive', kind: 'engineer.arrived', group: 'field' }, { verb: 'remove-fault', kind: 'fault.removed', group: 'field', hasBody: true }, { verb: 'finish',
    kind: 'work.finished', group: 'field', hasBody: true },
  { verb: 'request-spare', kind: 'spare.requested', group: 'parts' }, { verb: 'spare-arrived', kind: 'spare.arrived', group: 'parts' }, { verb: 'replace-part', kind: 'part.replaced', group: 'parts' },
  { verb: 'request-loaner', kind: 'loaner.requested', group: 'parts' }, { verb: 'deliver-loaner', kind: 'loaner.delivered', group: 'parts' }, { verb: 'return-loaner',
    kind: 'loaner.returned', group: 'parts' },
  { verb: 'open-rma', kind: 'rma.opened', group: 'parts' },
  { verb: 'pause', kind: 'ticket.paused', group: 'main' }, { verb: 'resume', kind: 'ticket.resumed', group: 'main' }, { verb: 'resolve', kind: 'ticket.resolved', group: 'main', hasBody: true },
  { verb: 'confirm', kind: 'ticket.confirmed', group: 'main' }, { verb: 'give-feedback', kind: 'ticket.feedback-given', group: 'main', hasBody: true }, { verb: 'close',
    kind: 'ticket.closed', group: 'main' },
  { verb: 'reopen', kind: 'ticket.reopened', group: 'main' }, { verb: 'escalate', kind: 'ticket.escalated', group: 'more' }, { verb: 'transfer', kind: 'ticket.transferred', group: 'more' },
  { verb: 'supervise', kind: 'ticket.supervised', group: 'more', hasBody: true }, { verb: 'nudge', kind: 'ticket.nudged', group: 'more' }, { verb: 'grade', kind: 'ticket.graded', group: 'more' },
  { verb: 'reclassify', kind: 'ticket.reclassified', group: 'more' }, { verb: 'approve', kind: 'ticket.approved', group: 'more' }, { verb: 'refuse', kind: 'ticket.refused', group: 'more' },
  { verb: 'merge', kind: 'ticket.merged', group: 'more' }, { verb: 'link', kind: 'ticket.linked', group: 'more' }, { verb: 'rate', kind: 'ticket.rated', group: 'more', hasBody: true },
  { verb: 'cancel', kind: 'ticket.cancelled', group: 'more' },
]

const byOthers = new Set<FactKind>(['ticket.registered', 'form.filed', 'clock.struck', 'promise.excused', 'promise.explained', 'attachment.added'])

/** The usual verbs, and one for every further fact the plan speaks of. */
export function availableActions(plan: Pick<Plan, 'process' | 'gates' | 'approvals' | 'promises'> | null, reading: TicketReading, situation: Situation): Action[] {
  const named = new Set<FactKind>(usual.map(({ kind }) => kind))
  const further = plan ? spokenOf(plan).filter((kind) => !named.has(kind) && !byOthers.has(kind)) : []
  return [...usual, ...further.map((kind): Known => ({ kind, verb: kind, group: 'papers', hasBody: true }))].map(({ verb, kind, group, hasBody = false }) => {
    const closed = closedReason(kind, reading)
    const blocked = closed === null && plan ? mayRecord(plan, kind, {}, situation) : { yes: true as const }
    const because: ActionReason[] = closed !== null ? [{ code: closed }] : blocked.yes ? [] : blocked.because.map(({ code, clause, title, needs }) => ({ code, clause, title, needs }))
    return { verb, kind, group, hasBody, open: because.length === 0, because }
  })
}

function spokenOf(plan: Pick<Plan, 'process' | 'gates' | 'approvals' | 'promises'>): FactKind[] {
  const kinds = new Set<FactKind>()
  for (const { steps } of plan.process) for (const { fact } of steps) kinds.add(fact)
  for (const { before, needs } of plan.gates) {
    kinds.add(before)
    if ('fact' in needs) kinds.add(needs.fact)
  }
  for (const { subject = 'ticket', on, by } of plan.promises) {
    if (subject !== 'ticket') continue
    for (const trigger of [on].flat()) if ('fact' in trigger) kinds.add(trigger.fact)
    for (const { fact } of 'any' in by ? by.any : 'all' in by ? by.all : [by]) kinds.add(fact)
  }
  return [...kinds].filter((kind) => ticketOwn.some((prefix) => kind.startsWith(prefix)))
}

// Facts of an agreement are recorded there.
const ticketOwn = ['ticket.', 'message.', 'reply.', 'note.', 'question.', 'answer.', 'user.', 'department.', 'intake.', 'warranty.', 'diagnosis.', 'cause.', 'solution.',
  'evaluation.', 'remote.', 'consultation.',
  'disclaimer.', 'backup.', 'change.', 'onsite.', 'guidance.', 'appointment.', 'engineer.', 'fault.', 'work.', 'visit.signed', 'test.', 'supplier.', 'spare.', 'part.',
    'loaner.', 'unit.', 'rma.', 'software.adjusted',
  'return.', 'refund.', 'quote.', 'payment.', 'report.', 'root-cause.', 'action.']

/** What the state of the ticket itself forbids; null when nothing does. */
export function closedReason(kind: FactKind, reading: TicketReading): string | null {
  const isOver = reading.status === 'merged' || reading.status === 'cancelled'
  switch (kind) {
    // An old part comes back, and is judged, long after its ticket is closed.
    case 'part.returned': case 'part.appraised': case 'department.told':
    case 'note.added': case 'ticket.linked': case 'promise.explained': case 'promise.excused': case 'form.filed': case 'clock.struck': case 'attachment.added': case 'payment.received': return null
    case 'ticket.reopened': return reading.status === 'merged' ? 'ticket.is-merged' : reading.resolvedAt === null && reading.closedAt === null ? 'ticket.is-open' : null
    case 'ticket.rated': return isOver ? `ticket.is-${reading.status}` : reading.resolvedAt === null && reading.closedAt === null ? 'ticket.not-resolved' : null
    case 'ticket.feedback-given': case 'ticket.supervised': case 'report.submitted': case 'message.received': return isOver ? `ticket.is-${reading.status}` : null
    default: return isOver || reading.closedAt !== null ? `ticket.is-${isOver ? reading.status : 'closed'}` : ofItsOwn(kind, reading)
  }
}

function ofItsOwn(kind: FactKind, { pausedReason, holderId, acceptedAt, resolvedAt }: TicketReading): string | null {
  switch (kind) {
    case 'ticket.resumed': return pausedReason === null ? 'ticket.not-paused' : null
    case 'ticket.paused': return resolvedAt !== null ? 'ticket.is-resolved' : null
    case 'ticket.accepted': return acceptedAt !== null ? 'ticket.is-accepted' : null
    case 'ticket.declined': return holderId === null ? 'ticket.not-assigned' : null
    case 'ticket.resolved': return resolvedAt !== null ? 'ticket.is-resolved' : null
    case 'ticket.nudged': return resolvedAt !== null ? 'ticket.is-resolved' : null
    default: return null
  }
}

/** A pause that names nothing would hold no clock; the end of one that is not open would end all. */
export function pauseFault(kind: FactKind, data: FactData, { waitsFor }: TicketReading): 'ticket.pause-reason' | 'ticket.not-waiting-for' | null {
  const reason = data['reason']
  if (kind === 'ticket.paused') return typeof reason === 'string' && reason !== '' ? null : 'ticket.pause-reason'
  if (kind !== 'ticket.resumed' || reason === undefined || reason === null) return null
  return typeof reason === 'string' && waitsFor.includes(reason) ? null : 'ticket.not-waiting-for'
}
