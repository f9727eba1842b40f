// One unit on its way: where it is, what may follow, what the plan still asks for, how long the factory has.
import type { getRma, listRmas } from '#contract/repair/rma.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { factoryClocks } from '#domain/repair/owed.ts'
import { factOfStep, readRma, rmaSteps } from '#domain/repair/rma.ts'
import type { RmaReading, RmaStep } from '#domain/repair/rma.ts'
import { takeStep } from '#domain/repair/steps.ts'
import { mayRecord } from '#domain/ticket/may-record.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { promiseView } from '../../promise/index.ts'
import type { TicketMatter } from '../../ticket/index.ts'
import { visibleRepairs } from '../policy.ts'
import { readingsOf, readMatter, situationOf } from './read-matter.ts'
import { filesColumn, ticketColumns, ticketJoins } from './columns.ts'

type Row = ReplyOf<typeof listRmas>['rows'][number]
type View = ReplyOf<typeof getRma>

const columns = sql`
  x.id, x.number, x.state, x.is_removed as "isRemoved", x.serial, x.fault, ${ticketColumns}, x.opened_at as "openedAt", x.received_at as "receivedAt", x.finished_at as "finishedAt", x.result`

export async function findRmas({ tx, actor }: Context, { cursor, limit, ...input }: ParsedOf<typeof listRmas>): Promise<ReplyOf<typeof listRmas>> {
  const after = readCursor(cursor)
  const q = input.q?.trim()
  const where = [
    sql`x.org_id = ${actor.orgId} and ${visibleRepairs(actor)}`,
    ...(q ? [sql`(x.number ilike ${`%${q}%`} or x.serial ilike ${`%${q}%`} or t.number ilike ${`%${q}%`})`] : []),
    ...(input.state ? [sql`x.state = ${input.state}`] : []), ...(input.open === 'true' ? [sql`x.state not in ('back', 'scrapped')`] : []),
    ...(input.ticketId ? [sql`x.ticket_id = ${input.ticketId}`] : []), ...(input.assetId ? [sql`x.asset_id = ${input.assetId}`] : []), ...(after ? [sql`x.id < ${after.id}`] : []),
  ]
  const rows = await tx.rows<Row>(sql`select ${columns} from rma_orders x ${ticketJoins} where ${sql.join(where, sql` and `)} order by x.id desc limit ${limit + 1}`)
  return pageOfRows(rows, limit, ({ id }) => ({ key: '', id }), (row) => row)
}

export async function getRmaView(context: Context, rmaId: string): Promise<View> {
  const { tx, actor } = context
  const row = await tx.row<Row & Pick<View, 'standIn' | 'newSerial' | 'finding' | 'files'>>(sql`
    select ${columns}, x.stand_in as "standIn", x.new_serial as "newSerial", x.finding, ${filesColumn} from rma_orders x ${ticketJoins}
    where x.org_id = ${actor.orgId} and x.id = ${rmaId} and ${visibleRepairs(actor)}`)
  if (!row) throw new Refusal('rma.unknown')
  const matter = await readMatter(context, row.ticket.id)
  const reading = readRma(matter.facts, rmaId)
  const { plan } = matter
  const clocks = plan ? factoryClocks(plan, readingsOf(matter, context), reading.receivedFact).map((one) => promiseView(one, plan)) : []
  return {
    ...row, state: reading.state, steps: stepsOf(context, matter, row, reading), line: await lineOf(context, matter, reading),
    clocks: clocks.map(({ key, clause, title, state, dueAt, metAt }) => ({ key, clause, title, state, dueAt, metAt })),
  }
}

/** What goes with the fact of a step; the plan's gates look at it. */
export const dataOfStep = (rma: { id: string; number: string; serial: string; isRemoved: boolean }, step: RmaStep) => ({
  rma: rma.id, number: rma.number, serial: rma.serial, step, removed: rma.isRemoved, ...(factOfStep[step] === 'unit.repaired' && { result: step }), ...(factOfStep[step] === 'unit.shipped' && { direction: step === 'ship' ? 'to-factory' : 'back' }),
})

function stepsOf(context: Context, matter: TicketMatter, rma: Row, { state }: RmaReading): View['steps'] {
  return (Object.keys(rmaSteps) as RmaStep[]).filter((step) => takeStep(rmaSteps, step, state).yes).map((step) => {
    const decision = matter.plan ? mayRecord(matter.plan, factOfStep[step], dataOfStep(rma, step), situationOf(matter, context)) : { yes: true as const }
    const because = decision.yes ? [] : decision.because.map(({ code, clause, title, needs }) => ({ code, clause, title, needs }))
    return { step, open: decision.yes, because }
  })
}

async function lineOf({ tx, actor }: Context, { facts }: TicketMatter, { line }: RmaReading): Promise<View['line']> {
  const stored = await tx.rows<{ id: string; name: string | null; body: string | null }>(sql`
    select id, by_name as name, body from facts where org_id = ${actor.orgId} and id = any(${line.map(({ factId }) => factId)}::uuid[])`)
  return line.map(({ step, factId, at }) => {
    const { name, body } = stored.find(({ id }) => id === factId) ?? { name: null, body: null }
    const data = facts.find(({ id }) => id === factId)?.data ?? {}
    const word = (key: string) => (typeof data[key] === 'string' ? String(data[key]) : null)
    return { step, at: toIso(at), by: name, note: body, carrier: word('carrier'), waybill: word('waybill') }
  })
}
