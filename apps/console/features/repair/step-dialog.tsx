// One step with what it asks for: fields, photos where they belong, and a press that records it.
import { Form, Modal } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Endpoint, InputOf, ReplyOf } from '#contract/endpoint.ts'
import { repairIn } from '#locales/repair.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage } from '#ui/record/session.ts'
import { AttachField } from '#ui/ticket/attach-field.tsx'
import type { Uploaded } from '#ui/ticket/attach-field.tsx'

export type Values = Record<string, unknown>
type Props<E extends Endpoint> = {
  title: ReactNode; endpoint: E; toInput: (values: Values, files: string[]) => InputOf<E>; onClose: () => void; onDone?: (reply: ReplyOf<E>) => void
  initial?: Values; children?: ReactNode; photosOf?: string
}

export function StepDialog<E extends Endpoint>({ title, endpoint, toInput, onClose, onDone, initial = {}, children, photosOf }: Props<E>) {
  const say = repairIn(useLanguage())
  const [form] = Form.useForm<Values>()
  const [files, setFiles] = useState<readonly Uploaded[]>([])
  const act = useAct(endpoint, (reply) => { onDone?.(reply); onClose(); return say('saved') })
  const send = () => { form.validateFields().then((values) => act.mutate(toInput({ ...initial, ...values }, files.map(({ id }) => id))), () => undefined) }
  return (
    <Modal open title={title} onCancel={onClose} onOk={send} confirmLoading={act.isPending} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={initial} onFinish={send}>
        {children}
        {photosOf && <Form.Item label={say('photos')}><AttachField ticketId={photosOf} files={files} onChange={setFiles} /></Form.Item>}
      </Form>
    </Modal>
  )
}

export const word = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
/** Left out of the request when nothing was typed. */
export const given = <Key extends string>(key: Key, value: unknown) => (word(value) ? { [key]: word(value) } as Record<Key, string> : {})
/** What a field for a local moment holds, as the server reads it. */
export const momentOf = <Key extends string>(key: Key, value: unknown) => (word(value) ? { [key]: new Date(word(value)).toISOString() } as Record<Key, string> : {})
