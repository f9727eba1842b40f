// Does everything that is stored agree with everything else: references, files, copies of the facts, numbers, work given up.
import { join } from 'node:path'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { folderBlobs } from '#server/platform/files/blobs.ts'
import { differencesOf } from './cli/compare.ts'
import { readSubjects } from './cli/subjects.ts'
import { checkStock } from './stock-check.ts'

export type ConsistencyFinding = { check: string; id: string; what: string }
export type ConsistencyReport = { findings: ConsistencyFinding[]; counts: Record<string, number> }

export async function checkConsistency(db: DatabaseHandle, dataDir: string): Promise<ConsistencyReport> {
  const findings = [...await missingRows(db), ...await doubledNumbers(db), ...await givenUp(db), ...await checkStock(db)]
  const files = await filesThatFail(db, dataDir)
  const subjects = await subjectsThatDiffer(db)
  return { findings: [...findings, ...files.findings, ...subjects.findings], counts: { ...await rowCounts(db), ...files.counts, ...subjects.counts } }
}

// What no foreign key holds together: [table, column, table it names, the column of its key, a condition].
const references: readonly (readonly [from: string, column: string, to: string, key?: string, only?: string])[] = [
  ['facts', 'subject_id', 'tickets', 'id', `subject_kind = 'ticket'`], ['facts', 'subject_id', 'agreements', 'id', `subject_kind = 'agreement'`], ['facts', 'corrects', 'facts'],
  ['promises', 'subject_id', 'tickets', 'id', `subject_kind = 'ticket'`], ['promises', 'subject_id', 'agreements', 'id', `subject_kind = 'agreement'`],
  ['promises', 'plan_version_id', 'plan_versions'], ['promises', 'customer_id', 'customers'], ['promises', 'agreement_id', 'agreements'], ['promise_entries', 'fact_id', 'facts'],
  ['timers', 'subject_id', 'tickets', 'id', `subject_kind = 'ticket'`], ['timers', 'subject_id', 'agreements', 'id', `subject_kind = 'agreement'`],
  ['tickets', 'site_id', 'sites'], ['tickets', 'asset_id', 'assets'], ['tickets', 'contact_id', 'contacts'], ['tickets', 'agreement_id', 'agreements'],
  ['tickets', 'plan_version_id', 'plan_versions'], ['tickets', 'holder_id', 'people'], ['tickets', 'team_id', 'teams'], ['tickets', 'merged_into_id', 'tickets'],
  ['assets', 'site_id', 'sites'], ['assets', 'product_id', 'products'], ['contacts', 'site_id', 'sites'], ['people', 'customer_id', 'customers'], ['people', 'manager_id', 'people'],
  ['agreement_sites', 'site_id', 'sites'], ['agreement_assets', 'asset_id', 'assets'], ['qr_codes', 'asset_id', 'assets'], ['attachments', 'fact_id', 'facts'],
  ['forms', 'ticket_id', 'tickets'], ['forms', 'agreement_id', 'agreements'], ['forms', 'customer_id', 'customers'], ['forms', 'asset_id', 'assets'], ['forms', 'plan_version_id', 'plan_versions'],
  ['stock_moves', 'ticket_id', 'tickets'], ['stock_moves', 'old_part_id', 'old_parts'], ['stock_reservations', 'ticket_id', 'tickets'], ['requisitions', 'ticket_id', 'tickets'],
  ['old_parts', 'ticket_id', 'tickets'], ['old_parts', 'fact_id', 'facts'], ['stock_places', 'holder_id', 'people'], ['stock_places', 'customer_id', 'customers'],
  ['notices', 'person_id', 'people'], ['saved_views', 'owner_id', 'people'], ['teams', 'lead_id', 'people'],
]

async function missingRows(db: DatabaseHandle): Promise<ConsistencyFinding[]> {
  const found: ConsistencyFinding[] = []
  for (const [from, column, to, key = 'id', only = 'true'] of references) {
    const rows = await db.tx('system', (tx) => tx.rows<{ id: string }>(sql`
      select distinct f.${sql.ref(column)}::text as id from ${sql.table(from)} f where f.${sql.ref(column)} is not null and (${sql.raw(only)})
        and not exists (select 1 from ${sql.table(to)} t where t.org_id = f.org_id and t.${sql.ref(key)} = f.${sql.ref(column)}) limit 100`))
    found.push(...rows.map(({ id }) => ({ check: 'reference', id, what: `${from}.${column} names a row of ${to} that is not there` })))
  }
  return found
}

const numbered = ['tickets', 'customers', 'assets', 'agreements', 'forms'] as const

async function doubledNumbers(db: DatabaseHandle): Promise<ConsistencyFinding[]> {
  const found: ConsistencyFinding[] = []
  for (const table of numbered) {
    const rows = await db.tx('system', (tx) => tx.rows<{ number: string; count: number }>(sql`
      select number, count(*) as count from ${sql.table(table)} group by org_id, number having count(*) > 1 limit 100`))
    found.push(...rows.map(({ number, count }) => ({ check: 'number', id: number, what: `${count} ${table} bear this number` })))
  }
  return found
}

const givenUp = (db: DatabaseHandle): Promise<ConsistencyFinding[]> => db.tx('system', (tx) => tx.rows<ConsistencyFinding>(sql`
  select 'job' as check, id::text, kind || ' was given up: ' || coalesce(last_error, '') as what from jobs where state = 'dead'
  union all select 'timer-attempts', subject_id::text, promise_key || ' ' || mark || ' was tried ' || attempts || ' times: ' || coalesce(last_error, '') from timers where attempts >= 20`))

async function filesThatFail(db: DatabaseHandle, dataDir: string): Promise<ConsistencyReport> {
  const blobs = folderBlobs(join(dataDir, 'blobs'))
  const rows = await db.tx('system', (tx) => tx.rows<{ org_id: string; id: string; sha256: string; name: string }>(sql`select org_id, id, sha256, name from blobs`))
  const findings: ConsistencyFinding[] = []
  for (const { org_id, id, sha256, name } of rows) {
    await blobs.get(org_id, id, sha256).catch((error: NodeJS.ErrnoException) =>
      findings.push({ check: 'file', id, what: `${name}: ${error.code === 'ENOENT' ? 'the file is missing' : error.message}` }))
  }
  return { findings, counts: { files: rows.length } }
}

async function subjectsThatDiffer(db: DatabaseHandle): Promise<ConsistencyReport> {
  const findings: ConsistencyFinding[] = []
  let subjects = 0
  for await (const page of readSubjects(db)) {
    subjects += page.length
    for (const subject of page) findings.push(...differencesOf(subject).map(({ check, what }) => ({ check, id: subject.id, what: `${subject.kind}: ${what}` })))
  }
  return { findings, counts: { subjects } }
}

const counted = ['orgs', 'people', 'customers', 'assets', 'agreements', 'tickets', 'facts', 'promises', 'promise_entries', 'timers', 'jobs'] as const

const rowCounts = (db: DatabaseHandle): Promise<Record<string, number>> => db.tx('system', async (tx) => {
  const counts: Record<string, number> = {}
  for (const table of counted) counts[table] = (await tx.row<{ count: number }>(sql`select count(*) as count from ${sql.table(table)}`))?.count ?? 0
  return counts
})
