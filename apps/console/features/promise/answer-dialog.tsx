// Answering for a broken promise: a reason, or a signature under an excuse.
import { Form, Input, Modal } from 'antd'
import { excusePromise, explainPromise } from '#contract/promise/endpoints.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useSay } from '#ui/ticket/say.ts'

type Props = { promiseId: string; how: 'explain' | 'excuse' | null; onClose: () => void }

export function AnswerDialog({ promiseId, how, onClose }: Props) {
  const say = useSay()
  const [form] = Form.useForm<{ reason: string }>()
  const explain = useAct(explainPromise, () => { onClose(); return say.promise('answer.explained') })
  const excuse = useAct(excusePromise, () => { onClose(); return say.promise('answer.signed') })
  const send = ({ reason }: { reason: string }) => { (how === 'excuse' ? excuse : explain).mutate({ promiseId, reason }) }
  return (
    <Modal open={how !== null} title={how && say.promise(`answer.${how}`)} onCancel={onClose} onOk={() => form.submit()} okText={say.promise('answer.save')} cancelText={say.screen('screen.cancel')} confirmLoading={explain.isPending || excuse.isPending} destroyOnHidden>
      {how === 'excuse' && <p>{say.promise('answer.excuseHint')}</p>}
      <Form form={form} layout="vertical" preserve={false} onFinish={send}>
        <Form.Item name="reason" label={say.promise('answer.reason')} rules={[{ required: true, min: 3, max: 500, message: say.ticket('act.required') }]}><Input.TextArea autoFocus autoSize={{ minRows: 3 }} /></Form.Item>
      </Form>
    </Modal>
  )
}
