// What was promised to the customer of an agreement: the plan's rules, the agreement's own values, the calendars of the plan with
// the public holidays, unless the organisation keeps a calendar of its own under that name.
import type { Plan } from '#domain/plan/plan.ts'
import type { Calendar } from '#domain/time/calendar.ts'
import type { Override, PromiseClock, Terms } from '#domain/promise/terms.ts'
import { compile } from '#domain/time/working.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { planOf } from './plan-of.ts'
import { withPublicHolidays } from './public-holidays.ts'

type Named = { code: string; version: number }
type Own = Named & { document: Calendar }
type Row = { org_id: string; plan_version_id: string; overrides: Record<string, Override>; own: Named[] | null }

const known = new Map<string, Terms>()
const calendars = new Map<string, Calendar>()
const mostKept = 2000

export async function termsOf(tx: Tx, agreementId: string): Promise<Terms> {
  const row = await tx.row<Row>(sql`
    select a.org_id, a.plan_version_id, a.overrides, (select jsonb_agg(jsonb_build_object('code', c.code, 'version', c.version)) from (
      select distinct on (code) code, version from calendars where org_id = a.org_id order by code, version desc) c) as own
    from agreements a where a.id = ${agreementId}`)
  if (!row) throw new Refusal('agreement.unknown')
  const plan = await planOf(tx, row.plan_version_id)
  const name = JSON.stringify([row.plan_version_id, row.overrides, row.own])
  const kept = known.get(name)
  if (kept?.plan === plan) return kept
  const terms = termsFrom(row, plan, new Map((await ownCalendars(tx, row)).map((calendar) => [calendar.code, calendar])))
  if (known.size >= mostKept) known.clear()
  known.set(name, terms)
  return terms
}

// A version of a calendar never changes, so each is read once.
async function ownCalendars(tx: Tx, { org_id: orgId, own }: Row): Promise<Own[]> {
  const name = ({ code, version }: Named) => `${orgId}/${code}/${version}`
  if (calendars.size >= mostKept) calendars.clear()
  const missing = (own ?? []).filter((one) => !calendars.has(name(one)))
  if (missing.length > 0) {
    const rows = await tx.rows<Own>(sql`
      select c.code, c.version, c.document from calendars c join jsonb_to_recordset(${JSON.stringify(missing)}::jsonb) as m(code text, version int) using (code, version)
      where c.org_id = ${orgId}`)
    for (const row of rows) calendars.set(name(row), row.document)
  }
  return (own ?? []).map((one) => ({ ...one, document: calendars.get(name(one))! }))
}

function termsFrom(row: Row, plan: Plan, own: ReadonlyMap<string, Own>): Terms {
  const calendar = (name: string): PromiseClock => {
    const edited = own.get(`${plan.plan}.${name}`) ?? own.get(name)
    const document = edited?.document ?? plan.calendars[name]
    if (!document) throw new Error(`plan ${plan.plan} has no calendar ${name}`)
    return clock(`${row.plan_version_id}/${name}/${edited ? edited.version : 'plan'}`, edited ? `${row.org_id}/${edited.code}` : '', document)
  }
  return { planVersionId: row.plan_version_id, plan, overrides: row.overrides, calendar, zone: plan.zone }
}

const clocks = new Map<string, PromiseClock>()

// A compiled calendar only remembers what it has answered, so it may be shared by all who ask.
function clock(versionId: string, edited: string, document: Calendar & { regions?: readonly ('CN' | 'TW')[] }): PromiseClock {
  const key = `${versionId} ${edited}`
  const kept = clocks.get(key)
  if (kept) return kept
  const made = { working: compile(withPublicHolidays(document)), versionId }
  clocks.set(key, made)
  return made
}
