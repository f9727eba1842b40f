// An organisation with its roles, people of every role, teams and the library of plans.
import { roleTemplates } from '#contract/people/templates.ts'
import type { RoleCode } from '#contract/people/templates.ts'
import { fillOpenValues } from '#domain/plan/fill-open-values.ts'
import { openValues } from '#domain/plan/open-values.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { initialsOf } from '#server/platform/search/text.ts'
import type { PlanSource } from '../../modules/plan/index.ts'
import { filledSource, withHead } from '../../modules/plan/queries/plan-source.ts'
import { fingerprint } from '../../modules/plan/store.ts'
import type { Chance } from './chance.ts'
import { insertRows } from './insert.ts'
import type { Row } from './insert.ts'
import { companies, families, givens, staffing } from './words.ts'

export type SeededPerson = { id: string; name: string; role: RoleCode }
export type SeededPlan = { versionId: string; plan: Plan }
export type SeededOrganisation = { orgId: string; zone: string; people: SeededPerson[]; teams: string[]; plans: SeededPlan[]; roleIds: Readonly<Record<string, string>> }
export type Founding = { index: number; seed: number; begun: Instant; passwordHash: string; sources: readonly PlanSource[] }

export async function foundSeeded(tx: Tx, chance: Chance, founding: Founding): Promise<SeededOrganisation> {
  const { index, begun } = founding
  const orgId = chance.id(begun)
  const region = index % 2 === 0 ? 'TW' : 'CN'
  const zone = region === 'TW' ? 'Asia/Taipei' : 'Asia/Shanghai'
  const created_at = toIso(begun)
  await insertRows(tx, 'orgs', [{ id: orgId, name: companies[index % companies.length], language: region === 'TW' ? 'zh-TW' : 'zh-CN', zone, region, settings: {}, created_at }])
  const roles = Object.entries(roleTemplates).map(([code, template]) => ({
    org_id: orgId, id: chance.id(begun), code, title: template.title, permissions: template.permissions, scope: template.scope, template: code,
  }))
  await insertRows(tx, 'roles', roles)
  const roleIds = Object.fromEntries(roles.map(({ code, id }) => [code, id]))
  const people = await insertStaff(tx, chance, orgId, roleIds, founding)
  const teams = await insertTeams(tx, chance, orgId, people, begun)
  return { orgId, zone, people, teams, plans: await insertPlans(tx, chance, orgId, founding), roleIds }
}

/** Everybody who is not in the list of staffing comes once, so that every role has somebody. */
async function insertStaff(tx: Tx, chance: Chance, orgId: string, roleIds: Readonly<Record<string, string>>, founding: Founding): Promise<SeededPerson[]> {
  const listed = new Set(staffing.map(({ role }) => role))
  const inside = Object.keys(roleTemplates).filter((role) => !role.startsWith('customer') && !role.startsWith('dealer')) as RoleCode[]
  const wanted = [...staffing, ...inside.filter((role) => !listed.has(role)).map((role) => ({ role, count: 1, under: 'manager' as const }))]
  const people: (SeededPerson & { row: Row })[] = []
  for (const { role, count, under } of wanted) {
    for (let n = 1; n <= count; n += 1) {
      const person = { id: chance.id(founding.begun), name: `${chance.pick(families)}${chance.pick(givens)}`, role }
      const superiors = people.filter((one) => one.role === under)
      people.push({ ...person, row: personRow(orgId, roleIds, founding, person, `${role}${n}`, superiors[n % superiors.length]?.id ?? null) })
    }
  }
  await insertRows(tx, 'people', people.map(({ row }) => row))
  return people.map(({ id, name, role }) => ({ id, name, role }))
}

type RoleIds = Readonly<Record<string, string>>

export const personRow = (
  orgId: string, roleIds: RoleIds, { index, seed, begun, passwordHash }: Founding, { id, name, role }: SeededPerson, account: string, manager: string | null,
): Row => ({
  org_id: orgId, id, name, email: `${account}.o${index + 1}s${seed}@seed.example`, kind: role.startsWith('dealer') ? 'dealer' : role.startsWith('customer') ? 'customer' : 'staff',
  role_id: roleIds[role], customer_id: null, manager_id: manager, preferences: {}, password_hash: passwordHash,
  qualifications: [], is_active: true, initials: initialsOf(name), created_at: toIso(begun),
})

async function insertTeams(tx: Tx, chance: Chance, orgId: string, people: readonly SeededPerson[], begun: Instant): Promise<string[]> {
  const leads = people.filter(({ role }) => role === 'lead')
  const teams = leads.map(({ id }, n) => ({ org_id: orgId, id: chance.id(begun), name: `服務${['一', '二', '三', '四'][n % 4]}組`, lead_id: id }))
  await insertRows(tx, 'teams', teams)
  const engineers = people.filter(({ role }) => role === 'field-engineer')
  await insertRows(tx, 'team_members', engineers.map(({ id }, n) => ({ org_id: orgId, team_id: teams[n % teams.length]!.id, person_id: id })))
  return teams.map(({ id }) => id)
}

/** The library with sample figures for every open value, so that each plan can be agreed on. */
export const withoutGaps = (sources: readonly PlanSource[]): PlanSource[] => sources.map(({ plan, source }) => (openValues(plan).length === 0
  ? { plan: { ...plan, version: 1 }, source: withHead(source, { version: 1 }) }
  : { plan: { ...fillOpenValues(plan), version: 1 }, source: withHead(filledSource(source, plan), { version: 1 }) }))

async function insertPlans(tx: Tx, chance: Chance, orgId: string, { sources, begun }: Founding): Promise<SeededPlan[]> {
  const at = toIso(begun)
  const made: SeededPlan[] = []
  for (const { plan, source } of sources) {
    const [planId, versionId] = [chance.id(begun), chance.id(begun)]
    await insertRows(tx, 'plans', [{ org_id: orgId, id: planId, code: plan.plan, title: plan.title, created_at: at }])
    await insertRows(tx, 'plan_versions', [{
      org_id: orgId, id: versionId, plan_id: planId, version: 1, state: 'active', document: plan, source,
      sha256: fingerprint(source), created_at: at, activated_at: at,
    }])
    made.push({ versionId, plan })
  }
  return made
}
