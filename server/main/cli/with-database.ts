// The database of a command: the one named, else the one that runs on the data folder, else one started for this command.
import { systemClock } from '#server/platform/clock/clock.ts'
import { openDatabase } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { waitingCount } from '#server/platform/db/migrate.ts'
import type { Instant } from '#domain/time/instant.ts'
import { runningPostgres, startPostgres } from '#server/platform/postgres/launch.ts'
import { readEnvironment } from '../environment.ts'

export async function withUrl<T>(work: (url: string, dataDir: string) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir } = readEnvironment()
  const known = databaseUrl ?? runningPostgres(dataDir)
  if (known) return work(known, dataDir)
  const own = await startPostgres({ dataDir })
  try {
    return await work(own.connectionString, dataDir)
  } finally {
    await own.stop()
  }
}

export type At = { db: DatabaseHandle; now: Instant; dataDir: string; url: string }

/** A migrated database; one that is behind is refused, so that no command reads half a schema. */
export function withDatabase<T>(work: (at: At) => Promise<T>): Promise<T> {
  return withUrl(async (url, dataDir) => {
    const db = openDatabase(url, { max: 4 })
    try {
      const waiting = await waitingCount(db.pool).catch((error: unknown) => { throw behind(error) })
      if (waiting > 0) throw new Error(`This database waits for ${waiting} migrations: run aftercare migrate`)
      return await work({ db, now: systemClock()(), dataDir, url })
    } finally {
      await db.close()
    }
  })
}

const behind = (error: unknown): Error =>
  ((error as { code?: string }).code === '42P01' ? new Error('This database is empty: run aftercare migrate') : (error as Error))
