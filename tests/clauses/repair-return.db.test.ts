// Goods coming back: in time or with a reason, training before the return, inspection before the decision, money after it.
import { afterEach, describe, expect, test } from 'vitest'
import { getAsset } from '#contract/asset/endpoints.ts'
import * as api from '#contract/repair/returns.ts'
import { getTicket } from '#contract/ticket/endpoints.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { openService } from '#tests/support/running-plan.ts'
import type { Service } from '#tests/support/running-plan.ts'
import { approveAll, decide, pendingOf } from '#tests/support/standard/approvals.ts'

let service: Service
afterEach(() => service.close())

const as = () => ({ as: service.desk })
const open = async (code: string, given: Parameters<typeof openService>[1] = {}) => { service = await openService(code, given) }
const withDays = (days: string) => ({ edit: (plan: Service['plan']) => ({ ...plan, cover: plan.cover.map((rule) => (rule.id === 'P13-37' ? { ...rule, length: days } : rule)) }) })
const request = (ticketId: string, more: Partial<InputOf<typeof api.requestReturn>> = {}) =>
  service.app.call(api.requestReturn, { ticketId, reason: 'insists', product: '淨水機', statement: '用不慣', purchasedOn: '2026-06-01', ...more }, as())
const view = async (returnId: string) => (await service.app.call(api.getReturn, { returnId }, as())).body

async function photo(ticketId: string): Promise<string> {
  const [blob, id] = [newId(), newId()]
  await service.db.tx({ orgId: service.orgId }, async (tx) => {
    await tx.run(sql`insert into blobs (org_id, id, sha256, bytes, name, media_type, created_at) values (${service.orgId}, ${blob}, ${'0'.repeat(64)}, 1, '照片.jpg', 'image/jpeg', '2026-06-08T02:00:00Z')`)
    await tx.run(sql`insert into attachments (org_id, id, ticket_id, blob_id) values (${service.orgId}, ${id}, ${ticketId}, ${blob})`)
  })
  return id
}

async function inspect(ticketId: string, returnId: string, more: { cause?: 'human-damage' | 'quality'; isBare?: boolean } = {}) {
  const look = async () => ({ result: '正常', ok: true, attachmentId: more.isBare ? null : await photo(ticketId) })
  const items = { quality: await look(), information: await look(), unpacked: await look(), intact: await look() }
  return service.app.call(api.inspectReturn, { returnId, inspector: '李檢', items, ...(more.cause && { cause: more.cause }) }, as())
}

describe('P13', () => {
  test('P13-37 a request on day X is accepted, on day X+1 refused, or sent on with its reason', async () => {
    await open('P13', withDays('7d'))
    const on = async (at: string, more = {}) => request((await service.register({ type: 'return' }, at)).id, more)
    const last = await on('2026-06-08T23:30:00+08:00')
    expect(last.body).toMatchObject({ isLate: false, daysInUse: 7, windows: [{ clause: 'P13-37', from: '2026-06-01', lastDay: '2026-06-08', isOpen: true }] })
    const late = await on('2026-06-09T00:30:00+08:00')
    expect(late.body).toMatchObject({ code: 'return.window-over', params: { lastDay: '2026-06-08', clause: 'P13-37' } })
    const sent = await on('2026-06-09T00:31:00+08:00', { lateReason: '出國剛回來' })
    expect(sent.body).toMatchObject({ isLate: true, lateReason: '出國剛回來', daysInUse: 8, approvalNeeded: 'P13-44' })
  })

  test('P13-37 the end of the contract closes the window of what is unusable too', async () => {
    await open('P13', { ...withDays('7d'), endsOn: '2026-06-30' })
    const [first, second] = [await service.register({ type: 'return' }, '2026-06-30T09:00:00+08:00'), await service.register({ type: 'return' }, '2026-06-30T09:01:00+08:00')]
    const unusable = (ticket: { id: string }) => request(ticket.id, { reason: 'unusable', purchasedOn: '2026-05-01' })
    expect((await unusable(first)).body.isLate).toBe(false)
    service.at('2026-07-01T10:00:00+08:00')
    expect((await unusable(second)).body).toMatchObject({ code: 'return.window-over', params: { lastDay: '2026-06-30', clause: 'P13-39' } })
  })

  test('P13-38 the case opens as an objection with product, day of purchase and statement; the days in use are computed', async () => {
    await open('P13')
    const ticket = await service.register({ type: 'return' })
    const opened = await request(ticket.id, { reason: 'unusable' })
    expect(opened.body).toMatchObject({ state: 'objection', product: '淨水機', purchasedOn: '2026-06-01', statement: '用不慣', daysInUse: 7 })
    expect((await request(ticket.id)).body).toMatchObject({ code: 'return.exists', params: { number: opened.body.number } })
  })

  test('P13-39 unusable: money back without further condition, unless people damaged it', async () => {
    await open('P13')
    const settle = async (cause?: 'human-damage') => {
      const ticket = await service.register({ type: 'return' })
      const { id } = (await request(ticket.id, { reason: 'unusable' })).body
      await service.app.call(api.explainReturn, { returnId: id, body: '說明產品情況' }, as())
      await inspect(ticket.id, id, cause ? { cause } : {})
      await service.file({ ticketId: ticket.id }, 'P13-return-note')
      await service.file({ ticketId: ticket.id }, 'P13-return-account')
      await approveAll(service, { ticketId: ticket.id })
      return service.app.call(api.settleReturn, { returnId: id, remedy: 'refund', amount: 129_900, currency: 'CNY' }, as())
    }
    expect((await settle()).body).toMatchObject({ state: 'settled', settlement: { remedy: 'refund', amount: 129_900, currency: 'CNY' } })
    expect((await settle('human-damage')).body.code).toBe('return.human-damage')
  })

  test('P13-40 who cannot use it is trained once for free for each purchase; the next one is chargeable', async () => {
    await open('P13')
    const train = async () => {
      const ticket = await service.register({ type: 'return' })
      const { id } = (await request(ticket.id, { reason: 'cannot-use' })).body
      expect((await inspect(ticket.id, id)).body.code).toBe('return.training-first')
      await service.app.call(api.offerTraining, { returnId: id, body: '安排一次培訓' }, as())
      return (await service.app.call(api.acceptTraining, { returnId: id }, as())).body
    }
    const first = await train()
    expect(first).toMatchObject({ state: 'training-accepted', training: { isFree: true, clause: 'P13-40' } })
    const training = (await service.app.call(getTicket, { ticketId: first.training.ticket.id }, as())).body
    expect([training.type, training.asset.id]).toEqual(['training', service.assetId])
    expect((await train()).training).toMatchObject({ isFree: false, clause: 'P13-40' })
  })

  test('P13-41 who insists goes to the inspection with nothing in between, also after an offer', async () => {
    await open('P13')
    const ticket = await service.register({ type: 'return' })
    const { id } = (await request(ticket.id, { reason: 'cannot-use' })).body
    await service.app.call(api.offerTraining, { returnId: id, body: '安排一次培訓' }, as())
    const insisted = await service.app.call(api.insistOnReturn, { returnId: id, body: '仍要退貨' }, as())
    expect(insisted.body).toMatchObject({ state: 'insisted', steps: ['inspect'] })
    expect((await service.app.call(api.offerTraining, { returnId: id, body: '再試一次' }, as())).body.code).toBe('repair.wrong-step')
    expect((await inspect(ticket.id, id)).body.state).toBe('inspected')
    const other = await service.register({ type: 'return' })
    const direct = (await request(other.id, { reason: 'insists' })).body
    expect(direct.steps).toEqual(['inspect'])
    expect((await inspect(other.id, direct.id)).body.state).toBe('inspected')
  })

  test('P13-42 the inspection has four items, each with result and photo, and names its inspector', async () => {
    await open('P13')
    const ticket = await service.register({ type: 'return' })
    const { id } = (await request(ticket.id)).body
    expect((await inspect(ticket.id, id, { isBare: true })).body).toMatchObject({ code: 'return.photo-missing', params: { field: 'quality' } })
    const { body } = await inspect(ticket.id, id)
    expect(body.inspection.inspector).toBe('李檢')
    expect(Object.keys(body.inspection.items).sort()).toEqual(['information', 'intact', 'quality', 'unpacked'])
    expect(body.files.map(({ step }: { step: string }) => step)).toEqual(['inspect', 'inspect', 'inspect', 'inspect'])
    expect((await service.read(ticket)).forms.find(({ code }) => code === 'P13-return-inspection')?.filed).toBe(false)
  })

  test('P13-43 P13-44 the note is complete before the account goes up, a no sends the case back with its reason, nothing is paid before the yes', async () => {
    await open('P13')
    const ticket = await service.register({ type: 'return' })
    const { id } = (await request(ticket.id)).body
    await inspect(ticket.id, id)
    const settle = (remedy: 'refund' | 'exchange') => service.app.call(api.settleReturn, { returnId: id, remedy, amount: 100, currency: 'CNY', newSerial: 'SN-77' }, as())
    const missing = await service.attemptForm({ ticketId: ticket.id }, 'P13-return-note', { purchasedOn: '2026-06-01', condition: '完好', reason: '', opinion: '' })
    expect(missing.body.code).toBe('form.field-missing')
    expect((await service.app.call(api.decideReturn, { returnId: id, decision: 'approved' }, as())).body.code).toBe('ticket.step-blocked')
    const note = await service.file({ ticketId: ticket.id }, 'P13-return-note')
    expect(note.number).not.toBe('')
    await service.file({ ticketId: ticket.id }, 'P13-return-account')
    expect((await service.app.call(api.decideReturn, { returnId: id, decision: 'approved' }, as())).body.code).toBe('ticket.step-blocked')
    for (const remedy of ['refund', 'exchange'] as const) expect((await settle(remedy)).body.code).toBe('repair.wrong-step')
    const [first] = await pendingOf(service, { ticketId: ticket.id })
    await decide(service, first!.id, false, '資料不全')
    expect(await view(id)).toMatchObject({ state: 'sent-back', refusedBecause: '資料不全' })
    const listed = (await service.app.call(api.listReturns, { state: 'sent-back' }, as())).body.rows
    expect(listed.map((row: { id: string }) => row.id)).toEqual([id])
    await service.file({ ticketId: ticket.id }, 'P13-return-account')
    await approveAll(service, { ticketId: ticket.id })
    expect((await view(id)).state).toBe('approved')
    expect((await settle('exchange')).body).toMatchObject({ state: 'settled', settlement: { newSerial: 'SN-77' } })
    expect((await service.app.call(getAsset, { assetId: service.assetId }, as())).body.serial).toBe('SN-77')
  })
})

describe.each(['P02', 'P10'])('%s', (code) => {
  test.each(['repair', 'replace-part', 'new-product'] as const)(`${code}-07 a problem on unpacking, appearance included, is solved as the user accepts (%s), and only then closed`, async (remedy) => {
    await open(code)
    const ticket = await service.register()
    const bare = await request(ticket.id, { kind: 'unpacking', reason: 'unpacking-defect', statement: '外殼刮傷' })
    expect(bare.body.code).toBe('return.remedy-missing')
    const { id } = (await request(ticket.id, { kind: 'unpacking', reason: 'unpacking-defect', statement: '外殼刮傷', remedy })).body
    expect((await service.read(ticket)).forms.find(({ code: form }) => form === `${code}-unpacking-record`)?.filed).toBe(false)
    await service.app.call(api.decideReturn, { returnId: id, decision: 'approved', remedy }, as())
    const settled = await service.app.call(api.settleReturn, { returnId: id, remedy, newSerial: 'SN-88' }, as())
    expect(settled.body).toMatchObject({ state: 'settled', settlement: { remedy } })
    expect((await service.refused(ticket, 'ticket.closed')).body.code).toBe('ticket.step-blocked')
    expect((await service.app.call(api.acceptReturn, { returnId: id, acceptedBy: '陳先生' }, as())).body.state).toBe('accepted')
    expect((await service.app.call(getAsset, { assetId: service.assetId }, as())).body.serial).toBe(remedy === 'new-product' ? 'SN-88' : 'SN-0001')
  })
})

describe('P16', () => {
  const decided = async (reason: 'product-quality' | 'dismantled-by-dealer' | 'unsaleable', cause?: 'quality') => {
    const ticket = await service.register({ type: 'return' })
    const { id } = (await request(ticket.id, { kind: 'dealer-stock', reason, quantity: 3, statement: '退廠' })).body
    await inspect(ticket.id, id, { isBare: true, ...(cause && { cause }) })
    const reply = await service.app.call(api.decideReturn, { returnId: id, decision: 'approved', disposition: 'return', freight: 12_000, restoringHours: 2.5, hourRate: 8_000, currency: 'CNY' }, as())
    expect(reply.status, reply.text).toBe(200)
    return reply.body.freight
  }

  test('P16-26 back for quality, once the inspection confirms it: the company bears the freight by itself', async () => {
    await open('P16')
    expect(await decided('product-quality', 'quality')).toMatchObject({ payer: 'company', clause: 'P16-26', dealerPays: 0 })
    expect(await decided('product-quality')).toMatchObject({ payer: 'dealer', dealerPays: 12_000 })
  })
  test('P16-27 dismantled by the dealer: all freight and the hours of restoring are the dealer\'s', async () => {
    await open('P16')
    expect(await decided('dismantled-by-dealer')).toMatchObject({ payer: 'dealer', clause: 'P16-27', dealerPays: 32_000 })
  })
  test('P16-28 other unsaleable goods: the dealer bears the freight', async () => {
    await open('P16')
    expect(await decided('unsaleable')).toMatchObject({ payer: 'dealer', clause: 'P16-28', dealerPays: 12_000 })
  })
})
