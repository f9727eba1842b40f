// Every route, for every role and every way of having no right to it. The matrix is made from the contract, not written by hand.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { bulkRecord, getTicket } from '#contract/ticket/endpoints.ts'
import { deactivatePerson } from '#contract/people/endpoints.ts'
import { roleTemplates } from '#contract/people/templates.ts'
import type { RoleCode } from '#contract/people/templates.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { tokenHash } from '#server/platform/auth/tokens.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Called } from '#tests/support/actor.ts'
import { actorWith, createPerson } from '#tests/support/actor.ts'
import { nameOf, openTown, served, stateOf } from './house.ts'
import type { House, Town } from './house.ts'
import { idFields, sampleFor } from './sample.ts'

let town: Town
let home: House
let abroad: House
beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
  abroad = await town.house('abroad')
})
afterAll(() => town.close())

const isStream = ({ path }: Endpoint) => path === '/live'
const closed = served.filter(({ permission }) => permission !== 'public')
// What belongs to 'my company' may be refused to somebody who belongs to none.
const isOwn = ({ permission }: Endpoint) => permission.startsWith('own.')
const roles = Object.keys(roleTemplates) as RoleCode[]

describe('R-01 the authorisation matrix', () => {
  test('R-01 every endpoint of the contract is served and has its row, once', () => {
    const rows = served.map(nameOf)
    expect(new Set(rows).size).toBe(rows.length)
    expect(Object.values(endpoints).map(nameOf).filter((name) => !rows.includes(name))).toEqual([])
  })

  test('R-01 without a session every closed route answers the same refusal, whatever the input', async () => {
    for (const endpoint of closed) {
      const reply = await town.ask(endpoint, sampleFor(endpoint, home.known))
      expect([nameOf(endpoint), reply.status, reply.body?.code]).toEqual([nameOf(endpoint), 401, 'session.required'])
    }
  })

  test.each(roles)('R-01 %s is refused exactly the routes whose permission the role lacks', async (role) => {
    const { permissions, scope } = roleTemplates[role]
    const kind = role.startsWith('customer') ? 'customer' : role.startsWith('dealer') ? 'dealer' : 'staff'
    const actor = actorWith(home.orgId, permissions, { kind, scope, ...(kind !== 'staff' && { customerId: home.known['customer']! }) })
    const held = new Set<string>(permissions)
    for (const endpoint of closed.filter((one) => !isStream(one))) {
      const may = endpoint.permission === 'signed-in' || held.has(endpoint.permission)
      // A role that may call is asked with ids of nobody, so that its permission alone is judged and nothing is destroyed.
      const known = may ? Object.fromEntries(Object.keys(home.known).map((noun) => [noun, newId()])) : home.known
      const reply = await town.ask(endpoint, sampleFor(endpoint, known), { as: actor })
      const isRefused = reply.status === 403 && reply.body?.code === 'permission.missing' && reply.body.params.permission === endpoint.permission
      expect([nameOf(endpoint), isRefused]).toEqual([nameOf(endpoint), !may || (isOwn(endpoint) && kind === 'staff' && isRefused)])
      expect(reply.status, `${nameOf(endpoint)}: ${reply.text.slice(0, 200)}`).not.toBe(500)
    }
  })

  test('R-01 an id of another house is answered like an id of nobody, in every place an id can stand, and nothing there changes', async () => {
    const before = await stateOf(town.db, abroad.orgId)
    const told: string[] = []
    for (const endpoint of served.filter((one) => !isStream(one))) {
      for (const { field, noun, isList } of idFields(endpoint)) {
        const foreign = abroad.known[noun]
        if (!foreign) continue
        const nobody = newId()
        const ask = (id: string) => town.ask(endpoint, sampleFor(endpoint, home.known, { [field]: isList ? [id] : id }), { as: home.boss })
        const [theirs, nothing] = [await ask(foreign), await ask(nobody)]
        const [a, b] = [faceOf(theirs, foreign), faceOf(nothing, nobody)]
        if (a !== b) told.push(`${nameOf(endpoint)} ${field}: ${a} | ${b}`)
        if (theirs.status === 500) told.push(`${nameOf(endpoint)} ${field}: 500`)
      }
    }
    expect(told).toEqual([])
    expect(await stateOf(town.db, abroad.orgId)).toEqual(before)
  })

  test('R-01 a bulk with one foreign ticket changes no foreign ticket and says no more than of an unknown one', async () => {
    const before = await stateOf(town.db, abroad.orgId)
    const ask = (id: string) => town.ask(bulkRecord, { ticketIds: [id], kind: 'note.added', data: {}, body: 'bulk', dryRun: false }, { as: home.boss })
    const [foreign, nobody] = [abroad.known['ticket']!, newId()]
    expect(faceOf(await ask(foreign), foreign)).toBe(faceOf(await ask(nobody), nobody))
    const own = await town.ask(getTicket, { ticketId: home.known['ticket']! }, { as: home.boss })
    const mixed = await town.ask(bulkRecord, { ticketIds: [home.known['ticket'], foreign], kind: 'note.added', body: 'bulk', dryRun: false }, { as: home.boss })
    const after = await town.ask(getTicket, { ticketId: home.known['ticket']! }, { as: home.boss })
    if (mixed.status !== 200) expect(after.body).toEqual(own.body)
    else expect(mixed.body.done.map(({ id }: { id: string }) => id)).toEqual([home.known['ticket']])
    expect(await stateOf(town.db, abroad.orgId)).toEqual(before)
  })

  test('R-01 after a person is deactivated their session opens nothing within five seconds', async () => {
    const person = await createPerson(town.db, home.orgId, { role: 'administrator', at: 0 as Instant })
    const token = 'a'.repeat(43)
    await town.db.tx({ orgId: home.orgId }, (tx) => tx.run(sql`
      insert into sessions (org_id, id, person_id, token_hash, created_at, last_seen_at, expires_at)
      values (${home.orgId}, ${newId()}, ${person.id}, ${tokenHash(token)}, ${toIso(town.now())}, ${toIso(town.now())}, ${toIso((town.now() + 86_400_000) as Instant)})`))
    const cookie = `session=${token}`
    expect((await town.ask(getTicket, { ticketId: home.known['ticket']! }, { cookie })).status).toBe(200)
    expect((await town.ask(deactivatePerson, { personId: person.id }, { as: home.boss })).status).toBe(200)
    town.later(5000)
    for (const endpoint of closed) {
      const reply = await town.ask(endpoint, sampleFor(endpoint, home.known), { cookie })
      expect([nameOf(endpoint), reply.status]).toEqual([nameOf(endpoint), 401])
    }
  })
})

/** What a caller can learn from an answer: all of it but its trace and the id they sent themselves. */
function faceOf({ status, body, text }: Called, sent: string): string {
  const shown = body && typeof body === 'object' ? JSON.stringify({ ...body, trace: undefined }) : text
  return `${status} ${stable(shown.replaceAll(sent, '<id>')).slice(0, 300)}`
}

const stable = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<made>').replace(/"(number|n|version)":("[^"]*"|\d+)/g, '')
