import type { exportCharges as exporting, listCharges as declared } from '#contract/charge/endpoints.ts'
import type { ChargeRow } from '#contract/charge/charge.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { showMoney } from '#domain/format/money.ts'
import { chargeWords, unitIn } from '#locales/charge.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { tableReply } from '#server/platform/table/table-reply.ts'
import { orgFacts } from '../../party/index.ts'
import { visibleCharges } from '../policy.ts'
import type { StoredLine } from '../store.ts'
import { columns, joined } from './charge-views.ts'

type Filter = Omit<ParsedOf<typeof declared>, 'cursor' | 'limit'>
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

// Days are those of the organisation; both ends are included.
async function whereOf({ tx, actor }: Context, { state, customerId, ticketId, from, until, q, withoutReceipt }: Filter) {
  const { zone } = await orgFacts(tx, actor.orgId)
  const like = `%${(q ?? '').replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql.join([
    sql`c.org_id = ${actor.orgId} and ${visibleCharges(actor)}`,
    ...(state ? [sql`c.state = ${state}`] : []), ...(customerId ? [sql`c.customer_id = ${customerId}`] : []), ...(ticketId ? [sql`c.ticket_id = ${ticketId}`] : []),
    ...(from ? [sql`c.created_at >= ${from}::date::timestamp at time zone ${zone}`] : []), ...(until ? [sql`c.created_at < (${until}::date + 1)::timestamp at time zone ${zone}`] : []),
    ...(q ? [sql`(c.number ilike ${like} or t.number ilike ${like} or k.name ilike ${like} or c.bill_number ilike ${like})`] : []),
    ...(withoutReceipt === 'true' ? [sql`exists (select 1 from charge_payments m where m.org_id = c.org_id and m.charge_id = c.id and m.receipt_number is null)`] : []),
  ], sql` and `)
}

export async function listCharges(context: Context, { cursor, limit, ...filter }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const { tx } = context
  if (cursor !== undefined && !uuid.test(cursor)) throw new Refusal('request.invalid', { field: 'cursor' })
  const where = await whereOf(context, filter)
  const rows = await tx.rows<ChargeRow>(sql`select ${columns} from ${joined} where ${where} ${cursor ? sql`and c.id < ${cursor}` : sql``} order by c.id desc limit ${limit + 1}`)
  const sums = await tx.rows<ReplyOf<typeof declared>['sums'][number]>(sql`
    select c.currency, count(*) as count, sum(c.net)::bigint as net, sum(c.tax)::bigint as tax, sum(c.gross)::bigint as gross, sum(c.paid)::bigint as paid, sum(c.internal_cost)::bigint as "internalCost"
    from ${joined} where ${where} group by c.currency order by c.currency`)
  return { rows: rows.slice(0, limit), next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null, sums }
}

export async function exportCharges(context: Context, { format, ...filter }: ParsedOf<typeof exporting>): Promise<RawReply> {
  const words = chargeWords[context.actor.language]
  const rows = await context.tx.rows<ChargeRow & { lines: StoredLine[]; list: string }>(sql`
    select ${columns}, c.lines, l.code || ' v' || l.version as list from ${joined} join price_lists l on l.org_id = c.org_id and l.id = c.price_list_id where ${await whereOf(context, filter)}
    order by c.id desc limit ${limits.exportRows}`)
  const cells = rows.flatMap((row) => row.lines.map((line) => {
    const money = (amount: number | null) => (amount === null ? '' : showMoney(amount, row.currency))
    return [row.number, words.states[row.state], row.ticket.number, row.customer.name, row.plan, line.n,
      words.kinds[line.kind], line.code, line.title, line.quantity, unitIn(context.actor.language, line.unit),
      money(line.unitPrice), money(line.net),
      `${line.taxRate / 100} %`, money(line.tax), money(line.gross), words.payers[line.payer], words.pricings[line.pricing], line.clause, line.why[context.actor.language], line.basis ?? '', line.reference ?? '', money(line.internalCost), row.list]
  }))
  return tableReply(format, 'charges', Object.values(words.exported), cells)
}
