// A duty to register the sale in time. A card that comes late costs the dealer, never the user.
import type { CoverRule } from '../plan/plan.ts'
import { addDays } from '../time/day.ts'
import type { Day } from '../time/day.ts'
import { firstOf } from './events.ts'
import { lastDayOf } from './length.ts'
import type { CoverGround } from './terms.ts'
import { step } from './verdict.ts'
import type { CoverStep, Pays, Verdict } from './verdict.ts'

export function registeredPays({ history }: CoverGround, rule: CoverRule, day: Day, verdict: Verdict): Verdict {
  const duty = rule.registration
  const sold = duty && firstOf(history, [duty.from])
  if (!duty || !sold) return verdict
  // The day after the sale is the first of the twenty.
  const last = lastDayOf(addDays(sold.day, 1), duty.within)
  const card = firstOf(history, [duty.by])
  const told = (code: CoverStep['code'], at: Day | null): CoverStep => step(code, { rule: rule.id, clause: duty.clause, fact: duty.by, day: at, until: last })
  const came = card && card.day <= day ? card : null
  if (!last || (!came && day <= last)) return withStep(verdict, told('registration-open', last))
  if (came && came.day <= last) return withStep(verdict, told('registered', came.day))
  if (came?.data['accepted'] === true) return withStep(verdict, told('late-accepted', came.day))
  return withStep({ ...verdict, pays: borneBy(verdict.pays ?? rule.pays, duty.otherwise) }, told('registered-late', came?.day ?? null))
}

const withStep = (verdict: Verdict, one: CoverStep): Verdict => ({ ...verdict, because: [...verdict.because, one] })

const borneBy = (pays: Pays, payer: Pays['parts']): Pays => ({
  parts: pays.parts === 'vendor' ? payer : pays.parts, labour: pays.labour === 'vendor' ? payer : pays.labour, travel: pays.travel === 'vendor' ? payer : pays.travel,
})
