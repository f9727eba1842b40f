import type { getCalendar as getting, listCalendars as listing, previewCalendar as previewing } from '#contract/calendar/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { checkCalendar, dateWindows } from '#domain/time/calendar.ts'
import { addDays, dayNumber } from '#domain/time/day.ts'
import type { Day } from '#domain/time/day.ts'
import { holidayOn } from '#domain/time/holidays.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { sql } from '#server/platform/db/database.ts'
import { may } from '#server/platform/http/context.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { publicHolidays, withPublicHolidays } from './public-holidays.ts'

type View = ReplyOf<typeof getting>['versions'][number]
type PreviewDay = ReplyOf<typeof previewing>['days'][number]

export async function listCalendars({ tx, actor }: Context): Promise<ReplyOf<typeof listing>> {
  const own = await tx.rows<View>(sql`
    select distinct on (code) id, code, title, version, document, created_at as "createdAt" from calendars where org_id = ${actor.orgId} order by code, version desc`)
  if (!may(actor, 'plan.read')) return { own, ofPlans: [] }
  const codes = new Set(own.map(({ code }) => code))
  const plans = await tx.rows<{ id: string; code: string; calendars: Plan['calendars'] }>(sql`
    select v.id, p.code, v.document->'calendars' as calendars from plan_versions v join plans p on p.org_id = v.org_id and p.id = v.plan_id
    where v.org_id = ${actor.orgId} and v.state = 'active' order by p.code`)
  const ofPlans = plans.flatMap(({ id, code, calendars }) => Object.entries(calendars).map(([name, document]) => ({
    plan: code, planVersionId: id, name, title: document.title ?? null, document, replacedBy: [`${code}.${name}`, name].find((one) => codes.has(one)) ?? null,
  })))
  return { own, ofPlans: ofPlans as ReplyOf<typeof listing>['ofPlans'] }
}

export async function getCalendar({ tx, actor }: Context, code: string): Promise<ReplyOf<typeof getting>> {
  const versions = await tx.rows<View>(sql`
    select id, code, title, version, document, created_at as "createdAt" from calendars where org_id = ${actor.orgId} and code = ${code} order by version desc`)
  if (versions.length === 0) throw new Refusal('calendar.unknown')
  return { versions }
}

export function previewCalendar({ document, year }: ParsedOf<typeof previewing>): ReplyOf<typeof previewing> {
  const decision = checkCalendar(document)
  if (!decision.yes) throw new Refusal(decision.because[0])
  const tables = publicHolidays().filter(({ region }) => document.regions?.includes(region) === true)
  const windows = dateWindows(withPublicHolidays(document))
  const usual = dateWindows({ ...document, closures: [], openDates: {} })
  const first = `${year}-01-01` as Day
  const days: PreviewDay[] = []
  for (let day = first; day.startsWith(String(year)); day = addDays(day, 1)) {
    const open = windows(dayNumber(day))
    const holiday = holidayOn(tables, day)
    const kind = holiday ? 'holiday' : open.length > 0 ? (usual(dayNumber(day)).length > 0 ? 'open' : 'make-up') : 'closed'
    days.push({ day, kind, name: holiday?.name ?? null, windows: open.map(([start, end]) => [clock(start), clock(end)]) })
  }
  return { days }
}

const clock = (milliseconds: number) => [Math.floor(milliseconds / 3_600_000), Math.floor(milliseconds / 60_000) % 60].map((part) => String(part).padStart(2, '0')).join(':')
