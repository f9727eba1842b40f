import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instant } from '#domain/time/instant.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { folderBlobs } from '#server/platform/files/blobs.ts'
import { createDatabase } from '#tests/support/database.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { backup, restore } from '../backup.ts'
import { checkConsistency } from '../consistency.ts'
import { seedDemo } from '../demo.ts'
import { dump } from '../dump.ts'
import { findDeadLetters, redrive } from './dead-letters.ts'
import { printedVersion } from './plans.ts'
import { replayPromises } from './promises.ts'
import { runCli } from './run.ts'
import { addUser, deactivateUser, listUsers, resetPassword } from './users.ts'

const now = instant('2026-06-12T10:00:00+08:00')
const folder = mkdtempSync(join(tmpdir(), 'aftercare-cli-'))
let database: TestDatabase
let db: DatabaseHandle
let orgId: string

beforeAll(async () => {
  database = await createDatabase()
  db = openDatabase(database.url, { max: 4 })
  orgId = await seedDemo(db, now)
}, 300_000)

afterAll(async () => {
  await db.close()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const lines = async (url: string) => {
  const read: string[] = []
  await dump(url, (line) => { read.push(line) })
  return read
}

async function aftercare(...argv: string[]): Promise<{ code: number; out: string[]; said: string[] }> {
  const [out, said]: [string[], string[]] = [[], []]
  const code = await runCli(argv, { out: (text) => { out.push(text) }, say: (text) => { said.push(text) } })
  return { code, out, said }
}

describe('an organisation made through the commands of the product', () => {
  test('agrees with itself', async () => {
    const { findings, counts } = await checkConsistency(db, folder)
    expect(findings).toEqual([])
    expect(counts['tickets']).toBeGreaterThan(50)
  })

  test('is the same when all its promises are read again', async () => {
    const replay = await replayPromises(db)
    expect(replay).toMatchObject({ differences: 0, first: [] })
    expect(replay.promises).toBeGreaterThan(100)
  })
})

describe('what somebody changed behind the back of the product is found', () => {
  const broken = (change: string) => async () => {
    await db.pool.query(`begin; select set_config('app.system', 'on', true); ${change}; commit`)
    return checkConsistency(db, folder)
  }

  test('a promise with another due moment, and put right again', async () => {
    const { findings } = await broken(`update promises set due_at = due_at + interval '1 minute' where id = (select id from promises where due_at is not null order by id limit 1)`)()
    expect(findings).toMatchObject([{ check: 'promise', what: expect.stringContaining('differs in due_at') as string }])
    expect(await replayPromises(db)).toMatchObject({ differences: 1 })
    const after = await broken(`update promises set due_at = due_at - interval '1 minute' where subject_id = '${findings[0]!.id}' and due_at is distinct from (to_timestamp((reading->>'dueAt')::bigint / 1000.0))::timestamptz(3)`)()
    expect(after.findings).toEqual([])
  })

  test('a ticket that says another status than its facts, a clock that is gone, a file that is missing, work given up', async () => {
    const blob = newId()
    const { findings } = await broken(`
      update tickets set status = 'merged' where id = (select min(id::text)::uuid from tickets);
      delete from timers where (subject_id, promise_key, mark) = (select subject_id, promise_key, mark from timers order by subject_id, promise_key, mark limit 1);
      insert into blobs (org_id, id, sha256, bytes, name, media_type, created_at) values ('${orgId}', '${blob}', 'ab', 1, 'photo.jpg', 'image/jpeg', now());
      insert into jobs (org_id, id, kind, payload, runs_at, state, attempts, last_error) values ('${orgId}', '${newId()}', 'ticket.told', '{}', now(), 'dead', 9, 'no answer');
      insert into notices (org_id, id, person_id, kind, subject_kind, subject_id, created_at) values ('${orgId}', '${newId()}', '${newId()}', 'x', 'ticket', '${newId()}', now())`)()
    expect(findings.map(({ check }) => check).sort()).toEqual(['file', 'job', 'reference', 'ticket', 'timer'])
  })

  test('what was given up is listed and can be tried again', async () => {
    expect(await findDeadLetters(db)).toMatchObject([{ place: 'job', kind: 'ticket.told', attempts: 9, last_error: 'no answer' }])
    expect(await redrive(db, [newId()], now)).toBe(0)
    expect(await redrive(db, null, now)).toBe(1)
    expect(await findDeadLetters(db)).toEqual([])
  })
})

describe('a backup', () => {
  const data = join(folder, 'data')
  const target = join(folder, 'backup')

  beforeAll(async () => {
    const id = newId()
    await db.tx('system', (tx) => tx.run(sql`delete from blobs`))
    const { sha256, bytes } = await folderBlobs(join(data, 'blobs')).put(orgId, id, Buffer.from('a photo'))
    await db.tx({ orgId }, (tx) => tx.run(sql`insert into blobs (org_id, id, sha256, bytes, name, media_type, created_at) values (${orgId}, ${id}, ${sha256}, ${bytes}, '照片.jpg', 'image/jpeg', now())`))
    await backup(database.url, data, target)
  })

  test('restored into an empty database gives the same dump, the same files, and everything agrees', async () => {
    const other = await createDatabase()
    const elsewhere = join(folder, 'restored')
    try {
      await restore(other.url, elsewhere, target)
      expect(await lines(other.url)).toEqual(await lines(database.url))
      const restored = openDatabase(other.url, { max: 2 })
      expect((await checkConsistency(restored, elsewhere)).findings.filter(({ check }) => check === 'file')).toEqual([])
      expect((await restored.tx('system', (tx) => tx.row<{ n: number }>(sql`select count(*) as n from people where password_hash is not null`)))?.n).toBeGreaterThan(10)
      await restored.close()
      await expect(restore(other.url, elsewhere, target)).rejects.toThrow('holds rows')
    } finally {
      await other.drop()
    }
  })

  test('with a changed line is not believed, and nothing of it is kept', async () => {
    const other = await createDatabase()
    const path = join(target, 'tables', 'customers.jsonl')
    const before = readFileSync(path)
    writeFileSync(path, before.toString().replace('海淀', '海澱'))
    await expect(restore(other.url, join(folder, 'x'), target)).rejects.toThrow('checksum')
    writeFileSync(path, before)
    expect(await lines(other.url)).toEqual([])
    await other.drop()
  })

  test('never replaces an older one', () => expect(backup(database.url, data, target)).rejects.toThrow('exists already'))

  test('the dump holds no secrets', async () => {
    const text = (await lines(database.url)).join('\n')
    expect(text).not.toMatch(/password_hash|token_hash|argon2|totp_secret/)
    expect(text).toContain('海淀第三醫院')
  })
})

describe('people from the console', () => {
  test('are added with a password or with a link, get a new password, and are shut out', async () => {
    expect(await addUser(db, now, { email: 'new@demo.example', name: '新人', role: 'service-desk' })).toMatch(/^\/invite#.{20,}/)
    expect(await addUser(db, now, { email: 'other@demo.example', name: '舊人', role: 'lead', password: 'three brown foxes' })).toBeNull()
    await expect(addUser(db, now, { email: 'new@demo.example', name: 'x', role: 'lead' })).rejects.toThrow('already')
    await expect(async () => addUser(db, now, { email: 'weak@demo.example', name: 'x', role: 'lead', password: '12345' })).rejects.toThrow('too weak')
    await expect(addUser(db, now, { email: 'norole@demo.example', name: 'x', role: 'emperor' })).rejects.toThrow('no role emperor')
    expect(await resetPassword(db, now, 'new@demo.example')).toMatch(/^\/reset#.{20,}/)
    await deactivateUser(db, now, 'new@demo.example')
    const users = await listUsers(db)
    expect(users.find(({ email }) => email === 'new@demo.example')).toMatchObject({ role: 'service-desk', is_active: false })
    await expect(deactivateUser(db, now, 'admin@demo.example')).rejects.toThrow('person.last-admin')
  })
})

describe('the command line', () => {
  test('explains itself, with every command and the exit codes', async () => {
    const { code, out } = await aftercare('help')
    expect(code).toBe(0)
    for (const name of ['serve', 'worker', 'migrate', 'seed', 'check', 'dump', 'backup', 'restore', 'routes', 'plan check', 'plan print', 'promise replay', 'time judge', 'user list', 'dead-letter redrive']) expect(out[0]).toContain(`  ${name}`)
    expect(out[0]).toContain('Exit codes')
  })

  test.each([[['frobnicate']], [['backup']], [['seed', '--profile', 'huge']], [['check', '--speed']], [['dead-letter', 'redrive']]])('%j is refused with one line and exit code 2', async (argv) => {
    const { code, out, said } = await aftercare(...argv)
    expect({ code, out, count: said.length, lines: said[0]?.split('\n').length }).toEqual({ code: 2, out: [], count: 1, lines: 1 })
  })

  test('T-02 lists every route with its permission and the names of its ids', async () => {
    const { code, out } = await aftercare('routes', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out[0]!)).toContainEqual(expect.objectContaining({ name: 'getTicket', method: 'GET', path: '/api/tickets/:ticketId', permission: 'ticket.read', ids: ['ticketId'] }))
  })

  test('checks plan files: the library is free of errors, a mistake is named with line and remedy', async () => {
    const path = join(folder, 'broken.yaml')
    writeFileSync(path, 'plan: P99\nversion: one\n')
    expect((await aftercare('plan', 'check', fileURLToPath(new URL('../../../plans/P01.yaml', import.meta.url)))).code).toBe(0)
    const { code, out } = await aftercare('plan', 'check', path)
    expect(code).toBe(1)
    expect(out.join('\n')).toMatch(/broken\.yaml:\d+:\d+ error version/)
  })

  test('prints a plan of the library, and a version in the database', async () => {
    const { out } = await aftercare('plan', 'print', 'P05', '--lang', 'en')
    expect(out[0]).toContain('P05-')
    const version = await db.tx('system', (tx) => tx.row<{ id: string }>(sql`select v.id from plan_versions v join plans p on p.org_id = v.org_id and p.id = v.plan_id where p.code = 'P05' and v.state = 'active'`))
    expect(await printedVersion(db, version!.id, 'zh-TW')).toContain('P05-')
  })

  test('judges the 41 written time cases as a process of its own', async () => {
    const cli = fileURLToPath(new URL('../cli.ts', import.meta.url))
    const cases = fileURLToPath(new URL('../../../tests/time-cases/sla-cases.json', import.meta.url))
    const out = await new Promise<string>((resolve, fail) => {
      const child = execFile(process.execPath, ['--disable-warning=ExperimentalWarning', cli, 'time', 'judge'], (error, stdout) => (error ? fail(error) : resolve(stdout)))
      child.stdin?.end(readFileSync(cases))
    })
    const answers = out.trimEnd().split('\n').map((line) => JSON.parse(line) as { id: string; due: string | null })
    expect(answers).toHaveLength(41)
    expect(answers.filter(({ due }) => due !== null).length).toBeGreaterThan(25)
  })
})
