import { Button, Form, Input, InputNumber, Select } from 'antd'
import { listAgreements } from '#contract/agreement/endpoints.ts'
import { createDelivery } from '#contract/lifecycle/delivery-endpoints.ts'
import { getCustomer, listCustomers } from '#contract/party/endpoints.ts'
import { listProducts } from '#contract/product/endpoints.ts'
import { call, useAsk } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { useWords } from './words.ts'

type Line = { title?: string; model?: string; productId?: string | null; quantity?: number; batch?: string; componentClass?: string; serials?: string }
const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined)
const given = <Key extends string>(key: Key, value: unknown) => (text(value) ? { [key]: text(value)! } as Record<Key, string> : {})

const lineOf = ({ quantity, serials, ...line }: Line) => {
  const each = String(serials ?? '').split(/[\n,;]+/).map((one) => one.trim()).filter(Boolean)
  return {
    title: text(line.title) ?? '', quantity: Math.max(quantity ?? 1, each.length), serials: each,
    ...given('model', line.model), ...given('productId', line.productId), ...given('batch', line.batch), ...given('componentClass', line.componentClass),
  }
}
const inputOf = (values: Values) => ({
  customerId: String(values['customerId'] ?? ''), lines: ((values['lines'] ?? []) as Line[]).map(lineOf),
  ...given('agreementId', values['agreementId']), ...given('siteId', values['siteId']), ...given('place', values['place']), ...given('note', values['note']),
  ...(text(values['dueAt']) ? { dueAt: new Date(String(values['dueAt'])).toISOString() } : {}),
})

export function DeliveryDrawer({ open, onClose, onSaved }: { open: boolean; onClose: () => void; onSaved: (deliveryId: string) => void }) {
  const say = useWords()
  const labels = { customerId: say('delivery.customer'), agreementId: say('delivery.agreement'), siteId: say('delivery.site'), place: say('delivery.place'), dueAt: say('delivery.dueAt'), note: say('delivery.note'), lines: say('delivery.lines') }
  return (
    <RecordDrawer open={open} onClose={onClose} title={say('delivery.new')} endpoint={createDelivery} labels={labels} initial={{ lines: [{ quantity: 1 }] }} toInput={inputOf} onDone={({ id }) => onSaved(id)} width={640}>
      <Fields labels={labels} />
    </RecordDrawer>
  )
}

const findCustomers = async (q: string) => (await call(listCustomers, { ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: `${row.name} ${row.number}` }))
const findProducts = async (q: string) => (await call(listProducts, { ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: `${row.code} ${row.name} ${row.model ?? ''}` }))

function Fields({ labels }: { labels: Readonly<Record<string, string>> }) {
  const say = useWords()
  const form = Form.useFormInstance()
  const customerId = (Form.useWatch('customerId', form) as string | undefined) ?? null
  const customer = useAsk(getCustomer, { customerId: customerId ?? '' }, { enabled: customerId !== null })
  const agreements = useAsk(listAgreements, { customerId: customerId ?? '', limit: 50 }, { enabled: customerId !== null })
  return (
    <>
      <Form.Item name="customerId" label={labels['customerId']} rules={[{ required: true }]}><Pick label={say('delivery.customer')} findKey="customers" find={findCustomers} /></Form.Item>
      <Form.Item name="agreementId" label={labels['agreementId']}><Select allowClear options={(agreements.data?.rows ?? []).map((row) => ({ value: row.id, label: `${row.number} ${row.title}` }))} /></Form.Item>
      <Form.Item name="siteId" label={labels['siteId']}><Select allowClear options={(customer.data?.sites ?? []).map((site) => ({ value: site.id, label: site.name }))} /></Form.Item>
      <Form.Item name="place" label={labels['place']}><Input maxLength={300} /></Form.Item>
      <Form.Item name="dueAt" label={labels['dueAt']}><Input type="datetime-local" /></Form.Item>
      <Form.List name="lines">
        {(lines, { add, remove }) => (
          <>
            {lines.map(({ key, name }, index) => (
              <fieldset key={key} className="signature">
                <legend>{say('delivery.line')} {index + 1}</legend>
                <Form.Item name={[name, 'title']} label={say('delivery.title')} rules={[{ required: true }]}><Input maxLength={200} /></Form.Item>
                <Form.Item name={[name, 'productId']} label={say('delivery.model')}><Pick label={say('delivery.model')} findKey="products" find={findProducts} /></Form.Item>
                <Form.Item name={[name, 'quantity']} label={say('delivery.quantity')}><InputNumber min={1} max={10_000} /></Form.Item>
                <Form.Item name={[name, 'batch']} label={say('delivery.batch')}><Input maxLength={60} /></Form.Item>
                <Form.Item name={[name, 'componentClass']} label={say('delivery.componentClass')}><Input maxLength={60} /></Form.Item>
                <Form.Item name={[name, 'serials']} label={say('delivery.serials')} extra={say('delivery.serialsHint')}><Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} /></Form.Item>
                {lines.length > 1 && <Button size="small" onClick={() => remove(name)}>✕</Button>}
              </fieldset>
            ))}
            <Button onClick={() => add({ quantity: 1 })}>+ {say('delivery.addLine')}</Button>
          </>
        )}
      </Form.List>
      <Form.Item name="note" label={labels['note']} style={{ marginTop: 12 }}><Input.TextArea autoSize maxLength={5000} /></Form.Item>
    </>
  )
}
