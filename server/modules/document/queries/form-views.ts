import type { listForms as declared, formView as shape } from '#contract/document/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { z } from 'zod'
import type { Form, Plan } from '#domain/plan/plan.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { literally } from '#server/platform/search/text.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { planOf } from '../../plan/index.ts'
import { untitled } from '../../promise/index.ts'
import { visibleForms } from '../policy.ts'

export type FormView = z.output<typeof shape>
type FormRow = ReplyOf<typeof declared>['rows'][number]
type Row = {
  id: string; number: string; code: string; plan_version_id: string; state: 'draft' | 'filed'; ticket_id: string | null; ticket_number: string | null; agreement_id: string | null
  agreement_number: string | null; customer_id: string; customer_name: string; author: string | null; created_at: string; filed_at: string | null; keep_until: string | null
  fields: FormView['fields']; signatures: FormView['signatures']
}

const selection = sql`
  select f.id, f.number, f.code, f.plan_version_id, f.state, f.ticket_id, t.number as ticket_number, f.agreement_id, g.number as agreement_number, f.customer_id,
    c.name as customer_name, p.name as author, f.created_at, f.filed_at, f.keep_until, f.fields, f.signatures
  from forms f join customers c on c.org_id = f.org_id and c.id = f.customer_id
    left join tickets t on t.org_id = f.org_id and t.id = f.ticket_id
    left join agreements g on g.org_id = f.org_id and g.id = f.agreement_id
    left join people p on p.org_id = f.org_id and p.id = f.author_id`

export async function listForms({ tx, actor }: Context, input: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const asked = { 'f.code': input.code, 'f.ticket_id': input.ticketId, 'f.agreement_id': input.agreementId, 'f.customer_id': input.customerId, 'f.asset_id': input.assetId }
  const conditions = Object.entries(asked).flatMap(([column, value]) => (value === undefined ? [] : [sql`${sql.ref(column)}::text = ${value}`]))
  const found = input.q ? [sql`(f.number ilike ${`%${literally(input.q)}%`} or f.fields::text ilike ${`%${literally(input.q)}%`})`] : []
  const after = readCursor(input.cursor)
  const before = after ? [sql`f.id < ${after.id}::uuid`] : []
  const rows = await tx.rows<Row>(sql`${selection} where ${sql.join([sql`f.org_id = ${actor.orgId}`, visibleForms(actor), ...conditions, ...found, ...before], sql` and `)}
    order by f.id desc limit ${input.limit + 1}`)
  const plans = new Map<string, Plan>()
  for (const { plan_version_id: version } of rows) if (!plans.has(version)) plans.set(version, await planOf(tx, version))
  return pageOfRows(rows, input.limit, ({ id }) => ({ key: '', id }), (row) => formRow(row, plans.get(row.plan_version_id)?.documents.find(({ code }) => code === row.code)))
}

export async function getForm({ tx, actor }: Context, formId: string): Promise<FormView> {
  const row = await tx.row<Row>(sql`${selection} where f.org_id = ${actor.orgId} and f.id = ${formId} and ${visibleForms(actor)}`)
  if (!row) throw new Refusal('form.unknown')
  const plan = await planOf(tx, row.plan_version_id)
  const form = plan.documents.find(({ code }) => code === row.code)
  if (!form) throw new Refusal('form.unknown')
  return { ...formRow(row, form), definition: definitionOf(plan, form), fields: row.fields, signatures: row.signatures }
}

export const definitionOf = (plan: Pick<Plan, 'plan'>, form: Form): FormView['definition'] => ({
  code: form.code, clause: form.clause, title: form.title, plan: plan.plan, signatures: [...(form.signatures ?? [])], retention: form.retention ?? null,
  fields: form.fields.map((field) => ({
    key: field.key, title: field.title, kind: field.kind, required: field.required ?? false, options: (field.options ?? []).map(({ code, title }) => ({ code, title })),
  })),
})

const formRow = (row: Row, form: Form | undefined): FormRow => ({
  id: row.id, number: row.number, code: row.code, clause: form?.clause ?? '', title: form?.title ?? untitled(row.code), state: row.state,
  ticket: row.ticket_id ? { id: row.ticket_id, number: row.ticket_number ?? '' } : null,
  agreement: row.agreement_id ? { id: row.agreement_id, number: row.agreement_number ?? '' } : null,
  customer: { id: row.customer_id, name: row.customer_name }, author: row.author, createdAt: row.created_at, filedAt: row.filed_at, keepUntil: row.keep_until,
})
