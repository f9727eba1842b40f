import { Button, Form, Input, Modal, Select, Space } from 'antd'
import { agreementFactKinds } from '#domain/fact/kinds.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { recordAgreementFact } from '#contract/promise/endpoints.ts'
import { adminIn } from '#locales/admin.ts'
import { libraryIn } from '#locales/library.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage } from '#ui/record/session.ts'

type Values = { kind: (typeof agreementFactKinds)[number]; happenedAt?: string; body?: string; data?: { key?: string; value?: string }[] }

/** What happened to the agreement itself: acceptance signed, an inspection done, a season begun. */
export function FactDialog({ agreementId, open, onClose }: { agreementId: string; open: boolean; onClose: () => void }) {
  const language = useLanguage()
  const say = adminIn(language)
  const words = libraryIn(language)
  const [form] = Form.useForm<Values>()
  const record = useAct(recordAgreementFact, (reply) => { onClose(); return say('agreement.recorded', { n: reply.promises.length }) })
  const send = (values: Values) => {
    const pairs = (values.data ?? []).flatMap(({ key, value }) => (key && value !== undefined ? [[key, /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value] as const] : []))
    const input: InputOf<typeof recordAgreementFact> = {
      agreementId, kind: values.kind, data: Object.fromEntries(pairs),
      ...(values.happenedAt ? { happenedAt: new Date(values.happenedAt).toISOString() } : {}), ...(values.body ? { body: values.body } : {}),
    }
    record.mutate(input)
  }
  return (
    <Modal title={say('agreement.recordFact')} open={open} onCancel={onClose} onOk={() => form.submit()} okText={say('screen.save')} cancelText={say('screen.cancel')} confirmLoading={record.isPending} destroyOnHidden>
      <Form form={form} layout="vertical" preserve={false} onFinish={send}>
        <Form.Item name="kind" label={say('agreement.factKind')} rules={[{ required: true }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={agreementFactKinds.map((value) => ({ value, label: words(`fact.${value}`) }))} />
        </Form.Item>
        <Form.Item name="happenedAt" label={say('agreement.happenedAt')}><Input type="datetime-local" /></Form.Item>
        <Form.Item name="body" label={say('agreement.body')}><Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} /></Form.Item>
        <Form.List name="data">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field) => (
                <Space key={field.key} align="baseline">
                  <Form.Item name={[field.name, 'key']}><Input placeholder={say('conflict.field')} aria-label={say('conflict.field')} /></Form.Item>
                  <Form.Item name={[field.name, 'value']}><Input placeholder={words('rule.value')} aria-label={words('rule.value')} /></Form.Item>
                  <Button size="small" onClick={() => remove(field.name)}>{say('screen.remove')}</Button>
                </Space>
              ))}
              <Button size="small" onClick={() => add()}>{say('screen.add')} {say('conflict.field')}</Button>
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  )
}
