import { Form, Input, Select } from 'antd'
import type { z } from 'zod'
import { assetKinds } from '#contract/asset/asset.ts'
import type { AssetKind, assetView } from '#contract/asset/asset.ts'
import { createAsset, getAsset, listAssets, updateAsset } from '#contract/asset/endpoints.ts'
import { getCustomer, listCustomers } from '#contract/party/endpoints.ts'
import { listProducts } from '#contract/product/endpoints.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import { lifecycleIn } from '#locales/lifecycle.ts'
import { call, useAsk } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { useLanguage } from '#ui/record/session.ts'

type Asset = z.output<typeof assetView>
export type NewAsset = { customer: { id: string; name: string } | null; parent: { id: string; name: string } | null }
type Props = { open: boolean; asset: Asset | null; beginning: NewAsset; onClose: () => void; onSaved?: (assetId: string) => void }

const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)
const fieldsOf = (values: Values) => ({
  name: String(values.name), kind: values.kind as AssetKind, productId: text(values.productId), siteId: text(values.siteId), serial: text(values.serial),
  componentClass: text(values.componentClass), batch: text(values.batch), acceptedOn: text(values.acceptedOn), installedOn: text(values.installedOn), deliveredOn: text(values.deliveredOn),
    note: text(values.note),
})
const valuesOf = (asset: Asset): Values => ({ ...asset, siteId: asset.site?.id ?? null, productId: asset.product?.id ?? null, customerId: asset.customer.id })

export function AssetDrawer({ open, asset, beginning, onClose, onSaved }: Props) {
  const language = useLanguage()
  const say = customerScreensIn(language)
  const labels = {
    name: say('asset.name'), kind: say('asset.kind'), serial: say('asset.serial'), productId: say('asset.product'), siteId: say('asset.site'), componentClass: say('asset.componentClass'), batch: lifecycleIn(language)('asset.batch'),
    acceptedOn: say('asset.acceptedOn'), installedOn: say('asset.installedOn'), deliveredOn: say('asset.deliveredOn'), note: say('screen.note'),
  }
  const shared = { open, onClose, labels }
  if (asset) {
    const patch = (version: number) => (values: Values) => ({ assetId: asset.id, version, ...fieldsOf(values) })
    return (
      <RecordDrawer {...shared} title={say('asset.edit')} endpoint={updateAsset} initial={valuesOf(asset)} toInput={patch(asset.version)}
        reread={async () => { const fresh = await call(getAsset, { assetId: asset.id }); return { values: valuesOf(fresh), toInput: patch(fresh.version) } }}>
        <AssetFields labels={labels} asset={asset} isNew={false} beginning={beginning} />
      </RecordDrawer>
    )
  }
  return (
    <RecordDrawer {...shared} title={say(beginning.parent ? 'asset.newBelow' : 'asset.new')} endpoint={createAsset} onDone={(reply) => onSaved?.(reply.id)}
      initial={{ kind: beginning.parent ? 'component' : 'equipment', customerId: beginning.customer?.id ?? null, parentId: beginning.parent?.id ?? null }}
      toInput={(values) => ({ customerId: String(values.customerId ?? ''), parentId: text(values.parentId), ...fieldsOf(values) })}>
      <AssetFields labels={labels} asset={null} isNew beginning={beginning} />
    </RecordDrawer>
  )
}

export const findCustomers = async (q: string) => (await call(listCustomers, { ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: `${row.name} ${row.number}` }))
const findProducts = async (q: string) => (await call(listProducts, { ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: `${row.code} ${row.name} ${row.model ?? ''}` }))
export const assetChoice = (row: { id: string; name: string; serial: string | null; number: string }) => ({ value: row.id, label: `${row.name} · ${row.serial ?? row.number}` })

type FieldsProps = { labels: Readonly<Record<string, string>>; asset: Asset | null; isNew: boolean; beginning: NewAsset }

function AssetFields({ labels, asset, isNew, beginning }: FieldsProps) {
  const say = customerScreensIn(useLanguage())
  const form = Form.useFormInstance()
  const customerId = (Form.useWatch('customerId', form) as string | null | undefined) ?? null
  const customer = useAsk(getCustomer, { customerId: customerId ?? '' }, { enabled: customerId !== null })
  const findParents = async (q: string) => (customerId ? (await call(listAssets, { customerId, ...(q ? { q } : {}), limit: 20 })).rows.map(assetChoice) : [])
  const { product } = asset ?? { product: null }
  return (
    <>
      {isNew && <Form.Item name="customerId" label={say('asset.customer')} rules={[{ required: true }]}><Pick label={say('asset.customer')} findKey="customers" find={findCustomers} allowClear={false}
        known={beginning.customer ? [{ value: beginning.customer.id, label: beginning.customer.name }] : []} disabled={beginning.parent !== null} /></Form.Item>}
      {isNew && <Form.Item name="parentId" label={say('asset.parent')}><Pick label={say('asset.parent')} findKey={`parents ${customerId ?? ''}`} find={findParents}
        known={beginning.parent ? [{ value: beginning.parent.id, label: beginning.parent.name }] : []} /></Form.Item>}
      <Form.Item name="name" label={labels.name} rules={[{ required: true }]}><Input maxLength={200} /></Form.Item>
      <Form.Item name="kind" label={labels.kind}><Select options={assetKinds.map((value) => ({ value, label: say(`asset.kind.${value}`) }))} /></Form.Item>
      <Form.Item name="productId" label={labels.productId}><Pick label={say('asset.product')} findKey="products" find={findProducts} known={product ? [{ value: product.id, label: `${product.code} ${product.name}` }] : []} /></Form.Item>
      <Form.Item name="serial" label={labels.serial}><Input maxLength={100} /></Form.Item>
      <Form.Item name="siteId" label={labels.siteId}><Select allowClear options={(customer.data?.sites ?? []).map((site) => ({ value: site.id, label: site.name }))} /></Form.Item>
      <Form.Item name="componentClass" label={labels.componentClass}><Input maxLength={60} /></Form.Item>
      <Form.Item name="batch" label={labels.batch}><Input maxLength={60} /></Form.Item>
      {(['deliveredOn', 'installedOn', 'acceptedOn'] as const).map((field) => <Form.Item key={field} name={field} label={labels[field]}><Input type="date" /></Form.Item>)}
      <Form.Item name="note" label={labels.note}><Input.TextArea autoSize /></Form.Item>
    </>
  )
}
