// Who a token belongs to, remembered for a moment. Whatever changes a person, role, session or key calls forgetCallers(),
// so that on this node the change counts at once; other nodes follow within limits.sessionCacheSeconds.
import type { Instant } from '#domain/time/instant.ts'
import { limits } from '../http/limits.ts'

let epoch = 0
const mostKept = 20_000

export function forgetCallers(): void {
  epoch += 1
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
