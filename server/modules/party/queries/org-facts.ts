import type { Region } from '#domain/format/phone.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

export type OrgFacts = { region: Region; zone: string }
export async function orgFacts(tx: Tx, orgId: string): Promise<OrgFacts> {
  const row = await tx.row<OrgFacts>(sql`select region, zone from orgs where id = ${orgId}`)
  if (!row) throw new Error('this organisation does not exist')
  return row
}
