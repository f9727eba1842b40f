// Everything the database holds, one line a row, in an order that depends on nothing but the rows: two databases are the same
// when their dumps are. Hashes of passwords and tokens and the secrets of webhooks stay out.
import pg from 'pg'
import { atOneMoment, findTables, readTable } from './tables.ts'

const secrets = new Set(['password_hash', 'totp_secret', 'token_hash', 'progress_token_hash', 'secret', 'secret_check'])

export async function dump(databaseUrl: string, write: (line: string) => void | Promise<void>): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  let count = 0
  try {
    return await atOneMoment(client, async () => {
      const tables = await findTables(client)
      for (const table of tables.sort((one, other) => (one.name < other.name ? -1 : 1))) {
        for await (const lines of readTable(client, table, secrets)) {
          for (const line of lines) await write(`{"table":"${table.name}","row":${line}}`)
          count += lines.length
        }
      }
      return count
    })
  } finally {
    await client.end()
  }
}
