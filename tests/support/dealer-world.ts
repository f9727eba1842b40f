// A service with a dealer on one plan: its agreement signed, its people, the people of the house that its claims pass through.
import type { InputOf } from '#contract/endpoint.ts'
import * as claims from '#contract/dealer/claims.ts'
import * as dealers from '#contract/dealer/endpoints.ts'
import type { ClaimView } from '#contract/dealer/claim.ts'
import type { DealerView } from '#contract/dealer/dealer.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { toIso } from '#domain/time/instant.ts'
import { routesOf } from '#server/main/modules.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Actor } from '#server/platform/http/context.ts'
import type { Live } from '#server/platform/live/live.ts'
import { createLog } from '#server/platform/log/log.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { actorWith, createPerson, testApp } from './actor.ts'
import type { Called } from './actor.ts'
import { openService } from './running-plan.ts'

const quiet: Live = { subscribe: () => () => undefined, isListening: () => true, close: () => Promise.resolve() }
export const signature = 'data:image/png;base64,iVBORw0KGgo='
export const withCutOffs = (plan: Plan): Plan => ({ ...plan, values: plan.values.map((value) => ({ ...value, value: value.key.endsWith('1') ? '03-31' : '09-30' })) })

export type DealerWorld = Awaited<ReturnType<typeof openDealerWorld>>
type Filing = Partial<InputOf<typeof claims.fileClaim>>

export async function openDealerWorld(code = 'P16', given: { unsigned?: boolean } = {}) {
  const service = await openService(code, { edit: withCutOffs })
  const { db, orgId } = service
  const log = createLog((line) => { if (line.includes('request.failed')) process.stderr.write(`${line}\n`) })
  const app = await testApp(db, routesOf(quiet), { now: service.now, services: { log } })
  await db.tx({ orgId }, (tx) => tx.run(sql`update customers set kind = 'dealer' where org_id = ${orgId} and id = ${service.customerId}`))
  const staff = async (role: 'sales' | 'quality' | 'finance' | 'manager' | 'service-desk' | 'administrator', name: string) => (await createPerson(db, orgId, { role, name })).actor
  const sales = await staff('sales', 'sales')
  const people = {
    sales, technician: await staff('quality', 'technician'), finance: await staff('finance', 'finance'), finance2: await staff('finance', 'finance two'), manager: await staff('manager', 'boss'),
    desk: await staff('service-desk', 'clerk'), admin: await staff('administrator', 'admin'), dealer: (await createPerson(db, orgId, { role: 'dealer', name: 'dealer', customerId: service.customerId })).actor,
  }
  // A body that is not JSON, in the name of an actor the app has met.
  const send = (url: string, as: Actor, payload: Buffer, type: string) => uploads.app.inject({ method: 'POST', url, payload, headers: { 'content-type': type, 'x-actor': String(as.id) } })
  const uploads = await testApp(db, routesOf(quiet), { now: service.now, services: { log }, identify: (request) => Promise.resolve(Object.values(people).find(({ id }) => id === request.headers['x-actor']) ?? null) })
  const ask = <E extends Endpoint>(endpoint: E, input: InputOf<E>, as: Actor): Promise<Called> => app.call(endpoint, input, { as })
  const must = async <E extends Endpoint>(endpoint: E, input: InputOf<E>, as: Actor): Promise<Called['body']> => {
    const reply = await ask(endpoint, input, as)
    if (reply.status !== 200) throw new Error(`${endpoint.method} ${endpoint.path}: ${reply.text}`)
    return reply.body
  }
  if (!given.unsigned && service.plan.documents.some((form) => form.code === 'P16-agency-agreement')) await service.file({ agreementId: service.agreementId }, 'P16-agency-agreement')
  const dealerId = service.customerId
  await must(dealers.saveDealer, { dealerId, agreementId: service.agreementId, territory: ['HLJ'], salespersonId: sales.id, outlets: [{ name: 'town', phone: '0451-1', hours: 24, roster: 'outlet', place: { latitude: 45.8, longitude: 126.5 } }] }, people.manager)
  const rates = async () => {
    await must(claims.setRate, { kind: 'labour', price: 5000, validFrom: '2026-01-01' }, people.admin)
    await must(claims.setRate, { kind: 'travel', price: 120, validFrom: '2026-01-01' }, people.admin)
  }
  let count = 0
  const world = {
    ...service, send, people, dealerId, ask, must, rates,
    close: async () => { await app.close(); await uploads.close(); await service.close() },
    fileForm: (...given: Parameters<typeof service.file>) => service.file(...given),
    card: (serial: string, soldOn = '2026-06-01', as: Actor = people.dealer) => must(dealers.registerCard, { serial, product: 'harvester', soldOn, userName: 'Han', userPhone: '13800000000', userAddress: 'Harbin', ...(as.kind === 'staff' && { dealerId }) }, as),
    async file(filing: Filing = {}, as: Actor = people.dealer): Promise<ClaimView> {
      count += 1
      return must(claims.fileClaim, { serial: 'S1', product: 'harvester', recordNumber: `R${count}`, repairedOn: '2026-06-08', replacedPart: 'gear', fault: 'noise', work: 'gear replaced',
        lines: [{ kind: 'parts', text: 'gear', quantity: 1, price: 30_000 }, { kind: 'labour', text: 'hours', quantity: 2 }, { kind: 'travel', text: 'km', quantity: 50 }], ...filing }, as)
    },
    /** Brings a claim along the chain, up to and with the named entry. */
    async carry(claimId: string, until: 'record' | 'part' | 'told' | 'appraised' | 'formalities' | 'written-off' | 'notice' | 'confirmed' | 'offset'): Promise<ClaimView> {
      const steps: readonly [string, () => Promise<ClaimView>][] = [
        ['record', () => must(claims.signRecord, { claimId, signedBy: 'Han', signedOn: toIso(service.now()).slice(0, 10), signature }, people.dealer)],
        ['part', () => must(claims.receiveClaimedPart, { claimId, byTruck: false }, people.sales)], ['told', () => must(claims.tellDepartment, { claimId }, people.sales)],
        ['appraised', () => must(claims.appraiseClaim, { claimId, cause: 'design', finding: 'shaft too thin', reusable: false }, people.technician)],
        ['formalities', () => must(claims.doFormalities, { claimId }, people.sales)], ['written-off', () => must(claims.writeOffClaim, { claimId }, people.finance)],
        ['notice', () => must(claims.issueNotice, { claimId }, people.finance)], ['confirmed', () => must(claims.confirmNotice, { claimId }, people.dealer)], ['offset', () => must(claims.offsetClaim, { claimId }, people.finance)],
      ]
      let view: ClaimView | null = null
      for (const [name, step] of steps) {
        view = await step()
        if (name === until) break
      }
      return view!
    },
    balance: async (of = dealerId): Promise<number> => (await must(claims.getStatement, { dealerId: of }, people.finance)).closing,
    dealer: (of = dealerId): Promise<DealerView> => must(dealers.getDealer, { dealerId: of }, people.manager),
    /** Another dealer on the same plan, its agreement signed, with somebody of its own. */
    async another(name: string): Promise<{ id: string; actor: Actor }> {
      const [id, agreementId] = [newId(), newId()]
      const at = toIso(service.now())
      await db.tx({ orgId }, async (tx) => {
        await tx.run(sql`insert into customers (org_id, id, number, name, kind, created_at) values (${orgId}, ${id}, ${name}, ${name}, 'dealer', ${at})`)
        await tx.run(sql`insert into agreements (org_id, id, number, customer_id, plan_version_id, title, starts_on, created_at) values (${orgId}, ${agreementId}, ${`HT-${name}`}, ${id}, ${service.planVersionId}, ${name}, '2026-01-01', ${at})`)
      })
      if (service.plan.documents.some((form) => form.code === 'P16-agency-agreement')) await service.file({ agreementId }, 'P16-agency-agreement')
      await must(dealers.saveDealer, { dealerId: id, agreementId }, people.manager)
      return { id, actor: (await createPerson(db, orgId, { role: 'dealer', name: `${name} person`, customerId: id })).actor }
    },
  }
  return world
}

export const stranger = (orgId: string): Actor => actorWith(orgId, ['dealer.read', 'claim.file', 'claim.confirm'], { kind: 'customer', customerId: newId() })
