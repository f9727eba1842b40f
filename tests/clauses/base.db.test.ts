// The installed base for life: delivery, unpacking, installation, acceptance, swaps and traces, exercised through the API.
import { expect, test } from 'vitest'
import { createAsset } from '#contract/asset/endpoints.ts'
import { fileForm } from '#contract/document/endpoints.ts'
import { getAssetLife, exportAssetLife, listComponents } from '#contract/lifecycle/endpoints.ts'
import { printDelivery } from '#contract/lifecycle/delivery-endpoints.ts'
import { actorWith } from '#tests/support/actor.ts'
import { bothPresent, bothSign, counted, openBase } from '#tests/support/base.ts'
import type { Base } from '#tests/support/base.ts'

async function withBase(code: string, work: (base: Base) => Promise<void>, given: Parameters<typeof openBase>[1] = {}): Promise<void> {
  const base = await openBase(code, given)
  try {
    await work(base)
  } finally {
    await base.close()
  }
}

const today = { startsOn: '2026-06-08', endsOn: '2029-06-07' }
const piece = async (base: Base, name: string, more: object = {}): Promise<string> => (await base.must(createAsset, { customerId: base.customerId, siteId: base.siteId, name, ...more })).id
const paper = (base: Base, code: string, fields: Record<string, string | number | boolean>, more: object = {}) => base.ask(fileForm, {
  agreementId: base.agreementId, code, fields, signatures: (base.plan.documents.find((form) => form.code === code)?.signatures ?? []).map((signer) => ({ signer, name: '王小明' })), ...more,
})
const state = (note: { steps: { step: string; state: string; because: { needs: string; clause: string | null }[] }[] }, step: string) => note.steps.find((one) => one.step === step)!

test('P01-18 the old serial goes out, the new one in, on site and at its time; the history of both and of the place shows it', () => withBase('P01', async (base) => {
  const server = await piece(base, '伺服器')
  const old = await piece(base, '電源模組', { kind: 'component', parentId: server, serial: 'PSU-1' })
  const standby = await piece(base, '備用電源模組', { kind: 'component', serial: 'PSU-2' })
  const ticket = await base.register({ assetId: server, title: '電源故障' })
  await base.swap(old, { replacementId: standby, reason: '電源故障', ticketId: ticket.id, happenedAt: '2026-06-08T09:40:00+08:00' })
  for (const id of [old, standby, server]) {
    expect((await base.life(id, { groups: 'parts' }))[0]).toMatchObject({
      kind: 'asset.swapped', happenedAt: '2026-06-08T01:40:00.000Z', data: { outSerial: 'PSU-1', inSerial: 'PSU-2', reason: '電源故障', ticketId: ticket.id },
    })
  }
  expect(await base.asset(standby)).toMatchObject({ parentId: server, site: { id: base.siteId } })
  expect(await base.asset(old)).toMatchObject({ parentId: null, site: null })
  expect((await base.must(listComponents, { assetId: server })).rows.map((row: { asset: { serial: string }; until: string | null }) => [row.asset.serial, row.until])).toEqual([['PSU-2', null], ['PSU-1', '2026-06-08T01:40:00Z']])
}, { level: 'A' }))

test('P01-25 the file of a system collects its cases, parts, inspections, reports and changes, and is exported for the customer', () => withBase('P01', async (base) => {
  const system = await piece(base, '核心系統', { kind: 'system' })
  const server = await piece(base, '伺服器', { parentId: system, serial: 'SRV-1' })
  const ticket = await base.register({ assetId: server, title: '硬碟故障' })
  await base.record(ticket, 'note.added', {})
  await base.tell(server, 'part.replaced', { data: { part: '硬碟', oldSerial: 'HD-1', newSerial: 'HD-2' } })
  await base.move(server, { parentId: system, siteId: await base.site('新機房'), reason: '機房搬遷' })
  expect((await paper(base, 'P01-system-file', { system: '核心系統', assets: 'SRV-1', keeper: '王' }, { assetId: system })).status).toBe(200)
  const file = await base.life(system, { reach: 'parts' })
  expect(new Set(file.map(({ kind }) => kind))).toEqual(new Set(['asset.known', 'asset.moved', 'part.replaced', 'ticket.registered', 'form.filed']))
  const exported = (await base.ask(exportAssetLife, { assetId: system })).text
  for (const words of [ticket.number, 'HD-2', '機房搬遷', 'SRV-1']) expect(exported).toContain(words)
}, { level: 'A' }))

test.each([['P02-07', 'P02'], ['P10-07', 'P10']])('%s what is found at unpacking is a case of its own, and closes only when the user accepts the remedy', (clause, code) => withBase(code, async (base) => {
  const note = await base.deliver([{ title: '消防泵', model: 'XBD-5', quantity: 1, serials: ['XBD-77'] }])
  await base.step(note, 'delivered')
  const unpacked = await base.step(note, 'unpacked', { ...bothPresent, ...counted(note, { appearance: 'damaged', remark: '泵體凹陷' }) })
  expect(unpacked.deviations).toMatchObject([{ kind: 'appearance', title: '消防泵' }])
  const { ticket } = unpacked.records.at(-1)!
  const read = await base.read({ id: ticket!.id })
  expect(read).toMatchObject({ title: expect.stringContaining(note.number), description: expect.stringContaining('泵體凹陷') })
  const closing = await base.refused(read, 'ticket.closed')
  expect(closing.body).toMatchObject({ code: 'ticket.step-blocked' })
  expect(JSON.stringify(closing.body.params.because)).toContain(`${clause}-accepted`)
  await base.record(read, 'solution.proposed', { remedy: 'replace-unit' })
  await base.record(read, 'ticket.confirmed', { accepted: true, remedy: 'replace-unit' })
  const again = await base.refused(read, 'ticket.closed')
  expect(JSON.stringify(again.body.params?.because ?? [])).not.toContain(`${clause}-accepted`)
  expect((await base.life(unpacked.lines[0]!.assets[0]!.id)).find(({ kind }) => kind === 'goods.checked')?.data).toMatchObject({ result: 'damaged', customer: '陳先生' })
}))

test.each([['P06-08', 'P06'], ['P13-06', 'P13']])('%s the receiving record names witnesses of both sides, count and appearance by line, and any difference opens a case', (_, code) => withBase(code, async (base) => {
  const note = await base.deliver([{ title: '交換器', model: 'S5', quantity: 3 }, { title: '機櫃', model: 'R42', quantity: 1 }])
  await base.step(note, 'delivered')
  expect((await base.tryStep(note, 'unpacked', { ...counted(note), attendees: { vendor: '林工程師' } })).body).toMatchObject({ code: 'delivery.witness-missing' })
  expect((await base.tryStep(note, 'unpacked', { ...bothPresent, counts: counted(note).counts.slice(0, 1) })).body.code).toBe('delivery.count-missing')
  const [first, second] = counted(note).counts
  const unpacked = await base.step(note, 'unpacked', { ...bothPresent, counts: [{ ...first!, counted: 2 }, second!] })
  expect(unpacked.records.at(-1)).toMatchObject({ attendees: { customer: '陳先生', vendor: '林工程師' } })
  expect(unpacked.lines.map(({ counted: n, appearance }) => [n, appearance])).toEqual([[2, 'good'], [1, 'good']])
  expect((await base.read({ id: unpacked.records.at(-1)!.ticket!.id })).description).toContain('交換器')
}))

test('P06-08 P13-06 without a difference no case is opened', () => withBase('P06', async (base) => {
  const note = await base.deliver([{ title: '交換器', quantity: 3 }])
  await base.step(note, 'delivered')
  const unpacked = await base.step(note, 'unpacked', { ...bothPresent, ...counted(note) })
  expect([unpacked.deviations, unpacked.records.at(-1)!.ticket]).toEqual([[], null])
}))

const p06Papers = async (base: Base, lines: readonly string[]) => {
  await paper(base, 'P06-function-coverage', { item: '轉發', test: '壓力測試', result: '合格', manager: '王' })
  await paper(base, 'P06-technical-documents', Object.fromEntries((base.plan.documents.find(({ code }) => code === 'P06-technical-documents')?.fields ?? []).map(({ key, kind, options }) => [key, kind === 'yes-no' ? true : kind === 'date' ? '2026-06-08' : kind === 'number' ? 1 : options?.[0]?.code ?? '有'])))
  for (const line of lines) await paper(base, 'P06-installed-list', { line, contractQuantity: 2, installedQuantity: 2, serial: 'x', place: '機房' })
}
const certificate = { forms: [{ code: 'P06-acceptance-certificate', fields: { functions: true, performance: true, signedOn: '2026-06-08' } }] }

test('P06-04 P06-13 P06-35 acceptance waits for a passed test of every contract line, everything installed with its serial, and two signatures', () => withBase('P06', async (base) => {
  const note = await base.deliver([{ title: '交換器', quantity: 2, serials: ['SW-1'] }, { title: '網管軟體', quantity: 1 }])
  await base.step(note, 'delivered')
  await base.step(note, 'unpacked', { ...bothPresent, ...counted(note) })
  await base.step(note, 'installed')
  await base.step(note, 'commissioned')
  await p06Papers(base, ['交換器', '網管軟體'])
  const test1 = (line: string, result: string) => paper(base, 'P06-test-record', { line, kind: 'hardware', result, testedOn: '2026-06-08' })
  await test1('交換器', 'pass')
  expect((await base.tryStep(note, 'final', { ...bothSign, ...certificate })).body).toMatchObject({ code: 'ticket.step-blocked', params: { needs: 'P06-test-record', clause: 'P06-04' } })
  await test1('網管軟體', 'fail')
  expect(state(await base.note(note), 'final').because).toMatchObject([{ needs: 'P06-test-record', clause: 'P06-04' }, { needs: 'P06-acceptance-certificate' }])
  await test1('網管軟體', 'pass')
  expect((await base.tryStep(note, 'final', { ...certificate, signatures: bothSign.signatures.slice(0, 1) })).body.code).toBe('delivery.unsigned')
  expect((await base.tryStep(note, 'final', { ...bothSign, ...certificate })).body).toMatchObject({ code: 'delivery.short', params: { title: '交換器', quantity: 2 } })
  const [known] = note.lines
  await base.must(createAsset, { customerId: base.customerId, name: '交換器', serial: 'SW-2' })
  await base.db.tx({ orgId: base.orgId }, async (tx) => {
    const { sql } = await import('#server/platform/db/database.ts')
    await tx.run(sql`update assets set delivery_id = ${note.id}, delivery_line_id = ${known!.id} where serial = 'SW-2'`)
  })
  const done = await base.step(note, 'final', { ...bothSign, ...certificate })
  expect(done.acceptedAt).not.toBeNull()
  const printed = (await base.ask(printDelivery, { deliveryId: note.id })).text
  for (const words of ['陳先生', '林工程師', 'SW-1', note.number]) expect(printed).toContain(words)
  expect((await base.listForms({ agreementId: base.agreementId, code: 'P06-acceptance-certificate', limit: 5 })).body.rows).toHaveLength(1)
}, today))

test('P13-02 what came is compared with the contract: model, quantity and date; each deviation is listed and late goods are found', () => withBase('P13', async (base) => {
  const note = await base.deliver([{ title: '教學軟體', model: 'V5', quantity: 10 }], { dueAt: '2026-06-08T09:00:00+08:00', place: '三號樓' })
  await base.step(note, 'delivered', {}, 0)
  const { deviations } = await base.step(note, 'unpacked', { ...bothPresent, ...counted(note, { counted: 9, modelFound: 'V4' }) })
  expect(deviations.map(({ kind, expected, found }) => [kind, expected, found].slice(0, kind === 'late' ? 1 : 3))).toEqual([['late'], ['quantity', '10', '9'], ['model', 'V5', 'V4']])
  const { listDeliveries } = await import('#contract/lifecycle/delivery-endpoints.ts')
  expect((await base.must(listDeliveries, { state: 'late' })).rows).toMatchObject([{ id: note.id, isLate: true }])
  expect((await base.must(listDeliveries, { state: 'accepted' })).rows).toEqual([])
}))

test('P13-03 P13-05 P13-07 every product is installed, commissioned and tested before acceptance, and the test begins only when all are commissioned', () => withBase('P13', async (base) => {
  const note = await base.deliver([{ title: '服務器', quantity: 1, serials: ['SV-1'] }, { title: '教學軟體', quantity: 1 }])
  const [server, software] = note.lines.map(({ id }) => id)
  expect(note.steps.map(({ step }) => step)).toEqual(expect.arrayContaining(['installed', 'commissioned', 'tested', 'final']))
  await base.step(note, 'delivered')
  await base.step(note, 'unpacked', { ...bothPresent, ...counted(note) })
  await base.step(note, 'installed')
  await base.step(note, 'commissioned', { lineIds: [server!] })
  expect((await base.agree('milestone.reached', { milestone: 'acceptance-test' })).body.code).toBe('ticket.step-blocked')
  expect((await base.tryStep(note, 'tested', { lineIds: [software!] })).body).toMatchObject({ code: 'delivery.step-missing', params: { step: 'commissioned' } })
  await base.step(note, 'commissioned')
  expect((await base.agree('milestone.reached', { milestone: 'acceptance-test' })).status).toBe(200)
  const remaining = note.steps.map(({ step }) => step).filter((step) => step === 'started')
  for (const step of remaining) await base.step(note, step)
  const item = (title: string, passed = true) => ({ title, required: '合同指標', found: '達標', passed })
  expect((await base.tryStep(note, 'tested', { items: [item('服務器')] })).body).toMatchObject({ code: 'delivery.item-missing', params: { title: '教學軟體' } })
  expect((await base.tryStep(note, 'tested', { items: [item('服務器'), item('教學軟體', false)] })).body).toMatchObject({ code: 'delivery.item-failed' })
  await base.step(note, 'tested', { lineIds: [server!], items: [item('服務器')] })
  expect((await base.tryStep(note, 'final', bothSign)).body).toMatchObject({ code: 'delivery.step-missing', params: { step: 'tested' } })
  await base.step(note, 'tested', { items: [item('教學軟體')] })
  expect((await base.tryStep(note, 'final', bothSign)).body).toMatchObject({ code: 'ticket.step-blocked', params: { needs: 'P13-test-record' } })
  await paper(base, 'P13-test-record', { items: '服務器、教學軟體', passed: false })
  expect((await base.tryStep(note, 'final', bothSign)).body.code).toBe('ticket.step-blocked')
  await paper(base, 'P13-test-record', { items: '服務器、教學軟體', passed: true })
  expect((await base.step(note, 'final', bothSign)).acceptedAt).not.toBeNull()
}))

test.each([['P18-03', 'P18'], ['P21-03', 'P21']])('%s commissioning is recorded item by item against the norm, and acceptance needs all of them passed', (clause, code) => withBase(code, async (base) => {
  await base.agree('training.held', { topics: '操作' })
  const note = await base.deliver([{ title: '熱泵機組', quantity: 1, serials: ['HP-1'] }], { steps: ['delivered', 'unpacked', 'installed', 'commissioned', 'final'] })
  await base.step(note, 'delivered')
  await base.step(note, 'unpacked', { ...bothPresent, ...counted(note) })
  await base.step(note, 'installed')
  const items = [{ title: '出水溫度', required: '55 ±1 °C', found: '55.2 °C', passed: true }, { title: '噪音', required: '≤ 60 dB', found: '63 dB', passed: false }]
  expect((await base.tryStep(note, 'commissioned', { items })).body).toMatchObject({ code: 'delivery.item-failed', params: { title: '噪音' } })
  const commissioned = await base.step(note, 'commissioned', { items: items.map((one) => ({ ...one, passed: true })) })
  expect(commissioned.records.at(-1)!.items).toHaveLength(2)
  const record = (passed: boolean) => paper(base, `${code}-commissioning-record`, { items: '出水溫度、噪音', results: '55.2 °C、58 dB', passed })
  await record(false)
  expect((await base.tryStep(note, 'final', bothSign)).body).toMatchObject({ code: 'ticket.step-blocked', params: { clause } })
  await record(true)
  expect((await base.step(note, 'final', bothSign)).acceptedAt).not.toBeNull()
}, today))

test.each([['P18-19', 'P18'], ['P21-12', 'P21']])('%s the unpacking record names the technician, and installation, commissioning and start-up have their results', (_, code) => withBase(code, async (base) => {
  await base.agree('training.held', { topics: '操作' })
  const note = await base.deliver([{ title: '循環泵', quantity: 1, serials: ['CP-1'] }], { steps: ['delivered', 'unpacked', 'installed', 'commissioned', 'started', 'final'] })
  await base.step(note, 'delivered')
  const unpacked = await base.step(note, 'unpacked', { ...bothPresent, ...counted(note), forms: [], note: '包裝完好' })
  expect(unpacked.records.at(-1)!.attendees.vendor).toBe('林工程師')
  expect((await paper(base, `${code}-unpacking-record`, { technician: '林工程師', contents: '齊全' }, { assetId: note.lines[0]!.assets[0]!.id })).status).toBe(200)
  for (const step of ['installed', 'commissioned', 'started'] as const) await base.step(note, step, { items: [{ title: step, required: '規範', found: '合格', passed: true }], attendees: { vendor: '林工程師' } })
  const done = await base.note(note)
  expect(done.records.map(({ step, items, attendees }) => [step, items[0]?.found, attendees.vendor]).slice(2)).toEqual([['installed', '合格', '林工程師'], ['commissioned', '合格', '林工程師'], ['started', '合格', '林工程師']])
  const life = await base.life(note.lines[0]!.assets[0]!.id)
  expect(life.filter(({ kind }) => kind === 'trial.passed').map(({ data }) => data['test']).sort()).toEqual(['commissioning', 'start-up'])
  expect(life.some(({ form }) => form?.code === `${code}-unpacking-record`)).toBe(true)
}, today))

test('P11-01 a catalogue by family, line and variety; ten thousand serials of a day come by file in one go, tried first', () => withBase('P11', async (base) => {
  const { importFile } = await import('#tests/support/import-file.ts')
  const { createProduct } = await import('#contract/product/endpoints.ts')
  for (let n = 0; n < 200; n += 1) await base.must(createProduct, { code: `D${n}`, name: `鋼質安全門 ${n}`, family: '鋼質安全門', model: `GA-${n}` })
  const note = await base.deliver([{ title: '門', quantity: 10_000 }])
  const lines = Array.from({ length: 10_000 }, (_, n) => `門 ${n},DOOR-${String(n).padStart(6, '0')},D${n % 200},KH1,LOT-${n % 7},${note.number},main`)
  const text = `name,serial,productCode,customerNumber,batch,deliveryNumber,componentClass\n${[...lines, '壞,DOOR-000001,D1,KH1,,,', '壞,X,D1,KH1,,SH-none,'].join('\n')}`
  const began = performance.now()
  const { checked, committed } = await importFile(base, text)
  const seconds = (performance.now() - began) / 1000
  expect(checked).toMatchObject({ total: 10_002, good: 10_000, bad: 1, duplicates: 1 })
  expect(checked.rows.find(({ row }: { row: number }) => row === 10_003)).toMatchObject({ problems: [{ field: 'deliveryNumber', code: 'unknown-delivery' }] })
  expect(committed).toEqual({ created: 10_000, skipped: 2 })
  expect(seconds).toBeLessThan(60)
  expect((await base.trace('door-004711'))[0]).toMatchObject({ asset: { serial: 'DOOR-004711', batch: 'LOT-0' }, delivery: { number: note.number } })
  expect((await base.note(note)).lines[0]!.pieces).toBe(10_000)
}), 180_000)

test('P11-11 from the door to building, unit and owner, and from the building back to every door, whatever was swapped', () => withBase('P11', async (base) => {
  const building = await piece(base, '3 號樓', { kind: 'project' })
  const unit = await piece(base, '3-1201', { kind: 'system', parentId: building })
  const door = await piece(base, '入戶門', { kind: 'equipment', parentId: unit, serial: 'M-001', batch: 'L-26' })
  await base.swap(door, { serial: 'M-002', reason: '門扇變形', batch: 'L-27', happenedAt: '2026-05-01T10:00:00+08:00' })
  const ticket = await base.register({ assetId: unit, title: '門鎖卡住' })
  const [traced] = await base.trace('M-002')
  expect(traced).toMatchObject({ customer: { name: '甲公司' }, site: { name: '總部' }, parents: [{ name: '3 號樓' }, { name: '3-1201' }], tickets: [{ id: ticket.id }] })
  const [old] = await base.trace('L-26')
  expect(old.stays).toMatchObject([{ parent: { name: '3-1201' }, until: '2026-05-01T02:00:00Z' }, { parent: null, until: null }])
  expect(old.tickets).toEqual([])
  expect((await base.must(listComponents, { assetId: unit })).rows.map(({ asset }: { asset: { serial: string } }) => asset.serial).sort()).toEqual(['M-001', 'M-002'])
}))

test('P11-15 P11-16 a door without its passed inspection and its certificates does not go on a delivery list, and the list says which', () => withBase('P11', async (base) => {
  const [ready, bare] = [await piece(base, '防火門', { serial: 'F-1' }), await piece(base, '防火門', { serial: 'F-2' })]
  const inspect = (assetId: string, passed: boolean) => paper(base, 'P11-factory-inspection', { serial: 'x', passed, inspector: '檢驗員' }, { assetId })
  const certify = (assetId: string) => paper(base, 'P11-door-certificates', { serial: 'x', certificate: 'HG-1', fireDoor: true, fireCard: 'FH-1' }, { assetId })
  await inspect(ready, true)
  await certify(ready)
  const both = [{ title: '防火門', quantity: 2, assetIds: [ready, bare] }]
  expect((await base.tryDeliver(both)).body).toMatchObject({ code: 'delivery.piece-unready', params: { serial: 'F-2', clause: 'P11-15' } })
  await inspect(bare, false)
  expect((await base.tryDeliver(both)).body.params.clause).toBe('P11-15')
  await inspect(bare, true)
  expect((await base.tryDeliver(both)).body).toMatchObject({ params: { serial: 'F-2', clause: 'P11-16' } })
  await certify(bare)
  expect((await base.tryDeliver(both)).status).toBe(200)
  expect((await base.tryDeliver([{ title: '新門', quantity: 1, serials: ['F-3'] }])).body.params.serial).toBe('F-3')
}))

test('P11-10 keys are handed over dwelling by dwelling, with adjustments and the signature of a satisfied owner', () => withBase('P11', async (base) => {
  const dwelling = await piece(base, '3-1201', { kind: 'system' })
  expect((await base.agree('project.accepted')).body.code).toBe('ticket.step-blocked')
  const handed = await paper(base, 'P11-key-handover', { dwelling: '3-1201', keys: 5, adjustments: '門鎖調試', satisfied: true }, { assetId: dwelling })
  expect(handed.body.signatures.map(({ signer }: { signer: string }) => signer)).toEqual(['property-company', 'customer'])
  await base.tell(dwelling, 'project.accepted', { data: { keys: 5 } })
  expect((await base.life(dwelling)).map(({ kind, form }) => form?.code ?? kind)).toEqual(expect.arrayContaining(['P11-key-handover', 'project.accepted']))
  expect((await paper(base, 'P11-key-handover', { dwelling: '3-1202', keys: 5, adjustments: '無', satisfied: true }, { signatures: [{ signer: 'property-company', name: '物業' }] })).body.code).toBe('form.signature-missing')
}))

test('P17-56 the file of a project is asked at any time by project or asset: installing, running, repairing; only by whom the role allows', () => withBase('P17', async (base) => {
  const project = await piece(base, '空調工程', { kind: 'project' })
  const chiller = await piece(base, '冷水機組', { parentId: project, serial: 'CH-1' })
  await base.tell(chiller, 'equipment.installed', { happenedAt: '2026-02-01T09:00:00+08:00' })
  await base.tell(chiller, 'trial.passed', { happenedAt: '2026-02-10T09:00:00+08:00', data: { test: 'running' } })
  const ticket = await base.register({ assetId: chiller, title: '不製冷' })
  expect((await base.life(project, { reach: 'parts' })).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['equipment.installed', 'trial.passed', 'ticket.registered']))
  expect((await base.life(chiller, { until: '2026-02-09' })).map(({ kind }) => kind)).toEqual(['equipment.installed'])
  expect((await base.ask(exportAssetLife, { assetId: project, format: 'csv' })).text).toContain(ticket.number)
  expect((await base.ask(getAssetLife, { assetId: chiller }, { as: actorWith(base.orgId, ['ticket.read']) })).status).toBe(403)
  const own = actorWith(base.orgId, ['asset.read', 'ticket.read'], { scope: 'own' })
  expect((await base.ask(getAssetLife, { assetId: chiller }, { as: own })).body.rows.some(({ kind }: { kind: string }) => kind === 'ticket.registered')).toBe(false)
}))
