// Clauses of cover that say more than a term: replaced units, spares on the shelf, latent defects, one component longer than the rest,
// two people who look it up, failures that repeat. All through the API.
import { afterEach, describe, expect, test } from 'vitest'
import { checkCover, extendCover, getMyAssetCover } from '#contract/entitlement/endpoints.ts'
import { updateAgreement } from '#contract/agreement/endpoints.ts'
import { getAssetLife, recordAssetFact, swapAsset } from '#contract/lifecycle/endpoints.ts'
import { getTimeline } from '#contract/ticket/endpoints.ts'
import type { TicketCoverView } from '#contract/entitlement/verdict.ts'
import { actorWith } from '#tests/support/actor.ts'
import { openService } from '#tests/support/running-plan.ts'
import type { Service } from '#tests/support/running-plan.ts'
import { ask, assetCover, decide, decideInOrder, newAsset, openCoverService, tellAsset, ticketCover } from '#tests/support/standard/cover.ts'
import { recordWith } from '#tests/support/standard/scene.ts'

let service: Service
afterEach(() => service.close())
const open = async (code: string) => { service = await openCoverService(code); return service }
const factsOf = async (ticket: { id: string }) =>
  (await service.app.call(getTimeline, { ticketId: ticket.id }, { as: service.desk })).body.rows as { kind: string; data: Record<string, unknown> }[]
const successorOf = async (old: string): Promise<string> => {
  const { body } = await service.app.call(getAssetLife, { assetId: old }, { as: service.desk })
  return (body.rows as { kind: string; data?: Record<string, string> }[]).find(({ kind }) => kind === 'asset.swapped')!.data!['in']!
}
const free = { parts: 'vendor', labour: 'vendor', travel: 'vendor' }
const charged = { parts: 'customer', labour: 'customer', travel: 'customer' }

describe('start of a term', () => {
  test('P06-21 P06-30 from the day after the signature, or from its day where the agreement says so', async () => {
    await open('P06')
    const assetId = await newAsset(service)
    await tellAsset(service, assetId, 'acceptance.signed', '2026-03-10')
    const of = { component: 'equipment' }
    expect(await ask(service, assetId, '2026-03-10', of)).toMatchObject({ rule: null, covered: false })
    expect(await ask(service, assetId, '2026-03-11', of)).toMatchObject({ rule: 'P06-17', from: '2026-03-11', until: '2029-03-10', pays: free })
    const changed = await service.app.call(updateAgreement, { agreementId: service.agreementId, overrides: { 'P06-17': { cover: { startDay: 'same-day' } } } }, { as: service.desk })
    expect(changed.status, changed.text).toBe(200)
    expect(await ask(service, assetId, '2026-03-10', of)).toMatchObject({ rule: 'P06-17', from: '2026-03-10', until: '2029-03-09' })
    expect(await ask(service, assetId, '2029-03-10', of)).toMatchObject({ rule: 'P06-17-life', pays: charged })
    const wrong = await service.app.call(updateAgreement, { agreementId: service.agreementId, overrides: { nowhere: { cover: { length: '5y' } } } }, { as: service.desk })
    expect(wrong.body.code).toBe('agreement.unknown-rule')
  })

  test('P15-01 a report signed by one side opens nothing; both signatures open two years', async () => {
    await open('P15')
    const [half, whole] = [await newAsset(service), await newAsset(service)]
    const sign = (assetId: string, data: Record<string, string>) =>
      service.app.call(recordAssetFact, { assetId, kind: 'acceptance.signed', happenedAt: '2026-01-03T10:00:00+08:00', data }, { as: service.desk })
    expect((await sign(half, { vendor: '林' })).status).toBe(200)
    expect((await sign(whole, { vendor: '林', customer: '陳' })).status).toBe(200)
    const refused = await ask(service, half, '2026-03-11')
    expect(refused.covered).toBe(false)
    expect(refused.because).toContainEqual(expect.objectContaining({ code: 'start-refused', clause: 'P15-01' }))
    expect(await ask(service, whole, '2028-01-02')).toMatchObject({ rule: 'P15-01', from: '2026-01-03', until: '2028-01-02', pays: free })
  })

  test('P14-20 with the slip from its date, without it from completion', async () => {
    await open('P14')
    const assetId = await newAsset(service)
    await tellAsset(service, assetId, 'completion.signed', '2026-03-10')
    expect(await ask(service, assetId, '2026-04-01', { answers: { warrantySlip: 'not-found' } })).toMatchObject({ rule: 'P14-20-completion', from: '2026-03-10', pays: free })
    await tellAsset(service, assetId, 'card.issued', '2026-03-20')
    expect(await ask(service, assetId, '2026-04-01', { answers: { warrantySlip: 'found' } })).toMatchObject({ rule: 'P14-20', from: '2026-03-20' })
  })

  test('a start told of the asset outranks the one told of what it belongs to; written dates count where no fact is known', async () => {
    await open('P21')
    const plant = await newAsset(service, { acceptedOn: '2026-01-20' })
    const pump = await newAsset(service, { parentId: plant, componentClass: 'product' })
    expect(await ask(service, pump, '2026-02-01')).toMatchObject({ from: '2026-01-20' })
    await tellAsset(service, pump, 'acceptance.signed', '2026-02-15')
    expect(await ask(service, pump, '2026-03-01')).toMatchObject({ from: '2026-02-15', until: '2028-02-14' })
    const delivered = await newAsset(service, { deliveredOn: '2026-01-10', componentClass: 'product' })
    expect((await ask(service, delivered, '2026-02-01')).because).toContainEqual(expect.objectContaining({ code: 'opened-otherwise', fact: 'goods.delivered' }))
  })
})

describe('components', () => {
  test('P09-12 P09-13 P09-27 a tank at month 40 is charged, a fitting after a year, a tank within three years is free', async () => {
    await open('P09')
    const system = await newAsset(service, { acceptedOn: '2026-01-10' })
    const on = (component: string, day: string) => ask(service, system, day, { component })
    expect(await on('tank', '2029-01-09')).toMatchObject({ covered: true, until: '2029-01-09', pays: free })
    expect(await on('tank', '2029-05-10')).toMatchObject({ covered: false, treatment: 'charge', pays: charged })
    expect(await on('fitting', '2027-01-09')).toMatchObject({ covered: true })
    expect(await on('fitting', '2027-01-10')).toMatchObject({ covered: false })
    expect(await on('system', '2035-01-10')).toMatchObject({ rule: 'P09-14', phase: 'after-warranty', until: null })
    expect((await ask(service, system, '2027-06-01')).needs).toEqual(['component'])
  })

  test('P09-15 P09-16 P09-17 P09-18 the named symptoms are replaced free, others follow the general rule', async () => {
    await open('P09')
    const system = await newAsset(service, { acceptedOn: '2026-01-10' })
    const on = (component: string, symptom: string, day = '2028-12-31') => ask(service, system, day, { component, answers: { symptom } })
    expect(await on('collector', 'vacuum-tube-defect')).toMatchObject({ clause: 'P09-15', remedy: 'replace-part', pays: free })
    expect(await on('tank', 'tank-leak')).toMatchObject({ clause: 'P09-16', remedy: 'replace-unit', pays: free })
    expect(await on('tank', 'insulation-failure')).toMatchObject({ clause: 'P09-17', remedy: 'replace-part', pays: free })
    expect(await on('tank', 'other')).toMatchObject({ clause: 'P09-12', remedy: 'repair' })
    expect(await on('bracket', 'bracket-deformed-unusable')).toMatchObject({ clause: 'P09-18', remedy: 'replace-part', pays: free })
    expect(await on('bracket', 'other')).toMatchObject({ clause: 'P09-12', remedy: 'repair' })
    expect(await on('tank', 'tank-leak', '2029-01-10')).toMatchObject({ covered: false })
  })

  test('P21-19 P21-20 P21-21 a motor at month 100 is covered while the product is not', async () => {
    await open('P21')
    const assetId = await newAsset(service, { acceptedOn: '2026-01-10' })
    const on = (product: string) => ask(service, assetId, '2034-05-10', { answers: { product }, cause: 'manufacturing-quality' })
    expect(await on('motor')).toMatchObject({ rule: 'P21-20', covered: true, remedy: 'replace-part', pays: free, until: '2036-01-09' })
    expect(await on('product')).toMatchObject({ rule: 'P21-24-product', pays: { parts: 'customer', labour: 'vendor', travel: 'vendor' } })
    const motor = await newAsset(service, { acceptedOn: '2026-01-10', componentClass: 'motor' })
    expect(await ask(service, motor, '2034-05-10')).toMatchObject({ rule: 'P21-20' })
  })

  test('P19-04 P19-19 units two years from acceptance, meters six from installation; beyond repair is replaced; people who break it pay', async () => {
    await open('P19')
    const [unit, meter] = [await newAsset(service, { acceptedOn: '2026-01-10', componentClass: 'complete-unit' }), await newAsset(service, { installedOn: '2026-01-10', componentClass: 'energy-meter' })]
    expect(await ask(service, unit, '2028-01-09', { cause: 'product-quality' })).toMatchObject({ clause: 'P19-04', remedy: 'repair', pays: free })
    expect(await ask(service, unit, '2028-01-09', { cause: 'product-quality', answers: { repairable: 'no' } })).toMatchObject({ rule: 'P19-04-replace', remedy: 'replace-unit', pays: free })
    expect(await ask(service, unit, '2028-01-10')).toMatchObject({ rule: 'P19-06', phase: 'after-warranty' })
    expect(await ask(service, unit, '2027-01-01', { cause: 'human-damage', evidence: '照片' })).toMatchObject({ covered: false, treatment: 'charge', clause: 'P19-05' })
    expect(await ask(service, meter, '2032-01-09', { answers: { repairable: 'no' } })).toMatchObject({ rule: 'P19-19-replace', clause: 'P19-19', remedy: 'replace-unit', pays: free, until: '2032-01-09' })
    expect(await ask(service, meter, '2032-01-10')).toMatchObject({ rule: 'P19-06-meter' })
  })

  test('P19-14 equipment of others that stands in the system is served by a rule of its own', async () => {
    await open('P19')
    const plant = await newAsset(service, { acceptedOn: '2026-01-10' })
    const foreign = await newAsset(service, { parentId: plant, componentClass: 'related-equipment' })
    const ticket = await service.register({ assetId: foreign })
    expect((await ticketCover(service, ticket.id)).verdict).toMatchObject({ rule: 'P19-14', remedy: 'service', pays: { parts: 'customer', labour: 'vendor', travel: 'vendor' } })
  })
})

describe('phases', () => {
  test('P17-15 P17-16 a latent defect of the three kinds is free for 24 months more, if nobody could have found it earlier', async () => {
    await open('P17')
    const assetId = await newAsset(service, { acceptedOn: '2026-01-10', componentClass: 'contract-goods' })
    const on = (day: string, cause: string, latent: string) => ask(service, assetId, day, { cause, answers: { latent }, evidence: '鑑定報告' })
    expect(await on('2028-01-10', 'design-error', 'yes')).toMatchObject({ clause: 'P17-15', phase: 'latent-defect', remedy: 'replace-part', pays: free, until: '2030-01-09' })
    for (const cause of ['material-defect', 'poor-workmanship']) expect(await on('2030-01-09', cause, 'yes')).toMatchObject({ clause: 'P17-15', pays: free })
    expect(await on('2028-01-10', 'design-error', 'no')).toMatchObject({ covered: false, pays: charged })
    expect(await on('2028-01-10', 'product-quality', 'yes')).toMatchObject({ covered: false })
    expect(await on('2030-01-10', 'design-error', 'yes')).toMatchObject({ rule: 'P17-58', pays: charged })
    expect((await ask(service, assetId, '2028-01-10')).needs).toContain('cause')
  })

  test('P17-09 a packed spare waits on the shelf, five years at most; unpacked, its two years run', async () => {
    await open('P17')
    const of = { component: 'packed-spare' }
    const [early, never] = [await newAsset(service), await newAsset(service)]
    for (const id of [early, never]) await tellAsset(service, id, 'goods.delivered', '2026-01-10')
    await tellAsset(service, early, 'goods.unpacked', '2027-06-01')
    expect(await ask(service, early, '2027-05-31', of)).toMatchObject({ phase: 'shelved' })
    expect(await ask(service, early, '2029-05-31', of)).toMatchObject({ rule: 'P17-09', from: '2027-06-01', until: '2029-05-31' })
    expect(await ask(service, early, '2029-06-01', of)).toMatchObject({ covered: false })
    expect(await ask(service, never, '2031-01-09', of)).toMatchObject({ phase: 'shelved' })
    expect(await ask(service, never, '2031-01-10', of)).toMatchObject({ rule: 'P17-09', from: '2031-01-10', until: '2033-01-09' })
    await tellAsset(service, never, 'fitting.commissioned', '2032-01-01')
    expect(await ask(service, never, '2033-01-10', of)).toMatchObject({ covered: false })
  })

  test('P17-11 an extension prolongs the term with its rules and counts', async () => {
    await open('P17')
    const assetId = await newAsset(service, { acceptedOn: '2026-01-10', componentClass: 'contract-goods' })
    expect(await ask(service, assetId, '2028-03-01', { cause: 'product-quality' })).toMatchObject({ covered: false })
    expect((await service.app.call(extendCover, { assetId, until: '2028-12-31', reason: '延保協議' }, { as: service.desk })).status).toBe(200)
    expect(await ask(service, assetId, '2028-03-01', { cause: 'product-quality' })).toMatchObject({ rule: 'P17-11', phase: 'extended', from: '2028-01-10', until: '2028-12-31', pays: free })
    expect(await ask(service, assetId, '2030-12-31', { cause: 'design-error', answers: { latent: 'yes' }, evidence: '報告' })).toMatchObject({ rule: 'P17-15-extended', until: '2030-12-31' })
    expect((await assetCover(service, assetId, '2026-01-05')).decisions).toMatchObject([{ kind: 'extension', reason: '延保協議' }])
  })

  test('P17-41 main equipment put in the place of the old one carries on the running term; an agreement may give it a new one', async () => {
    await open('P17')
    const old = await newAsset(service, { acceptedOn: '2026-01-02', componentClass: 'contract-goods' })
    const swapped = await service.app.call(swapAsset, { assetId: old, serial: 'NEW-0001', reason: '主要設備更換', retires: true }, { as: service.desk })
    expect(swapped.status, swapped.text).toBe(200)
    const fresh = await successorOf(old)
    const carried = await ask(service, fresh, '2028-01-01')
    expect(carried).toMatchObject({ rule: 'P17-08', from: '2026-01-02', until: '2028-01-01', pays: free })
    expect(carried.because).toContainEqual(expect.objectContaining({ code: 'carried-on', fact: 'unit.replaced', day: '2026-01-05' }))
    expect(await ask(service, fresh, '2028-01-02', { cause: 'product-quality' })).toMatchObject({ covered: false })
    await service.app.call(updateAgreement, { agreementId: service.agreementId, overrides: { 'P17-08': { cover: { onReplacement: 'renew' } } } }, { as: service.desk })
    expect(await ask(service, fresh, '2028-01-04')).toMatchObject({ rule: 'P17-08', from: '2026-01-05', until: '2028-01-04' })
    expect(await ask(service, fresh, '2026-01-03')).toMatchObject({ from: '2026-01-02', until: '2028-01-01' })
  })

  test('P17-40 an item on the list of the supply contract is free by that clause, another by the general rule', async () => {
    await open('P17')
    const [listed, other] = [await newAsset(service, { acceptedOn: '2026-01-10', componentClass: 'contract-goods' }), await newAsset(service, { acceptedOn: '2026-01-10' })]
    const number = (await assetCover(service, listed, '2026-02-01')).assetId.slice(-12)
    const changed = await service.app.call(updateAgreement, { agreementId: service.agreementId, attributes: { freeItems: `燈具A, ${number}` } }, { as: service.desk })
    expect(changed.status, changed.text).toBe(200)
    expect(await ask(service, listed, '2026-02-01')).toMatchObject({ clause: 'P17-40', pays: free })
    expect(await ask(service, other, '2026-02-01')).toMatchObject({ clause: 'P17-08', pays: free })
  })
})

describe('P14', () => {
  test('P14-01 who looked it up in which file is kept before the sheet goes on; a second look is another person\'s, a differing one goes to the lead', async () => {
    await open('P14')
    const assetId = await newAsset(service)
    await tellAsset(service, assetId, 'completion.signed', '2026-01-02')
    const ticket = await service.register({ assetId, answers: {} })
    const blocked = await service.tryFile({ ticketId: ticket.id }, 'P14-repair-feedback-sheet')
    expect(blocked.body.code).toBe('ticket.step-blocked')
    const [first, second] = [service.people.desk.actor, { ...service.people.manager.actor }]
    const check = (as: typeof first, covered: boolean) => service.app.call(checkCover, { ticketId: ticket.id, covered, reference: '合約檔 HT1' }, { as })
    expect((await check(first, true)).status).toBe(200)
    await service.file({ ticketId: ticket.id }, 'P14-repair-feedback-sheet')
    expect((await check(first, true)).body.code).toBe('cover.same-checker')
    const again = await check(second, false)
    expect(again.status, again.text).toBe(200)
    expect((again.body as TicketCoverView).decisions).toMatchObject([{ kind: 'check', by: 'manager', state: 'not-covered' }, { kind: 'check', by: 'desk', state: 'covered', reason: '合約檔 HT1' }])
    expect((await service.read(ticket)).steps.filter(({ state }) => state === 'done').map(({ id }) => id)).toContain('P14-step-check')
    expect((await factsOf(ticket)).filter(({ kind }) => kind === 'ticket.escalated')).toMatchObject([{ data: { reason: 'cover-differs' } }])
  })

  test('P14-04 P14-05 the cause waits until the manager himself has been on site; each of the three has its own path', async () => {
    await open('P14')
    const ticket = await service.register({ assetId: await newAsset(service) })
    await recordWith(service, ticket, { fact: 'warranty.verified', when: { role: 'engineering-manager' } }, 1)
    await service.refused(ticket, 'engineer.arrived', { role: 'technician' }, 2)
    expect((await decide(service, ticket.id, 'own-construction', { reason: '照片' })).body.code).toBe('ticket.step-blocked')
    await recordWith(service, ticket, { fact: 'engineer.arrived', when: { role: 'engineering-manager' } }, 3)
    expect((await decide(service, ticket.id, 'own-construction', { reason: '照片' })).status).toBe(200)
    const paths = ['own-construction', 'supplier-product', 'customer-cause'] as const
    const open_ = await Promise.all(paths.map(async (cause) => {
      const other = await service.register({ assetId: await newAsset(service) })
      expect((await decideInOrder(service, other.id, cause, { reason: '照片' })).status).toBe(200)
      return (await service.read(other)).steps.filter(({ state }) => state !== 'skipped' && state !== 'done').map(({ id }) => id)
    }))
    expect(open_[0]).toContain('P14-step-service-sheet')
    expect(open_[1]).toContain('P14-step-supplier')
    expect(open_[2]).toContain('P14-step-help')
  })
})

describe('repeat failures', () => {
  const fail = async (assetId: string, data: Record<string, string>, solved: boolean | null, minute: number) => {
    const ticket = await service.register({ assetId }, minute)
    await service.record(ticket, 'diagnosis.made', data, minute + 1)
    await recordWith(service, ticket, { fact: 'unit.repaired' }, minute + 2, 0, solved === null ? {} : { solved })
    if (solved) await recordWith(service, ticket, { fact: 'ticket.confirmed' }, minute + 3)
    return ticket
  }

  test.each([['P02-08', 'P02'], ['P10-08', 'P10']])('%s the third failed repair in a row of the same fault within the warranty proposes a new unit of the same model', async (rule, code) => {
    await open(code)
    const assetId = await newAsset(service, { deliveredOn: '2026-01-02' })
    const owed = async () => (await assetCover(service, assetId, '2026-06-01')).owed.filter(({ what }) => what === 'E17')
    await fail(assetId, { fault: 'E17' }, false, 10)
    await fail(assetId, { fault: 'E22' }, false, 20)
    await fail(assetId, { fault: 'E17' }, false, 30)
    expect(await owed()).toMatchObject([{ rule, count: 2, reached: false }])
    const third = await fail(assetId, { fault: 'E17' }, false, 40)
    expect(await owed()).toMatchObject([{ rule, count: 3, reached: true, inForce: true, remedy: 'replace-unit', restriction: { en: expect.stringContaining('same brand and model') } }])
    expect((await ticketCover(service, third.id)).owed.find(({ what }) => what === 'E17')?.counted).toHaveLength(3)
  })

  test('P02-08 a lasting repair begins the count anew', async () => {
    await open('P02')
    const assetId = await newAsset(service, { deliveredOn: '2026-01-02' })
    await fail(assetId, { fault: 'E17' }, false, 10)
    await fail(assetId, { fault: 'E17' }, true, 20)
    await fail(assetId, { fault: 'E17' }, false, 30)
    expect((await assetCover(service, assetId, '2026-06-01')).owed).toMatchObject([{ count: 1, reached: false }])
  })

  test('P17-12 P17-13 when a fourth repair is needed the part is replaced, and the whole luminaire; also in the extended warranty', async () => {
    await open('P17')
    const assetId = await newAsset(service, { acceptedOn: '2026-01-02', componentClass: 'contract-goods' })
    for (const n of [1, 2, 3]) await fail(assetId, { part: 'driver', fault: `E${n}` }, true, n * 10)
    expect((await assetCover(service, assetId, '2026-06-01')).owed.every(({ reached }) => !reached)).toBe(true)
    const ticket = await service.register({ assetId, data: { part: 'driver' } }, 50)
    const { owed } = await ticketCover(service, ticket.id)
    expect(owed).toMatchObject([{ rule: 'P17-12', what: 'driver', count: 4, reached: true, inForce: true, remedy: 'replace-part' }, { rule: 'P17-13', count: 4, reached: true, remedy: 'replace-unit' }])
    expect((await assetCover(service, assetId, '2028-03-01')).owed.every(({ inForce }) => !inForce)).toBe(true)
    await service.app.call(extendCover, { assetId, until: '2028-12-31', reason: '延保' }, { as: service.desk })
    expect((await assetCover(service, assetId, '2028-03-01')).owed.every(({ inForce, reached }) => inForce && reached)).toBe(true)
  })

  test.each([['P02-07', 'P02'], ['P10-07', 'P10']])('%s what is found after unpacking is solved as the user accepts, and closed only then', async (clause, code) => {
    await open(code)
    const assetId = await newAsset(service, { deliveredOn: '2026-01-02', componentClass: 'unpacked-product' })
    await tellAsset(service, assetId, 'goods.unpacked', '2026-01-03')
    const ticket = await service.register({ assetId })
    expect((await decide(service, ticket.id, 'unpacking-defect', { answers: { acceptedRemedy: 'new-product' } })).status).toBe(200)
    expect((await ticketCover(service, ticket.id)).verdict).toMatchObject({ clause, remedy: 'replace-unit', pays: free })
    await recordWith(service, ticket, { fact: 'ticket.resolved' }, 5)
    expect((await service.refused(ticket, 'ticket.closed', {}, 6)).body.params.because.map(({ clause: one }: { clause: string }) => one)).toContain(clause)
    await recordWith(service, ticket, { fact: 'ticket.confirmed' }, 7)
    await recordWith(service, ticket, { fact: 'ticket.closed' }, 8)
    expect((await service.read(ticket)).status).toBe('closed')
  })
})

test('a card that comes after twenty days costs the dealer, never the user', async () => {
  await open('P16')
  const [timely, late, missing] = [await newAsset(service), await newAsset(service), await newAsset(service)]
  for (const id of [timely, late, missing]) await tellAsset(service, id, 'product.sold', '2026-01-02')
  await tellAsset(service, timely, 'card.returned', '2026-01-22')
  await tellAsset(service, late, 'card.returned', '2026-01-23')
  const on = (id: string, day = '2026-03-01') => ask(service, id, day, { cause: 'quality', evidence: '鑑定' })
  expect(await on(timely)).toMatchObject({ covered: true, pays: free })
  expect(await on(late)).toMatchObject({ covered: true, treatment: 'free', pays: { parts: 'dealer', labour: 'dealer', travel: 'dealer' } })
  expect((await on(late)).because).toContainEqual(expect.objectContaining({ code: 'registered-late', clause: 'P16-14', until: '2026-01-22' }))
  expect(await on(missing, '2026-01-22')).toMatchObject({ pays: free })
  expect(await on(missing, '2026-01-23')).toMatchObject({ pays: { parts: 'dealer', labour: 'dealer', travel: 'dealer' } })
})

test('P03-24 a fault under improper use or in an abnormal environment is not covered', async () => {
  await open('P03')
  const assetId = await newAsset(service, { componentClass: 'equipment' })
  await tellAsset(service, assetId, 'completion.signed', '2026-01-02')
  const on = (answers: Record<string, string>) => ask(service, assetId, '2026-03-01', { cause: 'quality', answers })
  expect(await on({ properUse: 'yes', normalEnvironment: 'yes' })).toMatchObject({ covered: true, pays: free })
  expect(await on({ properUse: 'no' })).toMatchObject({ covered: false, pays: charged })
  expect((await on({ normalEnvironment: 'no' })).because).toContainEqual(expect.objectContaining({ code: 'condition-fails', field: 'normalEnvironment' }))
})

test('a customer reads until when each component of his own asset is covered, and of no other', async () => {
  service = await openService('P09', { at: '2026-06-08T10:00:00+08:00' })
  const assetId = await newAsset(service, { acceptedOn: '2026-01-10' })
  const own = actorWith(service.orgId, ['own.read'], { kind: 'customer', customerId: service.customerId })
  const { body } = await service.app.call(getMyAssetCover, { assetId }, { as: own })
  expect(body.components.find(({ clause }: { clause: string }) => clause === 'P09-13')).toMatchObject({ state: 'in-force', from: '2026-01-10', until: '2027-01-09', pays: free })
  const foreign = actorWith(service.orgId, ['own.read'], { kind: 'customer', customerId: service.siteId })
  expect((await service.app.call(getMyAssetCover, { assetId }, { as: foreign })).body.code).toBe('asset.unknown')
})
