// What was promised to the customer of an agreement: the plan's rules, the agreement's own values, the calendars of the plan with
// the public holidays, unless the organisation keeps a calendar of its own under that name.
import type { Calendar } from '#domain/time/calendar.ts'
import type { Override, PromiseClock, Terms } from '#domain/promise/terms.ts'
import { compile } from '#domain/time/working.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { planOf } from './plan-of.ts'
import { withPublicHolidays } from './public-holidays.ts'

type Row = { plan_version_id: string; overrides: Record<string, Override>; own: { code: string; version: number; document: Calendar }[] | null }

export async function termsOf(tx: Tx, agreementId: string): Promise<Terms> {
  const row = await tx.row<Row>(sql`
    select a.plan_version_id, a.overrides, (select jsonb_agg(jsonb_build_object('code', c.code, 'version', c.version, 'document', c.document)) from (
      select distinct on (code) code, version, document from calendars where org_id = a.org_id order by code, version desc) c) as own
    from agreements a where a.id = ${agreementId}`)
  if (!row) throw new Refusal('agreement.unknown')
  const plan = await planOf(tx, row.plan_version_id)
  const own = new Map((row.own ?? []).map((calendar) => [calendar.code, calendar]))
  const calendar = (name: string): PromiseClock => {
    const edited = own.get(`${plan.plan}.${name}`) ?? own.get(name)
    const document = edited?.document ?? plan.calendars[name]
    if (!document) throw new Error(`plan ${plan.plan} has no calendar ${name}`)
    return clock(`${row.plan_version_id}/${name}/${edited ? edited.version : 'plan'}`, document)
  }
  return { planVersionId: row.plan_version_id, plan, overrides: row.overrides, calendar, zone: plan.zone }
}

const clocks = new Map<string, PromiseClock>()

// A compiled calendar only remembers what it has answered, so it may be shared by all who ask.
function clock(versionId: string, document: Calendar & { regions?: readonly ('CN' | 'TW')[] }): PromiseClock {
  const kept = clocks.get(versionId)
  if (kept) return kept
  const made = { working: compile(withPublicHolidays(document)), versionId }
  clocks.set(versionId, made)
  return made
}
