// Goods at a dealer: sold, sent back, or, once they have stood through so many whole seasons, counted as sold.
import { addDays } from '../time/day.ts'
import type { Day } from '../time/day.ts'
import type { FreightRule } from './terms.ts'

export type Season = { from: Day; until: Day }

/** The day after the last season needed. Only a season that began with the goods already there counts, and only when it is over. */
export function deemedSoldOn(deliveredOn: Day, seasons: readonly Season[], needed: number): Day | null {
  const whole = seasons.filter(({ from }) => from >= deliveredOn).map(({ until }) => until).sort()
  const last = needed > 0 ? whole[needed - 1] : undefined
  return last === undefined ? null : addDays(last, 1)
}

export type FreightVerdict = { yes: true; payer: 'company' | 'dealer'; labour: boolean; clause: string } | { yes: false; because: 'reason-unknown' | 'not-confirmed'; clause: string | null }

/** Who bears the freight of goods sent back follows from the reason; a reason that costs the company must be confirmed first. */
export function freightOf(rules: readonly FreightRule[], reason: string, confirmed: boolean): FreightVerdict {
  const rule = rules.find((one) => one.reason === reason)
  if (!rule) return { yes: false, because: 'reason-unknown', clause: null }
  if (rule.confirmedBy !== null && !confirmed) return { yes: false, because: 'not-confirmed', clause: rule.clause }
  return { yes: true, payer: rule.payer, labour: rule.labour, clause: rule.clause }
}
