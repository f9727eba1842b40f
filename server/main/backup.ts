// A backup is a folder: every table as lines of JSON, every file, and a manifest with the checksum of each. All tables are read at
// one moment. The folder gets its name only when it is complete, and a restore believes nothing that its checksum does not prove.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { folderBlobs } from '#server/platform/files/blobs.ts'
import type { Blobs } from '#server/platform/files/blobs.ts'
import { atOneMoment, findTables, readTable } from './tables.ts'
import type { TableShape } from './tables.ts'

export type Manifest = {
  format: 1
  migrations: string[]
  tables: { name: string; rows: number; sha256: string }[]
  blobs: { orgId: string; id: string; sha256: string }[]
}
type Blob = Manifest['blobs'][number]

export async function backup(databaseUrl: string, dataDir: string, folder: string): Promise<Manifest> {
  if (existsSync(folder)) throw new Error(`${folder} exists already. Name a folder that does not.`)
  const part = `${folder}.part`
  await rm(part, { recursive: true, force: true })
  await mkdir(join(part, 'tables'), { recursive: true })
  const manifest = await connected(databaseUrl, (client) => atOneMoment(client, async () => {
    const tables: Manifest['tables'] = []
    for (const table of await findTables(client)) tables.push(await writeTable(client, table, part))
    const { rows: blobs } = await client.query<Blob>('select org_id as "orgId", id, sha256 from blobs order by org_id, id')
    return { format: 1 as const, migrations: await migrationsOf(client), tables, blobs }
  }))
  await copyBlobs(manifest.blobs, folderBlobs(join(dataDir, 'blobs')), folderBlobs(join(part, 'blobs')))
  await writeFile(join(part, 'manifest.json'), JSON.stringify(manifest, null, 1), { flush: true })
  await rename(part, folder)
  return manifest
}

/** Into a migrated database that holds nothing. All rows or none; the files first, so that no row ever names a missing one. */
export async function restore(databaseUrl: string, dataDir: string, folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder)
  await connected(databaseUrl, async (client) => {
    await client.query(`begin; select set_config('app.system', 'on', true)`)
    const shapes = await findTables(client)
    await mustFit(client, manifest, shapes)
    await copyBlobs(manifest.blobs, folderBlobs(join(folder, 'blobs')), folderBlobs(join(dataDir, 'blobs')))
    // What guards rows against later change is not asked: they stand as they were. References are.
    await rowGuards(client, shapes, 'disable')
    for (const shape of shapes) {
      const kept = manifest.tables.find(({ name }) => name === shape.name)
      if (kept) await readBack(client, shape, kept, folder)
    }
    await rowGuards(client, shapes, 'enable')
    await client.query('commit')
  })
  return manifest
}

const rowGuards = (client: pg.Client, shapes: readonly TableShape[], state: 'enable' | 'disable') =>
  client.query(shapes.map(({ name }) => `alter table "${name}" ${state} trigger user`).join('; '))

/** Believes nothing that its checksum does not prove, before anything is made of it. */
export async function checkBackup(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder)
  for (const { name, sha256 } of manifest.tables) if (await checksumOf(fileOf(folder, name)) !== sha256) throw new Error(`${fileOf(folder, name)} is not what was backed up: its checksum differs.`)
  const blobs = folderBlobs(join(folder, 'blobs'))
  for (const { orgId, id, sha256 } of manifest.blobs) await blobs.get(orgId, id, sha256)
  return manifest
}

async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, 'manifest.json')
  if (!existsSync(path)) throw new Error(`${folder} holds no complete backup: manifest.json is missing.`)
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest
  if (manifest.format !== 1) throw new Error(`${path} is of a format that this version does not know.`)
  return manifest
}

async function mustFit(client: pg.Client, manifest: Manifest, shapes: readonly TableShape[]): Promise<void> {
  if ((await migrationsOf(client)).join() !== manifest.migrations.join()) throw new Error(`The backup was made at ${manifest.migrations.at(-1)}: run aftercare migrate --to ${manifest.migrations.at(-1)} on an empty database first.`)
  for (const { name } of shapes) {
    const { rowCount } = await client.query(`select 1 from "${name}" limit 1`)
    if (rowCount) throw new Error(`A backup is restored into an empty database only, and ${name} holds rows.`)
  }
}

async function writeTable(client: pg.Client, table: TableShape, folder: string): Promise<Manifest['tables'][number]> {
  const file = await open(fileOf(folder, table.name), 'w')
  const digest = createHash('sha256')
  let count = 0
  try {
    for await (const lines of readTable(client, table)) {
      const text = `${lines.join('\n')}\n`
      digest.update(text)
      await file.writeFile(text)
      count += lines.length
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { name: table.name, rows: count, sha256: digest.digest('hex') }
}

async function readBack(client: pg.Client, shape: TableShape, kept: Manifest['tables'][number], folder: string): Promise<void> {
  const path = fileOf(folder, shape.name)
  if (await checksumOf(path) !== kept.sha256) throw new Error(`${path} is not what was backed up: its checksum differs.`)
  const lines: string[] = []
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    lines.push(line)
    if (lines.length >= 2000) await insert(client, shape, lines.splice(0))
  }
  if (lines.length > 0) await insert(client, shape, lines)
  if (shape.own.length > 0) await pointInside(client, shape, path)
}

// A row may name one of its own table that comes later: such columns are filled when all rows are there.
function insert(client: pg.Client, { name, columns, own }: TableShape, lines: readonly string[]): Promise<unknown> {
  const names = columns.filter((column) => !own.includes(column)).map((column) => `"${column}"`).join(', ')
  return client.query(`insert into "${name}" (${names}) select ${names} from jsonb_populate_recordset(null::"${name}", $1::jsonb)`, [`[${lines.join(',')}]`])
}

async function pointInside(client: pg.Client, { name, key, own }: TableShape, path: string): Promise<void> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line && own.some((column) => (JSON.parse(line) as Record<string, unknown>)[column] !== null))
  await client.query(`
    update "${name}" t set ${own.map((column) => `"${column}" = r."${column}"`).join(', ')} from jsonb_populate_recordset(null::"${name}", $1::jsonb) r
    where ${key.map((column) => `t."${column}" = r."${column}"`).join(' and ')}`, [`[${lines.join(',')}]`])
}

async function copyBlobs(blobs: readonly Blob[], from: Blobs, to: Blobs): Promise<void> {
  for (const { orgId, id, sha256 } of blobs) await to.put(orgId, id, await from.get(orgId, id, sha256))
}

async function connected<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function checksumOf(path: string): Promise<string> {
  const digest = createHash('sha256')
  for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer)
  return digest.digest('hex')
}

const migrationsOf = async (client: pg.Client) => (await client.query<{ name: string }>('select name from schema_migrations order by name')).rows.map(({ name }) => name)
const fileOf = (folder: string, table: string) => join(folder, 'tables', `${table}.jsonl`)
