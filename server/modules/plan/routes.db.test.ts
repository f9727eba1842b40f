import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as agreementApi from '#contract/agreement/endpoints.ts'
import * as calendarApi from '#contract/calendar/endpoints.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { pathParameters } from '#contract/endpoint.ts'
import { roleTemplates } from '#contract/people/templates.ts'
import * as api from '#contract/plan/endpoints.ts'
import type { Day } from '#domain/time/day.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { readPlanFiles } from '#server/main/plan-files.ts'
import { actorWith, createOrg, testApp } from '#tests/support/actor.ts'
import type { TestApp } from '#tests/support/actor.ts'
import { createDatabase } from '#tests/support/database.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { agreementFor, installPlans, planOf, termsOf } from './index.ts'
import { routes } from './routes.ts'

const file = (code: string) => readFileSync(new URL(`../../../plans/${code}.yaml`, import.meta.url), 'utf8')
const now = instant('2026-11-23T01:00:00Z')
let database: TestDatabase
let db: DatabaseHandle
let app: TestApp
let admin: Actor
let orgId: string
let customerId: string
let otherCustomerId: string
let siteId: string
let assetId: string

beforeAll(async () => {
  database = await createDatabase()
  db = openDatabase(database.url, { max: 4 })
  orgId = await createOrg(db, now)
  admin = actorWith(orgId, 'all')
  app = await testApp(db, routes, { now: () => now })
  ;[customerId, otherCustomerId, siteId, assetId] = [newId(), newId(), newId(), newId()]
  await db.tx({ orgId }, async (tx) => {
    for (const [id, number] of [[customerId, 'KH1'], [otherCustomerId,
      'KH2']]) await tx.run(sql`insert into customers (org_id, id, number, name, created_at) values (${orgId}, ${id}, ${number}, ${number}, ${toIso(now)})`)
    await tx.run(sql`insert into sites (org_id, id, customer_id, name, created_at) values (${orgId}, ${siteId}, ${customerId}, 'Plant', ${toIso(now)})`)
    await tx.run(sql`insert into assets (org_id, id, number, customer_id, name, created_at) values (${orgId}, ${assetId}, 'A1', ${customerId}, 'Machine', ${toIso(now)})`)
  })
})
afterAll(async () => {
  await app?.close()
  await db?.close()
  await database?.drop()
})

const as = () => ({ as: admin })
const create = async (source: string) => (await app.call(api.createPlan, { source }, as())).body
const newPlan = (code: string, from = 'P06') => create(file(from).replace(`plan: ${from}`, `plan: ${code}`))
const activeVersion = async (code: string): Promise<string> => {
  const { id } = await newPlan(code)
  await app.call(api.fillPlanDraft, { planVersionId: id }, as())
  expect((await app.call(api.activatePlanVersion, { planVersionId: id }, as())).status).toBe(200)
  return id
}

describe('every endpoint', () => {
  const declared = Object.entries<unknown>({ ...api, ...agreementApi, ...calendarApi }).filter((entry): entry is [string,
    Endpoint] => typeof entry[1] === 'object' && entry[1] !== null && 'path' in entry[1])
  const anyInput = (endpoint: Endpoint) => Object.fromEntries(pathParameters(endpoint.path).map((name) => [name, newId()]))
  test('is served', () => {
    const served = new Set(routes.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`))
    expect(declared.filter(([, { method, path }]) => !served.has(`${method} ${path}`)).map(([name]) => name)).toEqual([])
  })
  test.each(declared)('%s refuses an unknown caller', async (_, endpoint) => {
    expect((await app.call(endpoint, anyInput(endpoint))).body.code).toBe('session.required')
  })
  test.each(declared)('%s refuses a caller without the permission', async (_, endpoint) => {
    expect((await app.call(endpoint, anyInput(endpoint), { as: actorWith(orgId, []) })).body).toMatchObject({ code: 'permission.missing', params: { permission: endpoint.permission } })
  })
  test('no customer or dealer may read plans as their makers do', () => {
    const outside = Object.entries(roleTemplates).filter(([role]) => /customer|dealer/.test(role)).flatMap(([, { permissions }]) => permissions)
    expect(outside.filter((permission) => /^(plan|agreement)\./.test(permission))).toEqual([])
  })
  test('who may not read plans sees no hours of plans', async () => {
    expect((await app.call(calendarApi.listCalendars, {}, { as: actorWith(orgId, ['calendar.read']) })).body).toEqual({ own: [], ofPlans: [] })
  })
})

describe('a plan', () => {
  test('with blanks is not activated; every blank is listed with its clause', async () => {
    const draft = await newPlan('GATE', 'P01')
    expect(draft).toMatchObject({ code: 'GATE', version: 1, state: 'draft' })
    const refused = await app.call(api.activatePlanVersion, { planVersionId: draft.id }, as())
    expect(refused).toMatchObject({ status: 409, body: { code: 'plan.incomplete' } })
    expect(refused.body.params.openValues).toContainEqual(expect.objectContaining({ clause: 'P01-05', field: 'promises[1].targets[0].within' }))
    await app.call(api.fillPlanDraft, { planVersionId: draft.id }, as())
    const active = await app.call(api.activatePlanVersion, { planVersionId: draft.id }, as())
    expect(active.body).toMatchObject({ state: 'active', openValues: [] })
    expect(active.body.source).toContain('# The clock starts when the question is marked')
  })
  test('with mistakes is not activated', async () => {
    const draft = await create(file('P06').replace('plan: P06', 'plan: WRONG').replace(/ladder: \w+/, 'ladder: nowhere'))
    const refused = await app.call(api.activatePlanVersion, { planVersionId: draft.id }, as())
    expect(refused).toMatchObject({ status: 400, body: { code: 'plan.invalid', params: { findings: [{ code: 'unknown-ladder' }] } } })
  })
  test('that cannot be read is refused with line and field', async () => {
    const refused = await app.call(api.createPlan, { source: file('P06').replace('promises:', 'promisess:') }, as())
    expect(refused).toMatchObject({ status: 400, body: { code: 'plan.invalid' } })
    expect(refused.body.params.findings[0]).toMatchObject({ code: expect.stringMatching(/unknown-key|missing-key/), line: expect.any(Number) })
  })
  test('is checked without being stored', async () => {
    const before = (await app.call(api.listPlans, {}, as())).body.rows.length
    expect((await app.call(api.checkPlan, { source: file('P06') }, as())).body).toMatchObject({ isUsable: true, code: 'P06' })
    expect((await app.call(api.checkPlan, { source: 'plan: [' }, as())).body).toMatchObject({ isUsable: false, document: null })
    expect((await app.call(api.listPlans, {}, as())).body.rows).toHaveLength(before)
  })
  test('has a code of its own', async () => {
    await newPlan('TWICE')
    expect((await app.call(api.createPlan, { source: file('P06').replace('plan: P06', 'plan: TWICE') }, as())).body.code).toBe('plan.code-taken')
  })
  test('once published is fixed; a change is a new version, and the difference is readable', async () => {
    const first = await activeVersion('FIXED')
    const view = (await app.call(api.getPlanVersion, { planVersionId: first }, as())).body
    for (const call of [
      app.call(api.savePlanDraft, { planVersionId: first, source: view.source }, as()), app.call(api.deletePlanDraft, { planVersionId: first }, as()),
      app.call(api.fillPlanDraft, { planVersionId: first }, as()), app.call(api.activatePlanVersion, { planVersionId: first }, as()),
    ]) expect((await call).body.code).toBe('plan.fixed')
    const second = (await app.call(api.createPlanVersion, { planId: view.planId }, as())).body
    expect(second).toMatchObject({ version: 2, state: 'draft', planId: view.planId })
    const changed = second.source.replace('currency: CNY', 'currency: TWD')
    const saved = (await app.call(api.savePlanDraft, { planVersionId: second.id, source: changed, sha256: second.sha256 }, as())).body
    expect(saved.document.currency).toBe('TWD')
    expect((await app.call(api.savePlanDraft, { planVersionId: second.id, source: changed, sha256: second.sha256 }, as())).body.code).toBe('row.changed')
    expect((await app.call(api.diffPlanVersions, { planVersionId: second.id, against: first }, as())).body).toMatchObject({
      changed: 1, added: 0, removed: 0, sections: [{ section: 'plan', changes: [{ id: 'currency', fields: [{ from: 'CNY', to: 'TWD' }] }] }],
    })
    await app.call(api.activatePlanVersion, { planVersionId: second.id }, as())
    const row = (await app.call(api.listPlans, { q: 'FIXED' }, as())).body.rows[0]
    expect(row).toMatchObject({ activeVersionId: second.id, versions: [{ version: 2, state: 'active' }, { version: 1, state: 'retired' }] })
  })
  test('is copied under a new code and keeps its clauses', async () => {
    const original = await newPlan('ORIGINAL')
    const copy = await app.call(api.createPlan, { copyOf: original.id, code: 'COPY' }, as())
    expect(copy).toMatchObject({ status: 200, body: { code: 'COPY', version: 1, state: 'draft', document: { plan: 'COPY' } } })
    expect(copy.body.clauses).toEqual(original.clauses)
    expect((await app.call(api.deletePlanDraft, { planVersionId: copy.body.id }, as())).body).toEqual({ ok: true })
    expect((await app.call(api.getPlanVersion, { planVersionId: copy.body.id }, as())).body.code).toBe('plan.unknown')
    expect((await app.call(api.listPlans, { q: 'COPY' }, as())).body.rows).toEqual([])
  })
  test('is printed with all its clauses in three languages', async () => {
    const { id, clauses } = await newPlan('PRINT', 'P16')
    for (const language of ['zh-TW', 'zh-CN', 'en'] as const) {
      const { text } = await app.call(api.printPlanVersion, { planVersionId: id, language }, as())
      expect(text).toContain(`lang="${language}"`)
      expect(clauses.map((one: { clause: string }) => one.clause).filter((clause: string) => !text.includes(clause))).toEqual([])
    }
    expect((await app.call(api.printPlanVersion, { planVersionId: id, format: 'markdown' }, as())).text).toMatch(/^# /)
  })
  test('may be written as JSON; its versions are still counted by the product', async () => {
    const { document } = await newPlan('YAMLFIRST')
    const made = await create(JSON.stringify({ ...document, plan: 'JSONPLAN', version: 7 }))
    expect(made).toMatchObject({ code: 'JSONPLAN', version: 1, document: { version: 1 } })
    expect((await app.call(api.createPlanVersion, { planId: made.planId }, as())).body).toMatchObject({ version: 2, document: { version: 2 } })
  })
  test('of another organisation does not exist', async () => {
    const { id } = await newPlan('HERS')
    const other = actorWith(await createOrg(db, now), 'all')
    expect((await app.call(api.getPlanVersion, { planVersionId: id }, { as: other })).body.code).toBe('plan.unknown')
    expect((await app.call(api.listPlans, {}, { as: other })).body.rows).toEqual([])
  })
  test('has a published JSON Schema', async () => {
    expect((await app.call(api.getPlanSchema, {}, as())).body ?? JSON.parse((await app.call(api.getPlanSchema, {}, as())).text)).toMatchObject({ $schema: expect.any(String) })
  })
})

describe('an agreement', () => {
  const wish = (planVersionId: string, given: object = {}) => ({ customerId, planVersionId, title: 'Maintenance', startsOn: '2026-01-01', ...given })
  const bind = (planVersionId: string, given: object = {}) => app.call(agreementApi.createAgreement, wish(planVersionId, given), as())
  let version: string
  beforeAll(async () => { version = await activeVersion('BOUND') })

  test('binds customer, sites, assets and dates to an active version, with values of its own', async () => {
    const rule = (await app.call(api.getPlanVersion, { planVersionId: version }, as())).body.document.promises[0].id as string
    const made = await bind(version, { siteIds: [siteId], assetIds: [assetId], overrides: { [rule]: { within: '3h' } }, attributes: { price: 12 }, priority: 9 })
    expect(made).toMatchObject({ status: 200, body: { customer: { id: customerId }, plan: { code: 'BOUND', version: 1 }, state: 'active', sites: [{ name: 'Plant' }], assets: [{ number: 'A1' }] } })
    const terms = await db.tx({ orgId }, (tx) => termsOf(tx, made.body.id))
    expect(terms.overrides).toEqual({ [rule]: { within: '3h' } })
    expect(await db.tx({ orgId }, (tx) => agreementFor(tx, { orgId, customerId, siteId, assetId, day: '2026-06-01' as Day }))).toBe(made.body.id)
    expect((await app.call(agreementApi.findAnswering, { customerId, siteId, assetId, day: '2026-06-01' }, as())).body.agreement.id).toBe(made.body.id)
    expect((await app.call(agreementApi.listAgreements, { assetId }, as())).body.rows).toMatchObject([{ id: made.body.id, sites: 1, assets: 1, overrides: 1 }])
    expect((await app.call(agreementApi.listAgreements, { q: 'nothing like it' }, as())).body.rows).toEqual([])
    const changed = await app.call(agreementApi.updateAgreement, { agreementId: made.body.id, siteIds: [], title: 'Renamed' }, as())
    expect(changed.body).toMatchObject({ title: 'Renamed', sites: [], assets: [{ number: 'A1' }], overrides: { [rule]: { within: '3h' } } })
    expect((await app.call(agreementApi.endAgreement, { agreementId: made.body.id, endsOn: '2026-10-31' }, as())).body).toMatchObject({ state: 'ended', endsOn: '2026-10-31' })
  })
  test.each([
    ['an unknown plan', () => bind(newId()), 'plan.unknown'],
    ['a draft', async () => bind((await newPlan('ADRAFT')).id), 'agreement.plan-inactive'],
    ['an unknown customer', () => bind(version, { customerId: newId() }), 'customer.unknown'],
    ['an unknown rule', () => bind(version, { overrides: { nowhere: { within: '3h' } } }), 'agreement.unknown-rule'],
    ['a site of someone else', () => bind(version, { customerId: otherCustomerId, siteIds: [siteId] }), 'agreement.foreign-part'],
    ['an end before its start', () => bind(version, { endsOn: '2025-01-01' }), 'request.invalid'],
    ['an unknown agreement', () => app.call(agreementApi.getAgreement, { agreementId: newId() }, as()), 'agreement.unknown'],
  ])('is refused for %s', async (_, attempt, code) => expect((await attempt()).body.code).toBe(code))
  test('that could not be told from another is refused when saved', async () => {
    expect((await bind(version, { customerId: otherCustomerId })).status).toBe(200)
    expect((await bind(version, { customerId: otherCustomerId })).body.code).toBe('agreement.tie')
    expect((await bind(version, { customerId: otherCustomerId, priority: 1 })).status).toBe(200)
  })
  test('on a version that was retired later runs on and may still be changed', async () => {
    const old = await activeVersion('RETIRED')
    const { body } = await bind(old, { priority: 3 })
    expect((await app.call(api.retirePlanVersion, { planVersionId: old }, as())).body).toMatchObject({ state: 'retired', agreements: 1 })
    expect((await app.call(agreementApi.updateAgreement, { agreementId: body.id, title: 'Still here' }, as())).body.title).toBe('Still here')
    expect((await bind(old, { priority: 4 })).body.code).toBe('agreement.plan-inactive')
  })
})

describe('a calendar', () => {
  const title = { 'zh-TW': '上班時間', 'zh-CN': '上班时间', en: 'Office hours' }
  const week = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [['09:00', '18:00']]]))
  const document = { zone: 'Asia/Taipei', regions: ['TW'], versions: [{ from: '0000', week }] } as never
  test('is saved as a new version and stands in for the plan\'s own', async () => {
    const version = await activeVersion('CALENDAR')
    const { calendars } = await db.tx({ orgId }, (tx) => planOf(tx, version))
    const [name] = Object.keys(calendars)
    if (!name) return
    const code = `CALENDAR.${name}`
    expect((await app.call(calendarApi.saveCalendar, { code, title, document }, as())).body).toMatchObject({ code, version: 1 })
    expect((await app.call(calendarApi.saveCalendar, { code, title, document }, as())).body).toMatchObject({ version: 2 })
    expect((await app.call(calendarApi.getCalendar, { code }, as())).body.versions).toMatchObject([{ version: 2 }, { version: 1 }])
    const { own, ofPlans } = (await app.call(calendarApi.listCalendars, {}, as())).body
    expect(own).toMatchObject([{ code, version: 2 }])
    expect(ofPlans.find((one: { plan: string; name: string }) => one.plan === 'CALENDAR' && one.name === name)).toMatchObject({ replacedBy: code })
    const { id } = (await app.call(agreementApi.createAgreement, { customerId, planVersionId: version, title: 'x', startsOn: '2026-01-01', priority: 77 }, as())).body
    const terms = await db.tx({ orgId }, (tx) => termsOf(tx, id))
    expect(terms.calendar(name).versionId).toContain('/2')
  })
  test('shows public holidays of a year by name', async () => {
    const { days } = (await app.call(calendarApi.previewCalendar, { document, year: 2026 }, as())).body
    expect(days).toHaveLength(365)
    expect(days[0]).toMatchObject({ day: '2026-01-01', kind: 'holiday', windows: [], name: { en: 'Founding Day' } })
    expect(days[4]).toEqual({ day: '2026-01-05', kind: 'open', name: null, windows: [['09:00', '18:00']] })
    expect(days[2]).toMatchObject({ kind: 'closed' })
  })
  test.each([
    ['that never opens', { zone: 'Asia/Taipei', versions: [{ from: '0000', week: {} }] }, 'calendar.never-open'],
    ['in an unknown zone', { zone: 'Asia/Nowhere', versions: [{ from: '0000', week }] }, 'calendar.unknown-zone'],
  ])('%s is refused', async (_, wrong, code) => {
    expect((await app.call(calendarApi.saveCalendar, { code: 'wrong', title, document: wrong as never }, as())).body.code).toBe(code)
    expect((await app.call(calendarApi.getCalendar, { code: 'wrong' }, as())).body.code).toBe('calendar.unknown')
  })
})

test('all plans that come with the product are installed, and filled where they have blanks', async () => {
  const fresh = await createOrg(db, now)
  const installed = await db.tx({ orgId: fresh }, (tx) => installPlans(tx, fresh, readPlanFiles(), now, { fillGaps: true }))
  expect(Object.keys(installed)).toHaveLength(21)
  const { rows } = (await app.call(api.listPlans, {}, { as: actorWith(fresh, 'all') })).body
  expect(rows).toHaveLength(21)
  expect(rows.filter((row: { activeVersionId: string | null }) => row.activeVersionId === null)).toEqual([])
  const filled = (await app.call(api.getPlanVersion, { planVersionId: installed['P01']! }, { as: actorWith(fresh, 'all') })).body
  expect(filled).toMatchObject({ version: 2, state: 'active', openValues: [], versions: [{ version: 2 }, { version: 1, state: 'draft' }] })
  expect(filled.findings.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([])
})
