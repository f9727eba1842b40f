import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '#domain/time/instant.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { folderBlobs } from '#server/platform/files/blobs.ts'
import { actorWith, createOrg } from '#tests/support/actor.ts'
import { createDatabase } from '#tests/support/database.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { checkAssets, commitAssets } from './import-assets.ts'

const now = instant('2026-11-23T02:00:00Z')
let base: TestDatabase
let db: DatabaseHandle
beforeAll(async () => {
  base = await createDatabase()
  db = openDatabase(base.url)
})
afterAll(async () => {
  await db.close()
  await base.drop()
})

test('assets of a file are checked row by row, then the good ones stand in their tree', async () => {
  const actor = actorWith(await createOrg(db, now), 'all')
  const blobs = folderBlobs(join(tmpdir(), `aftercare-test-${newId()}`))
  await db.tx({ orgId: actor.orgId }, (tx) => tx.run(sql`insert into customers (org_id, id, number, name, created_at) values (${actor.orgId}, ${newId()}, 'C1', '王記', '2026-01-01T00:00:00Z')`))
  const file = '設備編號,設備名稱,設備層級,客戶編號,上層設備編號,安裝日期,Serial\r\nB,泵,設備,C1,A,115/11/23,S1\r\nA,系統一,系統,C1,,,\r\nC,馬達,零件,C1,nowhere,,\r\nD,甲,,C1,E,,\r\nE,乙,,C1,D,,\r\nF,丙,,C9,,,\r\nG,丁,,C1,,bad,\r\nB,泵,,C1,,,\r\n'
  const checked = await db.tx({ orgId: actor.orgId }, (tx) => checkAssets({ tx, now, actor }, [{ name: 'a.csv', mediaType: 'text/csv', data: Buffer.from(file) }], blobs))
  expect(checked).toMatchObject({ total: 8, good: 2, bad: 5, duplicates: 1 })
  expect(checked.rows.map(({ row, problems }) => [row, problems[0]?.code])).toEqual([[2, undefined], [3, undefined], [4, 'unknown-parent'], [5, 'circle'], [6, 'circle'],
    [7, 'unknown-customer'], [8, 'day-wrong'], [9, 'duplicate-in-file']])
  expect(await db.tx({ orgId: actor.orgId }, (tx) => commitAssets({ tx, now, actor }, checked.token, blobs))).toEqual({ created: 2, skipped: 6 })
  const rows = await db.tx({ orgId: actor.orgId },
    (tx) => tx.rows(sql`select a.number, p.number as parent, a.installed_on as day from assets a left join assets p on p.id = a.parent_id where a.org_id = ${actor.orgId} order by a.number`))
  expect(rows).toEqual([{ number: 'A', parent: null, day: null }, { number: 'B', parent: 'A', day: '2026-11-23' }])
})
