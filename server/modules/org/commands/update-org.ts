import { numberPrefixes } from '#contract/org/org.ts'
import type { OrgSettings } from '#contract/org/org.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { updateOrg as endpoint } from '#contract/org/endpoints.ts'
import { isZone } from '#domain/time/zone.ts'
import { forgetCallers } from '#server/platform/auth/callers.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { readOrg } from '../queries/get-org.ts'
import { audit } from '../store.ts'

export async function updateOrg({ tx, now, actor }: Context, input: ParsedOf<typeof endpoint>): Promise<void> {
  const { org, settings } = await readOrg(tx, actor.orgId, true)
  const { name = org.name, language = org.language, zone = org.zone, region = org.region, ...rest } = input
  if (!isZone(zone)) throw new Refusal('calendar.unknown-zone', { field: 'zone' })
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<OrgSettings>
  const next: OrgSettings = { ...settings, ...given, prefixes: { ...settings.prefixes, ...given.prefixes } }
  mustDiffer(next.prefixes)
  await tx.run(sql`
    update orgs set name = ${name}, language = ${language}, zone = ${zone}, region = ${region}, settings = settings || ${JSON.stringify(next)}::jsonb where id = ${actor.orgId}`)
  await audit({ tx, now, actor }, { action: 'org.changed', noun: 'org', nounId: actor.orgId, before: { ...org, ...settings }, after: { ...org, name, language, zone, region, ...next } })
  tx.afterCommit(forgetCallers)
}

// Two series under one prefix would give one number twice.
function mustDiffer(prefixes: Readonly<Record<string, string>>): void {
  const all = Object.entries({ ...numberPrefixes, ...prefixes })
  const twice = all.find(([series, prefix]) => all.some(([other, same]) => other !== series && same === prefix))
  if (twice) throw new Refusal('request.invalid', { field: `prefixes.${twice[0]}` })
}
