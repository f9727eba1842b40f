// What can be tried again and again is counted, over all nodes and over restarts, by who really asks; and no answer tells who is known.
import { Secret, TOTP } from 'otpauth'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { bindQrCode, mintQrCodes } from '#contract/asset/endpoints.ts'
import { reportByCode, scanCode } from '#contract/channel/portal.ts'
import * as session from '#contract/people/session.ts'
import { createIdentify } from '#server/modules/people/index.ts'
import { hashPassword } from '#server/platform/auth/passwords.ts'
import { sql } from '#server/platform/db/database.ts'
import { limits } from '#server/platform/http/limits.ts'
import { createPerson, testApp } from '#tests/support/actor.ts'
import type { TestApp } from '#tests/support/actor.ts'
import { openTown, routes } from './house.ts'
import type { House, Town } from './house.ts'
import { dataFolder, startProcess } from './node-process.ts'
import type { NodeProcess } from './node-process.ts'

const password = 'correct horse battery 9'
const data = dataFolder()
let town: Town
let home: House
let hash: string
let nodes: TestApp[]
const node = () => testApp(town.db, routes, { now: town.now, identify: createIdentify({ db: town.db, now: town.now, secure: false }) })
async function restart(): Promise<void> {
  await Promise.all(nodes.map((one) => one.close()))
  nodes = [await node(), await node()]
}
beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
  hash = await hashPassword(password)
  nodes = [await node(), await node()]
})
afterEach(() => town.db.tx('system', (tx) => tx.run(sql`delete from attempt_counts`)))
afterAll(async () => {
  await Promise.all(nodes.map((one) => one.close()))
  await town.close()
  data.remove()
})

const someone = () => createPerson(town.db, home.orgId, { role: 'service-desk', passwordHash: hash, at: town.now() })
const mails = async (email: string) => (await town.db.tx({ orgId: home.orgId }, (tx) => tx.rows(sql`select id from deliveries where target = ${email}`))).length
/** The answers to the same attempt, made at the two nodes in turn, with a restart of both in the middle. */
async function tried(times: number, attempt: (app: TestApp, n: number) => Promise<{ status: number; body: { code?: string } }>): Promise<string[]> {
  const answers: string[] = []
  for (let n = 0; n < times; n += 1) {
    if (n === Math.floor(times / 2)) await restart()
    const { status, body } = await attempt(nodes[n % 2]!, n)
    answers.push(body.code ?? String(status))
  }
  return answers
}

describe('R-41 a link to a new password', () => {
  test('R-41 is mailed to an account so often an hour, and asked for from an address so often, over two nodes and a restart', async () => {
    const person = await someone()
    const { attempts } = limits.resetPerAddress
    const answers = await tried(attempts + 4, (app) => app.call(session.requestReset, { email: person.email }))
    expect(answers.filter((code) => code === '200')).toHaveLength(attempts)
    expect(answers.slice(-4)).toEqual(Array(4).fill('request.too-many'))
    expect(await mails(person.email)).toBe(limits.resetPerAccount.attempts)
    town.later(limits.resetPerAddress.windowSeconds * 1000)
    expect((await nodes[0]!.call(session.requestReset, { email: person.email })).status).toBe(200)
    expect(await mails(person.email)).toBe(limits.resetPerAccount.attempts + 1)
  })

  test('R-41 is answered alike, word for word and in like time, for known, unknown, inactive and odd addresses', async () => {
    const [known, gone] = [await someone(), await someone()]
    await town.db.tx({ orgId: home.orgId }, (tx) => tx.run(sql`update people set is_active = false where id = ${gone.id}`))
    const faces = new Set<string>()
    const timed = async (email: string) => {
      const from = performance.now()
      const reply = await nodes[0]!.call(session.requestReset, { email })
      faces.add(`${reply.status} ${reply.text}`)
      return performance.now() - from
    }
    for (const email of [gone.email, known.email.toUpperCase(), 'x', '名@例.tw', `${known.email} `]) expect(await timed(email)).toBeGreaterThanOrEqual(limits.resetAnswerMs - 5)
    const people = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(() => someone()))
    const times = { known: [] as number[], unknown: [] as number[] }
    for (const [n, { email }] of people.entries()) {
      times.known.push(await timed(email))
      times.unknown.push(await timed(`nobody-${n}@example.com`))
    }
    expect(faces.size).toBe(1)
    const [a, b] = [times.known, times.unknown].map((all) => all.sort((x, y) => x - y)[3]!) as [number, number]
    expect(Math.abs(a - b) / Math.min(a, b)).toBeLessThan(0.2)
  })
})

describe('R-41 a second factor', () => {
  async function withTotp() {
    const person = await someone()
    const first = await nodes[0]!.call(session.signIn, { email: person.email, password })
    const { secret } = (await nodes[0]!.call(session.startTotp, { password }, { cookie: first.cookie! })).body
    const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: town.now() })
    const cookie = (await nodes[0]!.call(session.confirmTotp, { code: code() }, { cookie: first.cookie! })).cookie!
    town.later(60_000)
    return { ...person, code, cookie }
  }
  const wrong = (n: number) => String(n).padStart(6, '0')

  test('R-41 is not guessed by who has the password: after so many tries even the right code waits, on both nodes, and not for ever', async () => {
    const person = await withTotp()
    const answers = await tried(limits.signInPerAccount.attempts + 2, (app, n) => app.call(session.signIn, { email: person.email, password, code: wrong(n) }))
    expect(answers.filter((code) => code === 'session.code-wrong')).toHaveLength(limits.signInPerAccount.attempts)
    expect(answers.slice(-2)).toEqual(['session.locked', 'session.locked'])
    for (const app of nodes) expect((await app.call(session.signIn, { email: person.email, password, code: person.code() })).body.code).toBe('session.locked')
    town.later(limits.signInPerAccount.windowSeconds * 1000)
    expect((await nodes[1]!.call(session.signIn, { email: person.email, password, code: person.code() })).status).toBe(200)
  })

  test('R-41 is asked for only of who has the password: without it nobody learns that there is one', async () => {
    const [one, other] = [await withTotp(), await someone()]
    const ask = async (email: string) => (await nodes[0]!.call(session.signIn, { email, password: 'wrong', code: '123456' })).body
    const faces = await Promise.all([one.email, other.email, 'nobody@example.com'].map(ask))
    expect(new Set(faces.map(({ code, message }) => `${code} ${message}`)).size).toBe(1)
  })

  test('R-41 is neither set up nor taken away by guessing, also with an open session', async () => {
    const person = await withTotp()
    const removal = await tried(limits.signInPerAccount.attempts + 1, (app) => app.call(session.removeTotp, { password: 'wrong' }, { cookie: person.cookie }))
    expect(removal.at(-1)).toBe('session.locked')
    expect((await nodes[0]!.call(session.removeTotp, { password }, { cookie: person.cookie })).body.code).toBe('session.locked')
    const other = await someone()
    const { cookie } = await nodes[0]!.call(session.signIn, { email: other.email, password })
    await nodes[0]!.call(session.startTotp, { password }, { cookie: cookie! })
    const setting = await tried(limits.signInPerAccount.attempts + 1, (app, n) => app.call(session.confirmTotp, { code: wrong(n) }, { cookie: cookie! }))
    expect(setting.at(-1)).toBe('session.locked')
  })
})

describe('R-41 a report by the code on a machine', () => {
  const report = (app: TestApp, code: string, n: number) => app.call(reportByCode, { code, description: `it does not turn ${n}` })
  async function label(): Promise<string> {
    const { codes } = (await town.app.call(mintQrCodes, { count: 1 }, { as: home.boss })).body
    expect((await town.app.call(bindQrCode, { code: codes[0].code, assetId: home.known['asset']! }, { as: home.boss })).status).toBe(200)
    return codes[0].code as string
  }

  test('R-41 is taken so often an hour from one code, over two nodes and a restart; another code is not held back by it', async () => {
    const [one, other] = [await label(), await label()]
    const { attempts } = limits.reportPerCode
    const answers = await tried(attempts + 2, (app, n) => report(app, one, n))
    expect(answers.filter((code) => code === '200')).toHaveLength(attempts)
    expect(answers.slice(-2)).toEqual(['request.too-many', 'request.too-many'])
    expect((await report(nodes[0]!, other, 0)).status).toBe(200)
    town.later(limits.reportPerCode.windowSeconds * 1000)
    expect((await report(nodes[1]!, one, 0)).status).toBe(200)
  }, 60_000)

  test('R-41 is taken so often an hour from one address, whatever the codes', async () => {
    const codes = await Promise.all(Array.from({ length: 4 }, label))
    const { attempts } = limits.reportPerAddress
    const answers = await tried(attempts + 2, (app, n) => report(app, codes[n % codes.length]!, n))
    expect(answers.filter((code) => code === '200')).toHaveLength(attempts)
    expect(answers.slice(-2)).toEqual(['request.too-many', 'request.too-many'])
  }, 60_000)

  test('R-41 a report sent again under its key is one report and one attempt', async () => {
    const code = await label()
    const send = (n: number) => nodes[n % 2]!.call(reportByCode, { code, description: 'once' }, { key: 'one report' })
    const replies = []
    for (let n = 0; n < limits.reportPerCode.attempts + 2; n += 1) replies.push(await send(n))
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
  })

  test('R-41 codes are not found by guessing, neither by scanning nor by reporting: the two count together', async () => {
    const answers = await tried(limits.unknownCodePerAddress.attempts + 2, (app, n) => (n % 2 ? report(app, `guess-${n}`, n) : app.call(scanCode, { code: `guess-${n}` })))
    expect(answers.filter((code) => code === 'qr.unknown')).toHaveLength(limits.unknownCodePerAddress.attempts)
    expect(answers.slice(-2)).toEqual(['request.too-many', 'request.too-many'])
  })
})

describe('R-43 who asks', () => {
  const guesses = limits.unknownCodePerAddress.attempts
  async function guess(process: NodeProcess, headers: (n: number) => Record<string, string>): Promise<number> {
    await town.db.tx('system', (tx) => tx.run(sql`delete from attempt_counts`))
    let stopped = 0
    for (let n = 0; n < guesses + 5; n += 1) if ((await process.ask(scanCode, { code: `guess-${n}` }, headers(n))).status === 429) stopped += 1
    return stopped
  }
  const claims: readonly ((n: number) => Record<string, string>)[] = [
    (n) => ({ 'x-forwarded-for': `1.2.3.${n}` }), (n) => ({ 'x-forwarded-for': `1.2.3.${n}, 127.0.0.1` }), (n) => ({ forwarded: `for=1.2.3.${n}` }), (n) => ({ 'x-real-ip': `1.2.3.${n}` }), (n) => ({ 'client-ip': `1.2.3.${n}` }),
    (n) => ({ 'true-client-ip': `1.2.3.${n}` }), (n) => ({ 'cf-connecting-ip': `1.2.3.${n}` }), (n) => ({ 'x-client-ip': `1.2.3.${n}` }), (n) => ({ 'x-cluster-client-ip': `1.2.3.${n}` }),
  ]

  test('R-43 without a trusted proxy no header changes the address that is counted', async () => {
    const processes = [await startProcess(town.database.url, data.path, { RUNS: 'api' }), await startProcess(town.database.url, data.path, { RUNS: 'api', TRUST_PROXY: '10.9.8.7,10.0.0.0/8' })]
    for (const process of processes) for (const claim of claims) expect(await guess(process, claim)).toBe(5)
    await Promise.all(processes.map((process) => process.kill()))
  }, 60_000)

  test('R-43 behind a trusted proxy the address is the one the proxy saw, whatever its client claimed before', async () => {
    const process = await startProcess(town.database.url, data.path, { RUNS: 'api', TRUST_PROXY: 'loopback' })
    expect(await guess(process, (n) => ({ 'x-forwarded-for': `1.2.3.${n}, 9.9.9.9` }))).toBe(5)
    expect(await guess(process, (n) => ({ 'x-forwarded-for': `127.0.0.1, 1.2.3.${n}, 9.9.9.9, 127.0.0.1` }))).toBe(5)
    expect(await guess(process, (n) => ({ 'x-forwarded-for': `9.9.9.${n}` }))).toBe(0)
    for (const claim of claims.slice(2)) expect(await guess(process, claim)).toBe(5)
    await process.kill()
  }, 60_000)

  test('R-43 our own origin is the configured address or the host that was asked, never one that a forwarding header names', async () => {
    const process = await startProcess(town.database.url, data.path, { RUNS: 'api', TRUST_PROXY: 'loopback', PUBLIC_URL: 'https://care.example' })
    const code = async (headers: Record<string, string>) => (await process.ask(session.requestReset, { email: 'nobody@example.com' }, headers)).body.code as string | undefined
    expect(await code({ origin: 'https://care.example' })).toBeUndefined()
    expect(await code({ origin: process.address })).toBeUndefined()
    expect(await code({ origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' })).toBe('request.wrong-origin')
    expect(await code({ origin: 'https://care.example.evil.example', 'x-forwarded-host': 'care.example.evil.example' })).toBe('request.wrong-origin')
    const person = await someone()
    const signedIn = await process.ask(session.signIn, { email: person.email, password }, { 'x-forwarded-proto': 'http' })
    expect(signedIn.cookie).toMatch(/^__Host-session=/)
    await process.kill()
  })
})
