// A session is dead everywhere soon after it ends, whatever ended it, and its token is told to nobody but its browser.
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRole, deactivatePerson, removePersonTotp, signOutPerson, updatePerson, updateRole } from '#contract/people/endpoints.ts'
import { createKey, revokeKey } from '#contract/people/keys.ts'
import * as session from '#contract/people/session.ts'
import { listTickets } from '#contract/ticket/endpoints.ts'
import { instant } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { createIdentify } from '#server/modules/people/index.ts'
import { hashPassword } from '#server/platform/auth/passwords.ts'
import { sql } from '#server/platform/db/database.ts'
import { limits } from '#server/platform/http/limits.ts'
import { createPerson, testApp } from '#tests/support/actor.ts'
import { openTown, routes } from './house.ts'
import type { House, Town } from './house.ts'
import { dataFolder, startProcess, until } from './node-process.ts'
import type { NodeProcess } from './node-process.ts'

const password = 'correct horse battery 9'
const soon = 5000
const data = dataFolder()
let town: Town
let home: House
let hash: string
let a: NodeProcess
let b: NodeProcess
let boss: string

beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
  hash = await hashPassword(password)
  ;[a, b] = await Promise.all([startProcess(town.database.url, data.path, { RUNS: 'api' }), startProcess(town.database.url, data.path, { RUNS: 'api' })])
  const person = await someone()
  boss = (await signedIn(person.email)).cookie
})
afterAll(async () => {
  await Promise.all([a.kill(), b.kill()])
  await town.close()
  data.remove()
})

const someone = () => createPerson(town.db, home.orgId, { role: 'administrator', passwordHash: hash, at: Date.now() as Instant })
async function signedIn(email: string, node = a, more: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<{ cookie: string; text: string; status: number }> {
  await town.db.tx('system', async (tx) => {
    await tx.run(sql`lock table attempt_counts in exclusive mode`)
    await tx.run(sql`delete from attempt_counts`)
  })
  const reply = await node.ask(session.signIn, { email, password, ...more }, headers)
  if (reply.status !== 200) throw new Error(reply.text)
  return { cookie: reply.cookie!, text: reply.text, status: reply.status }
}
const isIn = async (node: NodeProcess, cookie: string) => (await node.ask(session.getMe, {}, { cookie })).status === 200

/** An open stream of a node, and whether it is still open. */
async function stream(node: NodeProcess, headers: Record<string, string>): Promise<{ isOpen: () => boolean; status: number }> {
  const reply = await fetch(`${node.address}/api/live`, { headers })
  let open = reply.status === 200
  void (async () => {
    try { for await (const _ of reply.body!) void _ } catch { /* The node ended. */ }
    open = false
  })()
  return { isOpen: () => open, status: reply.status }
}

type Ending = (person: { id: string; email: string; cookie: string; other: string }) => Promise<unknown>
const endings: readonly (readonly [string, Ending])[] = [
  ['signing out', ({ cookie }) => a.ask(session.signOut, {}, { cookie })],
  ['being ended by its owner from another browser', async ({ other }) => {
    const rows = (await a.ask(session.listSessions, {}, { cookie: other })).body.rows as { id: string; isCurrent: boolean }[]
    return a.ask(session.revokeSession, { sessionId: rows.find(({ isCurrent }) => !isCurrent)!.id }, { cookie: other })
  }],
  ['the owner ending all others', ({ other }) => a.ask(session.revokeOtherSessions, {}, { cookie: other })],
  ['a new password', ({ other }) => a.ask(session.changePassword, { current: password, password: 'another fine day 7' }, { cookie: other })],
  ['an administrator signing the person out', ({ id }) => a.ask(signOutPerson, { personId: id }, { cookie: boss })],
  ['the person being deactivated', ({ id }) => a.ask(deactivatePerson, { personId: id }, { cookie: boss })],
  ['signing in anew in the same browser', ({ cookie, email }) => signedIn(email, a, {}, { cookie })],
]

describe('R-17 on another node than the one that ends it', () => {
  test.each(endings)('R-17 after %s twenty sessions open nothing within five seconds, and their streams are closed', async (_, end) => {
    const people = await Promise.all(Array.from({ length: 20 }, async () => {
      const person = await someone()
      const { cookie } = await signedIn(person.email)
      const { cookie: other } = await signedIn(person.email, b)
      return { ...person, cookie, other }
    }))
    const streams = await Promise.all(people.map(({ cookie }) => stream(b, { cookie })))
    expect(await Promise.all(people.map(({ cookie }) => isIn(b, cookie)))).toEqual(people.map(() => true))
    expect(streams.every(({ isOpen }) => isOpen())).toBe(true)
    await Promise.all(people.map(end))
    await until(async () => (await Promise.all(people.map(({ cookie }) => isIn(b, cookie)))).every((one) => !one), soon)
    await until(() => streams.every(({ isOpen }) => !isOpen()), soon)
  }, 60_000)

  test('R-17 a smaller role counts within five seconds, and a stream opened under the greater one is closed', async () => {
    const role = (await a.ask(createRole, { code: 'reader', title: { 'zh-TW': '讀', 'zh-CN': '读', en: 'Reader' }, permissions: ['ticket.read', 'asset.read'], scope: 'all' }, { cookie: boss })).body
    const people = await Promise.all(Array.from({ length: 20 }, () => someone()))
    const cookies = await Promise.all(people.map(async ({ id, email }) => {
      expect((await a.ask(updatePerson, { personId: id, roleId: role.id }, { cookie: boss })).status).toBe(200)
      return (await signedIn(email, b)).cookie
    }))
    const streams = await Promise.all(cookies.map((cookie) => stream(b, { cookie })))
    const reads = () => Promise.all(cookies.map(async (cookie) => (await b.ask(listTickets, {}, { cookie })).status))
    expect(new Set(await reads())).toEqual(new Set([200]))
    expect((await a.ask(updateRole, { roleId: role.id, permissions: ['asset.read'] }, { cookie: boss })).status).toBe(200)
    await until(async () => (await reads()).every((status) => status === 403), soon)
    await until(() => streams.every(({ isOpen }) => !isOpen()), soon)
  }, 60_000)

  test('R-01 R-17 a revoked key opens nothing within five seconds, and its stream is closed', async () => {
    const made = (await a.ask(createKey, { name: 'machine', permissions: ['ticket.read'], expiresAt: null }, { cookie: boss })).body
    const headers = { authorization: `Bearer ${made.key}` }
    const open = await stream(b, headers)
    expect([open.status, (await b.ask(listTickets, {}, headers)).status]).toEqual([200, 200])
    expect((await a.ask(revokeKey, { keyId: made.id }, { cookie: boss })).status).toBe(200)
    await until(async () => (await b.ask(listTickets, {}, headers)).status === 401, soon)
    await until(() => !open.isOpen(), soon)
  })

  test('R-17 what is done elsewhere does not close the streams of others', async () => {
    const [one, other] = [await someone(), await someone()]
    const [mine, theirs] = [(await signedIn(one.email)).cookie, (await signedIn(other.email)).cookie]
    const open = await stream(b, { cookie: mine })
    await a.ask(session.signOut, {}, { cookie: theirs })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(open.isOpen()).toBe(true)
  })
})

test('R-17 twenty sign-ins with a token brought along never take it over, and the token is new each time', async () => {
  const person = await someone()
  const seen = new Set<string>()
  for (let n = 0; n < 20; n += 1) {
    const planted = `session=${String(n).padStart(43, 'f')}`
    const { cookie } = await signedIn(person.email, n % 2 ? a : b, {}, { cookie: planted })
    expect(cookie).not.toBe(planted)
    expect(await isIn(a, planted)).toBe(false)
    seen.add(cookie)
  }
  expect(seen.size).toBe(20)
})

test('R-17 the token is renewed where rights are proved anew: a new password, a confirmed authenticator', async () => {
  const person = await someone()
  const { cookie } = await signedIn(person.email)
  const changed = await a.ask(session.changePassword, { current: password, password: 'another fine day 7' }, { cookie })
  expect(changed.cookie).not.toBe(cookie)
  const begun = (await a.ask(session.startTotp, { password: 'another fine day 7' }, { cookie: changed.cookie! })).body
  const confirmed = await a.ask(session.confirmTotp, { code: new TOTP({ secret: Secret.fromBase32(begun.secret) }).generate() }, { cookie: changed.cookie! })
  expect([await isIn(b, cookie), await isIn(b, changed.cookie!), await isIn(b, confirmed.cookie!)]).toEqual([false, false, true])
  expect((await a.ask(removePersonTotp, { personId: person.id }, { cookie: boss })).status).toBe(200)
})

test('R-17 of more sessions than a person may have the one used longest ago ends', async () => {
  const person = await someone()
  const cookies: string[] = []
  for (let n = 0; n <= limits.sessionsPerPerson; n += 1) cookies.push((await signedIn(person.email, b)).cookie)
  const [{ n: kept } = { n: 0 }] = await town.db.tx({ orgId: home.orgId }, (tx) => tx.rows<{ n: number }>(sql`select count(*)::int as n from sessions where person_id = ${person.id}`))
  expect(kept).toBe(limits.sessionsPerPerson)
  await until(async () => !(await isIn(a, cookies[0]!)), soon)
  expect(await isIn(a, cookies.at(-1)!)).toBe(true)
})

test('R-17 idle for the idle time, or old however busy, a session ends on every node at that moment', async () => {
  let now = instant(Date.now())
  const nodes = await Promise.all([0, 1].map(() => testApp(town.db, routes, { now: () => now, identify: createIdentify({ db: town.db, now: () => now, secure: false }) })))
  const hour = 3_600_000
  for (let n = 0; n < 20; n += 1) {
    const person = await someone()
    const cookie = (await nodes[n % 2]!.call(session.signIn, { email: person.email, password }, {})).cookie!
    const status = async () => (await nodes[(n + 1) % 2]!.call(session.getMe, {}, { cookie })).status
    now = instant(now + limits.sessionIdleHours * hour - 1000)
    expect(await status()).toBe(200)
    if (n % 2) now = instant(now + limits.sessionIdleHours * hour + 1000)
    else for (let spent = 0; spent < limits.sessionDays * 24; spent += 11) { now = instant(now + 11 * hour); await status() }
    expect(await status()).toBe(401)
  }
  await Promise.all(nodes.map((node) => node.close()))
}, 60_000)

test('R-17 no token of a session is in an address, a log line or the text of an answer', async () => {
  const person = await someone()
  const { cookie, text } = await signedIn(person.email)
  const token = cookie.split('=')[1]!
  const texts = [text]
  for (const [endpoint, input] of [[session.getMe, {}], [session.listSessions, {}], [session.updatePreferences, { language: 'en' }]] as const) texts.push((await b.ask(endpoint, input as never, { cookie })).text)
  texts.push((await fetch(`${b.address}/api/session?session=${token}`)).headers.get('location') ?? '')
  expect((await fetch(`${b.address}/api/session?session=${token}`)).status).toBe(401)
  expect((await b.ask(session.getMe, {}, { authorization: `Bearer ${token}` })).status).toBe(401)
  await a.ask(session.signIn, { email: person.email, password: 'wrong' })
  const everything = [...texts, a.log(), b.log()].join('\n')
  expect(everything).not.toContain(token)
  expect(a.log()).toContain('session.refused')
})
