import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '#contract/endpoint.ts'
import { pathParameters } from '#contract/endpoint.ts'
import * as people from '#contract/people/endpoints.ts'
import * as keys from '#contract/people/keys.ts'
import * as roster from '#contract/people/roster.ts'
import * as session from '#contract/people/session.ts'
import { roleTemplates } from '#contract/people/templates.ts'
import { permissions } from '#contract/permissions.ts'
import { instant } from '#domain/time/instant.ts'
import { hashPassword } from '#server/platform/auth/passwords.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { actorWith, createOrg, createPerson, testApp } from '#tests/support/actor.ts'
import type { TestApp, TestPerson } from '#tests/support/actor.ts'
import { createDatabase } from '#tests/support/database.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { createIdentify, foundOrganisation, routes } from './index.ts'

const password = 'correct horse battery 9'
let database: TestDatabase
let db: DatabaseHandle
let app: TestApp
let orgId: string
let admin: TestPerson
let now = instant('2026-11-23T01:00:00Z')
const pass = (ms: number) => { now = instant(now + ms) }

beforeAll(async () => {
  database = await createDatabase()
  db = openDatabase(database.url)
  orgId = await createOrg(db, now)
  admin = await createPerson(db, orgId, { name: '管理員', at: now, passwordHash: await hashPassword(password) })
  app = await testApp(db, routes, { now: () => now, identify: createIdentify({ db, now: () => now, secure: false }) })
})
afterAll(async () => {
  await app?.close()
  await db?.close()
  await database?.drop()
})

const as = () => ({ as: admin.actor })
const codeOf = async (reply: Promise<{ body: { code?: string } }>) => (await reply).body.code
const cookieFor = async (person: TestPerson) => (await app.call(session.signIn, { email: person.email, password })).cookie as string
const title = { 'zh-TW': '夜班', 'zh-CN': '夜班', en: 'Night' }

describe('every endpoint', () => {
  const declared: [string, Endpoint][] = Object.entries<unknown>({ ...people, ...keys, ...roster, ...session }).filter((entry): entry is [string,
    Endpoint] => typeof entry[1] === 'object' && entry[1] !== null && 'path' in entry[1] && 'method' in entry[1])
  const closed = declared.filter(([, { permission }]) => permission !== 'public')
  const anyInput = (endpoint: Endpoint) => Object.fromEntries(pathParameters(endpoint.path).map((name) => [name, newId()]))

  test('is served', () => {
    const served = new Set(routes.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`))
    expect(declared.filter(([, { method, path }]) => !served.has(`${method} ${path}`)).map(([name]) => name)).toEqual([])
  })

  test.each(closed)('%s refuses an unknown caller', async (_, endpoint) => {
    expect((await app.call(endpoint, anyInput(endpoint))).body.code).toBe('session.required')
  })

  test.each(closed.filter(([, { permission }]) => permission !== 'signed-in'))('%s refuses a caller without the right', async (_, endpoint) => {
    const others = permissions.filter((permission) => permission !== endpoint.permission)
    expect((await app.call(endpoint, anyInput(endpoint), { as: actorWith(orgId, others) })).body).toMatchObject({ code: 'permission.missing', params: { permission: endpoint.permission } })
  })

  test.each(declared)('%s refuses a field it does not know', async (_, endpoint) => {
    const reply = await app.call(endpoint, { ...anyInput(endpoint), surprise: 'yes' }, { as: admin.actor })
    expect([reply.status, reply.body.code]).toEqual([400, 'request.invalid'])
  })
})

describe('people', () => {
  const newcomer = (fields: object = {}) => ({ name: '陳大文', email: `${newId()}@example.com`, roleId: admin.roleId, ...fields })

  test('an invited person chooses a password with the link and signs in', async () => {
    const { roleId } = await createPerson(db, orgId, { role: 'dispatcher' })
    const email = `${newId()}@Example.com`
    const wishes = { email, roleId, phone: '0912-345-678', qualifications: ['電氣'], language: 'zh-CN' }
    const { status, body } = await app.call(people.invitePerson, newcomer(wishes), as())
    expect(status).toBe(200)
    expect(body.person).toMatchObject({ name: '陳大文', email, role: { code: 'dispatcher' }, hasPassword: false, isActive: true, qualifications: ['電氣'], teams: [] })
    const [mail] = await db.tx({ orgId }, (tx) => tx.rows<{ subject: string; payload: { text: string } }>(sql`select subject, payload from deliveries where target = ${email}`))
    expect(mail!.subject).toBe('管理員 邀请您加入 Test organisation')
    expect(mail!.payload.text).toContain(body.link)

    const token = body.link.split('#')[1]
    expect((await app.call(session.acceptInvite, { token, password: 'a bright new day 3' })).status).toBe(200)
    expect(await codeOf(app.call(session.acceptInvite, { token, password: 'a bright new day 4' }))).toBe('link.unusable')
    expect((await app.call(session.signIn, { email, password: 'a bright new day 3' })).body).toMatchObject({ language: 'zh-CN', role: { code: 'dispatcher' } })
  })

  test('a second invitation ends the first', async () => {
    const first = (await app.call(people.invitePerson, newcomer(), as())).body
    const second = (await app.call(people.inviteAgain, { personId: first.person.id }, as())).body
    expect(await codeOf(app.call(session.acceptInvite, { token: first.link.split('#')[1], password: 'a bright new day 3' }))).toBe('link.unusable')
    expect((await app.call(session.acceptInvite, { token: second.link.split('#')[1], password: 'a bright new day 3' })).status).toBe(200)
  })

  test('an address belongs to one person, over all organisations and however it is written', async () => {
    const elsewhere = await createPerson(db, await createOrg(db, now), { at: now })
    expect((await app.call(people.invitePerson, newcomer({ email: elsewhere.email.toUpperCase() }), as())).body).toMatchObject({ code: 'person.email-taken', params: { field: 'email' } })
    const person = await createPerson(db, orgId, { at: now })
    expect(await codeOf(app.call(people.updatePerson, { personId: person.id, email: admin.email }, as()))).toBe('person.email-taken')
  })

  test('names that do not exist are refused', async () => {
    const foreign = await createPerson(db, await createOrg(db, now), { at: now })
    expect(await codeOf(app.call(people.invitePerson, newcomer({ roleId: foreign.roleId }), as()))).toBe('role.unknown')
    expect(await codeOf(app.call(people.invitePerson, newcomer({ teamIds: [newId()] }), as()))).toBe('team.unknown')
    expect(await codeOf(app.call(people.invitePerson, newcomer({ managerId: foreign.id }), as()))).toBe('person.unknown')
    const { getPerson, updatePerson, inviteAgain, deactivatePerson, reactivatePerson, signOutPerson, removePersonTotp } = people
    for (const endpoint of [getPerson, updatePerson, inviteAgain, deactivatePerson, reactivatePerson, signOutPerson, removePersonTotp]) {
      expect(await codeOf(app.call(endpoint, { personId: foreign.id }, as()))).toBe('person.unknown')
    }
  })

  test.each([[{ email: 'no address' }], [{ email: 'a@b.c\r\nBcc: x@y.z' }], [{ name: '' }], [{ kind: 'robot' }], [{ roleId: 'x' }]])('a person like %j is refused', async (fields) => {
    expect((await app.call(people.invitePerson, newcomer(fields) as never, as())).status).toBe(400)
  })

  test('a change keeps what was left out and is kept in the record', async () => {
    const person = await createPerson(db, orgId, { at: now, qualifications: ['電梯'], role: 'lead' })
    const reply = await app.call(people.updatePerson, { personId: person.id, name: '張三', position: '組長', language: null }, as())
    expect(reply.body).toMatchObject({ name: '張三', position: '組長', qualifications: ['電梯'], email: person.email, role: { code: 'lead' } })
    const [entry] = await db.tx({ orgId }, (tx) => tx.rows(sql`select action, actor_name, before, after from audit_entries where noun_id = ${person.id}`))
    expect(entry).toMatchObject({ action: 'person.changed', actor_name: '管理員', before: { name: person.name }, after: { name: '張三' } })
  })

  test('people are found by part of name, initials, address or phone, and by team, role and state', async () => {
    const own = await createOrg(db, now)
    const boss = (await createPerson(db, own, { name: '甲', at: now })).actor
    const role = await createPerson(db, own, { name: 'Zoe', role: 'quality', at: now })
    const made = (await app.call(people.invitePerson, newcomer({ name: '王小明', roleId: role.roleId, phone: '0912-000-111' }), { as: boss })).body.person
    const team = (await app.call(people.createTeam, { name: 'North', memberIds: [made.id] }, { as: boss })).body
    const found = async (filter: object) => (await app.call(people.listPeople, filter as never, { as: boss })).body.rows.map((row: { name: string }) => row.name)
    expect(await found({ q: '小明' })).toEqual(['王小明'])
    expect(await found({ q: 'wxm' })).toEqual(['王小明'])
    expect(await found({ q: '000-111' })).toEqual(['王小明'])
    expect(await found({ q: '%' })).toEqual([])
    expect(await found({ teamId: team.id })).toEqual(['王小明'])
    expect((await found({ roleId: role.roleId })).sort()).toEqual(['Zoe', '王小明'].sort())
    await app.call(people.deactivatePerson, { personId: role.id }, { as: boss })
    expect(await found({ active: 'no' })).toEqual(['Zoe'])
    expect(await found({ active: 'all' })).toHaveLength(3)
    const first = (await app.call(people.listPeople, { limit: 1, active: 'all' }, { as: boss })).body
    const second = (await app.call(people.listPeople, { limit: 2, active: 'all', cursor: first.next }, { as: boss })).body
    expect(new Set([...first.rows, ...second.rows].map((row: { id: string }) => row.id)).size).toBe(3)
    expect(second.next).toBeNull()
    expect(await codeOf(app.call(people.listPeople, { cursor: 'made up' }, { as: boss }))).toBe('request.cursor-unusable')
  })

  test('a deactivated person is out at once and cannot come back by link', async () => {
    const person = await createPerson(db, orgId, { at: now, passwordHash: await hashPassword(password) })
    const cookie = await cookieFor(person)
    await app.call(session.requestReset, { email: person.email })
    expect((await app.call(session.getMe, {}, { cookie })).status).toBe(200)
    expect((await app.call(people.deactivatePerson, { personId: person.id }, as())).body.isActive).toBe(false)
    expect((await app.call(session.getMe, {}, { cookie })).status).toBe(401)
    expect((await app.call(session.signIn, { email: person.email, password })).status).toBe(401)
    expect((await app.call(people.reactivatePerson, { personId: person.id }, as())).body.isActive).toBe(true)
    expect((await app.call(session.getMe, {}, { cookie })).status).toBe(401)
    expect((await app.call(session.signIn, { email: person.email, password })).status).toBe(200)
  })

  test('an administrator ends sessions and takes away a lost authenticator', async () => {
    const person = await createPerson(db, orgId, { at: now, passwordHash: await hashPassword(password) })
    const cookie = await cookieFor(person)
    await db.tx({ orgId }, (tx) => tx.run(sql`update people set totp_secret = 'JBSWY3DPEHPK3PXP', totp_confirmed_at = now() where id = ${person.id}`))
    expect((await app.call(people.signOutPerson, { personId: person.id }, as())).status).toBe(200)
    expect((await app.call(session.getMe, {}, { cookie })).status).toBe(401)
    expect(await codeOf(app.call(session.signIn, { email: person.email, password }))).toBe('session.code-required')
    expect((await app.call(people.removePersonTotp, { personId: person.id }, as())).body.hasTotp).toBe(false)
    expect((await app.call(session.signIn, { email: person.email, password })).status).toBe(200)
  })

  test('a manager cannot make, become or take over an administrator', async () => {
    const { actor: manager, id } = await createPerson(db, orgId, { role: 'manager', at: now })
    expect(await codeOf(app.call(people.invitePerson, newcomer(), { as: manager }))).toBe('permission.missing')
    expect(await codeOf(app.call(people.updatePerson, { personId: id, roleId: admin.roleId }, { as: manager }))).toBe('permission.missing')
    for (const endpoint of [people.updatePerson, people.deactivatePerson, people.inviteAgain, people.removePersonTotp, people.signOutPerson]) {
      expect(await codeOf(app.call(endpoint, { personId: admin.id }, { as: manager }))).toBe('permission.missing')
    }
  })

  test('the last administrator stays, even when two remove each other at the same moment', async () => {
    const own = await createOrg(db, now)
    const [one, two] = [await createPerson(db, own, { at: now }), await createPerson(db, own, { at: now })]
    const lesser = await createPerson(db, own, { role: 'lead', at: now })
    const remove = (person: TestPerson, by: TestPerson) => app.call(people.deactivatePerson, { personId: person.id }, { as: by.actor })
    const replies = await Promise.all([remove(two, one), remove(one, two)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    const left = replies[0]!.status === 200 ? one : two
    expect(await codeOf(app.call(people.deactivatePerson, { personId: left.id }, { as: left.actor }))).toBe('person.last-admin')
    expect(await codeOf(app.call(people.updatePerson, { personId: left.id, roleId: lesser.roleId }, { as: left.actor }))).toBe('person.last-admin')
    expect(await codeOf(app.call(people.updateRole, { roleId: left.roleId, permissions: ['people.read'] }, { as: left.actor }))).toBe('person.last-admin')
  })

  test('a dealer sees the people of the own firm only', async () => {
    const [firm, other] = [newId(), newId()]
    const dealer = await createPerson(db, orgId, { role: 'dealer', customerId: firm, at: now })
    const mate = await createPerson(db, orgId, { role: 'dealer-engineer', customerId: firm, at: now })
    const rival = await createPerson(db, orgId, { role: 'dealer', customerId: other, at: now })
    const rows = (await app.call(people.listPeople, {}, { as: dealer.actor })).body.rows.map((row: { id: string }) => row.id)
    expect(rows.sort()).toEqual([dealer.id, mate.id].sort())
    expect(await codeOf(app.call(people.getPerson, { personId: rival.id }, { as: dealer.actor }))).toBe('person.unknown')
  })
})

describe('roles and teams', () => {
  test('a role is added, changed and removed while nobody holds it', async () => {
    const role = (await app.call(people.createRole, { code: `night-${newId().slice(-6)}`, title, permissions: ['ticket.read', 'ticket.read'], scope: 'team' }, as())).body
    expect(role).toMatchObject({ permissions: ['ticket.read'], scope: 'team', template: null, people: 0 })
    expect(await codeOf(app.call(people.createRole, { code: role.code, title, permissions: [] , scope: 'all' }, as()))).toBe('role.code-taken')
    expect((await app.call(people.updateRole, { roleId: role.id, permissions: ['ticket.read', 'ticket.work'] }, as())).body).toMatchObject({ permissions: ['ticket.read',
      'ticket.work'], scope: 'team' })
    expect(await codeOf(app.call(people.deleteRole, { roleId: admin.roleId }, as()))).toBe('row.in-use')
    expect((await app.call(people.deleteRole, { roleId: role.id }, as())).status).toBe(200)
    for (const endpoint of [people.updateRole, people.deleteRole]) expect(await codeOf(app.call(endpoint, { roleId: role.id }, as()))).toBe('role.unknown')
    expect((await app.call(people.createRole, { code: 'x', title, permissions: ['fly'], scope: 'all' } as never, as())).status).toBe(400)
  })

  test('who looks through the eyes of another role reads what it reads and writes nothing, until they come back', async () => {
    const manager = await createPerson(db, orgId, { role: 'manager', at: now })
    const cookie = await cookieFor(admin)
    await app.call(session.viewAsRole, { roleId: manager.roleId }, { cookie })
    expect((await app.call(people.listTeams, {}, { cookie })).status).toBe(200)
    expect((await app.call(people.createTeam, { name: 'x' }, { cookie })).body).toMatchObject({ code: 'permission.missing', params: { viewingAs: manager.roleId } })
    expect(await codeOf(app.call(keys.listKeys, {}, { cookie }))).toBe('permission.missing')
    expect((await app.call(session.viewAsRole, { roleId: null }, { cookie })).body.viewingAs).toBeNull()
    expect((await app.call(people.createTeam, { name: 'x' }, { cookie })).status).toBe(200)
  })

  test('nobody writes more into a role than they may do', async () => {
    const some = actorWith(orgId, ['role.write', 'people.read'])
    expect(await codeOf(app.call(people.createRole, { code: 'sneaky', title, permissions: ['ticket.delete'] }, { as: some }))).toBe('permission.missing')
    expect(await codeOf(app.call(people.updateRole, { roleId: admin.roleId, permissions: ['people.read'] }, { as: some }))).toBe('permission.missing')
  })

  test('a changed role counts for sessions at once', async () => {
    const role = (await app.call(people.createRole, { code: `r-${newId().slice(-6)}`, title, permissions: ['people.read'] }, as())).body
    const person = await createPerson(db, orgId, { at: now, passwordHash: await hashPassword(password) })
    await app.call(people.updatePerson, { personId: person.id, roleId: role.id }, as())
    const cookie = await cookieFor(person)
    expect((await app.call(people.listTeams, {}, { cookie })).status).toBe(200)
    await app.call(people.updateRole, { roleId: role.id, permissions: ['ticket.read'] }, as())
    expect((await app.call(people.listTeams, {}, { cookie })).status).toBe(403)
  })

  test('a founded organisation has every role in three languages and an administrator with an invitation', async () => {
    const email = `${newId()}@example.com`
    const founded = await db.tx('system', (tx) => foundOrganisation(tx, now, { name: '新公司', language: 'zh-TW', zone: 'Asia/Taipei', region: 'TW', administrator: { name: '李', email } }))
    expect((await app.call(session.acceptInvite, { token: founded.inviteToken as string, password: 'a bright new day 3' })).status).toBe(200)
    const cookie = (await app.call(session.signIn, { email, password: 'a bright new day 3' })).cookie as string
    const { rows } = (await app.call(people.listRoles, {}, { cookie })).body
    expect(rows.map((row: { code: string }) => row.code).sort()).toEqual(Object.keys(roleTemplates).sort())
    expect(rows.every((row: { title: object }) => Object.values(row.title).every((text) => text !== ''))).toBe(true)
    const auditor = rows.find((row: { code: string }) => row.code === 'auditor')
    expect(auditor.permissions.filter((permission: string) => !permission.endsWith('.read'))).toEqual([])
  })

  test('a team has a lead and members, and its people carry it', async () => {
    const [lead, member] = [await createPerson(db, orgId, { at: now, passwordHash: await hashPassword(password) }), await createPerson(db, orgId, { at: now })]
    const team = (await app.call(people.createTeam, { name: '北區', leadId: lead.id, memberIds: [member.id, member.id] }, as())).body
    expect(team).toMatchObject({ name: '北區', leadId: lead.id, members: [{ id: member.id, name: member.name }] })
    const cookie = await cookieFor(lead)
    expect((await app.call(session.getMe, {}, { cookie })).body.teams).toEqual([{ id: team.id, name: '北區', isLead: true }])
    expect((await app.call(people.updateTeam, { teamId: team.id, name: '北一區', memberIds: [] }, as())).body).toMatchObject({ name: '北一區', leadId: lead.id, members: [] })
    expect(await codeOf(app.call(people.updateTeam, { teamId: team.id, memberIds: [newId()] }, as()))).toBe('person.unknown')
    expect(await codeOf(app.call(people.createTeam, { name: 'x', leadId: newId() }, as()))).toBe('person.unknown')
    expect((await app.call(people.deleteTeam, { teamId: team.id }, as())).status).toBe(200)
    for (const endpoint of [people.updateTeam, people.deleteTeam]) expect(await codeOf(app.call(endpoint, { teamId: team.id }, as()))).toBe('team.unknown')
  })
})

describe('rosters', () => {
  const at = (time: string) => `2026-11-24T${time}:00Z`

  test('a shift is made, moved, seen and taken away', async () => {
    const person = await createPerson(db, orgId, { at: now })
    const shift = (await app.call(roster.createShift, { roster: 'desk', personId: person.id, startsAt: at('00:00'), endsAt: at('08:00') }, as())).body
    expect(shift).toMatchObject({ roster: 'desk', person: { id: person.id }, startsAt: '2026-11-24T00:00:00.000Z', note: null })
    expect((await app.call(roster.updateShift, { shiftId: shift.id, endsAt: at('09:00'), note: '代班' }, as())).body).toMatchObject({ note: '代班', endsAt: '2026-11-24T09:00:00.000Z' })
    const seen = async (from: string, until: string) => (await app.call(roster.listShifts, { roster: 'desk', from, until }, as())).body.rows.length
    expect([await seen(at('08:59'), at('12:00')), await seen(at('09:00'), at('12:00')), await seen('2026-11-23T00:00:00Z', at('00:00'))]).toEqual([1, 0, 0])
    expect((await app.call(roster.deleteShift, { shiftId: shift.id }, as())).status).toBe(200)
    for (const endpoint of [roster.updateShift, roster.deleteShift]) expect(await codeOf(app.call(endpoint, { shiftId: shift.id }, as()))).toBe('shift.unknown')
  })

  test('a shift needs a known person and an end after its start', async () => {
    const wish = { roster: 'desk', personId: admin.id, startsAt: at('08:00'), endsAt: at('08:00') }
    expect((await app.call(roster.createShift, wish, as())).body).toMatchObject({ code: 'request.invalid', params: { field: 'endsAt' } })
    expect(await codeOf(app.call(roster.createShift, { ...wish, endsAt: at('09:00'), personId: newId() }, as()))).toBe('person.unknown')
  })

  test('who lacks a qualification, asked for by the roster or by the call, is not put on duty', async () => {
    const person = await createPerson(db, orgId, { at: now, name: '老王', qualifications: ['低壓電工'] })
    const rosters = [{ code: 'elevator', title, qualifications: ['電梯技術員'] }]
    await db.tx('system', (tx) => tx.run(sql`update orgs set settings = ${JSON.stringify({ rosters })} where id = ${orgId}`))
    const wish = { roster: 'elevator', personId: person.id, startsAt: at('00:00'), endsAt: at('08:00') }
    const refused = (await app.call(roster.createShift, wish, as())).body
    expect(refused).toMatchObject({ code: 'shift.unqualified', params: { name: '老王', qualification: '電梯技術員' }, message: '老王 沒有資格「電梯技術員」。' })
    expect(await codeOf(app.call(roster.createShift, { ...wish, roster: 'other', requires: ['高空'] }, as()))).toBe('shift.unqualified')
    await app.call(people.updatePerson, { personId: person.id, qualifications: ['電梯技術員'] }, as())
    expect((await app.call(roster.createShift, wish, as())).status).toBe(200)
  })

  test('on duty now: the start belongs to a shift, the end does not, and who has left is not on duty', async () => {
    const [early, late] = [await createPerson(db, orgId, { at: now }), await createPerson(db, orgId, { at: now })]
    for (const [person, startsAt, endsAt] of [[early, at('00:00'), at('08:00')], [late, at('08:00'), at('16:00')]] as const) {
      await app.call(roster.createShift, { roster: 'night', personId: person.id, startsAt, endsAt }, as())
    }
    const onDuty = async (time: string) => (await app.call(roster.getOnDuty, { roster: 'night', at: at(time) }, as())).body.rows.map((row: { person: { id: string } }) => row.person.id)
    expect([await onDuty('00:00'), await onDuty('08:00'), await onDuty('16:00')]).toEqual([[early.id], [late.id], []])
    await app.call(people.deactivatePerson, { personId: early.id }, as())
    expect(await onDuty('01:00')).toEqual([])
  })

  test('gaps are the times of the windows with too few people on duty', async () => {
    const [one, two] = [await createPerson(db, orgId, { at: now }), await createPerson(db, orgId, { at: now })]
    const shift = (person: TestPerson, from: string, until: string) => app.call(roster.createShift, { roster: 'team-a', personId: person.id, startsAt: at(from), endsAt: at(until) }, as())
    await shift(one, '00:00', '10:00')
    await shift(one, '02:00', '04:00')
    await shift(two, '08:00', '14:00')
    const gaps = async (input: object = {}) => (await app.call(roster.findRosterGaps, { roster: 'team-a', from: at('00:00'), until: at('18:00'), ...input }, as())).body.gaps
    const iso = (time: string) => `2026-11-24T${time}:00Z`
    expect(await gaps()).toEqual([{ from: iso('14:00'), until: iso('18:00'), onDuty: 0 }])
    expect(await gaps({ minimum: 2 })).toEqual([
      { from: iso('00:00'), until: iso('08:00'), onDuty: 1 }, { from: iso('10:00'), until: iso('14:00'), onDuty: 1 }, { from: iso('14:00'), until: iso('18:00'), onDuty: 0 },
    ])
    expect(await gaps({ windows: [{ from: at('06:00'), until: at('13:00') }, { from: at('15:00'), until: at('23:00') }] })).toEqual([{ from: iso('15:00'), until: iso('18:00'), onDuty: 0 }])
    expect(await gaps({ requires: ['無人有'] })).toEqual([{ from: iso('00:00'), until: iso('18:00'), onDuty: 0 }])
    expect(await codeOf(app.call(roster.findRosterGaps, { roster: 'team-a', from: at('10:00'), until: at('09:00') }, as()))).toBe('request.invalid')
  })
})

describe('API keys', () => {
  test('a key is shown once, does what it was given, and ends at once', async () => {
    const cookie = await cookieFor(admin)
    const made = (await app.call(keys.createKey, { name: 'ERP', permissions: ['people.read', 'key.write'] }, { cookie })).body
    expect(made.key).toMatch(/^ak_[\w-]{43}$/)
    expect((await app.call(people.listTeams, {}, { token: made.key })).status).toBe(200)
    expect(await codeOf(app.call(people.createTeam, { name: 'x' }, { token: made.key }))).toBe('permission.missing')
    expect(await codeOf(app.call(session.getMe, {}, { token: made.key }))).toBe('session.required')
    expect(await codeOf(app.call(keys.createKey, { name: 'more', permissions: ['people.read'] }, { token: made.key }))).toBe('session.required')
    const listed = (await app.call(keys.listKeys, {}, { cookie }))
    expect(listed.text).not.toContain(made.key)
    expect(listed.body.rows[0]).toMatchObject({ name: 'ERP', createdBy: { id: admin.id }, revokedAt: null, lastUsedAt: expect.any(String) })
    const stored = await db.tx('system', (tx) => tx.rows<{ all: string }>(sql`select k::text as all from api_keys k union all select a::text from audit_entries a`))
    expect(stored.some((row) => row.all.includes(made.key.slice(3)))).toBe(false)
    await app.call(keys.revokeKey, { keyId: made.id }, { cookie })
    expect((await app.call(people.listTeams, {}, { token: made.key })).status).toBe(401)
    expect(await codeOf(app.call(keys.revokeKey, { keyId: newId() }, { cookie }))).toBe('key.unknown')
  })

  test('a key ends when its time or its maker does, and never does more than its maker may today', async () => {
    const maker = await createPerson(db, orgId, { at: now, passwordHash: await hashPassword(password) })
    const cookie = await cookieFor(maker)
    const make = async (input: object = {}) => (await app.call(keys.createKey, { name: 'k', permissions: ['people.read', 'ticket.read'], ...input } as never, { cookie })).body
    expect((await make({ expiresAt: '2020-01-01T00:00:00Z' })).code).toBe('request.invalid')
    const short = await make({ expiresAt: new Date(now + 60_000).toISOString() })
    const long = await make()
    const works = async (token: string) => (await app.call(people.listTeams, {}, { token })).status
    expect([await works(short.key), await works(long.key)]).toEqual([200, 200])
    pass(60_000)
    expect([await works(short.key), await works(long.key)]).toEqual([401, 200])
    const lesser = await createPerson(db, orgId, { role: 'customer', at: now })
    await app.call(people.updatePerson, { personId: maker.id, roleId: lesser.roleId }, as())
    expect(await works(long.key)).toBe(403)
    await app.call(people.deactivatePerson, { personId: maker.id }, as())
    expect(await works(long.key)).toBe(401)
  })

  test('nobody gives a key more than they have', async () => {
    const limited: Actor = { ...actorWith(orgId, ['key.write', 'people.read']), id: admin.id, sessionId: newId() }
    expect((await app.call(keys.createKey, { name: 'k', permissions: ['ticket.delete'] }, { as: limited })).body).toMatchObject({ code: 'permission.missing', params: { permission: 'ticket.delete' } })
  })
})

describe('organisations', () => {
  test('a query without a word about the organisation sees no row of another', async () => {
    const other = await createOrg(db, now)
    await createPerson(db, other, { at: now })
    const tables = ['people', 'roles', 'teams', 'team_members', 'roster_shifts', 'sessions', 'api_keys', 'recovery_links', 'audit_entries', 'deliveries', 'number_series']
    for (const table of tables) {
      const foreign = await db.tx({ orgId: other }, (tx) => tx.row<{ count: number }>(sql`select count(*) as count from ${sql.table(table)} where org_id <> ${other}`))
      expect(foreign?.count, table).toBe(0)
    }
    expect(await db.tx({ orgId: other }, (tx) => tx.run(sql`update people set name = 'taken over' where org_id = ${orgId}`))).toBe(0)
    await expect(db.tx({ orgId: other }, (tx) => tx.run(sql`insert into teams (org_id, id, name) values (${orgId}, ${newId()}, 'x')`))).rejects.toThrow(/row-level security/)
  })

  test('finding out who calls leaves no open door on the connection', async () => {
    const cookie = await cookieFor(admin)
    const alone = openDatabase(database.url, { max: 1 })
    const narrow = await testApp(alone, routes, { now: () => now, identify: createIdentify({ db: alone, now: () => now, secure: false }) })
    expect((await narrow.call(session.getMe, {}, { cookie })).status).toBe(200)
    const { rows } = await alone.pool.query<{ count: number }>('select count(*)::int as count from people')
    expect(rows[0]?.count).toBe(0)
    await narrow.close()
    await alone.close()
  })
})
