// What is wrong with a plan though every field has its right form: names that lead nowhere, tables with holes, rules that contradict.
import { checkCodes } from './check-codes.ts'
import { checkCover } from './check-cover.ts'
import { checkIds } from './check-ids.ts'
import { checkReferences } from './check-references.ts'
import { checkRhythm } from './check-rhythm.ts'
import { checkTargets } from './check-targets.ts'
import { checkChains } from './check-chains.ts'
import type { Finding } from './finding.ts'
import type { Plan } from './plan.ts'

const checks = [checkIds, checkReferences, checkCodes, checkTargets, checkChains, checkCover, checkRhythm]

/** Errors first, each group in the order of the checks. */
export function checkPlan(plan: Plan): Finding[] {
  const findings = checks.flatMap((check) => check(plan))
  return [...findings.filter(({ severity }) => severity === 'error'), ...findings.filter(({ severity }) => severity === 'warning')]
}
