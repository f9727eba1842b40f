import type { saveCalendar as declared } from '#contract/calendar/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { checkCalendar } from '#domain/time/calendar.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { withPublicHolidays } from '../queries/public-holidays.ts'

export async function saveCalendar({ tx, actor, now }: Context, { code, title, document }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const decision = checkCalendar(document)
  if (!decision.yes) throw new Refusal(decision.because[0])
  const whole = checkCalendar(withPublicHolidays(document))
  if (!whole.yes) throw new Refusal(whole.because[0])
  await tx.run(sql`select pg_advisory_xact_lock(hashtext(${`calendar:${actor.orgId}:${code}`}))`)
  const before = await tx.row<{ version: number }>(sql`select version from calendars where org_id = ${actor.orgId} and code = ${code} order by version desc limit 1`)
  const view = { id: newId(), code, title, version: (before?.version ?? 0) + 1, document, createdAt: toIso(now) }
  await tx.run(sql`
    insert into calendars (org_id, id, code, title, version, document, created_at, created_by)
    values (${actor.orgId}, ${view.id}, ${code}, ${JSON.stringify(title)}, ${view.version}, ${JSON.stringify(document)}, ${view.createdAt}, ${actor.id})`)
  return view
}
