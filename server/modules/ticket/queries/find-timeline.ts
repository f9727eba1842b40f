import type { getTimeline as declared } from '#contract/ticket/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { valueTitles } from '#domain/plan/value-titles.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { planOf } from '../../plan/index.ts'
import { findFacts, findLedger } from '../../promise/index.ts'
import { visibleTickets } from '../policy.ts'

export async function mustSee({ tx, actor }: Context, ticketId: string): Promise<{ planVersionId: string | null }> {
  const found = await tx.row<{ planVersionId: string | null }>(sql`
    select t.plan_version_id as "planVersionId" from tickets t where t.org_id = ${actor.orgId} and t.id = ${ticketId} and t.deleted_at is null and ${visibleTickets(actor)}`)
  if (!found) throw new Refusal('ticket.unknown')
  return found
}

export async function findTimeline(context: Context, { ticketId, cursor, limit }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const { planVersionId } = await mustSee(context, ticketId)
  const before = readCursor(cursor)?.id
  const rows = await findFacts(context.tx, { orgId: context.actor.orgId, subjectId: ticketId, before, limit: limit + 1 })
  const vocabulary = planVersionId ? (await planOf(context.tx, planVersionId)).vocabulary : null
  return pageOfRows(rows.map((row) => ({ ...row, titles: vocabulary ? valueTitles(vocabulary, row.data) : {} })), limit, ({ id }) => ({ key: '', id }), (row) => row)
}

export async function ticketLedger(context: Context, ticketId: string) {
  await mustSee(context, ticketId)
  return { entries: await findLedger(context.tx, context.actor.orgId, ticketId) }
}
