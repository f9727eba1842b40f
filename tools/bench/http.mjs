// The API over real HTTP, each figure beside the same statements sent without the product.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { permissions } from '../../contract/permissions.ts'
import { sessionCookie } from '../../server/platform/http/answer.ts'
import { sql } from '../../server/platform/db/database.ts'
import { newId } from '../../server/platform/db/ids.ts'
import { checkAssets, commitAssets } from '../../server/modules/asset/commands/import-assets.ts'
import { folderBlobs } from '../../server/platform/files/blobs.ts'
import { createIdentify } from '../../server/modules/people/index.ts'
import { getAssetCover } from '../../server/modules/entitlement/queries/asset-cover.ts'
import { getTicket } from '../../server/modules/ticket/queries/get-ticket.ts'
import { listTickets } from '../../server/modules/ticket/queries/list-tickets.ts'
import { recorded, replayer, signedIn, startServer } from './database.mjs'
import { httpCaller, load } from './load.mjs'

export async function measureHttp({ db, url, dataDir, administrator }, add) {
  const person = await signedIn(db, administrator)
  const bare = await startServer('bare')
  const floor = httpCaller(bare.address)
  const http = await load(() => floor.call('GET', '/'))
  floor.close()
  await bare.stop()
  add({ name: 'HTTP alone: bare Fastify answers JSON', ...http })

  const api = await startServer('api', url, dataDir)
  const caller = httpCaller(api.address, { cookie: `${sessionCookie(false)}=${person.token}` })
  try {
    const world = await worldOf(db, person)
    await reads(url, db, world, caller, add)
    await identify(url, db, person, add)
    await writes(url, db, world, caller, add)
    await importing(url, db, world, add)
  } finally {
    caller.close()
    await api.stop()
  }
  return { apiMemory: api.memory }
}

async function worldOf(db, person) {
  const actor = { kind: 'staff', id: person.id, name: person.name, orgId: person.orgId, permissions: new Set(permissions), scope: 'all', teamIds: [], customerId: null, language: 'zh-TW', sessionId: null, viewingAs: null }
  return db.tx({ orgId: person.orgId }, async (tx) => ({
    orgId: person.orgId, actor,
    tickets: (await tx.rows(sql`select id from tickets where org_id = ${person.orgId} order by md5(id::text) limit 300`)).map(({ id }) => id),
    open: (await tx.rows(sql`select id from tickets where org_id = ${person.orgId} and closed_at is null order by md5(id::text) limit 300`)).map(({ id }) => id),
    serials: (await tx.rows(sql`select serial from assets where org_id = ${person.orgId} order by md5(id::text) limit 100`)).map(({ serial }) => serial),
    parts: await tx.rows(sql`
      select a.customer_id as "customerId", a.site_id as "siteId", a.id as "assetId", g.id as "agreementId", g.plan_version_id as "planVersionId"
      from assets a join agreements g on g.org_id = a.org_id and g.customer_id = a.customer_id where a.org_id = ${person.orgId} order by md5(a.id::text) limit 200`),
  }))
}

async function reads(url, db, { orgId, actor, tickets, serials, parts }, caller, add) {
  const inside = (work) => recorded(() => db.tx({ orgId }, (tx) => work({ tx, actor, now: Date.now() })))
  const list = (filter) => inside((context) => listTickets(context, { limit: 50, sort: 'due', ...filter }))
  const questions = [
    ['List of 50 open tickets by due time', () => '/api/tickets?open=yes&sort=due&limit=50', [await list({ open: 'yes' })], 1200],
    ['List of 50, newest first', () => '/api/tickets?sort=-registered&limit=50', [await list({ sort: '-registered' })], 1200],
    ['Search for a serial number', (turn) => `/api/tickets?q=${serials[turn % serials.length]}&limit=50`, await oneByOne(serials.slice(0, 20), (q) => list({ q })), null],
    ['Search for a common word, open only, by due time', () => `/api/tickets?q=${encodeURIComponent('異常')}&open=yes&sort=due&limit=50`, [await list({ q: '異常', open: 'yes' })], null],
    ['Search for a common word, newest first', () => `/api/tickets?q=${encodeURIComponent('異常')}&sort=-registered&limit=50`, [await list({ q: '異常', sort: '-registered' })], null],
  ]
  const views = await oneByOne(tickets.slice(0, 40), (id) => inside((context) => getTicket(context, id)))
  questions.push(['Ticket page: fields, steps, actions, promises', (turn) => `/api/tickets/${tickets[turn % tickets.length]}`, views, 1200])
  const covers = await oneByOne(parts.slice(0, 40).map(({ assetId }) => assetId), (assetId) => inside((context) => getAssetCover(context, { assetId })))
  questions.push(['Cover of an asset: every term and verdict with its reasons', (turn) => `/api/assets/${parts[turn % parts.length].assetId}/cover`, covers, null])
  for (const [name, path, lists, target] of questions) {
    const direct = await replayer(url, lists)
    const floor = await load(direct.work)
    await direct.close()
    add({ name, ...await load((turn) => caller.call('GET', path(turn))), floor: floor.rate, floorName: `${lists[0].length} statements sent directly`, target })
  }
}

// Recording listens to every connection of this process, so only one piece of work may run at a time.
async function oneByOne(things, work) {
  const done = []
  for (const thing of things) done.push(await work(thing))
  return done
}

async function identify(url, db, { token }, add) {
  const request = { headers: { cookie: `${sessionCookie(false)}=${token}` } }
  const who = () => createIdentify({ db, now: () => Date.now(), secure: false })(request)
  const direct = await replayer(url, [await recorded(who)])
  const floor = await load(direct.work)
  await direct.close()
  add({ name: 'Session identified, not cached', ...await load(who), floor: floor.rate, floorName: 'the same statement' })
}

async function writes(url, db, { orgId, actor, parts, open }, caller, add) {
  const bare = await bareInsert(url, orgId, parts)
  const floor = await load(bare.work)
  await bare.close()
  add({
    name: 'Register a ticket', floor: floor.rate, floorName: 'one statement: ticket, fact, 3 promises, 3 timers, audit', target: Math.max(600, 0.4 * floor.rate),
    ...await load((turn) => {
      const { customerId, siteId, assetId } = parts[turn % parts.length]
      return caller.call('POST', '/api/tickets', { type: 'fault', channel: 'phone', customerId, siteId, assetId, title: '設備異常停機', description: '早上開機後停止。' })
    }),
  })
  add({
    name: 'Record a fact (note) of a ticket', floor: floor.rate, floorName: 'the same bare insert',
    ...await load((turn) => caller.call('POST', `/api/tickets/${open[turn % open.length]}/facts`, { kind: 'note.added', body: '已聯絡客戶。' })),
  })
}

// A day's production of serials in one file: tried, then taken. The floor is the same rows by one bare statement.
async function importing(url, db, { orgId, actor, parts }, add) {
  const count = 10_000
  const customer = await db.tx({ orgId }, (tx) => tx.row(sql`select number, id from customers where org_id = ${orgId} and id = ${parts[0].customerId}`))
  const lines = Array.from({ length: count }, (_, n) => `門 ${n},BENCH-${String(n).padStart(6, '0')},${customer.number},LOT-${n % 7},main unit`)
  const file = { name: 'serials.csv', mediaType: 'text/csv', data: Buffer.from(`name,serial,customerNumber,batch,componentClass\n${lines.join('\n')}`) }
  const blobs = folderBlobs(mkdtempSync(join(tmpdir(), 'aftercare-bench-import-')))
  const inside = (work) => db.tx({ orgId }, (tx) => work({ tx, actor, now: Date.now() }))
  const from = performance.now()
  const { token } = await inside((context) => checkAssets(context, [file], blobs))
  const tried = performance.now()
  await inside((context) => commitAssets(context, token, blobs))
  const taken = performance.now()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`begin; select set_config('app.system', 'on', true)`)
  await client.query(`delete from assets where org_id = $1 and serial like 'BENCH-%'`, [orgId])
  const bare = performance.now()
  await client.query(`insert into assets (org_id, id, number, customer_id, name, serial, batch, search, created_at)
    select $1, gen_random_uuid(), 'BENCH-' || n, $2, '門 ' || n, 'BENCH-' || n, 'LOT', to_tsvector('simple', 'bench ' || n), now() from generate_series(1, ${count}) n`, [orgId, customer.id])
  const floor = (count / (performance.now() - bare)) * 1000
  await client.query('rollback')
  await client.query(`begin; select set_config('app.system', 'on', true)`)
  await client.query(`delete from assets where org_id = $1 and serial like 'BENCH-%'`, [orgId])
  await client.query('commit')
  await client.end()
  add({ name: `10,000-serial import: tried (${Math.round(tried - from)} ms)`, rate: (count / (tried - from)) * 1000, target: 1000 })
  add({ name: `10,000-serial import: taken (${Math.round(taken - tried)} ms)`, rate: (count / (taken - tried)) * 1000, floor, floorName: 'one bare insert of the same rows', target: 1000 })
}

// The least that must be written for a ticket, in one statement and one commit.
async function bareInsert(url, orgId, parts) {
  const at = new Date().toISOString()
  const text = `
    with t as (insert into tickets (org_id, id, number, type, title, channel, status, customer_id, agreement_id, plan_version_id, registered_at, updated_at, search)
      values ($1::uuid, $2::uuid, 'BENCH-' || $2::uuid::text, 'fault', '設備異常停機', 'phone', 'new', $3::uuid, $4::uuid, $5::uuid, $6::timestamptz, $6::timestamptz, to_tsvector('simple', 'bench'))),
    f as (insert into facts (org_id, id, kind, subject_kind, subject_id, happened_at, recorded_at) values ($1::uuid, $7::uuid, 'ticket.registered', 'ticket', $2::uuid, $6::timestamptz, $6::timestamptz)),
    p as (insert into promises (org_id, id, subject_kind, subject_id, key, rule_id, clause, plan_version_id, customer_id, agreement_id, state, started_at, reading)
      select $1::uuid, gen_random_uuid(), 'ticket', $2::uuid, 'B#' || n, 'B', 'B', $5::uuid, $3::uuid, $4::uuid, 'running', $6::timestamptz, '{}' from generate_series(1, 3) n),
    c as (insert into timers (org_id, subject_kind, subject_id, promise_key, mark, fires_at) select $1::uuid, 'ticket', $2::uuid, 'B#' || n, 'due', '2100-01-01' from generate_series(1, 3) n)
    insert into audit_entries (org_id, id, at, actor_name, action, noun) values ($1::uuid, $7::uuid, $6::timestamptz, 'bench', 'ticket.registered', 'ticket')`
  const pool = new pg.Pool({ connectionString: url, max: 8 })
  return {
    work: async (turn) => {
      const { customerId, agreementId, planVersionId } = parts[turn % parts.length]
      const client = await pool.connect()
      await client.query(`begin; select set_config('app.org_id', '${orgId}', true)`)
      try {
        await client.query(text, [orgId, newId(), customerId, agreementId, planVersionId, at, newId()])
        await client.query('commit')
      } finally {
        client.release()
      }
    },
    close: async () => {
      const client = await pool.connect()
      await client.query(`select set_config('app.system', 'on', true); delete from timers where promise_key like 'B#%'; delete from promises where rule_id = 'B'`)
      client.release()
      await pool.end()
    },
  }
}
