import { Form, Input, InputNumber, Select, Switch } from 'antd'
import { createPart, getPart, updatePart } from '#contract/stock/parts.ts'
import { listProducts } from '#contract/product/endpoints.ts'
import type { PartView } from '#contract/stock/stock.ts'
import { partClasses } from '#domain/plan/words.ts'
import type { PartClass } from '#domain/plan/words.ts'
import { origins, priceSources } from '#domain/stock/stock.ts'
import type { Origin, PriceSource } from '#domain/stock/stock.ts'
import { call } from '#ui/record/ask.ts'
import { PickMany } from '#ui/record/pick.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { textOf, useStock } from './words.ts'

const minor = (value: unknown) => (typeof value === 'number' ? Math.round(value * 100) : null)
const major = (value: number | null) => (value === null ? null : value / 100)
const fieldsOf = (values: Values) => ({
  number: String(values['number'] ?? ''), name: String(values['name'] ?? ''), unit: textOf(values['unit']) ?? 'pc', classes: (values['classes'] ?? []) as PartClass[], origin: values['origin'] as Origin,
  isSerial: values['isSerial'] === true, isBatch: values['isBatch'] === true, productIds: (values['productIds'] ?? []) as string[], minimum: (values['minimum'] as number | null | undefined) ?? null,
  listPrice: minor(values['listPrice']), costPrice: minor(values['costPrice']), marketPrice: minor(values['marketPrice']), marketSource: textOf(values['marketSource']), marketOn: textOf(values['marketOn']),
  priceSource: values['priceSource'] as PriceSource, supplier: textOf(values['supplier']), supplyUntil: textOf(values['supplyUntil']), note: textOf(values['note']),
})
const valuesOf = (part: PartView): Values => ({ ...part, listPrice: major(part.listPrice), costPrice: major(part.costPrice), marketPrice: major(part.marketPrice) })
const findProducts = async (q: string) => (await call(listProducts, { ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: `${row.code} ${row.name}` }))

type Props = { open: boolean; part: PartView | null; onClose: () => void; onSaved?: (partId: string) => void }

export function PartDrawer({ open, part, onClose, onSaved }: Props) {
  const { say, words } = useStock()
  const { columns } = words
  const labels = {
    number: columns.number, name: columns.name, unit: columns.unit, classes: columns.classes, origin: columns.origin, minimum: columns.minimum, listPrice: columns.listPrice, costPrice: say('costPrice'),
    marketPrice: say('marketPrice'), marketSource: say('marketSource'), marketOn: say('marketOn'), priceSource: say('priceSource'), supplier: columns.supplier, supplyUntil: say('supplyUntil'), note: say('note'),
    isSerial: columns.isSerial, isBatch: say('isBatch'), productIds: say('products'),
  }
  const shared = { open, onClose, labels, children: <PartFields labels={labels} part={part} /> }
  if (!part) {
    return <RecordDrawer {...shared} title={say('newPart')} endpoint={createPart} initial={{ unit: 'pc', classes: [], origin: 'original', priceSource: 'list', productIds: [] }} toInput={fieldsOf} onDone={(reply) => onSaved?.(reply.id)} />
  }
  const patch = (version: number) => (values: Values) => ({ partId: part.id, version, ...fieldsOf(values) })
  return (
    <RecordDrawer {...shared} title={say('editPart')} endpoint={updatePart} initial={valuesOf(part)} toInput={patch(part.version)}
      reread={async () => { const fresh = await call(getPart, { partId: part.id }); return { values: valuesOf(fresh), toInput: patch(fresh.version) } }} />
  )
}

function PartFields({ labels, part }: { labels: Readonly<Record<string, string>>; part: PartView | null }) {
  const { words, say, showsSerials, showsBatches } = useStock()
  const amount = (name: string) => <Form.Item name={name} label={labels[name]}><InputNumber min={0} precision={2} style={{ width: '100%' }} /></Form.Item>
  return (
    <>
      <Form.Item name="number" label={labels['number']} rules={[{ required: true }]}><Input autoFocus maxLength={60} /></Form.Item>
      <Form.Item name="name" label={labels['name']} rules={[{ required: true }]}><Input maxLength={200} /></Form.Item>
      <Form.Item name="unit" label={labels['unit']}><Input maxLength={20} /></Form.Item>
      <Form.Item name="classes" label={labels['classes']}><Select mode="multiple" options={partClasses.map((value) => ({ value, label: words.classes[value] }))} /></Form.Item>
      <Form.Item name="origin" label={labels['origin']}><Select options={origins.map((value) => ({ value, label: words.origins[value] }))} /></Form.Item>
      {showsSerials && <Form.Item name="isSerial" label={labels['isSerial']} valuePropName="checked"><Switch /></Form.Item>}
      {showsBatches && <Form.Item name="isBatch" label={labels['isBatch']} valuePropName="checked"><Switch /></Form.Item>}
      <Form.Item name="productIds" label={labels['productIds']}><PickMany label={say('products')} findKey="products" find={findProducts} known={(part?.products ?? []).map((row) => ({ value: row.id, label: `${row.code} ${row.name}` }))} /></Form.Item>
      <Form.Item name="minimum" label={labels['minimum']}><InputNumber min={0} precision={0} style={{ width: '100%' }} /></Form.Item>
      <Form.Item name="priceSource" label={labels['priceSource']}><Select options={priceSources.map((value) => ({ value, label: words.priceSources[value] }))} /></Form.Item>
      {amount('listPrice')}
      {amount('costPrice')}
      {amount('marketPrice')}
      <Form.Item name="marketSource" label={labels['marketSource']}><Input maxLength={200} /></Form.Item>
      <Form.Item name="marketOn" label={labels['marketOn']}><Input type="date" /></Form.Item>
      <Form.Item name="supplier" label={labels['supplier']}><Input maxLength={200} /></Form.Item>
      <Form.Item name="supplyUntil" label={labels['supplyUntil']}><Input type="date" /></Form.Item>
      <Form.Item name="note" label={labels['note']}><Input.TextArea autoSize maxLength={2000} /></Form.Item>
    </>
  )
}
