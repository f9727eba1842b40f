// A delivery note as it stands: lines, what came, the steps with what each waits for, and what differs from the order.
import type { DeliveryRow, DeliveryView } from '#contract/lifecycle/delivery.ts'
import type { listDeliveries as declared } from '#contract/lifecycle/delivery-endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { deliverySteps, deviationsOf, factsOfStep, isProven, linesDone, missingBefore, signedSteps } from '#domain/lifecycle/delivery.ts'
import type { DeliveryStep } from '#domain/lifecycle/delivery.ts'
import { standing } from '#domain/fact/fact.ts'
import type { Fact } from '#domain/fact/fact.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { attributesAt } from '#domain/promise/subject.ts'
import { mayRecord } from '#domain/ticket/may-record.ts'
import type { Block } from '#domain/ticket/may-record.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { literally } from '#server/platform/search/text.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { visibleCustomers } from '../../party/index.ts'
import { planOf } from '../../plan/index.ts'
import { loadFacts } from '../../promise/index.ts'

export type Note = {
  id: string; number: string; customerId: string; customerName: string; agreementId: string | null; agreementNumber: string | null; agreementTitle: string | null; planVersionId: string | null
  siteId: string | null; siteName: string | null; place: string | null; dueAt: string | null; steps: DeliveryStep[]; note: string | null; createdAt: string; acceptedAt: string | null
}
type LineRow = Omit<DeliveryView['lines'][number], 'product' | 'done'> & { productId: string | null; productName: string | null }
type RecordRow = Omit<DeliveryView['records'][number], 'ticket'> & { ticketId: string | null; ticketNumber: string | null }
/** What the agreement knows, to ask its gates. */
export type Promised = { plan: Plan; facts: Fact[] } | null

const columns = sql`
  n.id, n.number, n.customer_id as "customerId", c.name as "customerName", n.agreement_id as "agreementId", g.number as "agreementNumber", g.title as "agreementTitle",
  g.plan_version_id as "planVersionId", n.site_id as "siteId", s.name as "siteName", n.place, n.due_at as "dueAt", n.steps, n.note, n.created_at as "createdAt", n.accepted_at as "acceptedAt"`
const tables = sql`delivery_notes n join customers c on c.org_id = n.org_id and c.id = n.customer_id left join agreements g on g.org_id = n.org_id and g.id = n.agreement_id
  left join sites s on s.org_id = n.org_id and s.id = n.site_id`

export async function findNote({ tx, actor }: Context, deliveryId: string, lock = false): Promise<Note> {
  const note = await tx.row<Note>(sql`select ${columns} from ${tables} where n.org_id = ${actor.orgId} and ${visibleCustomers(actor)} and n.id = ${deliveryId} ${lock ? sql`for update of n` : sql``}`)
  if (!note) throw new Refusal('delivery.unknown')
  return note
}

export function findRecords({ tx, actor }: Context, deliveryId: string): Promise<RecordRow[]> {
  return tx.rows<RecordRow>(sql`
    select r.id, r.step, r.line_ids as "lineIds", r.happened_at as "happenedAt", r.recorded_at as "recordedAt", r.by_name as by, r.attendees, r.signatures, r.items, r.note,
      t.id as "ticketId", t.number as "ticketNumber"
    from delivery_records r left join tickets t on t.org_id = r.org_id and t.id = r.ticket_id
    where r.org_id = ${actor.orgId} and r.delivery_id = ${deliveryId} order by r.id`)
}

export function findLines({ tx, actor }: Context, deliveryId: string): Promise<LineRow[]> {
  return tx.rows<LineRow>(sql`
    select l.id, l.position, l.title, l.model, l.quantity, l.counted, l.model_found as "modelFound", l.appearance, l.remark, d.id as "productId", d.name as "productName",
      (select count(*)::int from assets a where a.org_id = l.org_id and a.delivery_line_id = l.id and a.delivery_id = l.delivery_id and a.deleted_at is null) as pieces,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'number', a.number, 'name', a.name, 'serial', a.serial)) from (
        select id, number, name, serial from assets a where a.org_id = l.org_id and a.delivery_line_id = l.id and a.delivery_id = l.delivery_id and a.deleted_at is null order by number limit 200) a), '[]') as assets
    from delivery_lines l left join products d on d.org_id = l.org_id and d.id = l.product_id
    where l.org_id = ${actor.orgId} and l.delivery_id = ${deliveryId} order by l.position`)
}

export async function getDelivery(context: Context, deliveryId: string): Promise<DeliveryView> {
  const note = await findNote(context, deliveryId)
  const [lines, records, promised] = [await findLines(context, deliveryId), await findRecords(context, deliveryId), await promisedBy(context, note)]
  const deliveredAt = records.filter(({ step }) => step === 'delivered').map(({ happenedAt }) => happenedAt).sort().at(-1) ?? null
  return {
    id: note.id, number: note.number, customer: { id: note.customerId, name: note.customerName }, place: note.place,
    dueAt: note.dueAt, note: note.note, createdAt: note.createdAt, acceptedAt: note.acceptedAt,
    agreement: note.agreementId ? { id: note.agreementId, number: note.agreementNumber ?? '', title: note.agreementTitle ?? '' } : null,
    site: note.siteId ? { id: note.siteId, name: note.siteName ?? '' } : null,
    lines: lines.map(({ productId, productName, ...line }) => ({
      ...line, product: productId ? { id: productId, name: productName ?? '' } : null, done: note.steps.filter((step) => linesDone(step, records).has(line.id)),
    })),
    steps: note.steps.map((step) => stepView(context, step, note, records, lines, promised)),
    records: records.map(({ ticketId, ticketNumber, ...record }) => ({ ...record, ticket: ticketId ? { id: ticketId, number: ticketNumber ?? '' } : null })),
    deviations: deviationsOf(lines, note.dueAt, deliveredAt),
  }
}

function stepView(context: Context, step: DeliveryStep, note: Note, records: readonly RecordRow[], lines: readonly LineRow[], promised: Promised): DeliveryView['steps'][number] {
  const ids = lines.map(({ id }) => id)
  const done = linesDone(step, records)
  const left = ids.filter((line) => !done.has(line))
  const missing = missingBefore(step, note.steps, records, { chosen: left, all: ids })
  const gates = left.length === 0 ? [] : gatesBefore(context, step, promised, lines.map(({ title }) => title))
  return {
    step, state: left.length === 0 ? 'done' : done.size > 0 ? 'partly' : 'open', isOpen: left.length > 0 && missing.length === 0 && gates.length === 0,
    because: [...missing.map((needs) => ({ code: 'step.earlier' as const, needs, clause: null })), ...gates.map(({ needs, clause }) => ({ code: 'gate.needs' as const, needs, clause }))],
    needsSignatures: signedSteps.includes(step), forms: gates.flatMap(({ needs }) => (promised?.plan.documents.some(({ code }) => code === needs) ? [needs] : [])),
  }
}

export async function promisedBy({ tx, actor }: Context, note: Note): Promise<Promised> {
  if (!note.agreementId || !note.planVersionId) return null
  return { plan: await planOf(tx, note.planVersionId), facts: await loadFacts(tx, actor.orgId, note.agreementId) }
}

/** The gates of the plan that stand before what this step would tell the agreement. What the step itself tells first opens the later ones. */
export function gatesBefore({ now }: Context, step: DeliveryStep, promised: Promised, titles: readonly string[]): Block[] {
  if (!promised) return []
  const known = [...promised.facts]
  const filedForms = provenForms(promised, titles)
  return factsOfStep[step].agreement.flatMap(({ kind, data }, index) => {
    const decision = mayRecord(promised.plan, kind, data, { facts: [], agreementFacts: known, filedForms, attributes: attributesAt(known, now) })
    known.push({ id: String(index), kind, data, happenedAt: now, recordedAt: now, by: null })
    return decision.yes ? [] : [...decision.because]
  })
}

function provenForms({ plan, facts }: NonNullable<Promised>, titles: readonly string[]): string[] {
  const filed = standing(facts).filter(({ kind }) => kind === 'form.filed').map(({ data }) => data)
  return plan.documents.filter((form) => isProven(form, filed.filter((data) => data['form'] === form.code), titles)).map(({ code }) => code)
}

type ListRow = Omit<DeliveryRow, 'customer' | 'agreement' | 'site' | 'isLate'> & Note & { deliveredAt: string | null }

export async function listDeliveries({ tx, actor, now }: Context, { cursor, limit, ...filter }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const after = readCursor(cursor)
  const late = sql`(n.due_at is not null and coalesce((select max(r.happened_at) from delivery_records r where r.org_id = n.org_id and r.delivery_id = n.id and r.step = 'delivered'), ${toIso(now)}::timestamptz) > n.due_at)`
  const q = filter.q?.trim()
  const conditions = [
    sql`n.org_id = ${actor.orgId}`, visibleCustomers(actor),
    ...(filter.customerId ? [sql`n.customer_id = ${filter.customerId}`] : []), ...(filter.agreementId ? [sql`n.agreement_id = ${filter.agreementId}`] : []),
    ...(filter.from ? [sql`n.created_at >= ${filter.from}::date`] : []),
    ...(filter.state === 'accepted' ? [sql`n.accepted_at is not null`] : filter.state === 'open' ? [sql`n.accepted_at is null`] : filter.state === 'late' ? [late] : []),
    ...(q ? [sql`(n.number ilike ${`%${literally(q)}%`} or c.name ilike ${`%${literally(q)}%`} or exists (
      select 1 from assets a where a.org_id = n.org_id and a.delivery_id = n.id and (lower(a.serial) = ${q.toLowerCase()} or lower(a.batch) = ${q.toLowerCase()})))`] : []),
    ...(after ? [sql`n.id < ${after.id}::uuid`] : []),
  ]
  const rows = await tx.rows<ListRow>(sql`
    select ${columns}, (select count(*)::int from delivery_lines l where l.org_id = n.org_id and l.delivery_id = n.id) as lines,
      (select coalesce(sum(l.quantity), 0)::int from delivery_lines l where l.org_id = n.org_id and l.delivery_id = n.id) as pieces,
      (select max(r.happened_at) from delivery_records r where r.org_id = n.org_id and r.delivery_id = n.id and r.step = 'delivered') as "deliveredAt",
      (select r.step from delivery_records r where r.org_id = n.org_id and r.delivery_id = n.id order by array_position(${[...deliverySteps]}::text[], r.step) desc limit 1) as "lastStep"
    from ${tables} where ${sql.join(conditions, sql` and `)} order by n.id desc limit ${limit + 1}`)
  return pageOfRows(rows, limit, ({ id }) => ({ key: '', id }), (row): DeliveryRow => ({
    id: row.id, number: row.number, customer: { id: row.customerId, name: row.customerName }, agreement: row.agreementId ? { id: row.agreementId, number: row.agreementNumber ?? '' } : null,
    site: row.siteId ? { id: row.siteId, name: row.siteName ?? '' } : null, dueAt: row.dueAt, createdAt: row.createdAt, acceptedAt: row.acceptedAt, pieces: row.pieces, lines: row.lines,
    lastStep: row.lastStep, isLate: row.dueAt !== null && Date.parse(row.deliveredAt ?? toIso(now)) > Date.parse(row.dueAt),
  }))
}
