// What a caller reaches by list, by search, by export and one by one is the same set.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportAssets, getAsset, listAssets } from '#contract/asset/endpoints.ts'
import { exportCustomers, getCustomer, listCustomers } from '#contract/party/endpoints.ts'
import { getPromise, listPromises } from '#contract/promise/endpoints.ts'
import { listAgreements, getAgreement } from '#contract/agreement/endpoints.ts'
import { fileForm, getForm, listDefinitions, listForms, printForm } from '#contract/document/endpoints.ts'
import { getPerson, listPeople } from '#contract/people/endpoints.ts'
import { exportTickets, getTicket, listTickets, registerTicket } from '#contract/ticket/endpoints.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { actorWith, createPerson } from '#tests/support/actor.ts'
import { openTown } from './house.ts'
import type { House, Town } from './house.ts'

let town: Town
let home: House
let actors: Record<string, Actor>
beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
  const { customer, team } = home.known as { customer: string; team: string }
  const [inTeam, alone] = [await createPerson(town.db, home.orgId), await createPerson(town.db, home.orgId)]
  actors = {
    'of a team': { ...actorWith(home.orgId, 'all', { id: inTeam.id, scope: 'team' }), teamIds: [team] },
    'on their own': actorWith(home.orgId, 'all', { id: alone.id, scope: 'own' }),
    'of a customer': actorWith(home.orgId, 'all', { kind: 'customer', customerId: customer }),
    'of no customer': actorWith(home.orgId, 'all', { kind: 'customer', customerId: null }),
  }
  const owners = [{ holderId: inTeam.id }, { holderId: alone.id }, { teamId: team }, {}]
  for (const [n, owner] of owners.entries()) {
    const reply = await town.app.call(registerTicket, { type: 'fault', channel: 'phone', customerId: customer, title: `home matter ${n}`, ...owner }, { as: home.boss })
    if (reply.status !== 200) throw new Error(reply.text)
    await filed(reply.body.id as string)
  }
})
afterAll(() => town.close())

/** A draft and, where the form takes no more than its texts, a filed form of a ticket. */
async function filed(ticketId: string): Promise<void> {
  const { rows } = (await town.app.call(listDefinitions, { ticketId }, { as: home.boss })).body
  for (const { code, fields } of rows.slice(0, 2)) {
    const filling = Object.fromEntries(fields.filter(({ kind }: { kind: string }) => kind === 'text' || kind === 'long-text').map(({ key }: { key: string }) => [key, 'home words']))
    for (const file of [false, true]) await town.app.call(fileForm, { ticketId, code, fields: filling, file }, { as: home.boss })
  }
}

const all = (table: string) => town.db.tx({ orgId: home.orgId }, (tx) => tx.rows<{ id: string; number?: string }>(sql`select * from ${sql.raw(table)} where org_id = ${home.orgId}`))

test.each(['of a team', 'on their own', 'of a customer', 'of no customer'])('R-01 somebody %s reaches the same by list, search, export and one by one', async (who) => {
  const as = actors[who]!
  const nouns = [
    { table: 'tickets', list: listTickets, get: getTicket, field: 'ticketId', file: exportTickets, q: 'home' },
    { table: 'customers', list: listCustomers, get: getCustomer, field: 'customerId', file: exportCustomers, q: 'home' },
    { table: 'assets', list: listAssets, get: getAsset, field: 'assetId', file: exportAssets, q: 'home' },
    { table: 'promises', list: listPromises, get: getPromise, field: 'promiseId', file: null, q: null },
    { table: 'agreements', list: listAgreements, get: getAgreement, field: 'agreementId', file: null, q: 'home' },
    { table: 'forms', list: listForms, get: getForm, field: 'formId', file: null, q: 'home words' },
    { table: 'forms', list: listForms, get: printForm, field: 'formId', file: null, q: null },
    { table: 'people', list: listPeople, get: getPerson, field: 'personId', file: null, q: null },
  ]
  for (const { table, list, get, field, file, q } of nouns) {
    const rows = await all(table)
    expect([table, rows.length > 0]).toEqual([table, true])
    const listed = await town.ask(list, { limit: 200 }, { as })
    const ids: string[] = listed.body.rows.map((row: { id?: string; promiseId?: string }) => row.promiseId ?? row.id).sort()
    const gettable: string[] = []
    for (const { id } of rows) if ((await town.ask(get, { [field]: id }, { as })).status === 200) gettable.push(id)
    expect([who, table, ids]).toEqual([who, table, gettable.sort()])
    if (q) expect([who, table, (await town.ask(list, { q, limit: 200 }, { as })).body.rows.map(({ id }: { id: string }) => id).sort()]).toEqual([who, table, ids])
    if (!file) continue
    const { text } = await town.ask(file, { format: 'csv' }, { as })
    const exported = rows.filter(({ number }) => number && text.includes(number)).map(({ id }) => id).sort()
    expect([who, table, exported]).toEqual([who, table, ids])
  }
})
