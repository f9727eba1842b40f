// Units sent in: opened by the diagnosis, locked while the plan says so, timed at the factory, both serials in the history of the place.
import { afterEach, expect, test } from 'vitest'
import { getAsset } from '#contract/asset/endpoints.ts'
import { getRma, listRmas, moveRma, openRma, swapUnit } from '#contract/repair/rma.ts'
import { sql } from '#server/platform/db/database.ts'
import { openService } from '#tests/support/running-plan.ts'
import type { Service } from '#tests/support/running-plan.ts'

let service: Service
afterEach(() => service.close())

type Step = 'ship' | 'receive' | 'diagnose' | 'repaired' | 'replaced' | 'scrapped' | 'ship-back' | 'hand-back'
type Steps = { steps: { step: string; open: boolean; because: { clause: string }[] }[] }
const as = () => ({ as: service.desk })
const move = (rmaId: string, step: Step, more: { note?: string; newSerial?: string; carrier?: string } = {}) => service.app.call(moveRma, { rmaId, step, ...more }, as())
const history = (assetId: string) => service.db.tx({ orgId: service.orgId }, (tx) => tx.rows<{ kind: string; data: Record<string, unknown> }>(sql`
  select kind, data from facts where org_id = ${service.orgId} and subject_id = ${assetId} order by recorded_at, id`))

async function diagnosed() {
  service = await openService('P01')
  const ticket = await service.register()
  await service.record(ticket, 'ticket.arranged', { mode: 'on-site' }, 5)
  await service.record(ticket, 'diagnosis.made', { diagnosis: 'hardware' }, 10)
  return ticket
}

test('P01-37 hardware diagnosed: the order is linked to the serial, and the case shows it', async () => {
  service = await openService('P01')
  const ticket = await service.register()
  await service.record(ticket, 'ticket.arranged', { mode: 'on-site' }, 5)
  const open = () => service.app.call(openRma, { ticketId: ticket.id, fault: '電源模組失效' }, as())
  expect((await open()).body.code).toBe('ticket.step-blocked')
  await service.record(ticket, 'diagnosis.made', { diagnosis: 'hardware' }, 10)
  const rma = (await open()).body
  expect(rma).toMatchObject({ state: 'opened', serial: 'SN-0001', asset: { id: service.assetId, serial: 'SN-0001' }, ticket: { id: ticket.id } })
  const view = await service.read(ticket)
  expect(view.steps.find(({ id }) => id === 'P01-step-4')?.state).toBe('done')
  expect(view.forms.filter(({ code }) => code === 'P01-rma').map(({ filed }) => filed)).toEqual([false])
  expect((await service.app.call(listRmas, { ticketId: ticket.id }, as())).body.rows.map((row: { number: string; state: string }) => [row.number, row.state])).toEqual([[rma.number, 'opened']])
  expect((await open()).body).toMatchObject({ code: 'rma.open-already', params: { serial: 'SN-0001' } })
})

test('P01-18 the swap is one act at its place: old serial out, new serial in, with its time, and the asset remembers both', async () => {
  const ticket = await diagnosed()
  service.at(60)
  const reply = await service.app.call(swapUnit, { ticketId: ticket.id, assetId: service.assetId, newSerial: 'SN-0002', fault: '硬碟故障' }, as())
  expect(reply.body).toMatchObject({ serial: 'SN-0001', standIn: 'SN-0002', isRemoved: true })
  expect((await service.app.call(getAsset, { assetId: service.assetId }, as())).body.serial).toBe('SN-0002')
  expect((await history(service.assetId)).map(({ kind, data }) => [kind, data['outSerial'] ?? data['was'], data['inSerial'] ?? data['serial']])).toEqual([
    ['asset.swapped', 'SN-0001', 'SN-0002'], ['serial.recorded', 'SN-0001', 'SN-0002'],
  ])
})

test.each(['repaired', 'replaced', 'scrapped'] as const)('P01-19 the removed unit is locked until the system is confirmed restored, and ends %s', async (end) => {
  const ticket = await diagnosed()
  const rma = (await service.app.call(swapUnit, { ticketId: ticket.id, assetId: service.assetId, newSerial: 'SN-0002', fault: '硬碟故障' }, as())).body as { id: string } & Steps
  expect(rma.steps.map(({ step, open, because }) => [step, open, because.map(({ clause }) => clause)])).toEqual([
    ['ship', false, ['P01-19']], ['receive', true, []], ['scrapped', false, ['P01-19']],
  ])
  for (const step of ['ship', 'scrapped'] as const) expect((await move(rma.id, step)).body).toMatchObject({ code: 'ticket.step-blocked', params: { clause: 'P01-19' } })
  expect((await service.app.call(getRma, { rmaId: rma.id }, as())).body.state).toBe('opened')
  await service.record(ticket, 'ticket.confirmed', {}, 120)
  expect((await move(rma.id, 'ship', { carrier: '順豐' })).status).toBe(200)
  await move(rma.id, 'receive')
  expect((await move(rma.id, 'diagnose')).body.code).toBe('rma.finding-missing')
  await move(rma.id, 'diagnose', { note: '磁頭損壞' })
  if (end === 'replaced') expect((await move(rma.id, end)).body).toMatchObject({ code: 'rma.serial-missing', params: { field: 'newSerial' } })
  const done = await move(rma.id, end, end === 'replaced' ? { newSerial: 'SN-0003' } : {})
  expect(done.body).toMatchObject({ state: end, result: end, finding: '磁頭損壞' })
  expect(done.body.line.map(({ step }: { step: string }) => step)).toEqual(['open', 'ship', 'receive', 'diagnose', end])
  // The place keeps what the swap put there.
  expect((await service.app.call(getAsset, { assetId: service.assetId }, as())).body.serial).toBe('SN-0002')
})

test('P04-15 the factory has five working days from the arrival there, transport outside', async () => {
  service = await openService('P04')
  const ticket = await service.register()
  const rma = (await service.app.call(openRma, { ticketId: ticket.id, fault: '不開機' }, as())).body as { id: string; clocks: unknown[] }
  await move(rma.id, 'ship')
  expect((await service.app.call(getRma, { rmaId: rma.id }, as())).body.clocks).toEqual([])
  service.at('2026-06-10T10:00:00+08:00')
  await move(rma.id, 'receive')
  const [clock] = (await service.app.call(getRma, { rmaId: rma.id }, as())).body.clocks
  expect([clock.clause, clock.state]).toEqual(['P04-15', 'running'])
  // Wednesday 10 June; a weekend lies between.
  expect(clock.dueAt.slice(0, 10)).toBe('2026-06-17')
  service.at('2026-06-17T10:00:00+08:00')
  const done = await move(rma.id, 'repaired')
  expect(done.body.clocks[0].state).toBe('kept')
  service.at('2026-07-17T10:00:00+08:00')
  expect((await move(rma.id, 'ship-back')).body.clocks[0].state).toBe('kept')
})

test('P04-15 what is not repaired on the sixth working day is late, and says so', async () => {
  service = await openService('P04')
  const ticket = await service.register()
  const rma = (await service.app.call(openRma, { ticketId: ticket.id, fault: '不開機' }, as())).body as { id: string }
  await move(rma.id, 'receive')
  await service.strike('2026-06-17T10:00:00+08:00')
  expect((await service.app.call(getRma, { rmaId: rma.id }, as())).body.clocks[0].state).toBe('broken')
})

test('a unit is sent in once at a time, a step out of turn changes nothing, and another house sees nothing', async () => {
  service = await openService('P05')
  const ticket = await service.register()
  const open = () => service.app.call(openRma, { ticketId: ticket.id, serial: 'X-9', fault: '壞' }, as())
  const both = await Promise.all([open(), open()])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  const rma = both.find(({ status }) => status === 200)!.body as { id: string }
  expect((await move(rma.id, 'hand-back')).body.code).toBe('repair.wrong-step')
  const stranger = { ...service.desk, kind: 'customer' as const, customerId: service.customerId }
  expect((await service.app.call(getRma, { rmaId: rma.id }, { as: stranger })).status).toBe(404)
})
