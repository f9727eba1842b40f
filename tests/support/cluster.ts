import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '#server/platform/postgres/launch.ts'

export const templateName = 'aftercare_test_template'

declare module 'vitest' {
  export interface ProvidedContext {
    clusterUrl: string
  }
}

type Cluster = { url: string; stop(): Promise<void> }
type Shared = { cluster: Promise<Cluster>; users: number }

// Each project of a run asks for the cluster; all get the same one, and the last to leave stops it.
const place = Symbol.for('aftercare.test-cluster')
const shelf = globalThis as { [place]?: Shared }

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (shelf[place] ??= { cluster: openCluster(), users: 0 })
  shared.users += 1
  const { url, stop } = await shared.cluster
  project.provide('clusterUrl', url)
  return async () => {
    shared.users -= 1
    if (shared.users > 0) return
    delete shelf[place]
    await stop()
  }
}

async function openCluster(): Promise<Cluster> {
  const cluster = process.env.TEST_DATABASE_URL ? givenCluster(process.env.TEST_DATABASE_URL) : await ownCluster()
  try {
    await makeTemplate(cluster.url)
    return cluster
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

function givenCluster(url: string): Cluster {
  if (!new URL(url).pathname.includes('test')) throw new Error('TEST_DATABASE_URL names a database without "test" in its name')
  return { url, stop: () => Promise.resolve() }
}

// Thrown away after the run, so it may trade durability for speed.
async function ownCluster(): Promise<Cluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-test-'))
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }
  const sweep = (): void => rmSync(dataDir, { recursive: true, force: true })
  try {
    const postgres = await startPostgres({ dataDir, database: 'aftercare_test', settings })
    return { url: postgres.connectionString, stop: () => postgres.stop().finally(sweep) }
  } catch (error) {
    sweep()
    throw error
  }
}

async function makeTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // Two runs against one given server take turns.
    await client.query('select pg_advisory_lock(hashtext($1))', [templateName])
    await client.query(`drop database if exists ${templateName} with (force)`)
    await client.query(`create database ${templateName}`)
    await migrateTemplate(databaseUrl(url, templateName))
  } finally {
    await client.end()
  }
}

async function migrateTemplate(url: string): Promise<void> {
  const file = new URL('../../server/platform/db/migrate.ts', import.meta.url)
  if (!existsSync(fileURLToPath(file))) return
  const { migrate } = (await import(/* @vite-ignore */ file.href)) as { migrate(url: string): Promise<void> }
  await migrate(url)
}

export function databaseUrl(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}
