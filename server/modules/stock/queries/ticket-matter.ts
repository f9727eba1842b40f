// A ticket whose parts are to be moved: locked and loaded, with what of each part it holds.
import type { Fact } from '#domain/fact/fact.ts'
import { standing } from '#domain/fact/fact.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { loadMatter, lockTicket } from '../../ticket/index.ts'
import type { TicketMatter } from '../../ticket/index.ts'

export async function ticketMatter({ tx, actor }: Context, ticketId: string): Promise<TicketMatter> {
  const ticket = await lockTicket(tx, actor, ticketId)
  if (!ticket) throw new Refusal('ticket.unknown')
  return loadMatter(tx, ticket)
}

export type Held = { partId: string; serial: string; batch: string; condition: 'new' | 'usable' | 'scrap'; quantity: number }

/** Issued to the ticket, less what was brought back and what was fitted. */
export async function heldBy(tx: Tx, orgId: string, ticketId: string, facts: readonly Fact[]): Promise<Held[]> {
  const rows = await tx.rows<Held>(sql`
    select part_id as "partId", serial, min(batch) as batch, min(condition) as condition, sum(case when kind = 'issue' then quantity else -quantity end)::int as quantity from stock_moves
    where org_id = ${orgId} and ticket_id = ${ticketId} and kind in ('issue', 'return') and old_part_id is null group by part_id, serial order by part_id, serial`)
  const fitted = standing(facts).filter(({ kind, data }) => kind === 'part.replaced' && data['fromStock'] === true)
  return rows.map((row) => {
    const used = fitted.filter(({ data }) => data['partId'] === row.partId && (data['serial'] ?? '') === row.serial).reduce((sum, { data }) => sum + Number(data['quantity'] ?? 1), 0)
    return { ...row, quantity: row.quantity - used }
  }).filter(({ quantity }) => quantity > 0)
}
