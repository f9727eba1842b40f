import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roleTemplates } from '#contract/people/templates.ts'
import { instant } from '#domain/time/instant.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { createDatabase } from '#tests/support/database.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { replayPromises } from '../cli/promises.ts'
import { checkConsistency } from '../consistency.ts'
import { dump } from '../dump.ts'
import { seed, seedProfiles } from '../seed.ts'

const options = { ...seedProfiles.small, tickets: 240, seed: 7, now: instant('2026-06-12T10:00:00+08:00'), say: () => undefined }
let database: TestDatabase
let db: DatabaseHandle
const count = async (query: string) => (await db.tx('system', (tx) => tx.row<{ n: number }>(sql.raw(query) as ReturnType<typeof sql>)))?.n ?? 0

beforeAll(async () => {
  database = await createDatabase()
  await seed(database.url, options)
  db = openDatabase(database.url, { max: 2 })
}, 300_000)

afterAll(async () => {
  await db.close()
  await database.drop()
})

describe('a seeded database', () => {
  test('agrees with itself in every copy, reference and number', async () => {
    expect((await checkConsistency(db, tmpdir())).findings.slice(0, 20)).toEqual([])
  })

  test('gives the same promises, ledger and clocks when everything is read again', async () => {
    const replay = await replayPromises(db)
    expect(replay).toMatchObject({ differences: 0, first: [] })
    expect(replay.entries).toBeGreaterThan(500)
  })

  test('has four organisations with people of every role, all plans, dealers, and tickets both open and closed', async () => {
    expect(await count('select count(*) as n from orgs')).toBe(4)
    expect(await count('select count(distinct r.code) as n from people p join roles r on r.id = p.role_id')).toBe(Object.keys(roleTemplates).length)
    expect(await count('select count(distinct p.code) as n from tickets t join plan_versions v on v.id = t.plan_version_id join plans p on p.id = v.plan_id')).toBe(21)
    expect(await count(`select count(*) as n from customers where kind = 'dealer'`)).toBeGreaterThanOrEqual(4)
    expect(await count('select count(*) as n from tickets')).toBe(240)
    expect(await count('select count(*) as n from tickets where closed_at is null')).toBeGreaterThan(10)
    expect(await count('select count(*) as n from tickets where closed_at is not null')).toBeGreaterThan(40)
  })

  test('is the same again for the same seed and moment, and another for another seed', async () => {
    const [same, other] = [await createDatabase(), await createDatabase()]
    try {
      await seed(same.url, options)
      await seed(other.url, { ...options, tickets: 40, seed: 8 })
      const [one, again, different] = [await lines(database.url), await lines(same.url), await lines(other.url)]
      expect(again).toEqual(one)
      expect(different[0]).not.toBe(one[0])
    } finally {
      await same.drop()
      await other.drop()
    }
  })
})

async function lines(url: string): Promise<string[]> {
  const read: string[] = []
  await dump(url, (line) => { read.push(line) })
  return read
}
