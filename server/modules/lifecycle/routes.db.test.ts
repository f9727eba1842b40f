import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareSettings, getAssetOnDay, listComponents, listSettings, recordAssetFacts, recordSettings, retireAsset, swapAsset } from '#contract/lifecycle/endpoints.ts'
import { listDeliveries, printDelivery } from '#contract/lifecycle/delivery-endpoints.ts'
import { createAsset, moveAsset, updateAsset } from '#contract/asset/endpoints.ts'
import { createCustomer } from '#contract/party/endpoints.ts'
import { actorWith } from '#tests/support/actor.ts'
import { bothPresent, bothSign, counted, openBase } from '#tests/support/base.ts'
import type { Base } from '#tests/support/base.ts'

let base: Base
beforeAll(async () => { base = await openBase('P09') })
afterAll(() => base.close())

const piece = async (name: string, more: object = {}) => (await base.must(createAsset, { customerId: base.customerId, name, ...more })).id as string

test('a fact of an asset is told at its own time, its day is copied, and a correction takes its place', async () => {
  const assetId = await piece('Tank')
  const told = await base.tell(assetId, 'equipment.installed', { happenedAt: '2026-05-04T10:00:00+08:00' })
  expect(told.body).toMatchObject({ kind: 'equipment.installed', happenedAt: '2026-05-04T02:00:00.000Z', recordedAt: '2026-06-08T02:00:00.000Z' })
  expect((await base.asset(assetId)).installedOn).toBe('2026-05-04')
  await base.tell(assetId, 'equipment.installed', { happenedAt: '2026-05-03T10:00:00+08:00', corrects: told.body.id })
  expect((await base.asset(assetId)).installedOn).toBe('2026-05-03')
  expect((await base.life(assetId)).find(({ id }) => id === told.body.id)?.corrected).toBe(true)
})

test('the future, missing data, a foreign fact and an unknown asset are refused', async () => {
  const assetId = await piece('Refused')
  expect((await base.tell(assetId, 'equipment.installed', { happenedAt: '2026-07-01T00:00:00Z' })).body.code).toBe('fact.in-future')
  expect((await base.tell(assetId, 'serial.recorded')).body).toMatchObject({ code: 'asset.fact-incomplete', params: { field: 'serial' } })
  expect((await base.tell(assetId, 'serial.recorded', { data: { serial: 'SN-0001' } })).body.code).toBe('asset.serial-taken')
  expect((await base.tell(assetId, 'card.issued', { corrects: base.orgId })).body.code).toBe('fact.unknown')
  expect((await base.tell(base.orgId, 'card.issued')).body.code).toBe('asset.unknown')
  expect((await base.ask(recordAssetFacts, { assetIds: [assetId], kind: 'card.issued' }, { as: actorWith(base.orgId, ['asset.read']) })).status).toBe(403)
})

test('one acceptance is told of five hundred pieces at once, or of none', async () => {
  const note = await base.deliver([{ title: 'Door', quantity: 500, serials: Array.from({ length: 500 }, (_, n) => `D-${n}`), batch: 'LOT-500' }])
  const rows = await base.assets({ batch: 'lot-500' })
  const ids = [...rows.map(({ id }: { id: string }) => id), ...(await base.assets({ deliveryId: note.id, sort: '-created' })).map(({ id }: { id: string }) => id)]
  const all = (await base.trace('LOT-500')).map(({ asset }: { asset: { id: string } }) => asset.id)
  expect((await base.ask(recordAssetFacts, { assetIds: [...all, base.orgId], kind: 'acceptance.signed' })).body.code).toBe('asset.unknown')
  expect((await base.must(recordAssetFacts, { assetIds: [...ids, ...all], kind: 'acceptance.signed', data: { customer: '陳', vendor: '林' } })).recorded).toBeGreaterThanOrEqual(200)
  expect((await base.asset(all[0]!)).acceptedOn).toBe('2026-06-08')
})

test('a past day shows where a piece stood and what was in it', async () => {
  const [machine, other] = [await piece('Machine'), await piece('Other machine')]
  const [motor, siteId] = [await piece('Motor', { kind: 'component', parentId: machine, serial: 'M-1' }), await base.site('二廠')]
  await base.move(machine, { parentId: null, siteId, reason: '搬遷', happenedAt: '2026-03-10T09:00:00+08:00' })
  await base.move(motor, { parentId: other, siteId: null, happenedAt: '2026-04-10T09:00:00+08:00' })
  const on = async (assetId: string, day: string) => base.must(getAssetOnDay, { assetId, on: day })
  expect(await on(motor, '2026-03-09')).toMatchObject({ place: { site: null, parent: { id: machine } }, parents: [{ id: machine }] })
  expect(await on(motor, '2026-03-10')).toMatchObject({ place: { site: { name: '二廠' }, parent: { id: machine } } })
  expect(await on(motor, '2026-04-10')).toMatchObject({ place: { site: null, parent: { id: other } } })
  expect((await on(machine, '2026-04-09')).parts.map(({ id }: { id: string }) => id)).toEqual([motor])
  expect((await on(machine, '2026-04-10')).parts).toEqual([])
  expect((await base.must(listComponents, { assetId: machine })).rows).toMatchObject([{ asset: { id: motor }, until: '2026-04-10T01:00:00Z' }])
})

test('an asset never becomes part of itself, an old version changes nothing, and a parent is of the same customer', async () => {
  const top = await piece('Top')
  const below = await piece('Below', { parentId: top })
  const move = async (assetId: string, version: number, parentId: string | null) => (await base.ask(moveAsset, { assetId, version, parentId })).body
  expect(await move(top, 1, below)).toMatchObject({ code: 'asset.circle' })
  expect(await move(top, 1, top)).toMatchObject({ code: 'asset.circle' })
  expect(await move(below, 1, null)).toMatchObject({ parentId: null, version: 2 })
  expect(await move(below, 1, top)).toMatchObject({ code: 'row.changed' })
  expect(await move(below, 2, base.orgId)).toMatchObject({ code: 'asset.unknown' })
  expect((await base.ask(updateAsset, { assetId: top, version: 9, name: 'x' })).body).toMatchObject({ code: 'row.changed' })
})

test('a piece moves to another customer with all it holds, and stands at none of the old sites', async () => {
  const { id: customerId } = await base.must(createCustomer, { name: '乙公司' })
  const machine = await piece('Sold machine', { siteId: base.siteId })
  const part = await piece('Sold part', { parentId: machine, siteId: base.siteId })
  await base.move(machine, { parentId: null, customerId })
  expect(await base.asset(part)).toMatchObject({ customer: { id: customerId }, site: null, parentId: machine })
  expect((await base.life(part)).find(({ kind }) => kind === 'asset.moved')?.data).toMatchObject({ fromCustomerId: base.customerId, customerId })
})

test('a swap puts the new piece where the old one stood; what is retired is not swapped again', async () => {
  const machine = await piece('Holder', { siteId: base.siteId })
  const old = await piece('Board', { kind: 'component', parentId: machine, siteId: base.siteId, serial: 'B-1' })
  await base.swap(old, { serial: 'B-2', reason: '故障', retires: true })
  expect(await base.asset(old)).toMatchObject({ parentId: null, retiredOn: '2026-06-08' })
  const [{ asset: { id: fresh } }] = await base.trace('b-2')
  expect(await base.asset(fresh)).toMatchObject({ parentId: machine, site: { id: base.siteId } })
  for (const id of [old, fresh, machine]) expect((await base.life(id)).some(({ kind, data }) => kind === 'asset.swapped' && data['outSerial'] === 'B-1' && data['inSerial'] === 'B-2')).toBe(true)
  expect((await base.ask(swapAsset, { assetId: old, serial: 'B-3', reason: 'x' })).body.code).toBe('asset.retired')
  expect((await base.ask(swapAsset, { assetId: fresh, reason: 'x' })).body.code).toBe('asset.swap-open')
  expect((await base.ask(swapAsset, { assetId: fresh, serial: 'SN-0001', reason: 'x' })).body.code).toBe('asset.serial-taken')
  expect((await base.ask(retireAsset, { assetId: old, reason: 'x' })).body.code).toBe('asset.retired')
})

test('a serial or site written over is told in the life', async () => {
  const id = await piece('Rewritten', { serial: 'R-1' })
  const { version } = await base.asset(id)
  await base.must(updateAsset, { assetId: id, version, serial: 'R-2', siteId: base.siteId })
  expect((await base.life(id)).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['serial.recorded', 'asset.moved']))
})

test('settings are kept by version, and two versions are compared', async () => {
  const assetId = await piece('Router')
  expect((await base.ask(recordSettings, { assetId })).body.code).toBe('asset.fact-incomplete')
  await base.must(recordSettings, { assetId, entries: { ip: '10.0.0.1', vlan: '7' }, fileName: 'running.cfg', fileText: 'hostname a\nvlan 7' })
  await base.must(recordSettings, { assetId, entries: { ip: '10.0.0.2', vlan: '7' }, fileName: 'running.cfg', fileText: 'hostname b\nvlan 7', note: '換網段' })
  expect((await base.must(listSettings, { assetId })).rows.map(({ version }: { version: number }) => version)).toEqual([2, 1])
  expect(await base.must(compareSettings, { assetId, before: 1, after: 2 })).toEqual({
    before: 1, after: 2, entries: [{ key: 'ip', before: '10.0.0.1', after: '10.0.0.2' }],
    lines: [{ sign: '-', line: 1, text: 'hostname a' }, { sign: '+', line: 1, text: 'hostname b' }],
  })
  expect((await base.ask(compareSettings, { assetId, before: 1, after: 9 })).body.code).toBe('asset.version-unknown')
})

test('the life is read page by page without a gap, and by group', async () => {
  const assetId = await piece('Paged')
  for (let day = 1; day <= 6; day += 1) await base.tell(assetId, 'card.issued', { happenedAt: `2026-05-0${day}T00:00:00Z`, data: { card: String(day) } })
  const { getAssetLife } = await import('#contract/lifecycle/endpoints.ts')
  const seen: string[] = []
  for (let cursor: string | undefined; ;) {
    const page = await base.must(getAssetLife, { assetId, limit: 2, ...(cursor && { cursor }) })
    seen.push(...page.rows.map(({ id }: { id: string }) => id))
    if (page.next === null) break
    cursor = page.next
  }
  expect(new Set(seen).size).toBe(7)
  expect(seen).toEqual((await base.life(assetId)).map(({ id }) => id))
  expect((await base.life(assetId, { groups: 'delivery' })).length).toBe(6)
  expect((await base.life(assetId, { until: '2026-05-03', groups: 'delivery' })).length).toBe(3)
  expect((await base.ask(getAssetLife, { assetId, groups: 'nonsense' })).status).toBe(400)
})

test('a delivery goes from hand-over to acceptance in its order; who must be there and who must sign is asked', async () => {
  const note = await base.deliver([{ title: 'Pump', model: 'P-1', quantity: 2, serials: ['P-1', 'P-2'] }, { title: 'Cable', quantity: 3 }], { dueAt: '2026-06-08T12:00:00+08:00' })
  expect(note.steps.map(({ step }) => step)).toEqual(['delivered', 'unpacked', 'installed', 'final'])
  expect((await base.tryStep(note, 'installed')).body).toMatchObject({ code: 'delivery.step-missing', params: { step: 'delivered' } })
  expect((await base.tryStep(note, 'trial')).body.code).toBe('delivery.step-foreign')
  await base.step(note, 'delivered')
  expect((await base.tryStep(note, 'delivered')).body.code).toBe('delivery.step-done')
  expect((await base.tryStep(note, 'unpacked', counted(note))).body.code).toBe('delivery.witness-missing')
  expect((await base.tryStep(note, 'unpacked', bothPresent)).body.code).toBe('delivery.count-missing')
  await base.step(note, 'unpacked', { ...bothPresent, ...counted(note) })
  const partly = await base.step(note, 'installed', { lineIds: [note.lines[0]!.id] })
  expect(partly.steps.find(({ step }) => step === 'installed')?.state).toBe('partly')
  expect((await base.tryStep(note, 'final', bothSign)).body.params.step).toBe('installed')
  await base.step(note, 'installed')
  expect((await base.tryStep(note, 'final', { signatures: bothSign.signatures.slice(0, 1) })).body).toMatchObject({ code: 'delivery.unsigned', params: { field: 'signatures' } })
  expect((await base.tryStep(note, 'final', { ...bothSign, items: [{ title: 'Flow', required: '5', found: '4', passed: false }] })).body.code).toBe('delivery.item-failed')
  const done = await base.step(note, 'final', bothSign)
  expect(done.acceptedAt).not.toBeNull()
  expect(await base.asset(done.lines[0]!.assets[0]!.id)).toMatchObject({ deliveredOn: '2026-06-08', installedOn: '2026-06-08', acceptedOn: '2026-06-08', delivery: { number: note.number } })
  expect((await base.ask(printDelivery, { deliveryId: note.id })).text).toContain('data:image/png')
  expect((await base.must(listDeliveries, { q: 'P-2' })).rows).toMatchObject([{ id: note.id, pieces: 5, lastStep: 'final', isLate: false }])
})
