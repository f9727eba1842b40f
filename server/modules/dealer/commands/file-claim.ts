// A claim for one repair. What labour and travel cost is not for the claimant to say: the rate in force on the day of the repair counts.
import type { fileClaim as declared } from '#contract/dealer/claims.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { cutOffAfter } from '#domain/settlement/cut-off.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Day } from '#domain/time/day.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { nextNumber } from '../../org/index.ts'
import { mustSee } from '../../ticket/index.ts'
import { dealerOf, isDealer } from '../policy.ts'
import { loadClaim } from '../queries/load-claim.ts'
import type { ClaimLineRow } from '../queries/load-claim.ts'
import { activeDealer, agreementJson, planIf, termsOfPlan, todayOf } from '../queries/standing.ts'
import type { AgreementRow } from '../queries/standing.ts'
import { unique } from '../store.ts'
import { addEntry, saveCopies } from './record-entry.ts'

type Input = ParsedOf<typeof declared>
type Owner = { dealerId: string | null; salespersonId: string | null; agreement: AgreementRow }

export async function fileClaim(context: Context, input: Input): Promise<string> {
  const { tx, actor, now } = context
  const today = await todayOf(context)
  if (input.repairedOn > today) throw new Refusal('card.bad-day', { field: 'repairedOn' })
  const owner = await ownerOf(context, input)
  if (input.ticketId !== null) await mustSee(context, input.ticketId)
  const terms = termsOfPlan(await planIf(tx, owner.agreement))
  const lines = await priced(context, input)
  const sumOf = (beyondScope: boolean) => lines.filter((line) => line.beyondScope === beyondScope).reduce((sum, { amount }) => sum + amount, 0)
  const id = newId()
  const number = await nextNumber(tx, actor.orgId, 'claim', today)
  const returnBy = input.replacedPart === null ? null : cutOffAfter(terms.oldPart?.cutOffs ?? [], input.repairedOn as Day)
  await unique('claims_record', () => new Refusal('claim.record-taken', { field: 'recordNumber', number: input.recordNumber }), () => tx.run(sql`
    insert into claims (org_id, id, number, claimant, dealer_id, agreement_id, ticket_id, serial, product, origin, record_number, repaired_on, replaced_part, old_part_id, fault, work, lines, amount, dealer_borne,
      salesperson_id, return_by, state, filed_on, created_by, created_at)
    values (${actor.orgId}, ${id}, ${number}, ${input.claimant}, ${owner.dealerId}, ${owner.agreement.id}, ${input.ticketId}, ${input.serial}, ${input.product}, ${input.origin}, ${input.recordNumber}, ${input.repairedOn},
      ${input.replacedPart}, ${input.oldPartId}, ${input.fault}, ${input.work}, ${JSON.stringify(lines)}, ${sumOf(false)}, ${sumOf(true)}, ${owner.salespersonId}, ${returnBy}, 'open', ${today}, ${actor.id}, ${toIso(now)})`))
  const matter = await loadClaim(context, id)
  await tx.run(sql`
    insert into claim_entries (org_id, id, claim_id, kind, entry_on, data, by_id, by_name, recorded_at)
    values (${actor.orgId}, ${newId()}, ${id}, 'filed', ${today}, ${JSON.stringify({ explained: input.explained })}, ${actor.id}, ${actor.name}, ${toIso(now)})`)
  await saveCopies(context, matter)
  return id
}

// The house's own repairers claim on the customer's agreement, by the same record and the same old part.
async function ownerOf(context: Context, input: Input): Promise<Owner> {
  const { tx, actor } = context
  if (input.claimant === 'dealer' || isDealer(actor)) {
    const { dealer } = await activeDealer(context, dealerOf(context, input.dealerId))
    if (input.claimant !== 'dealer' || !dealer.agreement) throw new Refusal('dealer.unknown')
    return { dealerId: dealer.id, salespersonId: dealer.salespersonId, agreement: dealer.agreement }
  }
  const row = input.agreementId && (await tx.row<{ agreement: AgreementRow }>(sql`select ${agreementJson} as agreement from agreements g where g.org_id = ${actor.orgId} and g.id = ${input.agreementId}`))
  if (!row) throw new Refusal('agreement.unknown')
  return { dealerId: null, salespersonId: input.claimant === 'salesperson' ? actor.id : null, agreement: row.agreement }
}

async function priced(context: Context, { lines, repairedOn }: Input): Promise<ClaimLineRow[]> {
  const rates = await ratesOn(context, repairedOn)
  return lines.map(({ kind, price, quantity, text, beyondScope }) => {
    if (kind === 'parts') {
      if (price === undefined) throw new Refusal('claim.price-missing', { field: 'lines' })
      return { kind, text, quantity, price, amount: price * quantity, beyondScope, rateVersion: null }
    }
    if (price !== undefined) throw new Refusal('claim.price-fixed', { field: 'lines' })
    const rate = rates.find((one) => one.kind === kind)
    if (!rate) throw new Refusal('claim.rate-missing', { kind, day: repairedOn })
    return { kind, text, quantity, price: rate.price, amount: rate.price * quantity, beyondScope, rateVersion: rate.version }
  })
}

export const ratesOn = ({ tx, actor }: Context, day: string): Promise<{ kind: string; version: number; price: number }[]> => tx.rows(sql`
  select distinct on (kind) kind, version, price from claim_rates where org_id = ${actor.orgId} and valid_from <= ${day} order by kind, valid_from desc, version desc`)

type Signing = { claimId: string; signedBy: string; signedOn: string; fileId?: string | undefined; signature?: string | undefined }

/** Without the user's own hand the record is not complete, and nothing behind it starts. */
export async function signRecord(context: Context, { claimId, signedBy, signedOn, fileId, signature }: Signing): Promise<void> {
  const { tx, actor } = context
  const matter = await loadClaim(context, claimId, { lock: true })
  if (signedOn > (await todayOf(context)) || signedOn < matter.row.repairedOn) throw new Refusal('card.bad-day', { field: 'signedOn' })
  if (fileId === undefined && signature === undefined) throw new Refusal('claim.signature-missing', { field: 'fileId' })
  if (fileId !== undefined) {
    const file = await tx.row(sql`select 1 from claim_files where org_id = ${actor.orgId} and claim_id = ${claimId} and id = ${fileId}`)
    if (!file) throw new Refusal('file.unknown')
  }
  await addEntry(context, matter, { kind: 'record-signed', data: { signedBy, signedOn, number: matter.row.recordNumber, ...(fileId && { fileId }), ...(signature && { signature }) } })
}
