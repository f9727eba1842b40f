// A new price list, or the next version of one: head first, the rows follow on its own page or from a file.
import { Checkbox, Form, Input, Modal, Select } from 'antd'
import { createPriceList } from '#contract/charge/endpoints.ts'
import type { PriceListView } from '#contract/charge/price.ts'
import type { Currency } from '#domain/money/money.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useMe } from '#ui/record/session.ts'
import { useCharge } from './words.ts'

type Head = { code: string; title: string; planCode?: string; currency: Currency; taxIncluded: boolean; validFrom: string; validTo?: string }

export function ListDialog({ from, onClose, onSaved }: { from: PriceListView | null; onClose: () => void; onSaved: (id: string) => void }) {
  const { say } = useCharge()
  const { org } = useMe()
  const [form] = Form.useForm<Head>()
  const create = useAct(createPriceList, ({ id }) => { onClose(); onSaved(id); return say('saved') })
  const save = async () => {
    const { planCode, validTo, ...head } = await form.validateFields()
    create.mutate({ ...head, planCode: planCode?.trim() || null, validTo: validTo || null, items: from?.items ?? [] })
  }
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: org.zone }).format(new Date())
  const beginning = { code: from?.code ?? '', title: from?.title ?? '', planCode: from?.planCode ?? '', currency: from?.currency ?? 'TWD', taxIncluded: from?.taxIncluded ?? true, validFrom: today, validTo: '' }
  return (
    <Modal open title={say(from ? 'nextVersion' : 'newList')} onCancel={onClose} onOk={() => void save()} okText={say('save')} cancelText={say('cancel')} confirmLoading={create.isPending}>
      <Form<Head> form={form} layout="vertical" initialValues={beginning}>
        <Form.Item name="code" label={say('code')} rules={[{ required: true, pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/ }]}><Input disabled={from !== null} /></Form.Item>
        <Form.Item name="title" label={say('listTitle')} rules={[{ required: true, max: 200 }]}><Input /></Form.Item>
        <Form.Item name="planCode" label={`${say('plan')} (${say('everyPlan')}: –)`}><Input maxLength={40} /></Form.Item>
        <Form.Item name="currency" label={say('currency')}><Select options={[{ value: 'TWD' }, { value: 'CNY' }]} /></Form.Item>
        <Form.Item name="taxIncluded" valuePropName="checked"><Checkbox>{say('taxIncluded')}</Checkbox></Form.Item>
        <Form.Item name="validFrom" label={say('validFrom')} rules={[{ required: true }]}><Input type="date" /></Form.Item>
        <Form.Item name="validTo" label={say('validTo')}><Input type="date" /></Form.Item>
      </Form>
    </Modal>
  )
}
