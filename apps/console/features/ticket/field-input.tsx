// One input of an action, made from what the server says it is.
import { Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import type { ActionView } from '#contract/ticket/ticket.ts'
import { listPeople, listTeams } from '#contract/people/endpoints.ts'
import { listTickets } from '#contract/ticket/endpoints.ts'
import { call } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { useSay } from '#ui/ticket/say.ts'
import type { Say } from '#ui/ticket/say.ts'

export type Field = ActionView['fields'][number]

export const findPeople = async (q: string) => (await call(listPeople, { ...(q ? { q } : {}), kind: 'staff', limit: 30 })).rows.map(({ id, name, position }) => ({ value: id, label: position ? `${name}（${position}）` : name }))
export const findTeams = async (q: string) => (await call(listTeams, {})).rows.filter(({ name }) => name.includes(q)).map(({ id, name }) => ({ value: id, label: name }))
export const findTickets = async (q: string) => (await call(listTickets, { ...(q ? { q } : {}), limit: 20 })).rows.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))

export const fieldTitle = (say: Say, { key, title }: Pick<Field, 'key' | 'title'>): string => title?.[say.language] ?? say.word('field', key).replace(/^field\./, '')
export function optionTitle(say: Say, key: string, option: { code: string; title: Field['title'] }): string {
  if (option.title) return option.title[say.language]
  if (key === 'type') return say.type(option.code)
  if (key === 'channel') return say.channel(option.code)
  const known = key === 'reason' ? say.pause(option.code) : key === 'to' ? say.escalation(option.code) : option.code
  return known === option.code ? say.word(`value.${key}`, option.code) : known
}

export function FieldInput({ field }: { field: Field }) {
  const say = useSay()
  const label = fieldTitle(say, field)
  return <Form.Item name={['data', field.key]} label={label} rules={field.required ? [{ required: true, message: say.ticket('act.required') }] : []}>{inputOf(field, label, say)}</Form.Item>
}

function inputOf(field: Field, label: string, say: Say) {
  const options = (field.options ?? []).map((option) => ({ value: option.code, label: optionTitle(say, field.key, option) }))
  switch (field.kind) {
    case 'choice': return options.length <= 6 ? <Radio.Group options={options} /> : <Select options={options} allowClear={!field.required} showSearch={{ optionFilterProp: 'label' }} />
    case 'choices': return <Checkbox.Group options={options} />
    case 'yes-no': return <Radio.Group options={[{ value: true, label: say.ticket('yes') }, { value: false, label: say.ticket('no') }]} />
    case 'number': return <InputNumber style={{ width: 160 }} {...(field.key === 'rating' ? { min: 1, max: 5, precision: 0 } : {})} />
    case 'moment': return <Input type="datetime-local" />
    case 'day': return <Input type="date" />
    case 'person': return <Pick label={label} findKey="people" find={findPeople} />
    case 'team': return <Pick label={label} findKey="teams" find={findTeams} />
    case 'ticket': return <Pick label={label} findKey="tickets" find={findTickets} />
    case 'long-text': return <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
    case 'text': return <Input />
  }
}

type Given = Record<string, unknown>
/** What was filled in, as the fact keeps it: moments as ISO text, nothing for what was left empty. */
export function dataOf(fields: readonly Field[], given: Given | undefined): Record<string, string | number | boolean | string[]> {
  return Object.fromEntries(fields.flatMap(({ key, kind }) => {
    const value = given?.[key]
    if (value === undefined || value === null || value === '') return []
    return [[key, kind === 'moment' ? new Date(String(value)).toISOString() : (value as string)] as const]
  }))
}
