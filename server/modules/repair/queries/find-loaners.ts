// The pool: every unit with what it is reserved and out for.
import type { listLoaners } from '#contract/repair/loaners.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import { isOverdue, takenBy } from '#domain/repair/loaner.ts'
import type { LoanState } from '#domain/repair/loaner.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { visibleRepairs, visibleUnits } from '../policy.ts'

type Unit = ReplyOf<typeof listLoaners>['rows'][number]
type LoanRow = { id: string; number: string; state: LoanState; startsAt: string; dueBackAt: string | null; ticket: Unit['loans'][number]['ticket']; customer: Unit['loans'][number]['customer']; unitId: string }

export async function findLoaners(context: Context, input: ParsedOf<typeof listLoaners>): Promise<ReplyOf<typeof listLoaners>> {
  const q = input.q?.trim()
  const units = await unitsWhere(context, sql.join([
    visibleUnits(context.actor),
    ...(q ? [sql`(u.number ilike ${`%${q}%`} or u.name ilike ${`%${q}%`} or u.serial ilike ${`%${q}%`})`] : []),
    ...(input.grade ? [sql`u.grade = ${input.grade}`] : []),
    ...(input.state ? [sql`u.state = ${input.state}`] : []),
  ], sql` and `))
  if (!input.freeFrom) return { rows: units }
  const wish = { from: instant(input.freeFrom), until: input.freeUntil ? instant(input.freeUntil) : null }
  const isFree = ({ loans }: Unit) => loans.every((loan) => {
    const span = takenBy({ state: loan.state, startsAt: instant(loan.startsAt), dueBackAt: loan.dueBackAt ? instant(loan.dueBackAt) : null }, context.now)
    return span === null || (wish.until !== null && wish.until <= span.from) || (span.until !== null && span.until <= wish.from)
  })
  return { rows: units.filter((unit) => unit.state === 'ready' && isFree(unit)) }
}

export async function getLoaner(context: Context, unitId: string): Promise<Unit> {
  const [unit] = await unitsWhere(context, sql`${visibleUnits(context.actor)} and u.id = ${unitId}`)
  if (!unit) throw new Refusal('loaner.unknown')
  return unit
}

async function unitsWhere(context: Context, where: ReturnType<typeof sql>): Promise<Unit[]> {
  const { tx, actor, now } = context
  const units = await tx.rows<Omit<Unit, 'loans'>>(sql`
    select u.id, u.number, u.name, u.serial, u.product_id as "productId", u.grade, u.accessories, u.place, u.state, u.note, u.version,
      case when d.id is null then null else json_build_object('id', d.id, 'code', d.code, 'name', d.name) end as product
    from loaner_units u left join products d on d.org_id = u.org_id and d.id = u.product_id where ${where} order by u.grade, u.number limit 500`)
  const loans = await tx.rows<LoanRow>(sql`
    select x.id, x.number, x.state, x.starts_at as "startsAt", x.due_back_at as "dueBackAt", x.unit_id as "unitId",
      case when ${visibleRepairs(actor)} then json_build_object('id', t.id, 'number', t.number, 'title', t.title) else json_build_object('id', t.id, 'number', t.number, 'title', '') end as ticket,
      json_build_object('id', c.id, 'name', c.name) as customer
    from loans x join tickets t on t.org_id = x.org_id and t.id = x.ticket_id join customers c on c.org_id = t.org_id and c.id = t.customer_id
    where x.org_id = ${actor.orgId} and x.state in ('offered', 'agreed', 'out') and x.unit_id = any(${units.map(({ id }) => id)}::uuid[]) order by x.starts_at, x.id`)
  return units.map((unit) => ({
    ...unit,
    loans: loans.filter(({ unitId }) => unitId === unit.id).map(({ unitId: _, ...loan }) => ({
      ...loan, isOverdue: isOverdue({ state: loan.state, dueBackAt: loan.dueBackAt ? instant(loan.dueBackAt) : null }, now), startsAt: toIso(instant(loan.startsAt)),
    })),
  }))
}
