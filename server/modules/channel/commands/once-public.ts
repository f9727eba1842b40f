import type { Context } from '#server/platform/http/context.ts'
import { once } from '#server/platform/http/idempotency.ts'

/** A phone that sends its report again after a lost answer gets the first answer. */
export function oncePublic<T>({ tx, actor }: Context, key: string | null, route: string, body: unknown, work: () => Promise<T>): Promise<T> {
  return key === null ? work() : once(tx, { orgId: actor.orgId, principal: `visitor:${actor.customerId}`, key, route, body }, work)
}
