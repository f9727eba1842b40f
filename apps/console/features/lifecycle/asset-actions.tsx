import { Checkbox, Form, Input, Select } from 'antd'
import { listAssets, moveAsset } from '#contract/asset/endpoints.ts'
import { recordAssetFact, retireAsset, swapAsset } from '#contract/lifecycle/endpoints.ts'
import { getCustomer, listCustomers } from '#contract/party/endpoints.ts'
import { toldKinds } from '#domain/lifecycle/asset-fact.ts'
import type { ToldKind } from '#domain/lifecycle/asset-fact.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import { call, useAsk } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { useLanguage } from '#ui/record/session.ts'
import { sayKind } from './say-kind.ts'
import { useWords } from './words.ts'

export type AssetInHand = {
  id: string; name: string; number: string; serial: string | null; version: number; customer: { id: string; name: string }; site: { id: string; name: string } | null; parentId: string | null
  parents: readonly { id: string; name: string }[]
}
export type AssetAction = 'move' | 'swap' | 'retire' | 'record'
type Props = { asset: AssetInHand; action: AssetAction | null; onClose: () => void }

const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined)
const moment = (value: unknown) => (text(value) ? { happenedAt: new Date(String(value)).toISOString() } : {})

export function AssetActions({ asset, action, onClose }: Props) {
  const say = useWords()
  const labels = {
    customerId: say('delivery.customer'), siteId: say('delivery.site'), parentId: say('asset.moveTo'), reason: say('asset.reason'), happenedAt: say('asset.happenedAt'), serial: say('asset.swapNew'),
    replacementId: say('asset.swapKnown'), disposal: say('asset.disposal'), kind: say('asset.event'), value: say('delivery.findings'), retires: say('asset.swapRetires'),
  }
  const shared = { open: true, onClose, labels }
  switch (action) {
    case 'move': return (
      <RecordDrawer {...shared} title={say('asset.move')} endpoint={moveAsset} initial={{ customerId: asset.customer.id, siteId: asset.site?.id ?? null, parentId: asset.parentId }}
        toInput={(values) => ({
          assetId: asset.id, version: asset.version, parentId: text(values['parentId']) ?? null, siteId: text(values['siteId']) ?? null, ...moment(values['happenedAt']),
          ...(values['customerId'] === asset.customer.id ? {} : { customerId: String(values['customerId']) }), ...(text(values['reason']) && { reason: String(values['reason']) }),
        })}>
        <MoveFields asset={asset} labels={labels} />
      </RecordDrawer>
    )
    case 'swap': return (
      <RecordDrawer {...shared} title={`${say('asset.swap')} · ${asset.name} ${asset.serial ?? ''}`} endpoint={swapAsset} initial={{ retires: false }}
        toInput={(values) => ({
          assetId: asset.id, reason: String(values['reason'] ?? ''), retires: values['retires'] === true, ...moment(values['happenedAt']),
          ...(text(values['replacementId']) ? { replacementId: String(values['replacementId']) } : text(values['serial']) ? { serial: String(values['serial']) } : {}),
        })}>
        <Form.Item name="serial" label={labels.serial}><Input maxLength={100} autoComplete="off" /></Form.Item>
        <Form.Item name="replacementId" label={labels.replacementId}><Pick label={labels.replacementId} findKey={`swap ${asset.customer.id}`} find={(q) => findAssets(asset, q)} /></Form.Item>
        <Form.Item name="reason" label={labels.reason} rules={[{ required: true }]}><Input maxLength={500} /></Form.Item>
        <Form.Item name="retires" valuePropName="checked"><Checkbox>{labels.retires}</Checkbox></Form.Item>
        <When />
      </RecordDrawer>
    )
    case 'retire': return (
      <RecordDrawer {...shared} title={say('asset.retire')} endpoint={retireAsset} initial={{}}
        toInput={(values) => ({ assetId: asset.id, reason: String(values['reason'] ?? ''), ...(text(values['disposal']) && { disposal: String(values['disposal']) }), ...moment(values['happenedAt']) })}>
        <p className="quiet">{say('asset.retireAsk')}</p>
        <Form.Item name="reason" label={labels.reason} rules={[{ required: true }]}><Input maxLength={500} /></Form.Item>
        <Form.Item name="disposal" label={labels.disposal}><Input maxLength={200} /></Form.Item>
        <When />
      </RecordDrawer>
    )
    case 'record': return (
      <RecordDrawer {...shared} title={say('asset.record')} endpoint={recordAssetFact} initial={{ kind: 'equipment.installed' }}
        toInput={(values) => ({ assetId: asset.id, kind: values['kind'] as ToldKind, data: dataOf(values), ...(text(values['body']) && { body: String(values['body']) }), ...moment(values['happenedAt']) })}>
        <RecordFields labels={labels} />
      </RecordDrawer>
    )
    default: return null
  }
}

// The one value that a kind cannot do without.
const needed: Partial<Record<ToldKind, string>> = { 'serial.recorded': 'serial', 'part.replaced': 'part', 'goods.checked': 'result', 'card.issued': 'card', 'card.returned': 'card', 'product.sold': 'buyer', 'trial.passed': 'test' }

const dataOf = (values: Values): Record<string, string> => {
  const field = needed[values['kind'] as ToldKind]
  const value = text(values['value'])
  return field && value ? { [field]: value } : {}
}

function RecordFields({ labels }: { labels: Readonly<Record<string, string>> }) {
  const language = useLanguage()
  const say = useWords()
  const kind = Form.useWatch('kind', Form.useFormInstance()) as ToldKind | undefined
  const isCheck = kind === 'goods.checked'
  return (
    <>
      <Form.Item name="kind" label={labels['kind']}><Select showSearch={{ optionFilterProp: 'label' }} options={toldKinds.map((value) => ({ value, label: sayKind(language, { kind: value, data: {} }) }))} /></Form.Item>
      {kind && needed[kind] && <Form.Item name="value" label={labels['value']}>
        {isCheck ? <Select options={(['good', 'damaged'] as const).map((value) => ({ value, label: say(`delivery.appearance.${value}`) }))} /> : <Input maxLength={400} />}
      </Form.Item>}
      <Form.Item name="body" label={say('delivery.remark')}><Input.TextArea autoSize maxLength={5000} /></Form.Item>
      <When />
    </>
  )
}

function When() {
  const say = useWords()
  return <Form.Item name="happenedAt" label={say('asset.happenedAt')} extra={say('asset.happenedHint')}><Input type="datetime-local" /></Form.Item>
}

const findAssets = async (asset: AssetInHand, q: string) => (await call(listAssets, { customerId: asset.customer.id, ...(q ? { q } : {}), limit: 20 })).rows
  .filter(({ id }) => id !== asset.id).map((row) => ({ value: row.id, label: `${row.name} · ${row.serial ?? row.number}` }))
const findCustomers = async (q: string) => (await call(listCustomers, { ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: `${row.name} ${row.number}` }))

function MoveFields({ asset, labels }: { asset: AssetInHand; labels: Readonly<Record<string, string>> }) {
  const say = useWords()
  const words = customerScreensIn(useLanguage())
  const form = Form.useFormInstance()
  const customerId = (Form.useWatch('customerId', form) as string | undefined) ?? asset.customer.id
  const customer = useAsk(getCustomer, { customerId })
  const above = asset.parents.at(-1)
  return (
    <>
      <Form.Item name="customerId" label={labels['customerId']}><Pick label={words('asset.customer')} findKey="customers" find={findCustomers} allowClear={false} known={[{ value: asset.customer.id, label: asset.customer.name }]}
        onChange={(value) => form.setFieldsValue({ customerId: value, siteId: null, parentId: null })} /></Form.Item>
      <Form.Item name="siteId" label={labels['siteId']}><Select allowClear options={(customer.data?.sites ?? []).map((site) => ({ value: site.id, label: site.name }))} /></Form.Item>
      <Form.Item name="parentId" label={labels['parentId']} extra={say('asset.toTop')}><Pick label={say('asset.moveTo')} findKey={`move ${customerId}`} find={(q) => findAssets({ ...asset, customer: { id: customerId, name: '' } }, q)}
        known={above ? [{ value: above.id, label: above.name }] : []} /></Form.Item>
      <Form.Item name="reason" label={labels['reason']}><Input maxLength={500} /></Form.Item>
      <When />
    </>
  )
}
