// Bills an accepted sheet. Without a clause that asks for consent it may be billed as drafted.
import type { billCharge as declared } from '#contract/charge/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { faultyField } from '#domain/charging/buyer.ts'
import { mayBill } from '#domain/charging/sheet.ts'
import { toIso } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { nextNumber } from '../../org/index.ts'
import { orgFacts } from '../../party/index.ts'
import { openCharge } from './open-charge.ts'

export async function billCharge(context: Context, { chargeId, buyer }: ParsedOf<typeof declared>): Promise<void> {
  const { tx, actor, now } = context
  const { sheet } = await openCharge(context, chargeId)
  if (sheet.state === 'billed' || sheet.state === 'paid' || sheet.state === 'refused') throw new Refusal('charge.closed', { state: sheet.state })
  if (!mayBill(sheet.state, sheet.consent_first && sheet.gross > 0)) throw new Refusal('charge.not-accepted', { clause: clauseOf(sheet) })
  if (sheet.needs_approval && !sheet.approved_at) throw new Refusal('charge.not-approved')
  const field = faultyField(buyer)
  if (field) throw new Refusal('charge.buyer-wrong', { field })
  const number = await nextNumber(tx, actor.orgId, 'qk', localDay((await orgFacts(tx, actor.orgId)).zone, now))
  // A bill of nothing has nothing to be paid.
  await tx.run(sql`
    update charges set state = ${sheet.gross === 0 ? 'paid' : 'billed'}, bill = ${JSON.stringify(buyer)}, bill_number = ${number}, billed_at = ${toIso(now)}, updated_at = ${toIso(now)}
    where org_id = ${actor.orgId} and id = ${chargeId}`)
}

const clauseOf = ({ rule_id: rule, lines }: { rule_id: string | null; lines: readonly { ruleId: string; clause: string }[] }) => lines.find(({ ruleId }) => ruleId === rule)?.clause ?? lines[0]?.clause ?? ''
