// Somebody looked the cover up in the file: in which one, and what he found.
import { Alert, Form, Input, Modal, Radio } from 'antd'
import { checkCover } from '#contract/entitlement/endpoints.ts'
import { useAct, refusalWords } from '#ui/record/refusal.ts'
import { useLanguage } from '#ui/record/session.ts'
import { useCoverWords } from './cover-words.ts'

type Values = { covered: boolean; reference: string; note?: string }

export function CheckDialog({ ticketId, isAgain, onClose }: { ticketId: string; isAgain: boolean; onClose: () => void }) {
  const say = useCoverWords()
  const language = useLanguage()
  const [form] = Form.useForm<Values>()
  const check = useAct(checkCover, () => say('saved'))
  const send = (values: Values) => check.mutate({ ticketId, covered: values.covered, reference: values.reference, note: values.note ?? '' }, { onSuccess: onClose })
  return (
    <Modal open title={say(isAgain ? 'checkAgain' : 'check')} onCancel={onClose} onOk={() => form.submit()} confirmLoading={check.isPending} okText={say('save')} cancelText={say('cancel')} destroyOnHidden>
      {check.error && <Alert type="error" showIcon role="alert" title={refusalWords(language, check.error)} style={{ marginBottom: 12 }} />}
      <Form form={form} layout="vertical" onFinish={send}>
        <Form.Item name="covered" label={say('title')} rules={[{ required: true, message: say('undecided') }]}><Radio.Group options={[{ value: true, label: say('covered') }, { value: false, label: say('not-covered') }]} /></Form.Item>
        <Form.Item name="reference" label={say('reference')} rules={[{ required: true, whitespace: true, message: say('reference') }]}><Input maxLength={200} /></Form.Item>
        <Form.Item name="note" label={say('reason')}><Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} /></Form.Item>
      </Form>
    </Modal>
  )
}
