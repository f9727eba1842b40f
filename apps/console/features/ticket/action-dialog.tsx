// The dialog of one action: its fields, a text where it has one, and when it really happened.
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { ActionView, TicketView } from '#contract/ticket/ticket.ts'
import { recordFact } from '#contract/ticket/endpoints.ts'
import { call, CallError } from '#ui/record/ask.ts'
import { refusalWords } from '#ui/record/refusal.ts'
import { useSay } from '#ui/ticket/say.ts'
import { AttachField } from '#ui/ticket/attach-field.tsx'
import type { Uploaded } from '#ui/ticket/attach-field.tsx'
import { Changed } from './changed.tsx'
import { dataOf, FieldInput } from './field-input.tsx'
import { readable } from './reason-words.ts'

type Values = { data?: Record<string, unknown>; body?: string; happenedAt?: string }
type Props = { ticket: TicketView; action: ActionView | null; onClose: () => void; onBusy?: (busy: boolean) => void }

export function ActionDialog({ ticket, action, onClose, onBusy }: Props) {
  const say = useSay()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [problem, setProblem] = useState<string | null>(null)
  const [files, setFiles] = useState<readonly Uploaded[]>([])
  const [version, setVersion] = useState(ticket.version)
  const [since, setSince] = useState(0)
  const [isStale, setStale] = useState(false)
  const [saving, setSaving] = useState(false)
  const fields = useRef<HTMLDivElement>(null)
  const verb = action?.verb

  useEffect(() => {
    if (!verb) return
    form.resetFields()
    setProblem(null)
    setFiles([])
    setStale(false)
    setVersion(ticket.version)
    setSince(Date.now())
    onBusy?.(true)
    return () => onBusy?.(false)
    // A ticket that changes behind the dialog must not empty it.
  }, [verb])

  const send = async ({ data, body, happenedAt }: Values) => {
    if (!action) return
    setSaving(true)
    setProblem(null)
    try {
      await call(recordFact, {
        ticketId: ticket.id, kind: action.kind, data: dataOf(action.fields, data), attachments: files.map(({ id }) => id), version,
        ...(body?.trim() ? { body: body.trim() } : {}), ...(happenedAt ? { happenedAt: new Date(happenedAt).toISOString() } : {}),
      })
      await client.invalidateQueries()
      void message.success(say.ticket('act.done'))
      onClose()
    } catch (error) {
      if (error instanceof CallError && error.code === 'row.changed') {
        setStale(true)
        setVersion(Number(error.params['version'] ?? ticket.version))
        await client.invalidateQueries()
      } else setProblem(readable(say, refusalWords(say.language, error)))
    } finally { setSaving(false) }
  }
  return (
    <Modal title={action && `${say.verb(action)} · ${ticket.number}`} open={action !== null} onCancel={onClose} destroyOnHidden afterOpenChange={(isOpen) => { if (isOpen) fields.current?.querySelector<HTMLElement>('input, textarea')?.focus() }} width={560} onOk={() => form.submit()} confirmLoading={saving}
      okText={say.ticket(isStale ? 'conflict.again' : 'act.save')} cancelText={say.screen('screen.cancel')}>
      {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 12 }} />}
      {isStale && <Changed ticketId={ticket.id} since={since} />}
      <div ref={fields}>
        <Form form={form} layout="vertical" onFinish={(values: Values) => void send(values)} scrollToFirstError={{ focus: true }}
          onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) form.submit() }}>
          {action?.fields.map((field) => <FieldInput key={field.key} field={field} />)}
          {action?.hasBody && <Form.Item name="body" label={say.ticket('act.text')}><Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} /></Form.Item>}
          {action?.hasBody && <AttachField ticketId={ticket.id} files={files} onChange={setFiles} />}
          <Form.Item label={say.ticket('act.happenedAt')} extra={say.ticket('act.happenedHint')}>
            <Form.Item name="happenedAt" noStyle><Input type="datetime-local" style={{ width: 220 }} /></Form.Item>
            <Button type="link" onClick={() => form.setFieldsValue({ happenedAt: '' })}>{say.ticket('act.now')}</Button>
          </Form.Item>
        </Form>
      </div>
    </Modal>
  )
}
