import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { createShift, findRosterGaps, listShifts } from '#contract/people/roster.ts'
import type { RawBuilder } from 'kysely'
import { instant, toIso } from '#domain/time/instant.ts'
import type { Instant, TimeSpan } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { readOrg } from '../../org/index.ts'
import { visiblePeople } from '../policy.ts'

export type Shift = ReplyOf<typeof createShift>
export type Gap = { from: Instant; until: Instant; onDuty: number }

const shifts = (where: RawBuilder<unknown>) => sql`
  select s.id, s.roster, json_build_object('id', p.id, 'name', p.name, 'phone', p.phone) as person, s.starts_at as "startsAt", s.ends_at as "endsAt", s.note
  from roster_shifts s join people p on p.org_id = s.org_id and p.id = s.person_id where ${where} order by s.starts_at, s.roster, p.name, s.id limit 5000`

export async function findShifts({ tx, actor }: Context, { roster: code, personId: person, from, until }: ParsedOf<typeof listShifts>): Promise<{ rows: Shift[] }> {
  const [roster, personId] = [code ?? null, person ?? null]
  return { rows: await tx.rows<Shift>(shifts(sql`
    s.org_id = ${actor.orgId} and ${visiblePeople(actor)} and (${roster}::text is null or s.roster = ${roster}) and (${personId}::uuid is null or s.person_id = ${personId})
    and s.starts_at < ${until} and s.ends_at > ${from}`)) }
}

export async function getShift({ tx, actor }: Context, shiftId: string): Promise<Shift> {
  const found = await tx.row<Shift>(shifts(sql`s.org_id = ${actor.orgId} and s.id = ${shiftId}`))
  if (!found) throw new Refusal('shift.unknown')
  return found
}

/** Active people on duty at a moment. A shift that ends now is over; one that begins now has begun. */
export const onDutyAt = ({ tx, actor }: Context, roster: string | null, at: Instant) => tx.rows<Shift>(shifts(sql`
  s.org_id = ${actor.orgId} and ${visiblePeople(actor)} and (${roster}::text is null or s.roster = ${roster}) and s.starts_at <= ${toIso(at)} and s.ends_at > ${toIso(at)} and p.is_active`))

export async function findGaps({ tx, actor }: Context, input: ParsedOf<typeof findRosterGaps>): Promise<ReplyOf<typeof findRosterGaps>> {
  const whole = spanOf(input, 'until')
  const windows = input.windows?.map((window, at) => spanOf(window, `windows.${at}.until`)) ?? [whole]
  const needs = [...new Set([...await qualificationsOf(tx, actor.orgId, input.roster), ...input.requires])]
  const rows = await tx.rows<{ person_id: string; starts_at: string; ends_at: string }>(sql`
    select s.person_id, s.starts_at, s.ends_at from roster_shifts s join people p on p.org_id = s.org_id and p.id = s.person_id
    where s.org_id = ${actor.orgId} and ${visiblePeople(actor)} and s.roster = ${input.roster} and s.starts_at < ${toIso(whole.until)} and s.ends_at > ${toIso(whole.from)} and p.is_active and p.qualifications @> ${needs}`)
  const duties = rows.map((row) => ({ personId: row.person_id, from: instant(row.starts_at), until: instant(row.ends_at) }))
  const gaps = windows.flatMap((window) => gapsWithin(clipped(window, whole), duties, input.minimum))
  return { gaps: gaps.map(({ from, until, onDuty }) => ({ from: toIso(from), until: toIso(until), onDuty })) }
}

export type Duty = TimeSpan & { personId: string }

/** Where fewer than `minimum` different people are on duty. One person with two shifts at a time counts once. */
export function gapsWithin(window: TimeSpan, duties: readonly Duty[], minimum: number): Gap[] {
  const inside = duties.filter((duty) => duty.from < window.until && duty.until > window.from)
  const edges = [...new Set([window.from, window.until, ...inside.flatMap(({ from, until }) => [from, until])])]
    .filter((edge) => edge >= window.from && edge <= window.until).sort((one, other) => one - other)
  const gaps: Gap[] = []
  for (const [at, from] of edges.slice(0, -1).entries()) {
    const until = edges[at + 1] as Instant
    const onDuty = new Set(inside.filter((duty) => duty.from <= from && duty.until >= until).map(({ personId }) => personId)).size
    const last = gaps.at(-1)
    if (onDuty >= minimum) continue
    if (last && last.until === from && last.onDuty === onDuty) last.until = until
    else gaps.push({ from, until, onDuty })
  }
  return gaps
}

/** What the organisation asks of everybody on this roster. */
export async function qualificationsOf(tx: Tx, orgId: string, roster: string): Promise<readonly string[]> {
  const { settings } = await readOrg(tx, orgId)
  return settings.rosters.find(({ code }) => code === roster)?.qualifications ?? []
}

export function spanOf(given: { from: string; until: string }, field: string): TimeSpan {
  const span = { from: instant(given.from), until: instant(given.until) }
  if (span.until <= span.from) throw new Refusal('request.invalid', { field })
  return span
}

const clipped = (window: TimeSpan, whole: TimeSpan): TimeSpan => ({ from: Math.max(window.from, whole.from) as Instant, until: Math.min(window.until, whole.until) as Instant })
