// Two houses in one database behind the real HTTP face, each with one of everything.
import type { z } from 'zod'
import { createAgreement } from '#contract/agreement/endpoints.ts'
import { createAsset, mintQrCodes } from '#contract/asset/endpoints.ts'
import { saveWebhook } from '#contract/channel/endpoints.ts'
import { runSettlement } from '#contract/dealer/claims.ts'
import { fileForm } from '#contract/document/endpoints.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { createContact, createCustomer, createSite } from '#contract/party/endpoints.ts'
import { createTeam } from '#contract/people/endpoints.ts'
import { createProduct } from '#contract/product/endpoints.ts'
import { createPlace, openCount } from '#contract/stock/endpoints.ts'
import { createPart } from '#contract/stock/parts.ts'
import { createRequisition } from '#contract/stock/requisitions.ts'
import { recordFact, registerTicket, saveView } from '#contract/ticket/endpoints.ts'
import { fillOpenValues } from '#domain/plan/fill-open-values.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { routesOf } from '#server/main/modules.ts'
import { installPlans } from '#server/modules/plan/index.ts'
import { createIdentify } from '#server/modules/people/index.ts'
import { tokenHash } from '#server/platform/auth/tokens.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Actor } from '#server/platform/http/context.ts'
import type { Live } from '#server/platform/live/live.ts'
import { createLog } from '#server/platform/log/log.ts'
import { actorWith, createOrg, createPerson, testApp } from '#tests/support/actor.ts'
import type { Caller, Called, TestApp } from '#tests/support/actor.ts'
import { createDatabase } from '#tests/support/database.ts'
import { monday, planFile } from '#tests/support/running-plan.ts'
import type { Known } from './sample.ts'

export const quiet: Live = { subscribe: () => () => undefined, isListening: () => true, close: () => Promise.resolve() }
export const routes = routesOf(quiet)
export const served = routes.map(({ endpoint }) => endpoint)
export const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`

export type House = { orgId: string; boss: Actor; known: Known }
export type Town = Awaited<ReturnType<typeof openTown>>

export async function openTown() {
  const database = await createDatabase()
  const db = openDatabase(database.url, { max: 6 })
  let now = instant(monday)
  const failures: string[] = []
  const app = await testApp(db, routes, {
    now: () => now, identify: createIdentify({ db, now: () => now, secure: false }), services: { log: createLog((line) => { if (line.includes('request.failed')) failures.push(line) }) },
  })
  return {
    database, db, app, failures, now: () => now,
    later: (ms: number) => { now = (now + ms) as Instant },
    /** Any endpoint by its description, with any input. */
    ask: (endpoint: Endpoint, input: object, caller: Caller = {}): Promise<Called> => app.call(endpoint, input as never, caller),
    house: (name: string) => openHouse(db, app, now, name),
    close: async () => { await app.close(); await db.close(); await database.drop() },
  }
}

async function openHouse(db: DatabaseHandle, app: TestApp, now: Instant, name: string): Promise<House> {
  const orgId = await createOrg(db, now, { name, zone: 'Asia/Taipei' })
  const person = await createPerson(db, orgId, { role: 'administrator', name: `${name} boss` })
  const boss = actorWith(orgId, 'all', { id: person.id, name: person.name })
  const planVersion = await db.tx({ orgId }, async (tx) => (await installPlans(tx, orgId, [{ plan: fillOpenValues(planFile('P01')), source: '' }], now))['P01']!)
  const make = async <E extends Endpoint>(endpoint: E, input: z.input<E['input']>): Promise<Called['body']> => {
    const reply = await app.call(endpoint, input as never, { as: boss })
    if (reply.status !== 200) throw new Error(`${nameOf(endpoint)}: ${reply.text}`)
    return reply.body
  }
  const customer = await make(createCustomer, { name: `${name} customer` })
  const site = await make(createSite, { customerId: customer.id, name: `${name} site` })
  const contact = await make(createContact, { customerId: customer.id, name: `${name} contact` })
  const product = await make(createProduct, { code: `${name}-product`, name: `${name} product` })
  const asset = await make(createAsset, { customerId: customer.id, name: `${name} asset`, serial: `${name}-1` })
  const agreement = await make(createAgreement, { customerId: customer.id, planVersionId: planVersion, title: `${name} agreement`, startsOn: '2026-01-01', level: 'A' })
  const team = await make(createTeam, { name: `${name} team`, memberIds: [] })
  const ticket = await make(registerTicket, { type: 'fault', channel: 'phone', customerId: customer.id, assetId: asset.id, title: `${name} ticket`, happenedAt: toIso(now) })
  await make(recordFact, { ticketId: ticket.id, kind: 'note.added', body: `${name} note` })
  await make(fileForm, { ticketId: ticket.id, code: 'P01-rma', fields: {}, signatures: [] }).catch(() => null)
  await make(saveView, { title: `${name} view`, filter: {} })
  await make(saveWebhook, { url: 'https://93.184.216.34/hook', events: ['ticket.registered'] })
  const part = await make(createPart, { number: `${name}-part`, name: `${name} part` })
  const place = await make(createPlace, { code: `${name}-depot`, name: `${name} depot`, kind: 'depot' })
  const requisition = await make(createRequisition, { toId: place.id, lines: [{ partId: part.id, quantity: 1 }] })
  const count = await make(openCount, { placeId: place.id })
  const run = await make(runSettlement, { month: new Date(now - 40 * 86_400_000).toISOString().slice(0, 7) })
  const { codes } = await make(mintQrCodes, { count: 1 })
  const known = await db.tx({ orgId }, async (tx) => {
    const attachment = newId()
    const one = async (table: string) => (await tx.row<{ id: string }>(sql`select id from ${sql.raw(table)} where org_id = ${orgId} order by id limit 1`))?.id ?? newId()
    return { attachment, fact: await one('facts'), promise: await one('promises'), form: await one('forms'), view: await one('saved_views'), webhook: await one('webhooks'), plan: await one('plans'),
      role: person.roleId, notice: await one('notices') }
  })
  return { orgId, boss, known: { ...known, customer: customer.id, site: idOf(site), contact: idOf(contact), product: product.id, asset: asset.id, agreement: agreement.id, team: idOf(team),
    ticket: ticket.id, person: person.id, part: part.id, place: place.id, requisition: requisition.id, count: count.id, run: run.id, planVersion, code: codes[0].code, nobody: newId() } }
}

const idOf = (made: { id?: string; sites?: { id: string }[]; contacts?: { id: string }[] }): string => made.id ?? made.sites?.[0]?.id ?? made.contacts?.[0]?.id ?? newId()

/** A session of a person that no sign-in made: what its cookie says. */
export async function sessionOf(db: DatabaseHandle, orgId: string, personId: string, letter: string): Promise<string> {
  const [token, now] = [letter.repeat(43), Date.now() as Instant]
  await db.tx({ orgId }, (tx) => tx.run(sql`
    insert into sessions (org_id, id, person_id, token_hash, created_at, last_seen_at, expires_at)
    values (${orgId}, ${newId()}, ${personId}, ${tokenHash(token)}, ${toIso(now)}, ${toIso(now)}, ${toIso((now + 86_400_000) as Instant)})`))
  return `session=${token}`
}

/** One checksum over all rows of each table (of one organisation, if named). */
export async function stateOf(db: DatabaseHandle, orgId?: string, except: readonly string[] = []): Promise<Record<string, string>> {
  const client = await db.pool.connect()
  try {
    await client.query('begin; reset role')
    const { rows: tables } = await client.query<{ name: string; scoped: boolean }>(`
      select c.relname as name, exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped) as scoped
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`)
    const state: Record<string, string> = {}
    for (const { name } of tables.filter((table) => !except.includes(table.name) && (table.scoped || orgId === undefined))) {
      const where = orgId === undefined ? '' : `where org_id = '${orgId}'`
      const { rows } = await client.query<{ sum: string }>(`select count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from "${name}" t ${where}`)
      state[name] = rows[0]?.sum ?? ''
    }
    return state
  } finally {
    await client.query('rollback; set role aftercare_app')
    client.release()
  }
}
