// Links that open an account: where they lead, who may use them, how often, and what they do not do.
import { connect } from 'node:net'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inviteAgain, invitePerson } from '#contract/people/endpoints.ts'
import * as session from '#contract/people/session.ts'
import { roleTemplates } from '#contract/people/templates.ts'
import type { RoleCode } from '#contract/people/templates.ts'
import type { Instant } from '#domain/time/instant.ts'
import { hashPassword } from '#server/platform/auth/passwords.ts'
import { newToken, tokenHash } from '#server/platform/auth/tokens.ts'
import { sql } from '#server/platform/db/database.ts'
import { limits } from '#server/platform/http/limits.ts'
import { createPerson } from '#tests/support/actor.ts'
import type { TestPerson } from '#tests/support/actor.ts'
import { openTown, stateOf } from './house.ts'
import type { House, Town } from './house.ts'
import { dataFolder, startProcess } from './node-process.ts'
import type { NodeProcess } from './node-process.ts'

const publicUrl = 'https://care.example'
const password = 'correct horse battery 9'
const data = dataFolder()
let town: Town
let home: House
let hash: string
// One behind a proxy that it trusts, one without, one whose proxy is another.
let nodes: NodeProcess[]

beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
  hash = await hashPassword(password)
  nodes = await Promise.all([{ TRUST_PROXY: 'loopback' }, {}, { TRUST_PROXY: '10.9.8.7' }].map((env) => startProcess(town.database.url, data.path, { RUNS: 'api', PUBLIC_URL: publicUrl, ...env } as Record<string, string>)))
})
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.kill()))
  await town.close()
  data.remove()
})

const someone = (role: RoleCode = 'service-desk') => createPerson(town.db, home.orgId, { role, passwordHash: hash, at: Date.now() as Instant, ...(role.startsWith('customer') || role.startsWith('dealer') ? { customerId: home.known['customer']! } : {}) })
const mailsTo = async (email: string) => (await town.db.tx({ orgId: home.orgId }, (tx) => tx.rows<{ text: string }>(sql`select payload->>'text' as text from deliveries where target = ${email} order by id`))).map(({ text }) => text)
const linkIn = (text: string | undefined) => /#([\w-]{43})/.exec(text ?? '')?.[1] ?? ''
const forgetLimits = () => town.db.tx('system', (tx) => tx.run(sql`delete from attempt_counts`))
/** A link as it is sent, without waiting for mail. */
async function linkFor(person: TestPerson): Promise<string> {
  await forgetLimits()
  const before = (await mailsTo(person.email)).length
  expect((await nodes[1]!.ask(session.requestReset, { email: person.email })).status).toBe(200)
  const mails = await mailsTo(person.email)
  expect(mails).toHaveLength(before + 1)
  return linkIn(mails.at(-1))
}

const forged = [
  '', 'x-forwarded-host: evil.example\r\n', 'x-forwarded-host: evil.example\r\nx-forwarded-proto: http\r\nx-forwarded-for: 1.2.3.4\r\n', 'forwarded: for=1.2.3.4;host=evil.example;proto=http\r\n',
  'x-host: evil.example\r\n', 'x-original-host: evil.example\r\n', 'x-forwarded-server: evil.example\r\nx-forwarded-port: 666\r\n', 'x-original-url: https://evil.example/\r\n',
]

test('R-16 fifty accounts of every kind, behind a proxy and without one: however the request names its host, the link leads to the configured address', async () => {
  const roles = Object.keys(roleTemplates) as RoleCode[]
  const people = await Promise.all(Array.from({ length: 50 }, (_, n) => someone(roles[n % roles.length])))
  for (const [n, { email }] of people.entries()) {
    await forgetLimits()
    const { port } = nodes[n % nodes.length]!
    const [target, host] = n % 3 === 0 ? ['http://evil.example/api/session/reset', 'evil.example'] : ['/api/session/reset', n % 3 === 1 ? 'evil.example' : 'localhost']
    const body = JSON.stringify({ email })
    const { status, text } = await raw(port, `POST ${target} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\n${forged[n % forged.length]!}`, body)
    expect([n, status], text).toEqual([n, 200])
    const [mail] = await mailsTo(email)
    expect([...mail!.matchAll(/https?:\/\/[^\s]+/g)].map(([url]) => url.replace(/#.*/, ''))).toEqual([`${publicUrl}/reset`])
    expect(mail).not.toContain('evil')
  }
}, 120_000)

test('R-16 an invitation, sent and sent again, leads to the configured address too', async () => {
  const boss = await someone('administrator')
  const cookie = (await nodes[0]!.ask(session.signIn, { email: boss.email, password })).cookie!
  const headers = { cookie, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' }
  const made = await nodes[0]!.ask(invitePerson, { name: 'Guest', email: 'guest@example.com', roleId: boss.roleId }, headers)
  expect(made.body.link).toMatch(/^https:\/\/care\.example\/invite#[\w-]{43}$/)
  const again = await nodes[2]!.ask(inviteAgain, { personId: made.body.person.id }, headers)
  expect(again.body.link).toMatch(/^https:\/\/care\.example\/invite#[\w-]{43}$/)
  expect((await nodes[1]!.ask(session.acceptInvite, { token: made.body.link.split('#')[1], password: 'a whole new word 1' })).body.code).toBe('link.unusable')
  const [until] = await town.db.tx({ orgId: home.orgId }, (tx) => tx.rows<{ expires_at: string }>(sql`select expires_at from recovery_links where purpose = 'invite' order by id desc limit 1`))
  expect(Date.parse(until!.expires_at) - Date.now()).toBeLessThanOrEqual(7 * 86_400_000)
})

test('R-16 two thousand tokens that are no token of this person, purpose or time open nothing', async () => {
  const [mine, other] = [await someone(), await someone()]
  const used = await linkFor(mine)
  expect((await nodes[0]!.ask(session.confirmReset, { token: used, password: 'a whole new word 1' })).status).toBe(200)
  const replaced = await linkFor(mine)
  const live = await linkFor(mine)
  const old = await linkFor(other)
  await town.db.tx('system', (tx) => tx.run(sql`update recovery_links set expires_at = now() - interval '1 second' where token_hash = ${tokenHash(old)}`))
  const odd: unknown[] = [
    '', ' ', null, undefined, [], [live], {}, { $gt: '' }, true, 0, '\u0000', `${live}\u0000`, `${live} `, ` ${live}`, live.slice(0, -1), live.slice(0, 20), `${live}x`, live.toUpperCase(), live.toLowerCase(), [...live].reverse().join(''),
    used, replaced, old, tokenHash(live).toString('hex'), tokenHash(live).toString('base64url'), `${live}\n`, encodeURIComponent(`${live}=`), '%', '_'.repeat(43), "' or true --", 'null', 'undefined', '0'.repeat(43),
  ]
  const guessed = Array.from({ length: 2000 - odd.length }, () => newToken())
  const before = await hashesOf()
  const accepted: unknown[] = []
  for (const [n, token] of [...odd, ...guessed].entries()) {
    if (n % 15 === 0) await forgetLimits()
    const reply = await nodes[n % 3]!.ask(session.confirmReset, { token, password: 'a whole new word 2' } as never)
    if (![400, 410].includes(reply.status)) accepted.push([n, reply.status, reply.text])
  }
  // The live one is for another purpose, and stays good.
  expect((await nodes[0]!.ask(session.acceptInvite, { token: live, password: 'a whole new word 2' })).body.code).toBe('link.unusable')
  expect(accepted).toEqual([])
  expect(await hashesOf()).toEqual(before)
  await forgetLimits()
  const twice = await Promise.all([nodes[0]!, nodes[1]!].map((node) => node.ask(session.confirmReset, { token: live, password: 'a whole new word 3' })))
  expect(twice.map(({ status }) => status).sort()).toEqual([200, 410])
}, 180_000)

test('R-16 guessing at links is slowed down for whoever guesses, over all nodes', async () => {
  await forgetLimits()
  const replies = []
  for (let n = 0; n < limits.resetPerAddress.attempts + 2; n += 1) replies.push(await nodes[1 + (n % 2)]!.ask(session.confirmReset, { token: newToken(), password: 'a whole new word 2' }))
  expect(replies.slice(-2).map(({ body }) => body.code)).toEqual(['request.too-many', 'request.too-many'])
  await forgetLimits()
})

test('R-16 a link that was mailed and looked at by scanners and previews is still good, and looking changes nothing', async () => {
  const person = await someone()
  const token = await linkFor(person)
  const before = await stateOf(town.db)
  for (const path of ['/reset', `/reset?token=${token}`, `/api/session/reset/confirm?token=${token}&password=a+whole+new+word+4`, `/api/session/reset?email=${person.email}`, `/invite?token=${token}`, '/api/session/invite/confirm']) {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) await fetch(`${nodes[1]!.address}${path}`, { method }).then((reply) => reply.text())
  }
  expect(await stateOf(town.db)).toEqual(before)
  const page = await fetch(`${nodes[1]!.address}/api/session`)
  expect(page.headers.get('referrer-policy')).toBe('same-origin')
  expect((await nodes[1]!.ask(session.confirmReset, { token, password: 'a whole new word 4' })).status).toBe(200)
})

test('R-16 a reset ends every session and opens none; the second factor is still asked for; a locked-out person comes back', async () => {
  const person = await someone()
  const first = await nodes[0]!.ask(session.signIn, { email: person.email, password })
  const { body: begun } = await nodes[0]!.ask(session.startTotp, { password }, { cookie: first.cookie! })
  const totp = new TOTP({ secret: Secret.fromBase32(begun.secret) })
  const cookie = (await nodes[0]!.ask(session.confirmTotp, { code: totp.generate({ timestamp: Date.now() - 30_000 }) }, { cookie: first.cookie! })).cookie!
  expect((await nodes[1]!.ask(session.getMe, {}, { cookie })).status).toBe(200)
  const token = await linkFor(person)
  const [until] = await town.db.tx({ orgId: home.orgId }, (tx) => tx.rows<{ expires_at: string }>(sql`select expires_at from recovery_links where token_hash = ${tokenHash(token)}`))
  expect(Date.parse(until!.expires_at) - Date.now()).toBeLessThanOrEqual(60 * 60_000)
  const reset = await nodes[0]!.ask(session.confirmReset, { token, password: 'a whole new word 5' })
  expect([reset.status, reset.cookie]).toEqual([200, null])
  for (const node of nodes) expect((await node.ask(session.getMe, {}, { cookie })).status).toBe(401)
  expect((await nodes[1]!.ask(session.signIn, { email: person.email, password: 'a whole new word 5' })).body.code).toBe('session.code-required')
  expect((await nodes[1]!.ask(session.signIn, { email: person.email, password: 'a whole new word 5', code: totp.generate() })).status).toBe(200)
  expect((await nodes[1]!.ask(session.signIn, { email: person.email, password })).status).toBe(401)
})

test('R-16 ten thousand tokens: none twice, every place and every letter used evenly, none of them in the database', () => {
  const tokens = Array.from({ length: 10_000 }, () => newToken())
  expect(new Set(tokens).size).toBe(10_000)
  expect(new Set(tokens.map((token) => token.slice(0, 8))).size).toBeGreaterThan(9_990)
  const bits = new Array<number>(256).fill(0)
  for (const token of tokens) {
    const bytes = Buffer.from(token, 'base64url')
    expect(bytes).toHaveLength(32)
    for (let bit = 0; bit < 256; bit += 1) bits[bit]! += (bytes[bit >> 3]! >> (bit & 7)) & 1
  }
  // Five standard deviations of a fair coin thrown ten thousand times.
  expect(bits.filter((ones) => Math.abs(ones - 5000) > 250)).toEqual([])
})

const hashesOf = () => town.db.tx({ orgId: home.orgId }, (tx) => tx.rows(sql`select id, md5(coalesce(password_hash, '')) as hash from people where org_id = ${home.orgId} order by id`))

/** One request as it is written, byte by byte. */
function raw(port: number, head: string, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', (chunk) => { text += chunk.toString() })
    socket.on('error', reject)
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text }))
    socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`)
  })
}
