// A form of the plan, made from its definition.
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, InputNumber, Modal, Radio, Select, Space } from 'antd'
import { useState } from 'react'
import { fileForm } from '#contract/document/endpoints.ts'
import type { listDefinitions } from '#contract/document/endpoints.ts'
import type { TicketView } from '#contract/ticket/ticket.ts'
import { call } from '#ui/record/ask.ts'
import { refusalWords } from '#ui/record/refusal.ts'
import { useSay } from '#ui/ticket/say.ts'
import type { Say } from '#ui/ticket/say.ts'
import type { ReplyOf } from '#contract/endpoint.ts'

export type Definition = ReplyOf<typeof listDefinitions>['rows'][number]

type Field = Definition['fields'][number]
type Values = { fields?: Record<string, string | number | boolean | null | undefined>; signatures?: Record<string, string | undefined> }

export function FormDialog({ ticket, definition, onClose }: { ticket: TicketView; definition: Definition | null; onClose: () => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const send = async (file: boolean) => {
    if (!definition) return
    const values = file ? await form.validateFields().catch(() => null) : form.getFieldsValue()
    if (!values) return
    setSaving(true)
    setProblem(null)
    try {
      const fields = Object.fromEntries(Object.entries(values.fields ?? {}).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, value]])))
      const signatures = Object.entries(values.signatures ?? {}).flatMap(([signer, name]) => (name?.trim() ? [{ signer, name: name.trim() }] : []))
      const filed = await call(fileForm, { code: definition.code, ticketId: ticket.id, fields, signatures, file, ...(ticket.asset ? { assetId: ticket.asset.id } : {}) })
      await client.invalidateQueries()
      void message.success(file ? say.ticket('form.done', { number: filed.number }) : say.ticket('form.drafted'))
      onClose()
    } catch (error) { setProblem(refusalWords(say.language, error)) } finally { setSaving(false) }
  }
  return (
    <Modal open={definition !== null} width={640} onCancel={onClose} title={definition && `${definition.title[say.language]}（${definition.clause}）`} footer={(
      <Space>
        <Button onClick={onClose}>{say.screen('screen.cancel')}</Button>
        <Button loading={saving} onClick={() => void send(false)}>{say.ticket('form.draft')}</Button>
        <Button type="primary" loading={saving} onClick={() => void send(true)}>{say.ticket('form.file')}</Button>
      </Space>
    )}>
      {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 12 }} />}
      <Form form={form} layout="vertical" scrollToFirstError={{ focus: true }}>
        <div className="register-pair">
          {definition?.fields.map((field) => (
            <Form.Item key={field.key} name={['fields', field.key]} label={field.title[say.language]} style={field.kind === 'long-text' ? { gridColumn: '1 / -1' } : {}} rules={field.required ? [{ required: true, message: say.ticket('act.required') }] : []}>{inputOf(field, say)}</Form.Item>
          ))}
        </div>
        {definition && definition.signatures.length > 0 && <h3>{say.ticket('form.signatures')}</h3>}
        <div className="register-pair">
          {definition?.signatures.map((signer) => <Form.Item key={signer} name={['signatures', signer]} label={say.ticket('form.signer', { signer: say.word('signer', signer).replace(/^signer\./, '') })} rules={[{ required: true, whitespace: true, message: say.ticket('act.required') }]}><Input maxLength={100} /></Form.Item>)}
        </div>
        {definition?.retention && <p className="quiet">{say.ticket('form.retention', { span: say.span(definition.retention) })}</p>}
      </Form>
    </Modal>
  )
}

function inputOf({ kind, options }: Field, say: Say) {
  switch (kind) {
    case 'long-text': return <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} />
    case 'number': return <InputNumber style={{ width: '100%' }} />
    case 'date': return <Input type="date" />
    case 'time': return <Input type="time" />
    case 'phone': return <Input type="tel" />
    case 'yes-no': return <Radio.Group options={[{ value: true, label: say.ticket('yes') }, { value: false, label: say.ticket('no') }]} />
    case 'choice': return <Select allowClear options={options.map(({ code, title }) => ({ value: code, label: title[say.language] }))} />
    case 'text': case 'serial': return <Input />
  }
}
