import type { claimRow, claimView } from '#contract/dealer/claim.ts'
import type { exportClaims as exporting, listClaims as declared } from '#contract/dealer/claims.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { readChain } from '#domain/settlement/claim.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { Text } from '#domain/plan/words.ts'
import { dealerIn } from '#locales/dealer.ts'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import { sql } from '#server/platform/db/database.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { literally } from '#server/platform/search/text.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { tableReply } from '#server/platform/table/table-reply.ts'
import { inUnits } from '#domain/format/money.ts'
import { planOf } from '../../plan/index.ts'
import { visibleDealers } from '../policy.ts'
import { claimColumns, claimTables, loadClaim } from './load-claim.ts'
import type { ClaimRecord } from './load-claim.ts'

type Row = Omit<ClaimRecord, 'agreement' | 'fault' | 'work' | 'lines'> & { planVersionId: string }

const columns = sql`${claimColumns}, g.plan_version_id as "planVersionId"`
const tables = sql`${claimTables} join agreements g on g.org_id = l.org_id and g.id = l.agreement_id`

export async function listClaims({ tx, actor }: Context, { cursor, limit, ...filter }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const after = readCursor(cursor)
  const rows = await tx.rows<Row>(sql`
    select ${columns} from ${tables} where ${filtered(actor, filter)} ${after ? sql`and l.id < ${after.id}` : sql``} order by l.id desc limit ${limit + 1}`)
  const currencies = await currenciesOf(tx, rows)
  return pageOfRows(rows, limit, ({ id }) => ({ key: '', id }), (row) => rowOf(row, currencies.get(row.planVersionId)!))
}

export async function exportClaims({ tx, actor }: Context, { format, ...filter }: ParsedOf<typeof exporting>): Promise<RawReply> {
  const rows = await tx.rows<Row>(sql`select ${columns} from ${tables} where ${filtered(actor, filter)} order by l.id limit ${limits.exportRows}`)
  const currencies = await currenciesOf(tx, rows)
  const say = dealerIn(actor.language)
  const money = (minor: number | null, { planVersionId }: Row) => (minor === null ? null : inUnits(minor, currencies.get(planVersionId)!))
  const head = ['number', 'dealer', 'serial', 'product', 'recordNumber', 'repairedOn', 'amount', 'approved', 'state', 'next', 'filedOn'] as const
  return tableReply(format, 'claims', head.map((field) => say(`claim.${field}`)), rows.map((row) => [
    row.number, row.dealerName, row.serial, row.product, row.recordNumber, row.repairedOn, money(row.amount, row), money(row.approved, row), say(`claim.state.${row.state}`), row.nextLink && say(`link.${row.nextLink}`), row.filedOn,
  ]))
}

// One organisation may run plans of two currencies; each row is of the one its plan is written in.
async function currenciesOf(tx: Context['tx'], rows: readonly Row[]): Promise<Map<string, Plan['currency']>> {
  const found = new Map<string, Plan['currency']>()
  for (const id of new Set(rows.map(({ planVersionId }) => planVersionId))) found.set(id, (await planOf(tx, id)).currency)
  return found
}

function filtered(actor: Actor, { q, dealerId, state, next, claimant, from, until }: Omit<ParsedOf<typeof exporting>, 'format'>): RawBuilder<unknown> {
  const words = q?.trim() ? `%${literally(q.trim())}%` : null
  const conditions = [
    sql`l.org_id = ${actor.orgId}`, visibleDealers(actor, sql`l.dealer_id`),
    ...(words ? [sql`(l.number ilike ${words} or l.serial ilike ${words} or l.record_number ilike ${words} or l.product ilike ${words} or c.name ilike ${words})`] : []),
    ...(dealerId ? [sql`l.dealer_id = ${dealerId}`] : []), ...(state ? [sql`l.state = ${state}`] : []), ...(next ? [sql`l.state = 'open' and l.next_link = ${next}`] : []),
    ...(claimant ? [sql`l.claimant = ${claimant}`] : []), ...(from ? [sql`l.filed_on >= ${from}`] : []), ...(until ? [sql`l.filed_on <= ${until}`] : []),
  ]
  return sql.join(conditions, sql` and `)
}

const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })

function rowOf(row: Omit<Row, 'planVersionId'>, currency: Plan['currency']): z.output<typeof claimRow> {
  const { id, number, claimant, serial, product, origin, recordNumber, repairedOn, replacedPart, returnBy, amount, dealerBorne, approved, state, nextLink, filedOn } = row
  return {
    id, number, claimant, dealer: named(row.dealerId, row.dealerName), serial, product, origin, recordNumber, repairedOn, replacedPart, returnBy, amount, dealerBorne, approved, state, currency,
    nextLink, filedOn,
    responsible: origin === 'outsourced' ? 'salesperson' : 'technical-department', salesperson: named(row.salespersonId, row.salespersonName),
  }
}

export async function getClaim(context: Context, claimId: string): Promise<z.output<typeof claimView>> {
  const { tx, actor } = context
  const { row, claim, plan, terms } = await loadClaim(context, claimId)
  const chain = readChain(claim, terms)
  const stop = chain.find(({ state }) => state === 'next' || state === 'refused')
  const files = await tx.rows<{ id: string; name: string; mediaType: string }>(sql`
    select f.id, b.name, b.media_type as "mediaType" from claim_files f join blobs b on b.org_id = f.org_id and b.id = f.blob_id where f.org_id = ${actor.orgId} and f.claim_id = ${claimId} order by f.id`)
  const { agreement } = row
  return {
    ...rowOf(row, plan.currency), agreement: { id: agreement.id, number: agreement.number }, ticketId: row.ticketId, oldPartId: row.oldPartId,
    fault: row.fault, work: row.work, lines: row.lines, files,
    chain: chain.map(({ link, clause, state, because, on }) => ({ link, clause, title: titleOf(plan, clause), state, because: because && `claim.${because}`, on })),
    missing: stop ? { link: stop.link, clause: stop.clause, because: `claim.${stop.because}`, isFinal: stop.state === 'refused' } : null,
    entries: claim.entries.map(({ kind, on, by, recordedAt, data }) => ({ kind, on, by, recordedAt, data: withoutImage(data) })),
    causes: terms.causes.map(({ code, isInScope }) => ({ code, isInScope, title: plan.vocabulary.causes.find((cause) => cause.code === code)!.title })),
    userNote: stop?.because === 'card-late' || stop?.because === 'card-missing' ? 'claim.user-right-stays' : null,
  }
}

export const titleOf = ({ dealers }: Plan, clause: string | null): Text | null => dealers.find((rule) => rule.clause === clause)?.title ?? null

// A signature drawn on the screen is a picture; the list only says that there is one.
const withoutImage = (data: Readonly<Record<string, string | number | boolean | null>>) => Object.fromEntries(Object.entries(data).map(([key, value]) => [key, key === 'signature' ? 'drawn' : value]))
