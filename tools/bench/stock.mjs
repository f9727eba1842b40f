// Stock: moves of one part by all callers at once, and of parts that nobody shares. Its floor is the same three statements alone.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { permissions } from '../../contract/permissions.ts'
import { sql } from '../../server/platform/db/database.ts'
import { createPart, createPlace, moveStock } from '../../server/modules/stock/index.ts'
import { load } from './load.mjs'

const callers = 8

export async function measureStock({ db, url, administrator }, add) {
  const person = await db.tx('system', (tx) => tx.row(sql`select org_id as "orgId", id, name from people where email = ${administrator}`))
  const actor = { kind: 'staff', ...person, permissions: new Set(permissions), scope: 'all', teamIds: [], customerId: null, language: 'zh-TW', sessionId: null, viewingAs: null }
  const within = (work) => db.tx({ orgId: actor.orgId }, (tx) => work({ tx, now: Date.now(), actor }))
  const place = (code) => within((context) => createPlace(context, { code, name: code, kind: 'depot', holderId: null, customerId: null, address: null, region: null, serves: [], planDepots: [] }))
  const [from, to] = [await place('BENCH-A'), await place('BENCH-B')]
  const parts = []
  for (let n = 0; n < callers; n += 1) parts.push(await stocked(within, n, from))
  const pick = (part) => within((context) => moveStock(context, [{ kind: 'transfer', part, quantity: 1, from, to }]))
  const shared = await raw(url, actor, [parts[0]], from)
  add({ name: 'Stock moves, all of one part (8 callers)', ...await load(() => pick(parts[0]), { callers }), floor: (await load(shared.work, { callers })).rate, floorName: 'lock, insert, update, commit' })
  await shared.close()
  const apart = await raw(url, actor, parts, from)
  add({ name: 'Stock moves, each of its own part', ...await load((turn) => pick(parts[turn % callers]), { callers }), floor: (await load(apart.work, { callers })).rate, floorName: 'lock, insert, update, commit' })
  await apart.close()
}

async function stocked(within, n, to) {
  const part = await within((context) => createPart(context, {
    number: `BENCH-${n}`, name: `Bench ${n}`, unit: 'pc', classes: [], origin: 'original', isSerial: false, isBatch: false, productIds: [], minimum: null, listPrice: null, costPrice: null, marketPrice: null,
    marketSource: null, marketOn: null, priceSource: 'list', supplier: null, supplyUntil: null, note: null,
  }))
  await within((context) => moveStock(context, [{ kind: 'receive', part, quantity: 1_000_000, from: null, to }]))
  return part
}

/** The least a ledger with a balance can do: lock the part, write the move, write the balance, commit. It leaves the sums as they were. */
async function raw(url, { orgId, name }, parts, place) {
  const clients = await Promise.all(Array.from({ length: callers }, async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('set role aftercare_app')
    return client
  }))
  const free = [...clients]
  const work = async (turn) => {
    const client = free.pop()
    const part = parts[turn % parts.length]
    await client.query(`begin; select set_config('app.org_id', '${orgId}', true)`)
    await client.query({ name: 'lock', text: 'select 1 from parts where org_id = $1 and id = $2 for no key update', values: [orgId, part] })
    await client.query({ name: 'move', values: [orgId, randomUUID(), part, place, name], text: `
      insert into stock_moves (org_id, id, document_id, kind, part_id, quantity, from_id, to_id, condition, becomes, by_name, at) values ($1, $2, $2, 'transfer', $3, 1, $4, $4, 'new', 'new', $5, now())` })
    await client.query({ name: 'balance', text: 'update stock_balances set on_hand = on_hand where org_id = $1 and part_id = $2 and place_id = $3', values: [orgId, part, place] })
    await client.query('commit')
    free.push(client)
  }
  return { work, close: () => Promise.all(clients.map((client) => client.end())) }
}
