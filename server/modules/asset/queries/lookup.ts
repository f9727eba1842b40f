// What a palette asks: a few letters, answered with whatever bears them, each kind as far as the caller may read it.
import type { RawBuilder } from 'kysely'
import { lookup as declared } from '#contract/party/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { sql } from '#server/platform/db/database.ts'
import { may } from '#server/platform/http/context.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { fold, searchQuery, literally } from '#server/platform/search/text.ts'
import { customerWords, visibleCustomers } from '../../party/index.ts'
import { visibleAssets } from '../policy.ts'
import { assetWords } from './list-assets.ts'

type Hit = ReplyOf<typeof declared>['hits'][number]
/** The policy of tickets stands on a higher floor and is handed down: a condition on `t` (tickets). */
export type VisibleTickets = (actor: Actor) => RawBuilder<unknown>

export const lookupRoute = (visibleTickets: VisibleTickets): Route => serve(declared, async (context, input) => ({ hits: await findHits(context, visibleTickets, input) }))

async function findHits({ tx, actor }: Context, visibleTickets: VisibleTickets, { q, limit }: ParsedOf<typeof declared>): Promise<Hit[]> {
  const query = searchQuery(q)
  if (query === '') return []
  const parts = [
    ...(may(actor, 'ticket.read') ? [sql`
      select 'ticket' as kind, t.id, t.number || ' ' || t.title as title, t.status as subtitle, t.customer_id from tickets t
      where t.org_id = ${actor.orgId} and t.deleted_at is null and ${visibleTickets(actor)} and t.search @@ to_tsquery('simple', ${query}) order by t.id desc limit ${limit}`] : []),
    ...(may(actor, 'customer.read') ? [sql`
      select 'customer' as kind, c.id, c.name as title, c.number as subtitle, c.id as customer_id from customers c
      where ${visibleCustomers(actor)} and c.deleted_at is null and ${customerWords(q)} order by c.name, c.id limit ${limit}`, contactHits(actor, q, limit)] : []),
    ...(may(actor, 'asset.read') ? [sql`
      select 'asset' as kind, a.id, a.name as title, a.number || coalesce(' · ' || a.serial, '') as subtitle,
        a.customer_id from assets a join customers c on c.org_id = a.org_id and c.id = a.customer_id
      where ${visibleAssets(actor)} and a.deleted_at is null and ${assetWords(q)} order by a.number, a.id limit ${limit}`] : []),
  ]
  if (parts.length === 0) return []
  return tx.rows<Hit>(sql`select kind, id, title, subtitle, customer_id as "customerId" from (${sql.join(parts.map((part) => sql`(${part})`), sql` union all `)}) hits`)
}

function contactHits(actor: Actor, q: string, limit: number): RawBuilder<unknown> {
  const digits = fold(q).replaceAll(/[^0-9]/g, '')
  const letters = fold(q).replaceAll(/[^a-z0-9]/g, '')
  const conditions = [
    sql`p.name like ${`%${literally(q)}%`}`,
    ...(digits.length >= 4 ? [sql`p.phone_digits like ${`${digits}%`}`, sql`reverse(p.phone_digits) like ${`${[...digits].reverse().join('')}%`}`] : []),
    ...(letters.length > 0 && digits === '' ? [sql`p.initials like ${`${letters}%`}`] : []),
  ]
  return sql`
    select 'contact' as kind, p.id, p.name as title, c.name || coalesce(' · ' || p.phone, '') as subtitle,
      p.customer_id from contacts p join customers c on c.org_id = p.org_id and c.id = p.customer_id
    where ${visibleCustomers(actor)} and c.deleted_at is null and p.deleted_at is null and (${sql.join(conditions, sql` or `)}) order by p.name, p.id limit ${limit}`
}
