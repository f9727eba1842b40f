// Where pieces stood, read from their moves: a past day, all that was ever in something, and the way of a serial or a batch.
import type { RawBuilder } from 'kysely'
import type { componentStay, lifeAsset, stay, trace } from '#contract/lifecycle/life.ts'
import type { getAssetOnDay as onDay, traceAssets as tracing } from '#contract/lifecycle/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { z } from 'zod'
import { placeAt, staysOf } from '#domain/lifecycle/place.ts'
import type { Stay } from '#domain/lifecycle/place.ts'
import type { Fact } from '#domain/fact/fact.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { may } from '#server/platform/http/context.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { findAsset, visibleAssets } from '../../asset/index.ts'
import { factOf } from '../../promise/index.ts'
import type { StoredFact } from '../../promise/index.ts'
import { visibleTickets } from '../../ticket/index.ts'
import { endOfDay } from './end-of-day.ts'

type LifeAsset = z.output<typeof lifeAsset>
type StayView = z.output<typeof stay>
type Piece = LifeAsset & {
  customerId: string; siteId: string | null; parentId: string | null; componentClass: string | null; retiredOn: string | null; deliveryId: string | null; deliveryNumber: string | null
}
type Names = { assets: Map<string, LifeAsset>; customers: Map<string, string>; sites: Map<string, string> }

export async function getAssetOnDay(context: Context, { assetId, on }: ParsedOf<typeof onDay>): Promise<ReplyOf<typeof onDay>> {
  const { tx, actor } = context
  if (!(await findAsset(context, assetId))) throw new Refusal('asset.unknown')
  const end = await endOfDay(context, on)
  const last = (instant(end) - 1) as Instant
  const own = (await staysById(context, [assetId])).get(assetId) ?? []
  const place = placeAt(own, last)
  const held = await everIn(context, assetId)
  const parts = held.filter(({ stays }) => placeAt(stays, last)?.parentId === assetId).map(({ piece }) => piece)
  const parents = place?.parentId ? await parentsOn(context, place.parentId, last) : []
  const names = await namesOf(context, place ? [place] : [], [...parents, ...parts.map(({ id }) => id)])
  const past = await tx.row<{ retired: boolean; version: number | null }>(sql`
    select exists (select 1 from facts where org_id = ${actor.orgId} and subject_id = ${assetId} and kind = 'asset.retired' and happened_at < ${end}::timestamptz) as retired,
      (select max(s.version)::int from asset_settings s join facts f on f.org_id = s.org_id and f.id = s.fact_id
        where s.org_id = ${actor.orgId} and s.asset_id = ${assetId} and f.happened_at < ${end}::timestamptz) as version`)
  return {
    on, place: place ? stayView(place, names) : null, parents: parents.flatMap((id) => names.assets.get(id) ?? []), parts: parts.map(assetView), isRetired: past?.retired ?? false,
    settingsVersion: past?.version ?? null,
  }
}

export async function listComponents(context: Context, assetId: string): Promise<z.output<typeof componentStay>[]> {
  if (!(await findAsset(context, assetId))) throw new Refusal('asset.unknown')
  const held = await everIn(context, assetId)
  return held.flatMap(({ piece, stays }) => staysIn(assetId, stays)
    .map(({ from, until }) => ({ asset: assetView(piece), componentClass: piece.componentClass, from: iso(from), until: iso(until) })))
    .sort((one, other) => (other.from ?? '').localeCompare(one.from ?? ''))
}

// A holder that moves carries its parts along: for them it is one stay.
function staysIn(parentId: string, stays: readonly Stay[]): Stay[] {
  const within: Stay[] = []
  for (const one of stays.filter((stay) => stay.parentId === parentId)) {
    const last = within.at(-1)
    if (last && last.until !== null && last.until === one.from) within[within.length - 1] = { ...last, until: one.until }
    else within.push(one)
  }
  return within
}

export async function traceAssets(context: Context, { q, cursor, limit }: ParsedOf<typeof tracing>): Promise<ReplyOf<typeof tracing>> {
  const { actor } = context
  const after = readCursor(cursor)
  const wanted = q.toLowerCase()
  const pieces = await piecesWhere(context, sql`
    ${visibleAssets(actor)} and (lower(a.serial) = ${wanted} or lower(a.number) = ${wanted} or lower(a.batch) = ${wanted})
    ${after ? sql`and (a.number, a.id) > (${after.key}, ${after.id}::uuid)` : sql``}`, limit + 1)
  const shown = pieces.slice(0, limit)
  const stays = await staysById(context, shown.map(({ id }) => id))
  const parents = await parentsNow(context, shown.map(({ id }) => id))
  const names = await namesOf(context, [...stays.values()].flat(), [...parents.values()].flat())
  const tickets = await ticketsOf(context, shown.map(({ id }) => ({ id, stays: stays.get(id) ?? [] })))
  return pageOfRows(pieces, limit, ({ number, id }) => ({ key: number, id }), (piece): z.output<typeof trace> => ({
    asset: assetView(piece), componentClass: piece.componentClass, retiredOn: piece.retiredOn, customer: { id: piece.customerId, name: names.customers.get(piece.customerId) ?? '' },
    site: piece.siteId ? { id: piece.siteId, name: names.sites.get(piece.siteId) ?? '' } : null,
    parents: (parents.get(piece.id) ?? []).flatMap((id) => names.assets.get(id) ?? []), stays: (stays.get(piece.id) ?? []).map((one) => stayView(one, names)),
    delivery: piece.deliveryId ? { id: piece.deliveryId, number: piece.deliveryNumber ?? '' } : null, tickets: tickets.get(piece.id) ?? [],
  }))
}

const assetView = ({ id, number, name, kind, serial, batch }: LifeAsset): LifeAsset => ({ id, number, name, kind, serial, batch })
const iso = (at: Instant | null) => (at === null ? null : toIso(at))

function stayView({ from, until, customerId, siteId, parentId }: Stay, names: Names): StayView {
  return {
    from: iso(from), until: iso(until), customer: customerId ? { id: customerId, name: names.customers.get(customerId) ?? '' } : null,
    site: siteId ? { id: siteId, name: names.sites.get(siteId) ?? '' } : null, parent: parentId ? (names.assets.get(parentId) ?? null) : null,
  }
}

function piecesWhere({ tx }: Context, condition: RawBuilder<unknown>, limit: number): Promise<Piece[]> {
  return tx.rows<Piece>(sql`
    select a.id, a.number, a.name, a.kind, a.serial, a.batch, a.customer_id as "customerId", a.site_id as "siteId", a.parent_id as "parentId", a.component_class as "componentClass",
      a.retired_on as "retiredOn", n.id as "deliveryId", n.number as "deliveryNumber"
    from assets a join customers c on c.org_id = a.org_id and c.id = a.customer_id left join delivery_notes n on n.org_id = a.org_id and n.id = a.delivery_id
    where ${condition} order by a.number, a.id limit ${limit}`)
}

async function staysById(context: Context, ids: readonly string[]): Promise<Map<string, Stay[]>> {
  const { tx, actor } = context
  const places = await tx.rows<{ id: string; customerId: string; siteId: string | null; parentId: string | null }>(sql`
    select id, customer_id as "customerId", site_id as "siteId", parent_id as "parentId" from assets where org_id = ${actor.orgId} and id = any(${[...ids]}::uuid[])`)
  const rows = await tx.rows<StoredFact & { subject_id: string }>(sql`
    select id, kind, happened_at, recorded_at, by_id, data, corrects, subject_id from facts
    where org_id = ${actor.orgId} and subject_id = any(${[...ids]}::uuid[]) and kind in ('asset.moved', 'asset.swapped')`)
  const facts = new Map<string, Fact[]>()
  for (const row of rows) facts.set(row.subject_id, [...(facts.get(row.subject_id) ?? []), factOf(row)])
  return new Map(places.map(({ id, ...now }) => [id, staysOf(facts.get(id) ?? [], now)]))
}

/** All that stands or ever stood directly in an asset. */
async function everIn(context: Context, assetId: string): Promise<{ piece: Piece; stays: Stay[] }[]> {
  const { tx, actor } = context
  const found = await tx.rows<{ id: string }>(sql`
    select id from assets where org_id = ${actor.orgId} and parent_id = ${assetId} and deleted_at is null
    union select subject_id from facts where org_id = ${actor.orgId} and subject_kind = 'asset' and kind in ('asset.moved', 'asset.swapped') and data->>'fromParentId' = ${assetId}
    union select subject_id from facts where org_id = ${actor.orgId} and subject_kind = 'asset' and kind in ('asset.moved', 'asset.swapped') and data->>'parentId' = ${assetId}`)
  const ids = found.map(({ id }) => id)
  const pieces = await piecesWhere(context, sql`a.org_id = ${actor.orgId} and a.id = any(${ids}::uuid[])`, 5000)
  const stays = await staysById(context, ids)
  return pieces.map((piece) => ({ piece, stays: stays.get(piece.id) ?? [] }))
}

// Upward one floor at a time, as it was then: what a thing stood in may have moved since.
async function parentsOn(context: Context, parentId: string, at: Instant): Promise<string[]> {
  const chain: string[] = []
  for (let next: string | null = parentId; next !== null && chain.length < 50;) {
    chain.unshift(next)
    const stays: Stay[] = (await staysById(context, [next])).get(next) ?? []
    next = placeAt(stays, at)?.parentId ?? null
  }
  return chain
}

async function parentsNow({ tx, actor }: Context, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.rows<{ start: string; id: string }>(sql`
    with recursive up as (
      select id as start, parent_id as id, 1 as height from assets where org_id = ${actor.orgId} and id = any(${[...ids]}::uuid[])
      union all select up.start, p.parent_id, up.height + 1 from up join assets p on p.org_id = ${actor.orgId} and p.id = up.id where up.height < 50)
    select start, id from up where id is not null order by height desc`)
  const parents = new Map<string, string[]>()
  for (const { start, id } of rows) parents.set(start, [...(parents.get(start) ?? []), id])
  return parents
}

async function namesOf({ tx, actor }: Context, stays: readonly Stay[], assetIds: readonly string[]): Promise<Names> {
  const all = (pick: (stay: Stay) => string | null) => [...new Set(stays.flatMap((one) => pick(one) ?? []))]
  const assets = await tx.rows<LifeAsset>(sql`
    select id, number, name, kind, serial, batch from assets where org_id = ${actor.orgId} and id = any(${[...new Set([...assetIds, ...all(({ parentId }) => parentId)])]}::uuid[])`)
  const customers = await tx.rows<{ id: string; name: string }>(sql`select id, name from customers where org_id = ${actor.orgId} and id = any(${all(({ customerId }) => customerId)}::uuid[])`)
  const sites = await tx.rows<{ id: string; name: string }>(sql`select id, name from sites where org_id = ${actor.orgId} and id = any(${all(({ siteId }) => siteId)}::uuid[])`)
  return {
    assets: new Map(assets.map((asset) => [asset.id, asset])), customers: new Map(customers.map(({ id, name }) => [id, name])), sites: new Map(sites.map(({ id, name }) => [id, name])),
  }
}

type TicketRow = z.output<typeof trace>['tickets'][number]

/** Its own tickets, and those of what it stood in while it stood there. */
async function ticketsOf({ tx, actor }: Context, pieces: readonly { id: string; stays: readonly Stay[] }[]): Promise<Map<string, TicketRow[]>> {
  const spans = pieces.flatMap(({ id, stays }) => [
    { piece: id, asset: id, from: null, until: null }, ...stays.flatMap(({ parentId, from, until }) => (parentId ? [{ piece: id, asset: parentId, from: iso(from), until: iso(until) }] : [])),
  ])
  if (!may(actor, 'ticket.read')) return new Map()
  const rows = await tx.rows<TicketRow & { piece: string }>(sql`
    select distinct s.piece, t.id, t.number, t.title, t.status, t.registered_at as "registeredAt"
    from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as s(piece uuid, asset uuid, "from" timestamptz, until timestamptz)
      join tickets t on t.org_id = ${actor.orgId} and t.asset_id = s.asset and t.deleted_at is null
        and (s."from" is null or t.registered_at >= s."from") and (s.until is null or t.registered_at < s.until)
    where ${visibleTickets(actor)} order by "registeredAt" desc limit 2000`)
  const tickets = new Map<string, TicketRow[]>()
  for (const { piece, ...row } of rows) tickets.set(piece, [...(tickets.get(piece) ?? []), row])
  return tickets
}
