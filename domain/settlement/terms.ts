// What a plan asks of its dealers, read once from its rules: each demand with the clause that makes it.
// A plan without a rule does not make the demand; nothing here knows any plan by name.
import type { DealerRule, Plan } from '../plan/plan.ts'

export type Ruled<Figures = object> = Figures & { clause: string }
export type FreightRule = Ruled<{ reason: string; payer: 'company' | 'dealer'; confirmedBy: string | null; labour: boolean }>

export type DealerTerms = {
  agreement: Ruled<{ form: string | null }> | null
  card: Ruled<{ days: number; lateClause: string }> | null
  record: Ruled | null
  oldPart: Ruled<{ dueClause: string; cutOffs: readonly string[]; byTruckAnyTime: boolean }> | null
  receipt: Ruled | null
  appraisal: Ruled | null
  formalities: Ruled | null
  spotCheck: Ruled | null
  writeOff: Ruled | null
  notice: Ruled | null
  confirmation: Ruled | null
  offset: Ruled | null
  prepay: Ruled | null
  signedList: Ruled | null
  stockPlan: Ruled<{ daysBefore: number }> | null
  /** The cause of a delay that the dealer answers for. */
  liability: Ruled<{ cause: string }> | null
  deemedSold: Ruled<{ seasons: number }> | null
  freight: readonly FreightRule[]
  tasks: Ruled<{ tasks: readonly string[] }> | null
  outsourced: Ruled<{ by: string }> | null
  policy: Ruled | null
  outletHours: Ruled<{ hours: number }> | null
  downgrade: Ruled<{ causes: readonly string[] }> | null
  /** Causes of a fault that the company answers for. */
  causes: readonly { code: string; clause: string | null; isInScope: boolean }[]
}

type Plans = Pick<Plan, 'dealers' | 'documents' | 'values' | 'vocabulary'>

export function readDealerTerms(plan: Plans): DealerTerms {
  const find = (figure: string): DealerRule | undefined => plan.dealers.find(({ figures }) => isSet(figures?.[figure]))
  const ruled = (figure: string): Ruled | null => withClause(find(figure), {})
  const agreement = find('agreementRequired')
  const oldPart = find('needsOldPart')
  return {
    agreement: withClause(agreement, { form: plan.documents.find(({ clause }) => clause === agreement?.clause)?.code ?? null }),
    card: cardOf(find('cardRequired'), find('days')),
    record: ruled('needsRecord'),
    oldPart: withClause(oldPart, { dueClause: find('cutOffsPerYear')?.clause ?? oldPart?.clause ?? '', cutOffs: cutOffsOf(plan, find('cutOffValues')), byTruckAnyTime: find('byTruckAnyTime') !== undefined }),
    receipt: ruled('receiptBy'), appraisal: ruled('appraisalBy'), formalities: ruled('formalitiesBy'), spotCheck: ruled('spotCheck'),
    writeOff: ruled('writeOffBy'), notice: ruled('writtenNotice'), confirmation: ruled('dealerConfirmsFirst'), offset: ruled('offset'),
    prepay: ruled('prepay'), signedList: ruled('signedListRequired'),
    stockPlan: withClause(find('daysBeforeSeason'), { daysBefore: numberOf(find('daysBeforeSeason'), 'daysBeforeSeason') }),
    liability: withClause(find('liable'), { cause: String(find('liable')?.figures?.['cause'] ?? '') }),
    deemedSold: withClause(find('seasons'), { seasons: numberOf(find('seasons'), 'seasons') }),
    freight: plan.dealers.filter(({ kind, figures }) => kind === 'freight' && figures?.['reason'] !== undefined).map(freightOf),
    tasks: withClause(find('tasks'), { tasks: wordsOf(find('tasks'), 'tasks') }),
    outsourced: withClause(find('origin'), { by: String(find('origin')?.figures?.['by'] ?? '') }),
    policy: ruled('confirmEachPolicyVersion'),
    outletHours: withClause(find('hours'), { hours: numberOf(find('hours'), 'hours') }),
    downgrade: withClause(find('causes'), { causes: wordsOf(find('causes'), 'causes') }),
    causes: plan.vocabulary.causes.map(({ code, clause, party, excluded }) => ({ code, clause: clause ?? null, isInScope: party === 'vendor' && excluded === undefined })),
  }
}

const isSet = (value: unknown) => value !== undefined && value !== false && value !== null
const withClause = <Figures extends object>(rule: DealerRule | undefined, figures: Figures): Ruled<Figures> | null => (rule ? { ...figures, clause: rule.clause } : null)
const numberOf = (rule: DealerRule | undefined, figure: string): number => Number(rule?.figures?.[figure] ?? 0)
const wordsOf = (rule: DealerRule | undefined, figure: string): string[] => String(rule?.figures?.[figure] ?? '').split(',').map((word) => word.trim()).filter((word) => word !== '')

// The number of days stands in one rule, what its absence means in another.
const cardOf = (required: DealerRule | undefined, days: DealerRule | undefined): DealerTerms['card'] =>
  (days ? { clause: days.clause, days: numberOf(days, 'days'), lateClause: required?.clause ?? days.clause } : null)

// A date of each year is written month-day; one that is not yet filled in sets no date.
const cutOffsOf = ({ values }: Plans, rule: DealerRule | undefined): string[] => wordsOf(rule, 'cutOffValues')
  .map((key) => String(values.find((value) => value.key === key)?.value ?? '')).filter((text) => /^\d\d-\d\d$/.test(text)).sort()

const freightOf = ({ clause, figures = {} }: DealerRule): FreightRule => ({
  clause, reason: String(figures['reason']), payer: figures['payer'] === 'company' ? 'company' : 'dealer',
  confirmedBy: figures['confirmedBy'] ? String(figures['confirmedBy']) : null, labour: figures['labour'] === true,
})
