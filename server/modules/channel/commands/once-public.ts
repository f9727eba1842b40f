import type { Context } from '#server/platform/http/context.ts'
import { once, withFiles } from '#server/platform/http/idempotency.ts'
import type { UploadedFile } from '#server/platform/http/serve.ts'

type Sent = { key: string | null; route: string; body: unknown; files: readonly UploadedFile[] }

/** A phone that sends its report again after a lost answer gets the first answer. */
export function oncePublic<T>({ tx, actor }: Context, { key, route, body, files }: Sent, work: () => Promise<T>): Promise<T> {
  return key === null ? work() : once(tx, { orgId: actor.orgId, principal: `visitor:${actor.customerId}`, key, route, body: withFiles(body, files) }, work)
}
