import { Input, InputNumber, Select } from 'antd'
import type { z } from 'zod'
import type { formDefinition } from '#contract/document/endpoints.ts'
import { useLanguage } from '#ui/record/session.ts'
import { useWords } from './words.ts'

type Definition = z.output<typeof formDefinition>
export type FormValue = string | number | boolean | null
export type FormValues = Readonly<Record<string, FormValue>>
type Props = { definition: Definition; values: FormValues; onChange: (values: FormValues) => void }

/** A form of the plan, filled in with the step it belongs to. */
export function FormFields({ definition, values, onChange }: Props) {
  const language = useLanguage()
  return (
    <fieldset className="signature">
      <legend>{definition.title[language]} · {definition.clause} {values['line'] ? `· ${String(values['line'])}` : ''}</legend>
      {definition.fields.filter(({ key }) => key !== 'line').map((field) => (
        <label key={field.key} style={{ display: 'block', marginBottom: 6 }}>{field.title[language]}{field.required && ' *'}
          <Field field={field} value={values[field.key] ?? null} onChange={(value) => onChange({ ...values, [field.key]: value })} />
        </label>
      ))}
    </fieldset>
  )
}

function Field({ field, value, onChange }: { field: Definition['fields'][number]; value: FormValue; onChange: (value: FormValue) => void }) {
  const language = useLanguage()
  const say = useWords()
  const label = field.title[language]
  const text = typeof value === 'string' ? value : ''
  switch (field.kind) {
    case 'number': return <InputNumber style={{ width: '100%' }} aria-label={label} value={typeof value === 'number' ? value : null} onChange={onChange} />
    case 'yes-no': return <Select style={{ width: '100%' }} aria-label={label} value={value === null ? null : value === true ? 'yes' : 'no'} onChange={(next) => onChange(next === 'yes')}
      options={[{ value: 'yes', label: say('delivery.yes') }, { value: 'no', label: say('delivery.no') }]} />
    case 'choice': return <Select<string | null> style={{ width: '100%' }} aria-label={label} value={text || null} onChange={onChange} options={field.options.map(({ code, title }) => ({ value: code, label: title[language] }))} />
    case 'date': return <Input type="date" aria-label={label} value={text} onChange={(event) => onChange(event.target.value)} />
    case 'time': return <Input type="time" aria-label={label} value={text} onChange={(event) => onChange(event.target.value)} />
    case 'long-text': return <Input.TextArea autoSize aria-label={label} value={text} onChange={(event) => onChange(event.target.value)} />
    default: return <Input aria-label={label} value={text} onChange={(event) => onChange(event.target.value)} />
  }
}
