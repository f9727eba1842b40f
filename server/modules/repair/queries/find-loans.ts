import type { getLoan, getOwedLoaners, listLoans } from '#contract/repair/loaners.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { freeClause, loanersOwed, sameGradeClause, untilRepairedClause } from '#domain/repair/owed.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { promiseView } from '../../promise/index.ts'
import { visibleRepairs } from '../policy.ts'
import { readingsOf, readMatter } from './read-matter.ts'
import { filesColumn, ticketColumns, ticketJoins } from './columns.ts'

type Loan = ReplyOf<typeof getLoan>

const selection = (context: Context) => sql`
  select x.id, x.number, x.state, (x.state = 'out' and x.due_back_at < ${toIso(context.now)}) is true as "isOverdue", ${ticketColumns},
    json_build_object('id', u.id, 'number', u.number, 'name', u.name, 'serial', u.serial, 'grade', u.grade, 'accessories', u.accessories) as unit,
    x.grade_owed as "gradeOwed", x.is_same_grade as "isSameGrade", x.starts_at as "startsAt", x.due_back_at as "dueBackAt", x.terms, x.signed_by as "signedBy", x.agreed_at as "agreedAt",
    x.received_by as "receivedBy", x.out_at as "outAt", x.accessories, x.back_at as "backAt", x.condition, x.missing, x.back_note as "backNote", ${filesColumn},
    (select rule ->> 'clause' from plan_versions v, jsonb_array_elements(v.document -> 'charging') rule where v.org_id = t.org_id and v.id = t.plan_version_id
      and rule -> 'when' ->> 'work' = 'loaner' and rule ->> 'parts' = 'free' and rule ->> 'labour' = 'free' limit 1) as "freeClause"
  from loans x ${ticketJoins} join loaner_units u on u.org_id = x.org_id and u.id = x.unit_id
  where x.org_id = ${context.actor.orgId} and ${visibleRepairs(context.actor)}`

export async function findLoans(context: Context, { cursor, limit, ...input }: ParsedOf<typeof listLoans>): Promise<ReplyOf<typeof listLoans>> {
  const after = readCursor(cursor)
  const where = [
    ...(input.ticketId ? [sql`x.ticket_id = ${input.ticketId}`] : []), ...(input.unitId ? [sql`x.unit_id = ${input.unitId}`] : []), ...(input.state ? [sql`x.state = ${input.state}`] : []),
    ...(input.overdue === 'true' ? [sql`x.state = 'out' and x.due_back_at < ${toIso(context.now)}`] : []), ...(after ? [sql`x.id < ${after.id}`] : []), sql`true`,
  ]
  const rows = await context.tx.rows<Loan>(sql`${selection(context)} and ${sql.join(where, sql` and `)} order by x.id desc limit ${limit + 1}`)
  return pageOfRows(rows, limit, ({ id }) => ({ key: '', id }), (row) => row)
}

export async function getLoanView(context: Context, loanId: string): Promise<Loan> {
  const row = await context.tx.row<Loan>(sql`${selection(context)} and x.id = ${loanId}`)
  if (!row) throw new Refusal('loan.unknown')
  return row
}

export async function findOwedLoaners(context: Context, ticketId: string): Promise<ReplyOf<typeof getOwedLoaners>> {
  const matter = await readMatter(context, ticketId)
  const { plan } = matter
  if (!plan) return { owed: [], gradeClause: null, freeClause: null, untilRepairedClause: null }
  const owed = loanersOwed(plan, readingsOf(matter, context)).map((reading) => promiseView(reading, plan))
  return {
    owed: owed.map(({ key, clause, title, state, dueAt }) => ({ key, clause, title, state, dueAt })),
    gradeClause: sameGradeClause(plan), freeClause: freeClause(plan), untilRepairedClause: untilRepairedClause(plan),
  }
}
