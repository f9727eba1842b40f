// Who pays the way back of dealer stock, and who pays for putting it right: by the reason, as the plan says.
import type { Plan } from '../plan/plan.ts'

export type Freight = { payer: 'company' | 'dealer'; clause: string | null; paysLabour: boolean; dealerPays: number }
type Given = { reason: string; isConfirmed: boolean; freight: number; restoringHours: number; hourRate: number }

/** Amounts in minor units. A quality reason counts only once the inspection has confirmed it; until then the dealer pays. */
export function decideFreight({ dealers }: Pick<Plan, 'dealers'>, { reason, isConfirmed, freight, restoringHours, hourRate }: Given): Freight {
  const rule = dealers.find(({ kind, figures }) => kind === 'freight' && figures?.['reason'] === reason)
  const needsProof = rule?.figures?.['confirmedBy'] === 'inspection'
  const payer = rule?.figures?.['payer'] === 'company' && (!needsProof || isConfirmed) ? 'company' : 'dealer'
  const paysLabour = rule?.figures?.['labour'] === true
  const labour = paysLabour ? Math.round(restoringHours * hourRate) : 0
  return { payer, clause: rule?.clause ?? null, paysLabour, dealerPays: payer === 'dealer' ? freight + labour : 0 }
}
