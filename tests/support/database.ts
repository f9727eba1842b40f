import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { databaseUrl, templateName } from './cluster.ts'

export type TestDatabase = { url: string; drop(): Promise<void> }

// A fresh, migrated database for one test file.
export async function createDatabase(): Promise<TestDatabase> {
  const server = inject('clusterUrl')
  if (!new URL(server).pathname.includes('test')) throw new Error('This server is not for tests')
  const name = `aftercare_test_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name} template ${templateName}`)
  return {
    url: databaseUrl(server, name),
    drop: () => onServer(server, `drop database if exists ${name} with (force)`),
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
