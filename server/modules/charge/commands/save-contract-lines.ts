import type { saveContractLines as declared } from '#contract/charge/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'
import { lockAgreement } from '../../promise/index.ts'

export async function saveContractLines(context: Context, { agreementId, lines }: ParsedOf<typeof declared>): Promise<void> {
  const { tx, actor } = context
  await lockAgreement(tx, actor, agreementId)
  const twice = lines.find(({ code }, index) => lines.findIndex((line) => line.code === code) !== index)
  if (twice) throw new Refusal('price.twice', { code: twice.code })
  await tx.run(sql`delete from contract_lines where org_id = ${actor.orgId} and agreement_id = ${agreementId}`)
  await tx.run(sql`
    insert into contract_lines (org_id, agreement_id, code, title, source, unit_price, quantity)
    select ${actor.orgId}, ${agreementId}, l.code, l.title, l.source, l."unitPrice", l.quantity
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(code text, title text, source text, "unitPrice" bigint, quantity numeric)`)
  await audit(context, { action: 'updated', noun: 'contract-lines', nounId: agreementId, after: { lines: lines.length } })
}
