// One node: the HTTP face, the worker, or both, on one database.
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract/api.ts'
import { openapi } from '#contract/openapi.ts'
import { systemClock } from '#server/platform/clock/clock.ts'
import type { Clock } from '#server/platform/clock/clock.ts'
import { forgetCallers } from '#server/platform/auth/callers.ts'
import { mustBeOurs, readKeys } from '#server/platform/auth/secret.ts'
import type { Keys } from '#server/platform/auth/secret.ts'
import { openDatabase } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { folderBlobs } from '#server/platform/files/blobs.ts'
import { buildApp } from '#server/platform/http/app.ts'
import { servePages } from '#server/platform/http/pages.ts'
import type { Services } from '#server/platform/http/serve.ts'
import { listenLive } from '#server/platform/live/live.ts'
import { createLog } from '#server/platform/log/log.ts'
import { createMailer } from '#server/platform/mail/mailer.ts'
import { qrByCode } from '../modules/asset/index.ts'
import { createIdentify, sealAuthenticators } from '../modules/people/index.ts'
import { apiPage } from './api-page.ts'
import { serveHealth } from './health.ts'
import { routesOf } from './modules.ts'
import { startWorker } from './worker.ts'

export type NodeOptions = {
  databaseUrl: string; dataDir: string; port: number; host?: string; publicUrl?: string; smtpUrl?: string | null; mailFrom?: string; runs: 'all' | 'api' | 'worker'; now?: Clock
  /** Addresses of proxies whose word about the caller's address counts; no other's does. */
  trustProxy?: string | false; secret?: string; quiet?: boolean
}
export type Node = { address: string; port: number; db: DatabaseHandle; services: Services; stop: () => Promise<void> }

export const distFolder = fileURLToPath(new URL('../../dist/', import.meta.url))

export async function startNode(options: NodeOptions): Promise<Node> {
  const { databaseUrl, dataDir, runs, now = systemClock() } = options
  const log = createLog(options.quiet ? () => undefined : undefined)
  const keys = readKeys(dataDir, options.secret)
  const db = openDatabase(databaseUrl, { onError: (error) => log.error('database.connection', error) })
  await ready(db, keys)
  const live = listenLive(databaseUrl, log)
  live.subscribe(({ event }) => { if (event === 'access') forgetCallers() })
  const services: Services = { db, blobs: folderBlobs(join(dataDir, 'blobs')), log, publicUrl: options.publicUrl ?? '', now, keys }
  let stopping = false
  const app = await face(options, services, live, now, () => stopping)
  const worker = runs === 'api' ? null : startWorker({ db, log, now, keys, mailer: createMailer(options.smtpUrl ?? null, options.mailFrom) })
  try {
    const address = await app.listen({ port: options.port, host: options.host ?? '0.0.0.0' })
    if (services.publicUrl === '') services.publicUrl = address.replace('0.0.0.0', 'localhost').replace('127.0.0.1', 'localhost')
    return {
      address: services.publicUrl, port: (app.server.address() as AddressInfo).port, db, services,
      stop: async () => {
        if (stopping) return
        stopping = true
        await app.close()
        await worker?.stop()
        await live.close()
        await db.close()
      },
    }
  } catch (error) {
    stopping = true
    await worker?.stop()
    await live.close()
    await db.close()
    throw error
  }
}

async function ready(db: DatabaseHandle, keys: Keys): Promise<void> {
  try {
    await mustBeOurs(db, keys)
    await sealAuthenticators(db, keys)
  } catch (error) {
    await db.close()
    throw error
  }
}

async function face({ runs, publicUrl, trustProxy, dataDir }: NodeOptions, services: Services, live: ReturnType<typeof listenLive>, now: Clock, isStopping: () => boolean): Promise<FastifyInstance> {
  const secure = publicUrl?.startsWith('https:') ?? false
  const app = await buildApp({
    services, secure, checksReplies: false, routes: runs === 'worker' ? [] : routesOf(live), identify: createIdentify({ db: services.db, now, secure }), ...(trustProxy !== undefined && { trustProxy }),
  })
  serveHealth(app, { db: services.db, live, now, isStopping, dataDir })
  if (runs === 'worker') return app
  const document = JSON.stringify(openapi(endpoints))
  app.get('/api/openapi.json', (_request, reply) => reply.type('application/json').send(document))
  app.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(apiPage(endpoints)))
  servePages(app, distFolder, async (code) => {
    const label = await services.db.tx('system', (tx) => qrByCode(tx, code))
    return !label || (!label.asset && !label.revokedAt) ? 404 : label.revokedAt ? 410 : 200
  })
  return app
}
