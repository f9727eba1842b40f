import type { createLoaner as creating, updateLoaner as updating } from '#contract/repair/loaners.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'
import { getLoaner } from '../queries/find-loaners.ts'

export async function createLoaner(context: Context, input: ParsedOf<typeof creating>): Promise<string> {
  const { tx, actor, now } = context
  await mustHaveProduct(context, input.productId)
  const id = newId()
  const made = await tx.run(sql`
    insert into loaner_units (org_id, id, number, name, serial, product_id, grade, accessories, place, note, created_at)
    values (${actor.orgId}, ${id}, ${input.number}, ${input.name}, ${input.serial}, ${input.productId}, ${input.grade}, ${unique(input.accessories)}::text[], ${input.place}, ${input.note}, ${toIso(now)})
    on conflict (org_id, number) do nothing`)
  if (made === 0) throw new Refusal('loaner.number-taken', { field: 'number', number: input.number })
  await audit(context, { action: 'loaner.created', noun: 'loaner', nounId: id, after: input })
  return id
}

export async function updateLoaner(context: Context, { unitId, version, ...wish }: ParsedOf<typeof updating>): Promise<void> {
  const { tx, actor } = context
  await tx.run(sql`select from loaner_units where org_id = ${actor.orgId} and id = ${unitId} for update`)
  const before = await getLoaner(context, unitId)
  if (before.version !== version) throw new Refusal('row.changed', { version: before.version })
  await mustHaveProduct(context, wish.productId ?? null)
  const after = { ...before, ...Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)) }
  await tx.run(sql`
    update loaner_units set name = ${after.name}, serial = ${after.serial}, product_id = ${after.productId}, grade = ${after.grade}, accessories = ${unique(after.accessories)}::text[],
      place = ${after.place}, state = ${after.state}, note = ${after.note}, version = version + 1 where org_id = ${actor.orgId} and id = ${unitId}`)
  await audit(context, { action: 'loaner.changed', noun: 'loaner', nounId: unitId, before: { ...before, loans: undefined }, after: wish })
}

async function mustHaveProduct({ tx, actor }: Context, productId: string | null): Promise<void> {
  if (productId && !(await tx.row(sql`select 1 from products where org_id = ${actor.orgId} and id = ${productId} and deleted_at is null`))) throw new Refusal('product.unknown')
}

const unique = (names: readonly string[]) => [...new Set(names)]
