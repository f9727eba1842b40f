// The words of cover on the screens of the console.
import { coverWord, entitlementIn } from '#locales/entitlement.ts'
import type { SayCover } from '#locales/entitlement.ts'
import type { VerdictView } from '#contract/entitlement/verdict.ts'
import { useLanguage } from '#ui/record/session.ts'

export const useCoverWords = (): SayCover => entitlementIn(useLanguage())

export function paysLine(say: SayCover, pays: VerdictView['pays']): string {
  if (!pays) return '–'
  const payer = (who: string) => coverWord(say, 'payer', who)
  return say('paysLine', { parts: payer(pays.parts), labour: payer(pays.labour), travel: payer(pays.travel) })
}

/** A sign beside every word, so that nothing is told by colour alone. */
export const coverSigns = { covered: { sign: '✓', color: 'green' }, 'not-covered': { sign: '✕', color: 'red' }, undecided: { sign: '?', color: 'gold' } } as const
export const termSigns = { 'in-force': { sign: '✓', color: 'green' }, ahead: { sign: '○', color: 'blue' }, over: { sign: '✕', color: 'default' }, 'not-opened': { sign: '–', color: 'default' } } as const

export const needWords = (say: SayCover, needs: readonly string[]) => needs.map((need) => coverWord(say, 'need', need)).join('、')
