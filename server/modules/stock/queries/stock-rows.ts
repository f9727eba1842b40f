// How parts, places and moves are shown: one spelling of the columns for every list.
import type { BalanceRow, MoveRow } from '#contract/stock/stock.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import type { RawBuilder } from 'kysely'
import { visiblePlaces } from '../policy.ts'

export const partJson = sql`json_build_object('id', p.id, 'number', p.number, 'name', p.name, 'unit', p.unit)`
export const placeJson = (alias: string) => sql`json_build_object('id', ${sql.ref(`${alias}.id`)}, 'code', ${sql.ref(`${alias}.code`)}, 'name', ${sql.ref(`${alias}.name`)}, 'kind', ${sql.ref(`${alias}.kind`)})`
const placeOrNull = (alias: string) => sql`case when ${sql.ref(`${alias}.id`)} is null then null else ${placeJson(alias)} end`

export const balanceColumns = sql`${partJson} as part, ${placeJson('pl')} as place, b.serial, b.batch, b.condition, b.on_hand as "onHand", b.reserved, b.on_hand - b.reserved as available`
export const balanceTables = sql`stock_balances b join parts p on p.org_id = b.org_id and p.id = b.part_id join stock_places pl on pl.org_id = b.org_id and pl.id = b.place_id`

export const moveColumns = sql`
  m.id, m.document_id as "documentId", m.kind, ${partJson} as part, m.quantity, ${placeOrNull('f')} as "from", ${placeOrNull('t')} as "to", m.serial, m.batch, m.condition, m.becomes,
  case when k.id is null then null else json_build_object('id', k.id, 'number', k.number) end as ticket, m.reason, m.reference, m.by_name as "byName", m.at`
export const moveTables = sql`
  stock_moves m join parts p on p.org_id = m.org_id and p.id = m.part_id left join stock_places f on f.org_id = m.org_id and f.id = m.from_id
  left join stock_places t on t.org_id = m.org_id and t.id = m.to_id left join tickets k on k.org_id = m.org_id and k.id = m.ticket_id`

export const balancesWhere = ({ tx, actor }: Context, where: RawBuilder<unknown>): Promise<BalanceRow[]> => tx.rows<BalanceRow>(sql`
  select ${balanceColumns} from ${balanceTables} where b.org_id = ${actor.orgId} and ${visiblePlaces(actor)} and ${where} order by p.number, pl.code, b.condition, b.batch, b.serial limit 1000`)

export const movesWhere = async ({ tx, actor }: Context, where: RawBuilder<unknown>, end = sql``): Promise<MoveRow[]> =>
  (await tx.rows<Omit<MoveRow, 'after'>>(sql`select ${moveColumns} from ${moveTables} where m.org_id = ${actor.orgId} and ${where} order by m.id desc ${end}`)).map((row) => ({ ...row, after: null }))

/** Moves that touch a place one may see. */
export const visibleMoves = (context: Context) => sql`exists (select from stock_places pl where ${visiblePlaces(context.actor)} and pl.id in (m.from_id, m.to_id))`
