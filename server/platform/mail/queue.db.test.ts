import { simpleParser } from 'mailparser'
import type { ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { instant } from '#domain/time/instant.ts'
import { createOrg } from '#tests/support/actor.ts'
import { createDatabase } from '#tests/support/database.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { openDatabase, sql } from '../db/database.ts'
import type { DatabaseHandle } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import { createMailer } from './mailer.ts'
import type { Mailer } from './mailer.ts'
import { queueMail, sendDueMail } from './queue.ts'
import type { QueuedMail } from './queue.ts'

const from = '售後服務 <no-reply@mail.example.com>'
let database: TestDatabase
let db: DatabaseHandle
let orgId: string
let server: SMTPServer
let mailer: Mailer
let now = instant('2026-11-23T01:00:00Z')
const pass = (seconds: number) => { now = instant(now + seconds * 1000) }
const received: { mail: ParsedMail; to: string[] }[] = []
// What the server answers to the recipient of a mail: nothing, or an error with this code.
let answers: number[] = []

beforeAll(async () => {
  database = await createDatabase()
  db = openDatabase(database.url)
  server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) => {
      const code = answers.shift()
      done(code ? Object.assign(new Error('not now'), { responseCode: code }) : null)
    },
    onData: (stream, session, done) => {
      void simpleParser(stream).then((mail) => { received.push({ mail, to: session.envelope.rcptTo.map(({ address }) => address) }); done() })
    },
  })
  await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready) })
  mailer = createMailer(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, from) as Mailer
})
afterAll(async () => {
  mailer?.close()
  await new Promise<void>((closed) => { server.close(closed) })
  await db?.close()
  await database?.drop()
})
beforeEach(async () => {
  received.length = 0
  answers = []
  orgId = await createOrg(db, now)
})

const queue = (wishes: Partial<QueuedMail> = {}) => {
  const mail: QueuedMail = { orgId, eventId: newId(), to: 'customer@example.com', subject: '您的工單 WX20261123-0001', text: '您好：\n工程師已出發。', now, ...wishes }
  return db.tx({ orgId }, (tx) => queueMail(tx, mail)).then(() => mail)
}
const send = (by: Mailer | null = mailer) => sendDueMail(db, by, now, { from })
const state = (mail: QueuedMail) => db.tx({ orgId }, (tx) => tx.row<{ state: string; attempts: number; last_error: string | null; payload: object }>(
  sql`select state, attempts, last_error, payload from deliveries where event_id = ${mail.eventId}`))

test('a mail arrives whole, in Chinese, under an id made from its event', async () => {
  const mail = await queue({ html: '<p>您好</p>' })
  expect(await send()).toEqual({ sent: 1, failed: 0, skipped: 0, again: 0 })
  const [{ mail: got, to }] = received as [{ mail: ParsedMail; to: string[] }]
  expect(to).toEqual(['customer@example.com'])
  expect(got.subject).toBe('您的工單 WX20261123-0001')
  expect(got.text).toContain('工程師已出發。')
  expect(got.html).toContain('<p>您好</p>')
  expect(got.from?.text).toContain('no-reply@mail.example.com')
  expect(got.messageId).toBe(`<${mail.eventId}@mail.example.com>`)
  expect(got.headers.get('x-event-id')).toBe(mail.eventId)
  expect(await state(mail)).toMatchObject({ state: 'sent', attempts: 1, last_error: null })
  expect(await send()).toEqual({ sent: 0, failed: 0, skipped: 0, again: 0 })
})

test('one event tells one recipient once', async () => {
  const eventId = newId()
  await queue({ eventId })
  await queue({ eventId })
  await queue({ eventId, to: 'other@example.com' })
  expect(await send()).toMatchObject({ sent: 2 })
})

test('a mail of a transaction that failed is never sent', async () => {
  await db.tx({ orgId }, async (tx) => {
    await queueMail(tx, { orgId, eventId: newId(), to: 'a@example.com', subject: 's', text: 't', now })
    throw new Error('undone')
  }).catch(() => undefined)
  expect(await send()).toMatchObject({ sent: 0 })
})

test.each([
  'a@example.com\r\nBcc: victim@example.com', 'a@example.com, b@example.com', 'Name <a@example.com>', 'a@example.com>', '@example.com', 'a b@example.com',
    'a@exa\u0000mple.com', '"x"@example.com', 'a@-x.com',
])('a recipient like %j gets nothing, and neither does anybody else', async (to) => {
  const mail = await queue({ to })
  expect(await send()).toMatchObject({ sent: 0 })
  expect(await state(mail)).toMatchObject({ state: 'failed', last_error: 'mail.bad-recipient' })
  await expect(mailer.send({ to, subject: 's', text: 't', messageId: '<1@x>', eventId: '1' })).rejects.toThrow('mail.bad-recipient')
  expect(received).toEqual([])
})

test('a line break in a subject makes no header', async () => {
  await expect(mailer.send({ to: 'a@example.com', subject: 'Hi\r\nBcc: victim@example.com', text: 't', messageId: '<1@x>', eventId: '1' })).rejects.toThrow('mail.bad-header')
  await queue({ subject: 'Hi\r\nBcc: victim@example.com' })
  await send()
  expect(received).toHaveLength(1)
  expect(received[0]?.to).toEqual(['customer@example.com'])
  expect(received[0]?.mail.bcc).toBeUndefined()
  expect(received[0]?.mail.subject).toBe('Hi Bcc: victim@example.com')
})

test('a server that is busy is asked again later, one that says never is not', async () => {
  const [later, never] = [await queue({ to: 'later@example.com' }), await queue({ to: 'never@example.com' })]
  answers = [451, 550]
  expect(await send()).toEqual({ sent: 0, failed: 1, skipped: 0, again: 1 })
  expect(await send()).toMatchObject({ sent: 0, again: 0 })
  pass(31)
  expect(await send()).toMatchObject({ sent: 1 })
  expect(await state(later)).toMatchObject({ state: 'sent', attempts: 2 })
  expect(await state(never)).toMatchObject({ state: 'failed', last_error: 'smtp.550' })
})

test('after eight attempts a mail is given up', async () => {
  const mail = await queue()
  for (let attempt = 0; attempt < 8; attempt += 1) { answers = [451]; await send(); pass(3 * 3600) }
  expect(await state(mail)).toMatchObject({ state: 'failed', attempts: 8 })
  expect(received).toEqual([])
})

test('two senders at once send each mail once', async () => {
  for (let at = 0; at < 12; at += 1) await queue({ to: `n${at}@example.com` })
  await Promise.all([send(), send(), send()])
  expect(received.map(({ to }) => to[0]).sort()).toEqual(Array.from({ length: 12 }, (_, at) => `n${at}@example.com`).sort())
})

test('a mail whose sender died is sent by another when the lease ends', async () => {
  const mail = await queue()
  await db.tx({ orgId }, (tx) => tx.run(sql`update deliveries set leased_until = ${new Date(now + 60_000).toISOString()}, attempts = 1 where event_id = ${mail.eventId}`))
  expect(await send()).toMatchObject({ sent: 0 })
  pass(61)
  expect(await send()).toMatchObject({ sent: 1 })
})

test('without a mail server mails are kept as skipped, and a one-use link is wiped', async () => {
  expect(createMailer(null)).toBeNull()
  const [plain, secret] = [await queue(), await queue({ isSecret: true, text: 'https://example.com/reset#token', to: 'b@example.com' })]
  expect(await send(null)).toMatchObject({ skipped: 2 })
  expect(await state(plain)).toMatchObject({ state: 'skipped', payload: { text: plain.text } })
  expect((await state(secret))?.payload).toEqual({ isSecret: true })
})

test('a one-use link is wiped once its mail was sent', async () => {
  const mail = await queue({ isSecret: true, text: 'https://example.com/reset#token' })
  await send()
  expect(received[0]?.mail.text).toContain('#token')
  expect(JSON.stringify(await state(mail))).not.toContain('#token')
})
