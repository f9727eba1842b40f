// How often one piece failed, read from the facts of its tickets: each report and each reopening is a failure; the repair that followed it
// failed when the customer came back with the same fault, or when it was said to have failed.
import { byHappening, standing } from '../fact/fact.ts'
import type { Fact } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import { localDay } from '../time/zone.ts'
import type { Failure } from './repeat.ts'

export type RepairedTicket = { id: string; number: string; facts: readonly Fact[] }

/** Of tickets about the same asset; those that were cancelled or merged into another are no failures of their own. */
export function failuresOf(tickets: readonly RepairedTicket[], zone: string): Failure[] {
  const episodes = tickets.flatMap((ticket) => episodesOf(ticket)).sort((one, other) => byHappening(one.facts[0]!, other.facts[0]!))
  return episodes.map(({ ticket, facts, cameBack }, index) => {
    const [fault, part] = [told(facts, faultFields), told(facts, ['part'])]
    const repaired = facts.some(({ kind }) => repairing.has(kind))
    const again = cameBack || episodes.slice(index + 1).some((later) => fault !== null && told(later.facts, faultFields) === fault)
    const confirmed = facts.some(({ kind, data }) => kind === 'ticket.confirmed' && data['solved'] !== false)
    return {
      ticketId: ticket.id, number: ticket.number, day: localDay(zone, facts[0]!.happenedAt), fault, part,
      solved: confirmed && !cameBack, failed: repaired && !(confirmed && !cameBack) && (again || saidToFail(facts)),
    }
  })
}

type Episode = { ticket: RepairedTicket; facts: readonly Fact[]; cameBack: boolean }

function episodesOf(ticket: RepairedTicket): Episode[] {
  const facts = [...standing(ticket.facts)].sort(byHappening)
  if (facts.some(({ kind }) => kind === 'ticket.cancelled' || kind === 'ticket.merged')) return []
  const starts = facts.flatMap(({ kind }, index) => (kind === 'ticket.registered' || kind === 'ticket.reopened' ? [index] : []))
  // What was found out about the fault before holds for the reopened ticket too, unless it says otherwise.
  return starts.map((from, n) => ({ ticket, facts: [...facts.slice(from, starts[n + 1]), ...facts.slice(0, from).filter(({ kind }) => !repairing.has(kind) && kind !== 'ticket.confirmed')], cameBack: n + 1 < starts.length }))
}

const repairing = new Set<FactKind>(['unit.repaired', 'fault.removed', 'work.finished', 'part.replaced', 'ticket.resolved', 'remote.ended', 'software.adjusted'])
const faultFields = ['fault', 'symptom', 'cause', 'diagnosis'] as const

function told(facts: readonly Fact[], fields: readonly string[]): string | null {
  for (const field of fields) {
    const found = facts.findLast(({ data }) => typeof data[field] === 'string' && data[field] !== '')
    if (found) return String(found.data[field])
  }
  return null
}

const saidToFail = (facts: readonly Fact[]) => facts.some(({ kind, data }) => data['solved'] === false && (repairing.has(kind) || kind === 'ticket.confirmed' || kind === 'ticket.feedback-given'))
