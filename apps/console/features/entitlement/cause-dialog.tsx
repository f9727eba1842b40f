// Choosing the cause of a fault: what follows from it is told before it is chosen, and proof is asked for where the plan wants it.
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { ComponentType } from 'react'
import { decideCause } from '#contract/entitlement/endpoints.ts'
import type { TicketCoverView } from '#contract/entitlement/verdict.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import type { attachFiles } from '#contract/ticket/endpoints.ts'
import { coverWord } from '#locales/entitlement.ts'
import { call } from '#ui/record/ask.ts'
import { refusalWords } from '#ui/record/refusal.ts'
import { useLanguage } from '#ui/record/session.ts'
import { useCoverWords } from './cover-words.ts'

type Values = { cause: string; component?: string; reason?: string; form?: string; answers?: Record<string, string | undefined> }
export type Proof = ReplyOf<typeof attachFiles>['attachments'][number]
/** The field that sends files belongs to the ticket; the screen hands it in. */
export type ProofField = ComponentType<{ ticketId: string; files: readonly Proof[]; onChange: (files: readonly Proof[]) => void }>
type Props = { cover: TicketCoverView; Files: ProofField; onClose: () => void }

export function CauseDialog({ cover, Files, onClose }: Props) {
  const say = useCoverWords()
  const language = useLanguage()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const chosen = Form.useWatch('cause', form)
  const [files, setFiles] = useState<readonly Proof[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const cause = cover.causes.find(({ code }) => code === chosen)
  const send = async (values: Values) => {
    setSaving(true)
    setProblem(null)
    try {
      await call(decideCause, inputOf(cover.ticketId, values, files))
      await client.invalidateQueries()
      void message.success(say('saved'))
      onClose()
    } catch (error) { setProblem(refusalWords(language, error)) } finally { setSaving(false) }
  }
  return (
    <Modal open title={say('chooseCause')} onCancel={onClose} onOk={() => form.submit()} confirmLoading={saving} okText={say('save')} cancelText={say('cancel')} width={600} destroyOnHidden>
      {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 12 }} />}
      <Form form={form} layout="vertical" initialValues={{ cause: cover.verdict.cause?.code, component: cover.component ?? undefined }} onFinish={(values: Values) => void send(values)} scrollToFirstError={{ focus: true }}>
        <Form.Item name="cause" label={say('cause')} rules={[{ required: true, message: say('chooseCause') }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={cover.causes.map(({ code, title, clause }) => ({ value: code, label: [title[language], clause].filter(Boolean).join(' · ') }))} />
        </Form.Item>
        {cause && <Alert style={{ marginBottom: 12 }} type={cause.excluded ? 'warning' : 'info'} showIcon
          title={`${say('party')}：${say(`party.${cause.party}`)} · ${cause.excluded ? say(`causeEffect.${cause.excluded}`) : say('effect.none')}`} description={cause.evidence ? say('causeNeedsProof') : null} />}
        {cover.components.length > 1 && (
          <Form.Item name="component" label={say('answer.component')}>
            <Select allowClear options={cover.components.map((code) => ({ value: code, label: coverWord(say, 'component', code) }))} />
          </Form.Item>
        )}
        {cover.choices.map(({ field, title, options }) => (
          <Form.Item key={field} name={['answers', field]} label={title[language]}><Select allowClear options={options.map((option) => ({ value: option.code, label: option.title[language] }))} /></Form.Item>
        ))}
        <Form.Item name="reason" label={say('evidence')}><Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} /></Form.Item>
        <Form.Item label={say('photos')}><Files ticketId={cover.ticketId} files={files} onChange={setFiles} /></Form.Item>
        <Form.Item name="form" label={say('formNumber')}><Input maxLength={60} /></Form.Item>
      </Form>
    </Modal>
  )
}

function inputOf(ticketId: string, { cause, component, reason, form, answers = {} }: Values, files: readonly Proof[]) {
  const given = Object.fromEntries(Object.entries(answers).flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])))
  return { ticketId, cause, answers: given, reason: reason?.trim() ?? '', attachments: files.map(({ id }) => id), ...(component && { component }), ...(form?.trim() && { form: form.trim() }) }
}
