import { numberPrefixes, orgSettings } from '#contract/org/org.ts'
import type { OrgSettings, OrgView } from '#contract/org/org.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

type Row = Omit<OrgView, 'minguo' | 'hotline' | 'rosters' | 'prefixes'> & { settings: unknown }

export async function getOrg(tx: Tx, orgId: string): Promise<OrgView> {
  const { org, settings: { minguo, hotline, rosters, prefixes } } = await readOrg(tx, orgId)
  return { ...org, minguo, hotline, rosters, prefixes: { ...numberPrefixes, ...prefixes } }
}

export async function readOrg(tx: Tx, orgId: string, lock = false): Promise<{ org: Omit<Row, 'settings'>; settings: OrgSettings }> {
  const row = await tx.row<Row>(sql`select id, name, language, zone, region, settings from orgs where id = ${orgId} ${lock ? sql`for update` : sql``}`)
  if (!row) throw new Error('this organisation does not exist')
  const { settings, ...org } = row
  return { org, settings: orgSettings.parse(settings) }
}
