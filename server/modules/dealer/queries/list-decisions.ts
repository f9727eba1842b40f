// Grades and awards of a dealer, newest first.
import type { DealerView, gradeView } from '#contract/dealer/dealer.ts'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'

export const gradeRows = ({ tx, actor }: Context, where: RawBuilder<unknown>): Promise<z.output<typeof gradeView>[]> => tx.rows(sql`
  select g.id, g.from_grade as from, g.to_grade as to, g.cause, g.clause, g.proposed_at as "proposedAt", coalesce(p.name, '') as "proposedBy", g.state, g.approvals, g.steps
  from dealer_grades g left join people p on p.org_id = g.org_id and p.id = g.proposed_by where g.org_id = ${actor.orgId} and ${where} order by g.id desc`)

export async function listDecisions(context: Context, dealerId: string): Promise<Pick<DealerView, 'grades' | 'awards'>> {
  const { tx, actor } = context
  const awards = await tx.rows<DealerView['awards'][number]>(sql`
    select id, period, basis, score, amount, approver_name as approver, awarded_on as "awardedOn" from dealer_awards where org_id = ${actor.orgId} and dealer_id = ${dealerId} order by id desc`)
  return { grades: await gradeRows(context, sql`g.dealer_id = ${dealerId}`), awards }
}
