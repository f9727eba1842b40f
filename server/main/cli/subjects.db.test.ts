import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instant } from '#domain/time/instant.ts'
import { startPostgres } from '#server/platform/postgres/launch.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { keysFrom } from '#server/platform/auth/secret.ts'
import { databaseUrl } from '#tests/support/cluster.ts'
import { createDatabase } from '#tests/support/database.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { sealAudit, verifyAudit } from '../../modules/org/index.ts'
import { backup } from '../backup.ts'
import { checkConsistency } from '../consistency.ts'
import { seedDemo } from '../demo.ts'
import { dump } from '../dump.ts'
import { eraseSubject, rememberErasure } from '../erase.ts'
import { restoreTo } from '../restore-to.ts'
import { exportSubject, findSubject } from '../subject-data.ts'
import { runCli } from './run.ts'

const now = instant('2026-06-12T10:00:00+08:00')
const folder = mkdtempSync(join(tmpdir(), 'aftercare-subject-'))
const data = join(folder, 'data')
const keys = keysFrom('a secret for tests, long enough to be one')
let database: TestDatabase
let db: DatabaseHandle
let orgId: string
let contact: { id: string; name: string; phone: string; email: string; ticket: string }

beforeAll(async () => {
  database = await createDatabase()
  db = openDatabase(database.url, { max: 4 })
  orgId = await seedDemo(db, now)
  contact = await someContact()
}, 300_000)
afterAll(async () => {
  await db.close()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** A contact whose name, number and address stand in every place where words are kept. */
async function someContact() {
  const [name, phone, email] = ['歐陽靜怡', '0955-123-456', 'jingyi@care.example']
  const found = await inside<{ id: string; ticket: string }>(sql`select c.id, t.id as ticket from contacts c join tickets t on t.org_id = c.org_id and t.customer_id = c.customer_id and t.closed_at is not null order by t.id limit 1`)
  const { id, ticket } = found[0]!
  await db.pool.query(`begin; select set_config('app.system', 'on', true), set_config('app.erasing', 'on', true);
    update contacts set name = '${name}', phone = '${phone}', phone_digits = '0955123456', email = '${email}' where id = '${id}';
    update tickets set contact_id = null where contact_id = '${id}';
    update tickets set contact_id = '${id}', caller_name = '${name}', caller_phone = '${phone}', title = '${name} 報修', description = '請回電 ${name} 0955123456' where id = '${ticket}';
    update facts set body = '${name} 說請打 ${phone}', data = data || '{"name": "${name}", "phone": "${phone}"}' where subject_id = '${ticket}' and kind = 'ticket.registered';
    insert into audit_entries (org_id, id, at, actor_name, action, noun, noun_id, before, after) values ('${orgId}', gen_random_uuid(), now(), 'operator', 'contact.changed', 'contact', '${id}', '{"name": "舊"}', '{"name": "${name}", "phone": "${phone}"}');
    insert into deliveries (org_id, id, event_id, channel, target, subject, payload, state, created_at) values ('${orgId}', gen_random_uuid(), gen_random_uuid(), 'mail', '${email}', '${name} 您好', '{"text": "${name}"}', 'waiting', now());
    commit`)
  return { id, name, phone, email, ticket }
}

async function dropDatabase(name: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(`drop database ${name} with (force)`)
  await client.end()
}

const inside = <Row>(query: ReturnType<typeof sql>) => db.tx('system', (tx) => tx.rows<Row>(query))
const everything = async (url: string) => {
  const lines: string[] = []
  await dump(url, (line) => { lines.push(line) })
  return lines.join('\n')
}

describe('the record of changes', () => {
  const verify = (checkpoints: { org: string; n: number; hash: string }[] = []) => verifyAudit(db, keys, checkpoints)
  // As somebody does who may do everything in the database, but has not the secret of the installation.
  const behind = (statement: string) => db.pool.query(`begin; reset role; set local session_replication_role = replica; ${statement}; commit; set role aftercare_app`)

  test('T-09 is sealed, in batches that follow each other, and verifies', async () => {
    expect(await sealAudit(db, keys, now)).toBeGreaterThan(0)
    expect(await sealAudit(db, keys, now)).toBe(0)
    await db.tx({ orgId }, (tx) => tx.run(sql`insert into audit_entries (org_id, id, at, actor_name, action, noun) values (${orgId}, gen_random_uuid(), now(), 'x', 'role.added', 'role')`))
    await sealAudit(db, keys, now)
    expect(await verify()).toMatchObject({ findings: [], unsealed: 0, otherKey: 0, seals: 2 })
  })

  test('T-09 an entry cannot be changed or removed through the product', async () => {
    for (const change of [`update audit_entries set action = 'x'`, `update audit_entries set after = '{}'`, 'delete from audit_entries', 'update audit_entries set seal_n = null']) {
      await expect(db.tx('system', (tx) => tx.run(sql`${sql.raw(change)}`))).rejects.toThrow('audit_is_kept')
    }
  })

  test('T-09 what is changed, removed, slipped in or rewritten behind its back is found, each under its name', async () => {
    const { heads } = await verify()
    const [before] = await inside<{ id: string; after: unknown }>(sql`select id, after from audit_entries where seal_n = 1 order by id limit 1`)
    await behind(`update audit_entries set after = '{"forged": true}' where id = '${before!.id}'`)
    expect((await verify()).findings.map(({ check }) => check)).toEqual(['altered'])
    await behind(`update audit_entries set after = ${before!.after === null ? 'null' : `'${JSON.stringify(before!.after).replaceAll("'", "''")}'::jsonb`} where id = '${before!.id}'`)
    expect((await verify()).findings).toEqual([])

    await behind(`create table kept as select * from audit_entries where id = '${before!.id}'; delete from audit_entries where id = '${before!.id}'`)
    expect((await verify()).findings.map(({ check }) => check)).toEqual(['entries', 'entries'])
    await behind('insert into audit_entries select * from kept; drop table kept')

    await behind(`update audit_entries set redacted_in = gen_random_uuid() where id = '${before!.id}'`)
    expect((await verify()).findings.map(({ check }) => check)).toEqual(['redaction'])
    await behind(`update audit_entries set redacted_in = null where id = '${before!.id}'`)

    await behind(`update audit_seals set mac = repeat('0', 64) where n = 1`)
    expect((await verify()).findings.map(({ check }) => check)).toEqual(['signature'])
    await behind(`delete from audit_seals where n = 1`)
    expect((await verify()).findings.map(({ check }) => check)).toContain('chain')
    // A whole new chain, made without the key: only the checkpoint and the signature know.
    await behind(`delete from audit_seals; update audit_entries set seal_n = null, digest = null`)
    expect((await verify(heads)).findings.map(({ check }) => check)).toEqual(['checkpoint'])
    await sealAudit(db, keysFrom('another secret that nobody here has ever had'), now)
    expect(await verify()).toMatchObject({ findings: [], otherKey: 1 })
    await behind(`delete from audit_seals; update audit_entries set seal_n = null, digest = null`)
    await sealAudit(db, keys, now)
    expect((await verify()).findings).toEqual([])
  })
})

describe('one data subject', () => {
  const target = join(folder, 'backup')

  test('T-09 gets everything that is kept, without secrets', async () => {
    const whole = await db.tx('system', async (tx) => exportSubject(tx, await findSubject(tx, contact.email)))
    const text = JSON.stringify(whole)
    expect(whole['subject']).toEqual({ kind: 'contact', id: contact.id })
    for (const part of ['record', 'tickets', 'said', 'messages', 'changes']) expect([part, (whole[part] as unknown[]).length > 0]).toEqual([part, true])
    for (const word of [contact.name, contact.phone, contact.email]) expect(text).toContain(word)
    const [person] = await inside<{ id: string }>(sql`select id from people where password_hash is not null and kind = 'staff' order by id limit 1`)
    expect(JSON.stringify(await db.tx('system', async (tx) => exportSubject(tx, await findSubject(tx, person!.id))))).not.toMatch(/argon2|token_hash|totp_secret|password_hash/)
  })

  test('T-09 is forgotten in every place, while facts, promises, numbers and the sealed record stay what they were', async () => {
    await backup(database.url, data, target)
    const shape = () => inside(sql`select id, kind, subject_id, happened_at, recorded_at, corrects, by_id from facts order by id`)
    const [facts, promises] = [await shape(), await inside(sql`select * from promises order by id`)]
    const findings = (await checkConsistency(db, data)).findings
    const erasure = await eraseSubject(db, now, contact.id)
    rememberErasure(data, erasure, now)
    const left = await everything(database.url)
    for (const word of [contact.name, contact.phone, '0955123456', contact.email]) expect([word, left.includes(word)]).toEqual([word, false])
    expect(await shape()).toEqual(facts)
    expect(await inside(sql`select * from promises order by id`)).toEqual(promises)
    expect((await checkConsistency(db, data)).findings).toEqual(findings)
    expect(erasure.changed).toMatchObject({ tickets: 1, changes: 1, deliveries: 1 })
    await sealAudit(db, keys, now)
    expect(await verifyAudit(db, keys, [])).toMatchObject({ findings: [], redacted: 1 })
    const rows = await inside<{ n: number }>(sql`select count(*)::int as n from tickets where search @@ to_tsquery('simple', '0955123456') `)
    expect(rows[0]!.n).toBe(0)
  })

  test('T-09 stays forgotten when an older backup is brought back, which sends nothing that waited', async () => {
    const name = `aftercare_test_restored_${Date.now()}`
    const url = databaseUrl(database.url, name)
    const restored = await restoreTo(target, url, data, now)
    expect(restored).toMatchObject({ erased: 1, place: name })
    expect(restored.held).toBeGreaterThan(0)
    const left = await everything(url)
    for (const word of [contact.name, contact.phone, contact.email]) expect([word, left.includes(word)]).toEqual([word, false])
    const other = openDatabase(url, { max: 2 })
    expect(await other.tx('system', (tx) => tx.rows(sql`select id from deliveries where state = 'waiting'`))).toEqual([])
    expect((await verifyAudit(other, keys, [])).findings).toEqual([])
    expect((await other.tx('system', (tx) => tx.rows(sql`select id from audit_entries where action = 'database.restored'`))).length).toBe(1)
    await other.close()
    await expect(restoreTo(target, url, data, now)).rejects.toThrow('exists already')
    await dropDatabase(name)
  })

  test('T-09 is brought back into a data folder of its own as well', async () => {
    const to = join(folder, 'house')
    expect(await restoreTo(target, to, data, now)).toMatchObject({ erased: 1, place: to })
    const own = await startPostgres({ dataDir: to })
    const text = await everything(own.connectionString)
    await own.stop()
    expect(text).toContain('database.restored')
    expect(text).not.toContain(contact.name)
    await expect(restoreTo(target, to, data, now)).rejects.toThrow('exists already')
  }, 120_000)

  test('T-09 a damaged backup makes nothing', async () => {
    const to = join(folder, 'never')
    await expect(restoreTo(join(folder, 'no backup'), to, data, now)).rejects.toThrow('manifest.json is missing')
    expect(existsSync(to)).toBe(false)
  })

  test('who still has open tickets, and the last who may manage people, is not forgotten', async () => {
    const [open] = await inside<{ id: string }>(sql`select holder_id as id from tickets where holder_id is not null and closed_at is null limit 1`)
    await expect(eraseSubject(db, now, open!.id)).rejects.toThrow('Open tickets')
    await expect(eraseSubject(db, now, 'nobody@care.example')).rejects.toThrow('Nobody')
  })

  test('a person who signs in is forgotten with sessions, keys and the name under every deed', async () => {
    const [person] = await inside<{ id: string; name: string; email: string }>(sql`
      select p.id, p.name, p.email from people p where p.kind = 'staff' and exists (select 1 from facts f where f.by_id = p.id) and not exists (select 1 from tickets t where t.holder_id = p.id and t.closed_at is null)
        and exists (select 1 from people o where o.id <> p.id) order by p.id desc limit 1`)
    if (!person) throw new Error('nobody to forget')
    await eraseSubject(db, now, person.id)
    const rows = await inside<{ by_name: string }>(sql`select distinct by_name from facts where by_id = ${person.id}`)
    expect(rows).toEqual([{ by_name: '[erased]' }])
    expect(await everything(database.url)).not.toContain(person.email)
  })
})

test('erasing and a new secret ask for a yes first', async () => {
  for (const argv of [['erase', 'x'], ['new-secret']]) {
    const said: string[] = []
    expect(await runCli(argv, { out: () => undefined, say: (line) => { said.push(line) } })).toBe(2)
    expect(said[0]).toContain('--yes')
  }
})
