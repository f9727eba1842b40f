import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as api from '#contract/entitlement/endpoints.ts'
import { recordFact } from '#contract/ticket/endpoints.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { newId } from '#server/platform/db/ids.ts'
import { actorWith } from '#tests/support/actor.ts'
import { openService } from '#tests/support/running-plan.ts'
import type { Service } from '#tests/support/running-plan.ts'
import { newAsset, ticketCover } from '#tests/support/standard/cover.ts'
import { coverOfTicket } from './index.ts'

let service: Service
let assetId: string
const today = '2026-06-08'
beforeAll(async () => {
  service = await openService('P09', { endsOn: '2030-12-31' })
})
afterAll(() => service.close())

const fresh = async () => { assetId = await newAsset(service, { acceptedOn: '2022-06-08', componentClass: 'tank' }); return assetId }
const desk = () => service.desk
const lead = () => actorWith(service.orgId, ['asset.read', 'cover.grant'], { id: service.people.lead.id, name: 'lead' })
const grant = (given: Partial<InputOf<typeof api.grantCover>> = {}, as = lead()) => service.app.call(api.grantCover, { assetId, until: '2026-08-01', reason: '長期客戶', ...given }, { as })
const verdict = async (given: Partial<InputOf<typeof api.askCover>> = {}) => (await service.app.call(api.askCover, { assetId, on: today, component: 'tank', ...given }, { as: desk() })).body

describe('goodwill', () => {
  test('bears what is not owed until its last day, with its reason, and takes nothing away', async () => {
    await fresh()
    expect(await verdict()).toMatchObject({ covered: false, treatment: 'charge' })
    expect((await grant({ travel: false, labour: false })).status).toBe(200)
    expect(await verdict()).toMatchObject({ covered: true, treatment: 'partly', rule: 'goodwill', pays: { parts: 'vendor', labour: 'customer', travel: 'customer' } })
    expect((await verdict()).because.at(-1)).toMatchObject({ code: 'granted', until: '2026-08-01', reason: '長期客戶' })
    expect(await verdict({ on: '2026-08-01' })).toMatchObject({ covered: true })
    expect(await verdict({ on: '2026-08-02' })).toMatchObject({ covered: false })
    expect(await verdict({ on: '2026-06-07' })).toMatchObject({ covered: false })
  })

  test('stays within the limits of the house; only the right to override goes beyond', async () => {
    await fresh()
    const beyond = await grant({ until: '2027-06-08' })
    expect([beyond.status, beyond.body.code, beyond.body.params]).toEqual([409, 'cover.limit-passed', { field: 'until', days: 180, perYear: 2 }])
    for (const n of [1, 2]) expect((await grant({ reason: `第${n}次` })).status).toBe(200)
    expect((await grant()).body.code).toBe('cover.limit-passed')
    expect((await grant({}, actorWith(service.orgId, ['asset.read', 'cover.grant', 'cover.override']))).status).toBe(200)
    const admin = desk()
    expect((await service.app.call(api.saveCoverLimits, { days: 400, perYear: 9 }, { as: admin })).body).toEqual({ days: 400, perYear: 9 })
    expect((await grant({ until: '2027-06-08' })).status).toBe(200)
    await service.app.call(api.saveCoverLimits, { days: 180, perYear: 2 }, { as: admin })
  })

  test('is refused for nothing, for the past, for another component or ticket, without the right', async () => {
    await fresh()
    expect((await grant({ parts: false, labour: false, travel: false })).body.code).toBe('cover.nothing-granted')
    expect((await grant({ until: '2026-06-07' })).body.code).toBe('cover.until-past')
    expect((await grant({ component: 'wheel' })).body.code).toBe('cover.component-unknown')
    expect((await grant({ ticketId: newId() })).body.code).toBe('ticket.unknown')
    expect((await grant({ reason: ' ' })).body.code).toBe('request.invalid')
    expect((await grant({}, actorWith(service.orgId, ['asset.read']))).status).toBe(403)
    expect((await service.app.call(api.grantCover, { assetId: newId(), until: today, reason: 'x' }, { as: lead() })).body.code).toBe('asset.unknown')
  })
})

describe('override', () => {
  test('sets the verdict of one ticket aside, with right and reason, and is counted', async () => {
    await fresh()
    const [one, other] = [await service.register({ assetId }), await service.register({ assetId })]
    const override = (as = desk()) => service.app.call(api.overrideCover, { assetId, ticketId: one.id, covered: true, reason: '總經理核示' }, { as })
    expect((await override(lead())).status).toBe(403)
    expect((await override()).status).toBe(200)
    expect((await ticketCover(service, one.id)).verdict).toMatchObject({ covered: true, treatment: 'free' })
    expect((await ticketCover(service, other.id)).verdict).toMatchObject({ covered: false })
    const { rows } = (await service.app.call(api.listCoverDecisions, { kind: 'override' }, { as: desk() })).body
    expect(rows).toMatchObject([{ ticket: { id: one.id }, reason: '總經理核示', state: 'covered', by: 'desk' }])
    await service.app.call(api.overrideCover, { assetId, ticketId: one.id, covered: false, reason: '誤判更正' }, { as: desk() })
    expect((await ticketCover(service, one.id)).verdict).toMatchObject({ covered: false, pays: { parts: 'customer' } })
  })
})

describe('cause', () => {
  test('the cause last chosen is the one that counts', async () => {
    await fresh()
    const ticket = await service.register({ assetId })
    const choose = (cause: string, reason = '') => service.app.call(api.decideCause, { ticketId: ticket.id, cause, reason }, { as: desk() })
    const counted = async (cause: string) => {
      const { body } = await service.app.call(api.countCauses, { from: today, until: today }, { as: desk() })
      return (body.rows as { cause: string; count: number }[]).find((row) => row.cause === cause)?.count ?? 0
    }
    expect((await choose('misuse', '面板刮痕')).status).toBe(200)
    expect(await counted('misuse')).toBe(1)
    expect((await choose('product-quality')).status).toBe(200)
    expect([await counted('misuse'), await counted('product-quality')]).toEqual([0, 1])
    expect((await choose('nonsense')).body.code).toBe('cover.cause-unknown')
    expect((await choose('misuse')).body).toMatchObject({ code: 'cover.evidence-missing', params: { clause: 'P09-26', field: 'reason' } })
    expect((await service.app.call(api.decideCause, { ticketId: ticket.id, cause: 'misuse', form: 'NONE' }, { as: desk() })).body.code).toBe('form.unknown')
    expect((await service.app.call(api.decideCause, { ticketId: ticket.id, cause: 'misuse', attachments: [newId()] }, { as: desk() })).body.code).toBe('file.unknown')
    expect((await service.app.call(api.decideCause, { ticketId: newId(), cause: 'misuse' }, { as: desk() })).body.code).toBe('ticket.unknown')
  })

  test('no other way lets an unproven exclusion in', async () => {
    await fresh()
    const ticket = await service.register({ assetId })
    const record = (data: Record<string, string>) => service.app.call(recordFact, { ticketId: ticket.id, kind: 'cause.analysed', data }, { as: desk() })
    expect((await record({ cause: 'misuse' })).body.code).toBe('cover.evidence-missing')
    expect((await record({ cause: 'misuse', evidence: '面板刮痕' })).status).toBe(200)
    expect((await ticketCover(service, ticket.id)).verdict.cause?.code).toBe('misuse')
  })

  test('an asset without agreement is judged by nothing and may not be decided', async () => {
    const house = await openService('P01')
    const lone = await newAsset(house, { acceptedOn: today })
    expect((await house.app.call(api.getAssetCover, { assetId: lone }, { as: house.desk })).body).toMatchObject({ agreement: { plan: 'P01' }, terms: [], verdict: { covered: false, because: [{ code: 'no-term' }] } })
    await house.close()
  })
})

describe('who may ask', () => {
  test('everybody who sees the ticket gets the same verdict; nobody else gets one', async () => {
    await fresh()
    const ticket = await service.register({ assetId })
    const own = actorWith(service.orgId, ['own.read'], { kind: 'customer', customerId: service.customerId })
    const stranger = actorWith(service.orgId, ['own.read'], { kind: 'customer', customerId: newId() })
    const staff = (await ticketCover(service, ticket.id)).verdict
    expect((await service.app.call(api.getMyTicketCover, { ticketId: ticket.id }, { as: own })).body).toEqual(staff)
    expect((await service.app.call(api.getMyTicketCover, { ticketId: ticket.id }, { as: stranger })).body.code).toBe('ticket.unknown')
    expect(await service.db.tx({ orgId: service.orgId }, (tx) => coverOfTicket(tx, desk(), ticket.id))).toEqual(staff)
    expect((await service.app.call(api.getTicketCover, { ticketId: newId() }, { as: desk() })).status).toBe(404)
    expect((await service.app.call(api.getTicketCover, { ticketId: ticket.id }, {})).status).toBe(401)
    expect((await service.app.call(api.getAssetCover, { assetId, on: 'yesterday' }, { as: desk() })).status).toBe(400)
    expect((await service.app.call(api.getAssetCover, { assetId, agreementId: newId() }, { as: desk() })).body.code).toBe('agreement.unknown')
  })

  test('a past day gets the answer of that day, whatever happened since', async () => {
    await fresh()
    const before = await verdict({ on: '2025-01-01' })
    expect((await service.app.call(api.extendCover, { assetId, until: '2028-01-01', reason: '展延' }, { as: desk() })).status).toBe(200)
    expect(await verdict({ on: '2025-01-01' })).toEqual(before)
    expect(await verdict({ on: '2025-06-07' })).toMatchObject({ covered: true, until: '2025-06-07' })
    expect(await verdict({ on: '2026-06-09' })).toMatchObject({ covered: true, until: '2028-01-01' })
    expect((await service.app.call(api.extendCover, { assetId, until: '2028-01-01', rule: 'P01-99', reason: 'x' }, { as: desk() })).body.code).toBe('cover.rule-unknown')
  })
})
