import type { ParsedOf } from '#contract/endpoint.ts'
import type { updatePreferences as endpoint } from '#contract/people/session.ts'
import { forgetCallers } from '#server/platform/auth/callers.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { ownSession } from '../policy.ts'

const mostBytes = 32_000

export async function updatePreferences({ tx, actor }: Context, { language, preferences = {} }: ParsedOf<typeof endpoint>): Promise<void> {
  const { personId } = ownSession(actor)
  tx.afterCommit(forgetCallers)
  const saved = await tx.row<{ bytes: number }>(sql`
    update people set preferences = preferences || ${JSON.stringify(preferences)}::jsonb, language = case when ${language !== undefined} then ${language ?? null} else language end
    where org_id = ${actor.orgId} and id = ${personId} returning octet_length(preferences::text) as bytes`)
  if ((saved?.bytes ?? 0) > mostBytes) throw new Refusal('request.too-large')
}
