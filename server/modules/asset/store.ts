import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { searchVector } from '#server/platform/search/text.ts'
import { visibleAssets } from './policy.ts'

export type AssetDraft = {
  number: string; name: string; kind: string; customerId: string; parentId: string | null; productId: string | null; siteId: string | null; serial: string | null
  componentClass: string | null; batch: string | null; acceptedOn: string | null; installedOn: string | null; deliveredOn: string | null; note: string | null
}
export type AssetRecord = AssetDraft & { id: string; version: number; deletedAt: string | null; retiredOn: string | null }
export type NewAsset = AssetDraft & { deliveryId?: string | null; deliveryLineId?: string | null }

/** Many at once, in as few statements as their number allows. The ids come back in the order of the drafts. */
export async function insertAssets({ tx, actor, now }: Context, drafts: readonly NewAsset[]): Promise<string[]> {
  const rows = drafts.map((draft) => ({ id: newId(), draft }))
  for (let first = 0; first < rows.length; first += atOnce) {
    const some = rows.slice(first, first + atOnce)
    const json = JSON.stringify(some.map(({ id, draft }) => ({ ...draft, id, deliveryId: draft.deliveryId ?? null, deliveryLineId: draft.deliveryLineId ?? null, words: wordsOf(draft) })))
    await naming(() => tx.run(sql`
      insert into assets (org_id, id, number, parent_id, kind, product_id, customer_id, site_id, name, serial, component_class, batch, accepted_on, installed_on, delivered_on, note,
        delivery_id, delivery_line_id, search, created_at)
      select ${actor.orgId}::uuid, id, number, "parentId", kind, "productId", "customerId", "siteId", name, serial, "componentClass", batch, "acceptedOn", "installedOn", "deliveredOn", note,
        "deliveryId", "deliveryLineId", to_tsvector('simple', words), ${toIso(now)}
      from jsonb_to_recordset(${json}::jsonb) as r(id uuid, number text, "parentId" uuid, kind text, "productId" uuid, "customerId" uuid, "siteId" uuid, name text, serial text,
        "componentClass" text, batch text, "acceptedOn" date, "installedOn" date, "deliveredOn" date, note text, "deliveryId" uuid, "deliveryLineId" uuid, words text)`))
  }
  return rows.map(({ id }) => id)
}

const atOnce = 2000

export async function insertAsset({ tx, actor, now }: Context, draft: AssetDraft): Promise<string> {
  const id = newId()
  await unique(draft, () => tx.run(sql`
    insert into assets (org_id, id, number, parent_id, kind, product_id, customer_id, site_id, name, serial, component_class, batch, accepted_on, installed_on, delivered_on, note, search, created_at)
    values (${actor.orgId}, ${id}, ${draft.number}, ${draft.parentId}, ${draft.kind}, ${draft.productId}, ${draft.customerId}, ${draft.siteId}, ${draft.name}, ${draft.serial},
      ${draft.componentClass}, ${draft.batch}, ${draft.acceptedOn}, ${draft.installedOn}, ${draft.deliveredOn}, ${draft.note}, to_tsvector('simple', ${wordsOf(draft)}), ${toIso(now)})`))
  return id
}

export async function saveAsset(tx: Tx, orgId: string, asset: AssetRecord): Promise<void> {
  await unique(asset, () => tx.run(sql`
    update assets set name = ${asset.name}, kind = ${asset.kind}, parent_id = ${asset.parentId}, product_id = ${asset.productId}, site_id = ${asset.siteId}, serial = ${asset.serial},
      component_class = ${asset.componentClass}, batch = ${asset.batch}, customer_id = ${asset.customerId}, retired_on = ${asset.retiredOn}, accepted_on = ${asset.acceptedOn}, installed_on = ${asset.installedOn}, delivered_on = ${asset.deliveredOn}, note = ${asset.note},
      search = to_tsvector('simple', ${wordsOf(asset)}), deleted_at = ${asset.deletedAt}, version = version + 1
    where org_id = ${orgId} and id = ${asset.id}`))
}

export function lockAsset({ tx, actor }: Context, assetId: string): Promise<AssetRecord | null> {
  return tx.row<AssetRecord>(sql`
    select a.id, a.number, a.name, a.kind, a.customer_id as "customerId", a.parent_id as "parentId", a.product_id as "productId", a.site_id as "siteId", a.serial,
      a.component_class as "componentClass", a.batch, a.retired_on as "retiredOn", a.accepted_on as "acceptedOn", a.installed_on as "installedOn", a.delivered_on as "deliveredOn", a.note, a.version, a.deleted_at as "deletedAt"
    from assets a join customers c on c.org_id = a.org_id and c.id = a.customer_id where ${visibleAssets(actor)} and a.id = ${assetId} for update of a`)
}

/** Everything below an asset and the asset itself. */
export async function subtreeOf(tx: Tx, orgId: string, assetId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    with recursive down as (
      select ${assetId}::uuid as id union select a.id from down join assets a on a.org_id = ${orgId} and a.parent_id = down.id)
    select id from down`)
  return rows.map(({ id }) => id)
}

const wordsOf = ({ number, name, serial, batch }: AssetDraft) => searchVector(number, name, serial, batch)

const unique = ({ serial, number }: AssetDraft, write: () => Promise<unknown>): Promise<void> => naming(write, serial, number)

// Of many rows the database names the one that was taken in the detail of its complaint: (org, product, serial)=(…, …, SN-1).
async function naming(write: () => Promise<unknown>, serial?: string | null, number?: string): Promise<void> {
  try {
    await write()
  } catch (error) {
    const { constraint, detail = '' } = error as { constraint?: string; detail?: string }
    const value = /=\(.*, ([^,]*)\)/.exec(detail)?.[1] ?? ''
    if (constraint === 'assets_serial') throw new Refusal('asset.serial-taken', { field: 'serial', serial: serial ?? value })
    if (constraint === 'assets_org_id_number_key') throw new Refusal('asset.number-taken', { field: 'number', number: number ?? value })
    throw error
  }
}
