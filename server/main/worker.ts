// The worker: strikes clocks, runs jobs, sends what leaves the house. Any number of them may run; each effect happens once.
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Keys } from '#server/platform/auth/secret.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { limits } from '#server/platform/http/limits.ts'
import { sealAudit } from '../modules/org/index.ts'
import { sweepAccess } from '../modules/people/index.ts'
import type { Clock } from '#server/platform/clock/clock.ts'
import { runDueJobs } from '#server/platform/jobs/jobs.ts'
import type { Log } from '#server/platform/log/log.ts'
import type { Mailer } from '#server/platform/mail/mailer.ts'
import { sendDueMail } from '#server/platform/mail/queue.ts'
import { sendDueCalls, tellOutside } from '../modules/channel/index.ts'
import { claimDueTimers, postpone, strikeAgreement } from '../modules/promise/index.ts'
import type { ClaimedSubject } from '../modules/promise/index.ts'
import { strikeTicket } from '../modules/ticket/index.ts'

export type Worker = { stop: () => Promise<void>; beats: () => number }
export type WorkerParts = { db: DatabaseHandle; log: Log; now: Clock; mailer: Mailer | null; restMs?: number; keys?: Keys }

export function startWorker({ db, log, now, mailer, restMs = 500, keys }: WorkerParts): Worker {
  const node = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`
  let stopping = false
  let beats = 0
  const rounds = [
    () => strikeDue(db, log, node, now),
    () => runDueJobs(db, { 'ticket.told': tellOutside }, node, now(), log),
    () => sendDueCalls(db, now()),
    async () => (await sendDueMail(db, mailer, now())).sent,
    () => sweepSometimes(db, now),
    () => sealSometimes(db, keys, now),
  ]
  const loops = rounds.map(async (round) => {
    while (!stopping) {
      const done = await round().catch((error: unknown) => {
        log.error('worker.round-failed', error)
        return 0
      })
      beats += 1
      if (done === 0 && !stopping) await rest(restMs)
    }
  })
  return { beats: () => beats, stop: async () => { stopping = true; await Promise.all(loops) } }
}

const sealEveryMs = 5000
let sealedAt = 0

async function sealSometimes(db: DatabaseHandle, keys: Keys | undefined, now: Clock): Promise<number> {
  const at = now()
  if (!keys || Math.abs(at - sealedAt) < sealEveryMs) return 0
  sealedAt = at
  await sealAudit(db, keys, at)
  return 0
}

const sweepEveryMs = 600_000
let sweptAt = 0

// Ended sessions, used links, counts and old idempotency keys; any node may do it, and doing it twice harms nothing.
async function sweepSometimes(db: DatabaseHandle, now: Clock): Promise<number> {
  const at = now()
  if (at - sweptAt < sweepEveryMs) return 0
  sweptAt = at
  await db.tx('system', async (tx) => {
    await sweepAccess(tx, at)
    await tx.run(sql`delete from idempotency_keys where created_at < ${toIso((at - limits.idempotencyDays * 86_400_000) as Instant)}`)
  })
  return 0
}

async function strikeDue(db: DatabaseHandle, log: Log, node: string, now: Clock): Promise<number> {
  const claimed = await claimDueTimers(db, node, now())
  for (const subject of claimed) await strikeOne(db, log, subject, now)
  return claimed.length
}

async function strikeOne(db: DatabaseHandle, log: Log, subject: ClaimedSubject, now: Clock): Promise<void> {
  try {
    if (subject.kind === 'ticket') await strikeTicket(db, subject, now())
    else await strikeAgreement(db, subject, now())
  } catch (error) {
    log.error('timer.failed', error, { subject: subject.id })
    await postpone(db, subject, error instanceof Error ? error.name : 'failed', now())
  }
}

const rest = (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms) })
