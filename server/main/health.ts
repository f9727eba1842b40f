// Alive, ready, and how it goes: for load balancers and monitoring.
import { statfs } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import { waitingCount } from '#server/platform/db/migrate.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import type { Live } from '#server/platform/live/live.ts'
import type { Clock } from '#server/platform/clock/clock.ts'
import { toIso } from '#domain/time/instant.ts'

type Parts = { db: DatabaseHandle; live: Live; now: Clock; isStopping: () => boolean; dataDir: string }

export function serveHealth(app: FastifyInstance, { db, live, now, isStopping, dataDir }: Parts): void {
  const lag = monitorEventLoopDelay({ resolution: 20 })
  lag.enable()
  app.get('/healthz', (_request, reply) => reply.send({ ok: true }))
  app.get('/readyz', async (_request, reply) => {
    const reasons = isStopping() ? ['stopping'] : await reasonsAgainst(db, live)
    return reply.status(reasons.length === 0 ? 200 : 503).send({ ready: reasons.length === 0, reasons })
  })
  app.get('/metrics', async (_request, reply) => reply.type('text/plain; version=0.0.4; charset=utf-8').send(lines(await figures(db, toIso(now())), { ...pool(db), disk_free_ratio: await freeRatio(dataDir),
    event_loop_lag_seconds: lag.percentile(99) / 1e9 })))
}

async function reasonsAgainst(db: DatabaseHandle, live: Live): Promise<string[]> {
  try {
    const waiting = await Promise.race([waitingCount(db.pool), timeout(3000)])
    return [...(waiting > 0 ? ['migrations'] : []), ...(live.isListening() ? [] : ['live'])]
  } catch {
    return ['database']
  }
}

const timeout = (ms: number) => new Promise<never>((_, fail) => { setTimeout(() => fail(new Error('no answer')), ms).unref() })

type Figures = Record<string, number>

const figures = (db: DatabaseHandle, at: string): Promise<Figures> => db.tx('system', async (tx) => (await tx.row<Figures>(sql`
  select (select count(*)::int from jobs where state = 'waiting') as jobs_waiting, (select count(*)::int from jobs where state = 'dead') as jobs_dead,
    (select coalesce(extract(epoch from ${at}::timestamptz - min(runs_at)), 0)::float from jobs where state = 'waiting' and runs_at <= ${at}) as oldest_job_seconds,
    (select count(*)::int from timers) as timers, (select coalesce(extract(epoch from ${at}::timestamptz - min(fires_at)), 0)::float from timers where fires_at <= ${at}) as oldest_timer_seconds,
    (select count(*)::int from deliveries where state = 'waiting') as deliveries_waiting, (select count(*)::int from deliveries where state = 'failed') as deliveries_failed`)) ?? {})

const pool = ({ pool: connections }: DatabaseHandle): Figures => ({ pool_connections: connections.totalCount, pool_idle: connections.idleCount, pool_waiting: connections.waitingCount })

async function freeRatio(folder: string): Promise<number> {
  const { bavail, blocks } = await statfs(folder)
  return blocks > 0 ? bavail / blocks : 1
}

const lines = (...groups: Figures[]) => groups.flatMap((group) => Object.entries(group)).map(([name, value]) => `# TYPE aftercare_${name} gauge\naftercare_${name} ${value}\n`).join('')
