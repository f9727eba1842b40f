// A button with a drawer of a few fields behind it: a step that needs some words is one such press.
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Endpoint, InputOf, ReplyOf } from '#contract/endpoint.ts'
import { RecordDrawer } from './record-drawer.tsx'
import type { Values } from './record-drawer.tsx'

export type Field = {
  name: string; label: string; kind?: 'text' | 'area' | 'number' | 'day' | 'switch' | 'select' | 'tags' | 'custom'
  required?: boolean; options?: { value: string; label: string }[]; input?: ReactNode; hint?: string
}
type Props<E extends Endpoint> = {
  title: string; endpoint: E; fields: readonly Field[]; toInput: (values: Values) => InputOf<E>; initial?: Values; primary?: boolean; danger?: boolean; onDone?: (reply: ReplyOf<E>) => void; disabled?: boolean; width?: number
}

export function FormAction<E extends Endpoint>({ title, endpoint, fields, toInput, initial = {}, primary = false, danger = false, onDone, disabled = false, width }: Props<E>) {
  const [open, setOpen] = useState(false)
  const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]))
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} danger={danger} disabled={disabled} onClick={() => setOpen(true)}>{title}</Button>
      <RecordDrawer title={title} open={open} onClose={() => setOpen(false)} endpoint={endpoint} initial={initial} labels={labels} toInput={toInput} {...(onDone ? { onDone } : {})} {...(width ? { width } : {})}>
        {fields.map((field) => (
          <Form.Item key={field.name} name={field.name} label={field.label} rules={field.required ? [{ required: true }] : []} {...(field.kind === 'switch' ? { valuePropName: 'checked' } : {})} {...(field.hint ? { extra: field.hint } : {})}>
            {inputOf(field)}
          </Form.Item>
        ))}
      </RecordDrawer>
    </>
  )
}

function inputOf({ kind = 'text', label, options = [], input }: Field): ReactNode {
  switch (kind) {
    case 'text': return <Input maxLength={300} />
    case 'area': return <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
    case 'number': return <InputNumber style={{ width: '100%' }} />
    case 'day': return <Input type="date" />
    case 'switch': return <Switch aria-label={label} />
    case 'select': return <Select options={options} aria-label={label} />
    case 'tags': return <Select mode="tags" aria-label={label} open={false} suffixIcon={null} />
    case 'custom': return input
  }
}

export const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
export const textOrNull = (value: unknown): string | null => (text(value) === '' ? null : text(value))
export const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0)
