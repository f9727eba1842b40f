import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'

/** The first moment of the next day, as the organisation counts days: what is before it happened by the end of the day. */
export async function endOfDay({ tx, actor }: Context, on: string): Promise<string> {
  const row = await tx.row<{ at: string }>(sql`select ((${on}::date + 1)::timestamp at time zone zone)::timestamptz(3) as at from orgs where id = ${actor.orgId}`)
  return row!.at
}
