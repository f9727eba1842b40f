// The claim of a dealer from the signed record to the offset: each clause through the product's own API.
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as claims from '#contract/dealer/claims.ts'
import * as dealers from '#contract/dealer/endpoints.ts'
import { openDealerWorld, signature } from '#tests/support/dealer-world.ts'
import type { DealerWorld } from '#tests/support/dealer-world.ts'

let world: DealerWorld
beforeAll(async () => {
  world = await openDealerWorld()
  await world.rates()
})
afterAll(() => world.close())

const linkOf = (view: { chain: { link: string; state: string; clause: string | null; because: string | null }[] }, link: string) => view.chain.find((one) => one.link === link)

test('P16-44 P16-43 from the signed record to the offset: every link in turn, then the debt is smaller by exactly the write-off', async () => {
  const { people, must, card, file, carry, balance, dealerId } = world
  await card('A1')
  await must(claims.bookReceivable, { dealerId, kind: 'goods', on: '2026-06-08', minor: 1_000_000, reference: 'invoice 1' }, people.finance)
  const filed = await file({ serial: 'A1' })
  // 300.00 for the gear, two hours at 50.00, fifty kilometres at 1.20
  expect(filed).toMatchObject({ amount: 46_000, state: 'open', nextLink: 'record', salesperson: { name: 'sales' }, returnBy: '2026-09-30' })
  expect(filed.lines.map(({ rateVersion }) => rateVersion)).toEqual([null, 1, 1])
  const confirmed = await carry(filed.id, 'confirmed')
  expect(confirmed).toMatchObject({ state: 'open', nextLink: 'offset', approved: 46_000 })
  expect(await balance()).toBe(1_000_000)
  const settled = await must(claims.offsetClaim, { claimId: filed.id }, people.finance)
  expect(settled).toMatchObject({ state: 'settled', nextLink: null, missing: null })
  expect(await balance()).toBe(954_000)
  const statement = await must(claims.getStatement, { dealerId }, people.dealer)
  expect(statement.lines.map(({ kind, minor }: { kind: string; minor: number }) => [kind, minor])).toEqual([['goods', 1_000_000], ['offset', -46_000]])
  expect(settled.entries.find(({ kind }: { kind: string }) => kind === 'written-off').data).toMatchObject({ salesperson: 'sales', amount: 46_000 })
  const notice = await world.ask(claims.printNotice, { claimId: filed.id }, { ...people.dealer, language: 'zh-TW' })
  expect(notice.text).toContain('三包費用核銷通知')
  expect(notice.text).toContain('¥460.00')
})

test('P16-36 a claim without the record signed by the user stays incomplete and nothing behind it starts', async () => {
  const { people, card, file, ask, must } = world
  await card('A2')
  const { id: claimId } = await file({ serial: 'A2' })
  expect((await ask(claims.signRecord, { claimId, signedBy: 'Han', signedOn: '2026-06-08' }, people.dealer)).body.code).toBe('claim.signature-missing')
  const later = [[claims.receiveClaimedPart, { byTruck: true }, people.sales], [claims.appraiseClaim, { cause: 'design', finding: 'x', reusable: true }, people.technician], [claims.writeOffClaim, {}, people.finance],
    [claims.issueNotice, {}, people.finance], [claims.confirmNotice, {}, people.dealer], [claims.offsetClaim, {}, people.finance]] as const
  for (const [endpoint, input, actor] of later) {
    const reply = await ask(endpoint, { claimId, ...input } as never, actor)
    expect([reply.status, reply.body.code, reply.body.params.link, reply.body.params.clause]).toEqual([409, 'claim.link-missing', 'record', 'P16-36'])
  }
  const signed = await must(claims.signRecord, { claimId, signedBy: 'Han', signedOn: '2026-06-08', signature }, people.dealer)
  expect(linkOf(signed, 'record')).toMatchObject({ state: 'done', clause: 'P16-36' })
})

test('P16-38 P16-37 without the old part neither the technical department nor finance does anything; after the cut-off only the truck may bring it', async () => {
  const { people, card, file, carry, ask, must } = world
  await card('A3')
  const { id: claimId } = await file({ serial: 'A3' })
  await carry(claimId, 'record')
  for (const [endpoint, input, actor] of [[claims.appraiseClaim, { cause: 'design', finding: 'x', reusable: true }, people.technician], [claims.writeOffClaim, {}, people.finance]] as const) {
    expect((await ask(endpoint, { claimId, ...input } as never, actor)).body).toMatchObject({ code: 'claim.link-missing', params: { link: 'old-part', clause: 'P16-38' } })
  }
  const { rows } = await must(claims.listClaimedParts, {}, people.sales)
  expect(rows.find((row: { claimId: string }) => row.claimId === claimId)).toMatchObject({ part: 'gear', returnBy: '2026-09-30', daysLeft: 114, state: 'outstanding' })
  const other = await file({ serial: 'A3', repairedOn: '2026-03-15' })
  await must(claims.signRecord, { claimId: other.id, signedBy: 'Han', signedOn: '2026-06-08', signature }, people.dealer)
  const late = await must(claims.listClaimedParts, { state: 'overdue' }, people.sales)
  expect(late.rows.map((row: { claimId: string }) => row.claimId)).toEqual([other.id])
  const refused = await must(claims.receiveClaimedPart, { claimId: other.id, byTruck: false }, people.sales)
  expect(refused).toMatchObject({ state: 'refused', missing: { link: 'old-part', clause: 'P16-37', isFinal: true } })
  const third = await file({ serial: 'A3', repairedOn: '2026-03-16' })
  await must(claims.signRecord, { claimId: third.id, signedBy: 'Han', signedOn: '2026-06-08', signature }, people.dealer)
  expect(await must(claims.receiveClaimedPart, { claimId: third.id, byTruck: true }, people.sales)).toMatchObject({ state: 'open', nextLink: 'receipt' })
})

test('P16-13 P16-14 the card is due twenty days after the sale; a claim without it or with a late one is refused until an authorised person passes it, and the user keeps the right', async () => {
  const { people, card, file, ask, must } = world
  const none = await file({ serial: 'B0' })
  expect(none).toMatchObject({ nextLink: 'card', userNote: 'claim.user-right-stays', missing: { clause: 'P16-14', because: 'claim.card-missing' } })
  expect(await card('B1', '2026-05-19')).toMatchObject({ dueOn: '2026-06-08', state: 'in-time' })
  const late = await card('B2', '2026-05-18')
  expect(late).toMatchObject({ dueOn: '2026-06-07', state: 'late' })
  const claim = await file({ serial: 'B2' })
  expect(claim).toMatchObject({ state: 'refused', missing: { link: 'card', clause: 'P16-14', because: 'claim.card-late' } })
  expect((await ask(claims.signRecord, { claimId: claim.id, signedBy: 'Han', signedOn: '2026-06-08', signature }, people.dealer)).body).toMatchObject({ code: 'claim.link-missing', params: { link: 'card', clause: 'P16-14' } })
  expect((await ask(claims.approveCard, { claimId: claim.id, reason: 'flood' }, people.dealer)).status).toBe(403)
  expect((await ask(claims.approveCard, { claimId: claim.id, reason: '' }, people.technician)).status).toBe(400)
  expect(await must(claims.approveCard, { claimId: claim.id, reason: 'flood, the post stood still' }, people.technician)).toMatchObject({ state: 'open', nextLink: 'record' })
  // A claim that waited goes on once the card is here.
  await card('B0')
  expect(await must(claims.getClaim, { claimId: none.id }, people.dealer)).toMatchObject({ nextLink: 'record' })
  const sale = await must(dealers.registerCard, { serial: 'B3', product: 'harvester', soldOn: '2026-05-01', userName: 'Li', userPhone: '1', userAddress: 'x', returned: false }, people.dealer)
  expect(sale).toMatchObject({ state: 'overdue', dueOn: '2026-05-21' })
  expect((await world.dealer()).flags).toContainEqual({ code: 'cards', clause: 'P16-13', what: '1' })
})

test('P16-17 P16-05 only the four causes are covered; another cause ends the claim with its clause and reason', async () => {
  const { people, card, file, carry, ask, must } = world
  await card('C1')
  const { id: claimId } = await file({ serial: 'C1' })
  await carry(claimId, 'told')
  const queue = await must(claims.listClaims, { next: 'appraisal' }, people.technician)
  expect(queue.rows.map(({ id }: { id: string }) => id)).toEqual([claimId])
  expect((await ask(claims.appraiseClaim, { claimId, cause: 'weather', finding: 'x', reusable: false }, people.technician)).body.code).toBe('claim.unknown-cause')
  expect((await ask(claims.appraiseClaim, { claimId, cause: 'other', finding: '', reusable: false }, people.technician)).status).toBe(400)
  const refused = await must(claims.appraiseClaim, { claimId, cause: 'other', finding: 'driven without oil', reusable: false }, people.technician)
  expect(refused).toMatchObject({ state: 'refused', missing: { link: 'appraisal', clause: 'P16-17', because: 'claim.out-of-scope', isFinal: true } })
  expect((await ask(claims.writeOffClaim, { claimId }, people.finance)).body).toMatchObject({ code: 'claim.link-missing', params: { clause: 'P16-17' } })
  const causes = refused.causes.filter(({ isInScope }: { isInScope: boolean }) => isInScope).map(({ code }: { code: string }) => code)
  expect(causes).toEqual(['design', 'technology', 'manufacture', 'quality'])
})

test('P16-03 P16-41 each step belongs to its own people: branch manages, technicians appraise, dealers carry out, finance writes off', async () => {
  const { people, card, file, carry, ask } = world
  await card('D1')
  const { id: claimId } = await file({ serial: 'D1' })
  await carry(claimId, 'appraised')
  const steps = [[claims.doFormalities, {}, 'sales'], [claims.appraiseClaim, { cause: 'design', finding: 'x' }, 'technician'], [claims.writeOffClaim, {}, 'finance'], [claims.confirmNotice, {}, 'dealer']] as const
  for (const [endpoint, input, owner] of steps) {
    for (const who of ['sales', 'technician', 'finance', 'dealer'] as const) {
      if (who === owner) continue
      expect([endpoint.path, who, (await ask(endpoint, { claimId, ...input } as never, people[who])).status]).toEqual([endpoint.path, who, 403])
    }
  }
  expect((await ask(claims.writeOffClaim, { claimId }, people.finance)).body).toMatchObject({ code: 'claim.link-missing', params: { link: 'formalities', clause: 'P16-41' } })
  expect((await ask(claims.doFormalities, { claimId }, people.sales)).body).toMatchObject({ nextLink: 'write-off' })
})

test('P16-39 own staff use the same record and old-part flow, and the branch tells the technicians on a day that is kept', async () => {
  const { people, file, ask, must, agreementId } = world
  const claim = await file({ claimant: 'salesperson', agreementId, serial: 'E1' }, people.sales)
  expect(claim).toMatchObject({ dealer: null, nextLink: 'record', salesperson: { name: 'sales' } })
  const claimId = claim.id
  expect((await ask(claims.appraiseClaim, { claimId, cause: 'quality', finding: 'x', reusable: true }, people.technician)).body.params.clause).toBe('P16-36')
  await must(claims.signRecord, { claimId, signedBy: 'Han', signedOn: '2026-06-08', signature }, people.sales)
  await must(claims.receiveClaimedPart, { claimId, byTruck: false }, people.sales)
  expect((await ask(claims.appraiseClaim, { claimId, cause: 'quality', finding: 'x', reusable: true }, people.technician)).body.params).toMatchObject({ link: 'receipt', clause: 'P16-39' })
  const told = await must(claims.tellDepartment, { claimId }, people.sales)
  expect(told.chain.filter(({ link }: { link: string }) => link === 'old-part' || link === 'receipt').map(({ on }: { on: string }) => on)).toEqual(['2026-06-08', '2026-06-08'])
  expect((await ask(claims.getClaim, { claimId }, people.dealer)).status).toBe(404)
})

test('P16-40 reusable parts and scrap go to two different rooms', async () => {
  const { people, card, file, carry, ask, must } = world
  await card('F1')
  const [scrap, good] = [await file({ serial: 'F1' }), await file({ serial: 'F1' })]
  expect((await ask(claims.storeOldPart, { claimId: scrap.id, place: 'room 1' }, people.sales)).body.code).toBe('claim.link-missing')
  await carry(scrap.id, 'appraised')
  await carry(good.id, 'told')
  await must(claims.appraiseClaim, { claimId: good.id, cause: 'design', finding: 'bearing is sound', reusable: true }, people.technician)
  await must(claims.storeOldPart, { claimId: scrap.id, place: 'room 1' }, people.sales)
  expect((await ask(claims.storeOldPart, { claimId: good.id, place: 'room 1' }, people.sales)).body).toMatchObject({ code: 'claim.wrong-room', params: { holds: 'scrap' } })
  await must(claims.storeOldPart, { claimId: good.id, place: 'room 2' }, people.sales)
  const { rows } = await must(claims.listClaimedParts, { state: 'stored' }, people.sales)
  expect(rows.map(({ store, place }: { store: string; place: string }) => [store, place]).sort()).toEqual([['reusable', 'room 2'], ['scrap', 'room 1']])
})

test('P16-42 the draw of a spot check is the same however often it is made; out of scope ends the claim', async () => {
  const { people, card, file, carry, ask, must } = world
  await card('G1')
  const { id: claimId } = await file({ serial: 'G1' })
  await carry(claimId, 'formalities')
  const first = await must(claims.drawChecks, { share: 100, draw: '2026-06' }, people.sales)
  expect(first.drawn.map((one: { claimId: string }) => one.claimId)).toContain(claimId)
  expect((await must(claims.drawChecks, { share: 100, draw: '2026-06' }, people.sales)).drawn).toEqual(first.drawn)
  expect((await ask(claims.writeOffClaim, { claimId }, people.finance)).body).toMatchObject({ code: 'claim.link-missing', params: { link: 'spot-check', clause: 'P16-42' } })
  expect(await must(claims.checkClaim, { claimId, inScope: false, finding: 'no repair was made' }, people.sales)).toMatchObject({ state: 'refused', missing: { because: 'claim.spot-check-failed', clause: 'P16-42' } })
  expect((await ask(claims.writeOffClaim, { claimId }, people.finance)).status).toBe(409)
})

test('P16-06 a product that was bought in is appraised by the salesperson, an own one by the technicians; old parts outstanding are listed per dealer', async () => {
  const { people, card, file, carry, ask, must, dealerId } = world
  await card('H1')
  const { id: claimId, responsible } = await file({ serial: 'H1', origin: 'outsourced' })
  expect(responsible).toBe('salesperson')
  await carry(claimId, 'told')
  expect((await ask(claims.appraiseClaim, { claimId, cause: 'design', finding: 'x', reusable: true }, people.technician)).body).toMatchObject({ code: 'claim.not-yours', params: { who: 'salesperson' } })
  expect(await must(claims.appraiseOutsourced, { claimId, cause: 'design', finding: 'cracked', reusable: true }, people.sales)).toMatchObject({ nextLink: 'formalities' })
  const own = await file({ serial: 'H1' })
  expect((await ask(claims.appraiseOutsourced, { claimId: own.id, cause: 'design', finding: 'x', reusable: true }, people.sales)).body.code).toBe('claim.not-yours')
  const { rows } = await must(claims.listClaimedParts, { dealerId, salespersonId: people.sales.id!, state: 'outstanding' }, people.sales)
  expect(rows.every((row: { dealer: { id: string } }) => row.dealer.id === dealerId)).toBe(true)
  expect(rows.map((row: { claimId: string }) => row.claimId)).toContain(own.id)
})

test('P16-15 what a dealer promised beyond the scope the dealer bears, and no indirect loss can be claimed', async () => {
  const { card, file, people, ask } = world
  await card('I1')
  const claim = await file({ serial: 'I1', lines: [{ kind: 'parts', text: 'gear', quantity: 1, price: 10_000 }, { kind: 'parts', text: 'promised oil for a year', quantity: 1, price: 4000, beyondScope: true }] })
  expect(claim).toMatchObject({ amount: 10_000, dealerBorne: 4000 })
  for (const kind of ['indirect-loss', 'harvest', 'accident']) {
    const reply = await ask(claims.fileClaim, { serial: 'I1', product: 'p', recordNumber: 'x', repairedOn: '2026-06-08', fault: 'f', work: 'w', lines: [{ kind: kind as 'parts', text: 'lost harvest', quantity: 1, price: 1 }] }, people.dealer)
    expect(reply.body.code).toBe('request.invalid')
  }
})

test('P16-18 E-28 labour and travel are hours and kilometres at the rate in force; only a price administrator sets it, and nobody types another', async () => {
  const { people, card, file, ask, must } = world
  for (const who of ['dealer', 'sales', 'technician', 'finance', 'desk', 'manager'] as const) expect([who, (await ask(claims.setRate, { kind: 'labour', price: 1, validFrom: '2026-01-01' }, people[who])).status]).toEqual([who, 403])
  await card('J1')
  expect((await ask(claims.fileClaim, { serial: 'J1', product: 'p', recordNumber: 'J', repairedOn: '2026-06-08', fault: 'f', work: 'w', lines: [{ kind: 'labour', text: 'h', quantity: 1, price: 99_999 }] }, people.dealer)).body.code).toBe('claim.price-fixed')
  await must(claims.setRate, { kind: 'labour', price: 6000, validFrom: '2026-06-08' }, people.admin)
  const [before, after] = [await file({ serial: 'J1', repairedOn: '2026-06-07', lines: [{ kind: 'labour', text: 'h', quantity: 3 }] }), await file({ serial: 'J1', lines: [{ kind: 'labour', text: 'h', quantity: 3 }] })]
  expect([before.amount, before.lines[0]!.rateVersion, after.amount, after.lines[0]!.rateVersion]).toEqual([15_000, 1, 18_000, 2])
})

test('P16-44 never an offset before the dealer confirms; staff may only record a paper the dealer signed; finance may confirm less with a reason', async () => {
  const { people, card, file, carry, ask, must } = world
  await card('K1')
  const { id: claimId } = await file({ serial: 'K1', lines: [{ kind: 'parts', text: 'gear', quantity: 2, price: 10_000 }] })
  await carry(claimId, 'formalities')
  expect((await ask(claims.writeOffClaim, { claimId, amount: 20_001 }, people.finance)).body.code).toBe('claim.amount-wrong')
  expect((await ask(claims.writeOffClaim, { claimId, amount: 15_000 }, people.finance)).body.code).toBe('dealer.reason-missing')
  await must(claims.writeOffClaim, { claimId, amount: 15_000, reason: 'one gear was not broken' }, people.finance)
  expect((await ask(claims.confirmNotice, { claimId }, people.dealer)).body.params).toMatchObject({ link: 'notice', clause: 'P16-44' })
  await must(claims.issueNotice, { claimId }, people.finance)
  expect((await ask(claims.offsetClaim, { claimId }, people.finance)).body).toMatchObject({ code: 'claim.link-missing', params: { link: 'confirmation', clause: 'P16-44' } })
  expect((await ask(claims.confirmNotice, { claimId }, people.admin)).body.code).toBe('claim.not-yours')
  await must(claims.confirmNotice, { claimId, paper: 'N-17' }, people.admin)
  const before = await world.balance()
  await must(claims.offsetClaim, { claimId }, people.finance)
  expect(await world.balance()).toBe(before - 15_000)
  // A wrong one is taken back by a booking of its own, once, and takes nothing more.
  await must(claims.reverseClaim, { claimId, reason: 'claimed on the wrong machine' }, people.finance)
  expect(await world.balance()).toBe(before)
  expect((await ask(claims.reverseClaim, { claimId, reason: 'again' }, people.finance)).body.code).toBe('claim.closed')
  expect((await ask(claims.offsetClaim, { claimId }, people.finance)).body.code).toBe('claim.closed')
})

test('the same repair is claimed once while its claim lives', async () => {
  const { people, card, file, ask, must } = world
  await card('L1')
  const first = await file({ serial: 'L1', recordNumber: 'same' })
  const again = { serial: 'L1', product: 'p', recordNumber: 'same', repairedOn: '2026-06-08', fault: 'f', work: 'w', lines: [{ kind: 'labour' as const, text: 'h', quantity: 1 }] }
  expect((await ask(claims.fileClaim, again, people.dealer)).body.code).toBe('claim.record-taken')
  await must(claims.withdrawClaim, { claimId: first.id, reason: 'typed wrongly' }, people.dealer)
  expect((await ask(claims.fileClaim, again, people.dealer)).status).toBe(200)
})
