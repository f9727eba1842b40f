// Who a token belongs to, remembered for a moment. Whatever changes a person, role, session or key calls accessChanged(),
// so that on this node the change counts at once; other nodes are told by the database, and follow within limits.sessionCacheSeconds
// even where they cannot hear it.
import type { Instant } from '#domain/time/instant.ts'
import type { Tx } from '../db/database.ts'
import { limits } from '../http/limits.ts'
import { tellLive } from '../live/live.ts'

let epoch = 0
const mostKept = 20_000

export function forgetCallers(): void {
  epoch += 1
}

/** For the transaction of a change in who may do what: after its commit this node and all others ask anew, and open streams are looked at again. */
export async function accessChanged(tx: Tx, orgId: string): Promise<void> {
  tx.afterCommit(forgetCallers)
  await tellLive(tx, { orgId, event: 'access', data: {} })
}

export type CallerCache<Caller> = { recall: (token: string, now: Instant, find: () => Promise<Caller | null>) => Promise<Caller | null> }

export function createCallerCache<Caller>(): CallerCache<Caller> {
  const kept = new Map<string, { caller: Caller; until: number; epoch: number }>()
  return {
    recall: async (token, now, find) => {
      const found = kept.get(token)
      if (found && found.epoch === epoch && now < found.until && now >= found.until - limits.sessionCacheSeconds * 1000) return found.caller
      // The epoch is read before the question: an answer that a change has overtaken is not kept as valid.
      const asked = epoch
      const caller = await find()
      if (kept.size >= mostKept) kept.clear()
      if (caller) kept.set(token, { caller, until: now + limits.sessionCacheSeconds * 1000, epoch: asked })
      else kept.delete(token)
      return caller
    },
  }
}
