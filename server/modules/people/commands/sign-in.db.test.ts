import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as session from '#contract/people/session.ts'
import { instant } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { hashPassword } from '#server/platform/auth/passwords.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { createOrg, createPerson, testApp } from '#tests/support/actor.ts'
import type { TestApp, TestPerson } from '#tests/support/actor.ts'
import { createDatabase } from '#tests/support/database.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { createIdentify, routes } from '../index.ts'

const password = 'correct horse battery 9'
const minute = 60_000
const hour = 60 * minute

let database: TestDatabase
let db: DatabaseHandle
let app: TestApp
let orgId: string
let passwordHash: string
// Each test moves the clock on, so that the windows of the limits do not touch.
let now = instant('2026-11-23T01:00:00Z')
const pass = (ms: number) => { now = instant(now + ms) }

beforeAll(async () => {
  database = await createDatabase()
  db = openDatabase(database.url)
  passwordHash = await hashPassword(password)
  orgId = await createOrg(db, now)
  app = await testApp(db, routes, { now: () => now, identify: createIdentify({ db, now: () => now, secure: false }) })
})
afterAll(async () => {
  await app?.close()
  await db?.close()
  await database?.drop()
})

const someone = (wishes: Parameters<typeof createPerson>[2] = {}) => createPerson(db, orgId, { passwordHash, at: now, ...wishes })
const signIn = (person: TestPerson, input: { password?: string; code?: string } = {}) => app.call(session.signIn, { email: person.email, password, ...input })
async function signedIn(person: TestPerson): Promise<string> {
  const reply = await signIn(person)
  expect(reply.status).toBe(200)
  return reply.cookie as string
}
const isIn = async (cookie: string) => (await app.call(session.getMe, {}, { cookie })).status === 200

test('the right password opens a session that says who one is and what one may do', async () => {
  const person = await someone({ role: 'dispatcher', name: '王小明' })
  const reply = await app.call(session.signIn, { email: person.email.toUpperCase(), password })
  expect(reply.status).toBe(200)
  expect(reply.body).toMatchObject({
    person: { name: '王小明' }, org: { id: orgId, zone: 'Asia/Taipei', minguo: false }, role: { code: 'dispatcher', scope: 'all' }, language: 'zh-TW', viewingAs: null, teams: [],
  })
  expect(reply.body.permissions).toContain('ticket.assign')
  expect(reply.headers['set-cookie']).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=1209600$/)
  expect((await app.call(session.getMe, {}, { cookie: reply.cookie! })).body).toEqual(reply.body)
})

test('neither the token nor the password is found in the database', async () => {
  const person = await someone()
  const cookie = await signedIn(person)
  const rows = await db.tx('system', (tx) => tx.rows<{ all: string }>(sql`select s::text || p::text as all from sessions s join people p on p.id = s.person_id where p.id = ${person.id}`))
  expect(rows).toHaveLength(1)
  expect(rows[0]!.all).not.toContain(cookie.split('=')[1])
  expect(rows[0]!.all).not.toContain(password)
})

test('a wrong password, an unknown address and a person without access get the same answer', async () => {
  const [person, gone, invited] = [await someone(), await someone(), await createPerson(db, orgId)]
  await db.tx({ orgId }, (tx) => tx.run(sql`update people set is_active = false where id = ${gone.id}`))
  const replies = [
    await signIn(person, { password: 'wrong password' }), await signIn(gone), await signIn(invited), await app.call(session.signIn, { email: 'nobody@example.com', password }),
  ]
  expect(replies.map(({ status, body }) => [status, body.code, body.message])).toEqual(replies.map(() => [401, 'session.wrong-credentials', expect.any(String)]))
  expect(new Set(replies.map(({ body }) => body.message)).size).toBe(1)
  expect(replies.every(({ cookie }) => cookie === null)).toBe(true)
})

test('an unknown address costs as much work as a known one', async () => {
  const person = await someone()
  const spent = async (email: string) => {
    const from = performance.now()
    await app.call(session.signIn, { email, password: 'wrong password' })
    return performance.now() - from
  }
  const known = [], unknown = []
  for (let round = 0; round < 5; round += 1) {
    known.push(await spent(person.email))
    unknown.push(await spent(`nobody${round}@example.com`))
  }
  expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2)
})

test('R-41 ten wrong passwords lock the account for the rest of the window, even for the right one, on every node', async () => {
  pass(hour)
  const person = await someone()
  const second = openDatabase(database.url)
  const other = await testApp(second, routes, { now: () => now })
  const nodes = [app, other]
  for (let attempt = 0; attempt < 10; attempt += 1) {
    expect((await nodes[attempt % 2]!.call(session.signIn, { email: person.email, password: 'guess number one' })).status).toBe(401)
  }
  expect((await signIn(person)).body.code).toBe('session.locked')
  expect((await other.call(session.signIn, { email: person.email, password })).status).toBe(429)
  await other.close()
  await second.close()
  pass(15 * minute)
  expect((await signIn(person)).status).toBe(200)
})

test('R-41 many attempts at once pass no more than the limit', async () => {
  pass(hour)
  const person = await someone()
  const replies = await Promise.all(Array.from({ length: 30 }, () => signIn(person, { password: 'guess number one' })))
  expect(replies.filter(({ status }) => status === 401)).toHaveLength(10)
  expect(replies.filter(({ body }) => body.code === 'session.locked')).toHaveLength(20)
})

test('R-41 one address that tries many accounts is stopped', async () => {
  pass(hour)
  const replies = []
  for (let attempt = 0; attempt < 105; attempt += 1) replies.push(await app.call(session.signIn, { email: `user${attempt}@example.com`, password: 'x' }))
  expect(replies.filter(({ status }) => status === 401)).toHaveLength(100)
  expect(replies.at(-1)!.body.code).toBe('request.too-many')
  pass(hour)
})

test('a success clears the count, so that honest slips never add up', async () => {
  const person = await someone()
  for (let round = 0; round < 3; round += 1) {
    for (let slip = 0; slip < 6; slip += 1) await signIn(person, { password: 'a slip of the hand' })
    expect((await signIn(person)).status).toBe(200)
  }
  pass(hour)
})

test('a session ends after the idle time, and use keeps it open', async () => {
  const cookie = await signedIn(await someone())
  pass(11 * hour)
  expect(await isIn(cookie)).toBe(true)
  pass(11 * hour)
  expect(await isIn(cookie)).toBe(true)
  pass(12 * hour + 1)
  expect(await isIn(cookie)).toBe(false)
})

test('a session ends after fourteen days however busy it was', async () => {
  const cookie = await signedIn(await someone())
  for (let step = 0; step < 33; step += 1) { pass(10 * hour); expect(await isIn(cookie)).toBe(true) }
  pass(6 * hour + 1)
  expect(await isIn(cookie)).toBe(false)
})

test('signing out ends the session at once, and takes the cookie away', async () => {
  const cookie = await signedIn(await someone())
  expect(await isIn(cookie)).toBe(true)
  const reply = await app.call(session.signOut, {}, { cookie })
  expect(reply.headers['set-cookie']).toContain('session=; ')
  expect(reply.headers['set-cookie']).toContain('Max-Age=0')
  expect(await isIn(cookie)).toBe(false)
})

test('one sees one\'s own sessions and ends one, or all others', async () => {
  const person = await someone()
  const [here, there, elsewhere] = [await signedIn(person), await signedIn(person), await signedIn(person)]
  const { rows } = (await app.call(session.listSessions, {}, { cookie: here })).body
  expect(rows).toHaveLength(3)
  expect(rows.filter((row: { isCurrent: boolean }) => row.isCurrent)).toHaveLength(1)
  const thereId = (await app.call(session.getMe, {}, { cookie: there })).body.sessionId
  expect((await app.call(session.revokeSession, { sessionId: thereId }, { cookie: here })).status).toBe(200)
  expect([await isIn(here), await isIn(there), await isIn(elsewhere)]).toEqual([true, false, true])
  await app.call(session.revokeOtherSessions, {}, { cookie: here })
  expect([await isIn(here), await isIn(elsewhere)]).toEqual([true, false])
})

test('nobody ends the session of another person', async () => {
  const [mine, theirs] = [await signedIn(await someone()), await signedIn(await someone())]
  const { sessionId } = (await app.call(session.getMe, {}, { cookie: theirs })).body
  await app.call(session.revokeSession, { sessionId }, { cookie: mine })
  expect(await isIn(theirs)).toBe(true)
})

test('likings are merged and the language takes effect at once', async () => {
  const cookie = await signedIn(await someone())
  await app.call(session.updatePreferences, { preferences: { density: 'compact', landing: '/tickets' } }, { cookie })
  const reply = await app.call(session.updatePreferences, { language: 'zh-CN', preferences: { minguo: true } }, { cookie })
  expect(reply.body).toMatchObject({ language: 'zh-CN', preferences: { density: 'compact', landing: '/tickets', minguo: true } })
  const huge = await app.call(session.updatePreferences, { preferences: { notes: 'x'.repeat(40_000) } }, { cookie })
  expect(huge.body.code).toBe('request.too-large')
})

test('a new password needs the old one, ends other sessions and is told by mail', async () => {
  const person = await someone()
  const [here, there] = [await signedIn(person), await signedIn(person)]
  expect((await app.call(session.changePassword, { current: 'not this one', password: 'another fine day 7' }, { cookie: here })).body.code).toBe('session.wrong-credentials')
  expect((await app.call(session.changePassword, { current: password, password: 'password1234' }, { cookie: here })).body.code).toBe('password.too-weak')
  const changed = await app.call(session.changePassword, { current: password, password: 'another fine day 7' }, { cookie: here })
  expect(changed.status).toBe(200)
  expect([await isIn(here), await isIn(changed.cookie!), await isIn(there)]).toEqual([false, true, false])
  expect((await signIn(person)).status).toBe(401)
  expect((await signIn(person, { password: 'another fine day 7' })).status).toBe(200)
  const mails = await db.tx({ orgId }, (tx) => tx.rows<{ subject: string }>(sql`select subject from deliveries where target = ${person.email}`))
  expect(mails).toEqual([{ subject: '您的密碼已變更 – Test organisation' }])
})

test('an authenticator is asked for once confirmed, and a code counts once', async () => {
  const person = await someone()
  const [before, other] = [await signedIn(person), await signedIn(person)]
  let cookie = before
  const begun = (await app.call(session.startTotp, { password }, { cookie })).body
  expect(begun.uri).toMatch(/^otpauth:\/\/totp\//)
  expect(Buffer.from(begun.qr.split(',')[1], 'base64').toString()).toMatch(/^<svg/)
  expect((await signIn(person)).status).toBe(200)
  const code = (at: Instant = now) => new TOTP({ secret: Secret.fromBase32(begun.secret) }).generate({ timestamp: at })

  expect((await app.call(session.confirmTotp, { code: code(instant(now - 10 * minute)) }, { cookie })).body.code).toBe('session.code-wrong')
  const confirmed = await app.call(session.confirmTotp, { code: code() }, { cookie })
  expect(confirmed.status).toBe(200)
  cookie = confirmed.cookie!
  expect([await isIn(cookie), await isIn(before), await isIn(other)]).toEqual([true, false, false])
  const kept = await db.tx({ orgId }, (tx) => tx.row<{ totp_secret: string }>(sql`select totp_secret from people where id = ${person.id}`))
  expect(kept!.totp_secret).toMatch(/^v1\./)
  expect(kept!.totp_secret).not.toContain(begun.secret)
  expect((await app.call(session.startTotp, { password }, { cookie })).body.code).toBe('row.in-use')

  expect((await signIn(person)).body.code).toBe('session.code-required')
  expect((await signIn(person, { code: code() })).body.code).toBe('session.code-wrong')
  pass(minute)
  const fresh = code()
  const both = await Promise.all([signIn(person, { code: fresh }), signIn(person, { code: fresh })])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
  expect((await signIn(person, { code: code(instant(now - 30_000)) })).body.code).toBe('session.code-wrong')

  expect((await app.call(session.removeTotp, { password: 'not this one' }, { cookie })).body.code).toBe('session.wrong-credentials')
  expect((await app.call(session.removeTotp, { password }, { cookie })).status).toBe(200)
  expect((await signIn(person)).status).toBe(200)
})

const mailsTo = (email: string) => db.tx({ orgId }, (tx) => tx.rows<{ payload: { text: string } }>(sql`select payload from deliveries where target = ${email} order by id`))
const linkIn = (text: string) => /#([\w-]{43})/.exec(text)?.[1] as string

test('a reset link works once, within the hour, and ends all sessions', async () => {
  const person = await someone()
  const cookie = await signedIn(person)
  expect((await app.call(session.requestReset, { email: person.email })).body).toEqual({ ok: true })
  const [mail] = await mailsTo(person.email)
  expect(mail!.payload.text).toContain('http://localhost/reset#')
  const token = linkIn(mail!.payload.text)
  const stored = await db.tx({ orgId }, (tx) => tx.rows<{ all: string }>(sql`select l::text as all from recovery_links l`))
  expect(stored.some((row) => row.all.includes(token))).toBe(false)

  expect((await app.call(session.confirmReset, { token, password: 'aaaaaaaaaaaa' })).body.code).toBe('password.too-weak')
  expect((await app.call(session.acceptInvite, { token, password: 'a whole new word 1' })).body.code).toBe('link.unusable')
  const tries = await Promise.all([1, 2, 3].map((n) => app.call(session.confirmReset, { token, password: `a whole new word ${n}` })))
  expect(tries.map(({ status }) => status).sort()).toEqual([200, 410, 410])
  expect(await isIn(cookie)).toBe(false)
  expect((await signIn(person)).status).toBe(401)
})

test('an old, a replaced and an invented reset link do nothing', async () => {
  const person = await someone()
  await app.call(session.requestReset, { email: person.email })
  await app.call(session.requestReset, { email: person.email })
  const [first, second] = (await mailsTo(person.email)).map(({ payload }) => linkIn(payload.text))
  const confirm = async (token: string) => (await app.call(session.confirmReset, { token, password: 'a whole new word 1' })).body
  expect((await confirm(first!)).code).toBe('link.unusable')
  expect((await confirm('x'.repeat(43))).code).toBe('link.unusable')
  pass(hour + 1)
  expect((await confirm(second!)).code).toBe('link.unusable')
})

test('asking for a reset says the same for every address, and mails nobody twice too often', async () => {
  pass(hour)
  const person = await someone()
  const known = await app.call(session.requestReset, { email: person.email })
  const unknown = await app.call(session.requestReset, { email: 'nobody@example.com' })
  expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
  for (let again = 0; again < 8; again += 1) await app.call(session.requestReset, { email: person.email })
  expect(await mailsTo(person.email)).toHaveLength(5)
  for (let again = 0; again < 12; again += 1) await app.call(session.requestReset, { email: person.email })
  expect((await app.call(session.requestReset, { email: person.email })).body.code).toBe('request.too-many')
  pass(hour)
})

test('an administrator looks through the eyes of another role, may not write then, and comes back', async () => {
  const [admin, engineer] = [await someone(), await someone({ role: 'field-engineer' })]
  const [cookie, lesser] = [await signedIn(admin), await signedIn(engineer)]
  expect((await app.call(session.viewAsRole, { roleId: admin.roleId }, { cookie: lesser })).body.code).toBe('permission.missing')
  expect((await app.call(session.viewAsRole, { roleId: admin.id }, { cookie })).body.code).toBe('role.unknown')
  const viewing = (await app.call(session.viewAsRole, { roleId: engineer.roleId }, { cookie })).body
  expect(viewing.viewingAs).toMatchObject({ roleId: engineer.roleId })
  expect(viewing.permissions).not.toContain('people.write')
  expect((await app.call(session.viewAsRole, { roleId: null }, { cookie })).body.viewingAs).toBeNull()
})
