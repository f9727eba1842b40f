// What people decided beside the plan: goodwill lets the vendor bear more than he owes; an override takes the place of the verdict.
// Both are facts with a reason, and both stay visible in the answer.
import type { FactData } from '../fact/fact.ts'
import { ownOf } from './events.ts'
import type { Event } from './events.ts'
import type { CoverQuestion } from './question.ts'
import type { CoverGround } from './terms.ts'
import { step } from './verdict.ts'
import type { Pays, Treatment, Verdict } from './verdict.ts'

/** The latest goodwill in force that is meant for this component and ticket; it never takes anything away. */
export function grants(ground: CoverGround, question: CoverQuestion, verdict: Verdict): Verdict {
  const grant = meantFor(ownOf(ground.history, 'cover.granted', question.day), question, verdict.component)
  if (!grant) return verdict
  const pays = given(verdict.pays ?? allCustomer, grant.data)
  const because = [...verdict.because, step('granted', { day: grant.day, until: untilOf(grant.data), reason: reasonOf(grant.data) })]
  return { ...verdict, ...outcome(pays), rule: verdict.rule ?? 'goodwill', phase: verdict.phase ?? 'goodwill', pays, because }
}

/** The latest override in force says who pays, whatever the plan and the goodwill said. */
export function overrideOf(ground: CoverGround, question: CoverQuestion, verdict: Verdict): Verdict {
  const decided = meantFor(ownOf(ground.history, 'cover.overridden', question.day), question, verdict.component)
  if (!decided) return verdict
  const pays = decided.data['covered'] === true ? given(verdict.pays ?? allCustomer, { parts: true, labour: true, travel: true }) : allCustomer
  const because = [...verdict.because, step('overridden', { day: decided.day, until: untilOf(decided.data), reason: reasonOf(decided.data) })]
  return { ...verdict, ...outcome(pays), needs: [], pays, because }
}

const allCustomer: Pays = { parts: 'customer', labour: 'customer', travel: 'customer' }

function meantFor(events: readonly Event[], { day, ticketId }: CoverQuestion, component: string | null): Event | null {
  return events.findLast(({ data }) => {
    const until = untilOf(data)
    return (until === null || day <= until) && names(data['ticketId'], ticketId ?? null) && names(data['component'], component)
  }) ?? null
}

const names = (named: unknown, own: string | null) => named === undefined || named === null || named === '' || named === own
const untilOf = ({ until }: FactData) => (typeof until === 'string' ? (until as NonNullable<Verdict['until']>) : null)
const reasonOf = ({ reason }: FactData) => (typeof reason === 'string' ? reason : null)

// Without words about the parts of the bill the whole of it is meant.
function given(pays: Pays, data: FactData): Pays {
  const every = data['parts'] === undefined && data['labour'] === undefined && data['travel'] === undefined
  const borne = (part: keyof Pays) => (every || data[part] === true) && pays[part] === 'customer' ? 'vendor' : pays[part]
  return { parts: borne('parts'), labour: borne('labour'), travel: borne('travel') }
}

function outcome(pays: Pays): Pick<Verdict, 'state' | 'covered' | 'treatment'> {
  const own = [pays.parts, pays.labour, pays.travel].filter((payer) => payer === 'customer').length
  const covered = pays.parts !== 'customer' || pays.labour !== 'customer'
  const treatment: Treatment = own === 0 ? 'free' : own === 3 ? 'charge' : 'partly'
  return { state: covered ? 'covered' : 'not-covered', covered, treatment }
}
