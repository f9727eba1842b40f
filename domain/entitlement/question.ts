// What is asked: which component, since what day, from which cause, and what else is known of the fault.
import type { FactData } from '../fact/fact.ts'
import type { Match } from '../fact/match.ts'
import { matches } from '../fact/match.ts'
import type { Cause } from '../plan/plan.ts'
import type { Day } from '../time/day.ts'
import { firstOf, ownOf } from './events.ts'
import type { CoverGround } from './terms.ts'

export type CoverQuestion = {
  day: Day
  component?: string | null
  cause?: string | null
  /** Symptom, kind of ticket, answers to the plan's own questions. */
  attributes?: FactData
  /** The ticket asked for: a grant or an override may be meant for it alone. */
  ticketId?: string | null
  /** Whether the chosen cause is proven; null while nobody has said so, which asks for the proof. */
  evidence?: string | null
}

/** What the facts of the asset say about the conditions of the plan, with the answers of the question on top. */
export function circumstances(ground: CoverGround, { day, cause, attributes = {} }: CoverQuestion): FactData {
  const unpacked = firstOf(ground.history, ['goods.unpacked', 'equipment.installed'])
  const slip = firstOf(ground.history, ['card.issued'])
  return {
    ...attributes,
    extended: ownOf(ground.history, 'cover.extended', day).length > 0,
    unpacked: unpacked !== null && unpacked.day <= day,
    listed: attributes['listed'] ?? isListed(ground),
    ...(attributes['warrantySlip'] === undefined && slip && { warrantySlip: 'found' }),
    cause: cause ?? null,
  }
}

export function causeOf({ plan }: CoverGround, code: string | null | undefined): Cause | null {
  return plan.vocabulary.causes.find((cause) => cause.code === code) ?? null
}

export type Fit = { fits: 'yes' } | { fits: 'no' | 'open'; field: string }

/** Open: nothing speaks against the rule, but a field it asks for is not answered yet. */
export function fit(when: Match | undefined, known: FactData): Fit {
  const failing = Object.entries(when ?? {}).filter(([field, condition]) => !matches({ [field]: condition }, known))
  const against = failing.find(([field]) => isAnswered(known, field))
  if (against) return { fits: 'no', field: against[0] }
  const [open] = failing
  return open ? { fits: 'open', field: open[0] } : { fits: 'yes' }
}

const isAnswered = (known: FactData, field: string) => known[field] !== undefined && known[field] !== null

// The supply contract keeps its list of free items: classes, numbers or serials with commas between.
function isListed({ agreement, names = [] }: CoverGround): boolean {
  const list = agreement?.attributes?.['freeItems']
  if (typeof list !== 'string') return false
  const items = list.split(/[,，、;；\n]/).map((item) => item.trim().toLowerCase())
  return names.some((name) => items.includes(name.toLowerCase()))
}
