// The whole life of a piece from all that is known: its own facts, what its tickets tell, forms, inspections of its agreements.
import type { RawBuilder } from 'kysely'
import type { getAssetLife as declared } from '#contract/lifecycle/endpoints.ts'
import { lifeGroups } from '#contract/lifecycle/life.ts'
import type { LifeEntry, LifeGroup } from '#contract/lifecycle/life.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { endOfDay } from './end-of-day.ts'
import { sql } from '#server/platform/db/database.ts'
import { may } from '#server/platform/http/context.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { findAsset, subtreeOf } from '../../asset/index.ts'
import { visibleTickets } from '../../ticket/index.ts'

const groupOf: Readonly<Record<string, LifeGroup>> = {
  'asset.moved': 'placing', 'asset.swapped': 'parts', 'asset.retired': 'placing', 'unit.replaced': 'parts', 'part.replaced': 'parts', 'serial.recorded': 'delivery', 'goods.checked': 'delivery',
  'goods.delivered': 'delivery', 'goods.unpacked': 'delivery', 'equipment.installed': 'delivery', 'trial.passed': 'delivery', 'acceptance.preliminary': 'delivery', 'acceptance.signed': 'delivery',
  'completion.signed': 'delivery', 'project.accepted': 'delivery', 'software.went-live': 'delivery', 'product.sold': 'delivery', 'card.issued': 'delivery', 'card.returned': 'delivery',
  'settings.recorded': 'settings', 'cover.extended': 'cover', 'cover.granted': 'cover', 'cover.overridden': 'cover', 'fitting.shelved': 'placing', 'fitting.commissioned': 'delivery',
}
/** What of a ticket belongs to the life of the machine; the talk around it stays in the ticket. */
const told = [
  'ticket.registered', 'engineer.arrived', 'diagnosis.made', 'cause.analysed', 'fault.removed', 'work.finished', 'test.passed', 'change.recorded', 'software.adjusted', 'loaner.delivered', 'loaner.returned',
  'unit.received', 'unit.repaired', 'unit.shipped', 'rma.opened', 'ticket.resolved', 'ticket.closed', 'ticket.cancelled', 'ticket.reopened', 'ticket.rated', 'part.replaced', 'part.returned', 'backup.made',
]
const regular = ['inspection.completed', 'inspection.reported', 'activity.done', 'training.held', 'design.proposed']

type Row = Omit<LifeEntry, 'asset' | 'ticket' | 'form' | 'agreement'> & {
  assetId: string; assetNumber: string; assetName: string; assetKind: LifeEntry['asset']['kind']; serial: string | null; batch: string | null
  ticketId: string | null; ticketNumber: string | null; ticketTitle: string | null; formId: string | null; formNumber: string | null; formCode: string | null
  agreementId: string | null; agreementNumber: string | null; key: string
}

export async function getAssetLife(context: Context, { assetId, reach, groups, until, cursor, limit }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const { tx, actor } = context
  if (!(await findAsset(context, assetId))) throw new Refusal('asset.unknown')
  const ids = await reached(context, assetId, reach)
  const wanted = wantedGroups(groups)
  const after = readCursor(cursor)
  const conditions = [
    ...(wanted ? [sql`x."group" = any(${wanted})`] : []), ...(until ? [sql`x.at < ${await endOfDay(context, until)}::timestamptz`] : []),
    ...(after ? [sql`(x.at, x.id) < (${momentIn(after.key)}::timestamptz, ${after.id}::uuid)`] : []),
  ]
  const rows = await tx.rows<Row>(sql`
    select x.id, x."group", x.kind, x.at as "happenedAt", x.recorded_at as "recordedAt", x.by_name as by, x.data, x.body, x.corrects, x.corrected, x.at as key,
      a.id as "assetId", a.number as "assetNumber", a.name as "assetName", a.kind as "assetKind", a.serial, a.batch,
      t.id as "ticketId", t.number as "ticketNumber", t.title as "ticketTitle", x.form_id as "formId", x.form_number as "formNumber", x.form_code as "formCode",
      g.id as "agreementId", g.number as "agreementNumber"
    from (${sql.join(sourcesOf(actor, ids), sql` union all `)}) x join assets a on a.org_id = ${actor.orgId} and a.id = x.asset_id
      left join tickets t on t.org_id = ${actor.orgId} and t.id = x.ticket_id left join agreements g on g.org_id = ${actor.orgId} and g.id = x.agreement_id
    ${conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``} order by x.at desc, x.id desc limit ${limit + 1}`)
  return pageOfRows(rows, limit, ({ key, id }) => ({ key, id }), entryOf)
}

/** One entry, as the life tells it. */
export async function lifeEntryOf(context: Context, assetId: string, factId: string): Promise<LifeEntry> {
  const { rows } = await getAssetLife(context, { assetId, reach: 'self', limit: 200 })
  const entry = rows.find(({ id }) => id === factId)
  if (!entry) throw new Refusal('asset.unknown')
  return entry
}

async function reached({ tx, actor }: Context, assetId: string, reach: 'self' | 'parts' | 'whole'): Promise<string[]> {
  if (reach === 'self') return [assetId]
  const below = await subtreeOf(tx, actor.orgId, assetId)
  if (reach === 'parts') return below
  const above = await tx.rows<{ id: string }>(sql`
    with recursive up as (
      select parent_id as id, 1 as height from assets where org_id = ${actor.orgId} and id = ${assetId}
      union all select p.parent_id, up.height + 1 from up join assets p on p.org_id = ${actor.orgId} and p.id = up.id where up.height < 50)
    select id from up where id is not null`)
  return [...below, ...above.map(({ id }) => id)]
}

function wantedGroups(groups: string | undefined): string[] | null {
  const wanted = groups?.split(',') ?? null
  if (wanted?.some((one) => !lifeGroups.includes(one as LifeGroup))) throw new Refusal('request.invalid', { field: 'groups' })
  return wanted
}

function momentIn(key: string): string {
  if (Number.isNaN(Date.parse(key))) throw new Refusal('request.invalid', { field: 'cursor' })
  return key
}

// Each source gives the same columns; what the caller may not see is left out of its source.
function sourcesOf(actor: Actor, ids: readonly string[]): RawBuilder<unknown>[] {
  const org = actor.orgId
  const own = sql`any(${[...ids]}::uuid[])`
  const empty = sql`null::uuid as form_id, null::text as form_number, null::text as form_code`
  const corrected = sql`exists (select 1 from facts c where c.org_id = f.org_id and c.subject_id = f.subject_id and c.corrects = f.id) as corrected`
  const common = sql`f.kind, f.happened_at as at, f.recorded_at, f.by_name, f.data, f.body, f.corrects, ${corrected}`
  return [
    sql`select f.id, coalesce(${JSON.stringify(groupOf)}::jsonb->>f.kind, 'other') as "group", ${common}, f.subject_id as asset_id, null::uuid as ticket_id, null::uuid as agreement_id, ${empty}
      from facts f where f.org_id = ${org} and f.subject_kind = 'asset' and f.subject_id = ${own}`,
    ...(may(actor, 'ticket.read') ? [sql`
      select f.id, case when f.kind in ('part.replaced', 'part.returned') then 'parts' else 'service' end, ${common}, t.asset_id, t.id, null::uuid, ${empty}
      from tickets t join facts f on f.org_id = t.org_id and f.subject_id = t.id
      where t.org_id = ${org} and t.asset_id = ${own} and t.deleted_at is null and ${visibleTickets(actor)} and f.kind = any(${told})`] : []),
    ...(may(actor, 'form.read') && (actor.scope === 'all') ? [sql`
      select m.id, 'forms', 'form.filed', m.filed_at, m.filed_at, p.name, m.fields, null::text, null::uuid, false, m.asset_id, m.ticket_id, m.agreement_id, m.id, m.number, m.code
      from forms m left join people p on p.org_id = m.org_id and p.id = m.author_id where m.org_id = ${org} and m.asset_id = ${own} and m.state = 'filed'`] : []),
    ...(may(actor, 'agreement.read') ? [sql`
      select f.id, 'cycles', ${common}, b.asset_id, null::uuid, b.agreement_id, ${empty}
      from agreement_assets b join facts f on f.org_id = b.org_id and f.subject_id = b.agreement_id
      where b.org_id = ${org} and b.asset_id = ${own} and f.kind = any(${regular}) and coalesce(f.data->>'assetId', b.asset_id::text) = b.asset_id::text`] : []),
    sql`select a.id, 'other', 'asset.known', a.created_at, a.created_at, null::text, '{}'::jsonb, null::text, null::uuid, false, a.id, null::uuid, null::uuid, ${empty}
      from assets a where a.org_id = ${org} and a.id = ${own}`,
  ]
}

const entryOf = (row: Row): LifeEntry => ({
  id: row.id, group: row.group, kind: row.kind, happenedAt: row.happenedAt, recordedAt: row.recordedAt, by: row.by, data: row.data, body: row.body, corrects: row.corrects, corrected: row.corrected,
  asset: { id: row.assetId, number: row.assetNumber, name: row.assetName, kind: row.assetKind, serial: row.serial, batch: row.batch },
  ticket: row.ticketId ? { id: row.ticketId, number: row.ticketNumber ?? '', title: row.ticketTitle ?? '' } : null,
  form: row.formId ? { id: row.formId, number: row.formNumber ?? '', code: row.formCode ?? '' } : null,
  agreement: row.agreementId ? { id: row.agreementId, number: row.agreementNumber ?? '' } : null,
})
