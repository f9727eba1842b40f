// A form of the plan is filled in. Filing it gives it a number and is a fact, so steps, gates and promises can wait for it.
import type { fileForm as declared } from '#contract/document/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { Form, Plan } from '#domain/plan/plan.ts'
import { readSpan } from '#domain/plan/span.ts'
import { checkForm } from '#domain/ticket/form-check.ts'
import { toIso } from '#domain/time/instant.ts'
import { addDays, addMonths } from '#domain/time/day.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { askForForm } from '../../approval/index.ts'
import { nextNumber } from '../../org/index.ts'
import { planOf } from '../../plan/index.ts'
import { appendAgreementFact } from '../../promise/index.ts'
import { appendFacts, loadMatter, lockTicket } from '../../ticket/index.ts'
import { findOwner } from '../queries/list-definitions.ts'

type Input = ParsedOf<typeof declared>

export async function fileForm(context: Context, input: Input): Promise<string> {
  const { tx, actor, now } = context
  const owner = await findOwner(context, input)
  const plan = await planOf(tx, owner.planVersionId)
  const form = plan.documents.find(({ code }) => code === input.code)
  if (!form) throw new Refusal('form.unknown')
  if (input.file) mustBeComplete(form, input, context)
  const draft = input.formId ? await ownDraft(context, input.formId) : null
  const day = localDay(plan.zone, now)
  const number = draft?.number ?? await nextNumber(tx, actor.orgId, 'form', day)
  const id = draft?.id ?? newId()
  const signatures = JSON.stringify(input.signatures.map((signature) => ({ ...signature, signedAt: toIso(now) })))
  await tx.run(sql`
    insert into forms (org_id, id, number, code, plan_version_id, ticket_id, agreement_id, customer_id, asset_id, fields, signatures, state, author_id, created_at, filed_at, keep_until)
    values (${actor.orgId}, ${id}, ${number}, ${form.code}, ${owner.planVersionId}, ${input.ticketId ?? null}, ${input.agreementId ?? null}, ${owner.customerId},
      ${input.assetId ?? owner.assetId}, ${JSON.stringify(input.fields)}, ${signatures}, ${input.file ? 'filed' : 'draft'}, ${actor.kind === 'key' ? null : actor.id}, ${toIso(now)},
      ${input.file ? toIso(now) : null}, ${keepUntil(form, day)})
    on conflict (org_id, id) do update set fields = excluded.fields, signatures = excluded.signatures, state = excluded.state, filed_at = excluded.filed_at, keep_until = excluded.keep_until`)
  if (input.file) await recordFiling(context, input, plan, { id, number, form })
  return id
}

function mustBeComplete(form: Form, { fields, signatures }: Input, { actor }: Context): void {
  const [fault] = checkForm(form, fields, signatures.map(({ signer }) => signer))
  if (!fault) return
  if (fault.fault === 'unsigned') throw new Refusal('form.signature-missing', { signer: fault.signer })
  throw new Refusal('form.field-missing', { field: fault.title[actor.language], key: fault.field })
}

async function ownDraft({ tx, actor }: Context, formId: string): Promise<{ id: string; number: string }> {
  const row = await tx.row<{ id: string; number: string; state: string }>(sql`
    select id, number, state from forms where org_id = ${actor.orgId} and id = ${formId} and author_id = ${actor.id} for update`)
  if (!row) throw new Refusal('form.unknown')
  if (row.state === 'filed') throw new Refusal('form.filed')
  return row
}

type Filed = { id: string; number: string; form: Form }

async function recordFiling(context: Context, input: Input, plan: Plan, filed: Filed): Promise<void> {
  await recordFact(context, input, filed)
  const { id: formId, form } = filed
  if (plan.approvals.some(({ of }) => of === form.code)) await askForForm(context, { ticketId: input.ticketId ?? null, agreementId: input.agreementId ?? null, form: form.code, formId })
}

// The short values of the form travel with the fact, so a rule may look at them.
async function recordFact(context: Context, input: Input, { id, number, form }: Filed): Promise<void> {
  const values = Object.fromEntries(Object.entries(input.fields).filter(([, value]) => value !== null && String(value).length <= 200))
  const draft = { kind: 'form.filed' as const, happenedAt: input.happenedAt, data: { ...values, form: form.code, formId: id, number } }
  if (input.agreementId && !input.ticketId) {
    await appendAgreementFact(context, input.agreementId, draft)
    return
  }
  const ticket = await lockTicket(context.tx, context.actor, input.ticketId ?? '')
  if (!ticket) throw new Refusal('ticket.unknown')
  await appendFacts(context, await loadMatter(context.tx, ticket), [draft])
}

function keepUntil({ retention }: Form, day: ReturnType<typeof localDay>): string | null {
  const reading = retention ? readSpan(retention) : null
  if (reading?.kind !== 'target') return null
  const { unit, amount } = reading.target
  if (unit === 'months') return addMonths(day, Math.ceil(amount))
  return unit === 'days' || unit === 'working-days' ? addDays(day, Math.ceil(amount)) : day
}
