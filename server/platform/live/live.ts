// What changed, told to open screens on every node: a note in the transaction, passed on by the database after the commit.
import pg from 'pg'
import { sql } from '../db/database.ts'
import type { Tx } from '../db/database.ts'
import type { Log } from '../log/log.ts'

export type LiveEvent = { orgId: string; event: 'ticket' | 'presence' | 'notice' | 'timers' | 'access'; data: Readonly<Record<string, string | number | boolean | null>> }
export type Live = { subscribe: (listener: (event: LiveEvent) => void) => () => void; isListening: () => boolean; close: () => Promise<void> }

export const tellLive = (tx: Tx, event: LiveEvent): Promise<number> => tx.run(sql`select pg_notify('aftercare_live', ${JSON.stringify(event)})`)

export function listenLive(connectionString: string, log: Log): Live {
  const listeners = new Set<(event: LiveEvent) => void>()
  let client: pg.Client | null = null
  let closed = false
  let listening = false
  const connect = async (): Promise<void> => {
    if (closed) return
    const next = new pg.Client({ connectionString, keepAlive: true })
    const lost = () => {
      if (client !== next) return
      client = null
      listening = false
      if (!closed) setTimeout(() => void connect(), 1000).unref()
    }
    next.on('error', lost)
    next.on('end', lost)
    next.on('notification', ({ payload }) => {
      const event = JSON.parse(payload ?? '{}') as LiveEvent
      for (const listener of listeners) listener(event)
    })
    client = next
    try {
      await next.connect()
      await next.query('listen aftercare_live')
      listening = true
    } catch (error) {
      log.warn('live.unconnected', { error: error instanceof Error ? error.name : 'unknown' })
      lost()
    }
  }
  void connect()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
    isListening: () => listening,
    close: async () => {
      closed = true
      await client?.end().catch(() => undefined)
    },
  }
}
