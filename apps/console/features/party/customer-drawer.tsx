import { Checkbox, Form, Input, Select } from 'antd'
import { createCustomer, getCustomer, updateCustomer } from '#contract/party/endpoints.ts'
import { customerKinds } from '#contract/party/party.ts'
import type { CustomerRow } from '#contract/party/party.ts'
import { taxIdKind } from '#domain/format/tax-id.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import { call } from '#ui/record/ask.ts'
import { RecordDrawer } from '#ui/record/record-drawer.tsx'
import type { Values } from '#ui/record/record-drawer.tsx'
import { useLanguage } from '#ui/record/session.ts'

type Props = { open: boolean; customer: CustomerRow | null; onClose: () => void; onSaved?: (customerId: string) => void }

const blank: Values = { name: '', kind: 'company', grade: null, taxId: null, address: null, isKey: false, flags: [], note: null }
const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)

const fieldsOf = (values: Values) => ({
  name: String(values.name), kind: values.kind as CustomerRow['kind'], grade: text(values.grade), taxId: text(values.taxId), address: text(values.address),
  isKey: values.isKey === true, flags: values.flags as string[], note: text(values.note),
})

export function CustomerDrawer({ open, customer, onClose, onSaved }: Props) {
  const say = customerScreensIn(useLanguage())
  const labels = {
    name: say('customer.name'), kind: say('customer.kind'), grade: say('customer.grade'), taxId: say('customer.taxId'), address: say('customer.address'),
    isKey: say('customer.isKey'), note: say('customer.note'),
  }
  const shared = { open, onClose, labels, children: <CustomerFields /> }
  if (!customer) {
    return (
      <RecordDrawer {...shared} title={say('customer.new')} endpoint={createCustomer} initial={blank}
        toInput={fieldsOf} onDone={(reply) => onSaved?.(reply.id)} />
    )
  }
  const patch = (version: number) => (values: Values) => ({ customerId: customer.id, version, ...fieldsOf(values) })
  return (
    <RecordDrawer {...shared} title={say('customer.edit')} endpoint={updateCustomer} initial={{ ...customer }} toInput={patch(customer.version)}
      reread={async () => {
        const fresh = await call(getCustomer, { customerId: customer.id })
        return { values: { ...fresh }, toInput: patch(fresh.version) }
      }} />
  )
}

function CustomerFields() {
  const say = customerScreensIn(useLanguage())
  const checkTaxId = (_: unknown, value: unknown) => {
    const typed = text(value)
    return typed === null || taxIdKind(typed) !== null ? Promise.resolve() : Promise.reject(new Error(say('customer.taxIdWrong')))
  }
  return (
    <>
      <Form.Item name="name" label={say('customer.name')} rules={[{ required: true }]}><Input autoFocus maxLength={200} /></Form.Item>
      <Form.Item name="kind" label={say('customer.kind')}><Select options={customerKinds.map((value) => ({ value, label: say(`customer.kind.${value}`) }))} /></Form.Item>
      <Form.Item name="taxId" label={say('customer.taxId')} extra={say('customer.taxIdHint')} validateTrigger="onBlur" rules={[{ validator: checkTaxId }]}><Input maxLength={30} /></Form.Item>
      <Form.Item name="grade" label={say('customer.grade')}><Input maxLength={40} /></Form.Item>
      <Form.Item name="isKey" valuePropName="checked"><Checkbox>{say('customer.isKey')}</Checkbox></Form.Item>
      <Form.Item name="address" label={say('customer.address')}><Input maxLength={300} /></Form.Item>
      <Form.Item name="note" label={say('customer.note')}><Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={5000} /></Form.Item>
    </>
  )
}
