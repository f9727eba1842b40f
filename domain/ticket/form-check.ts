// Is a form complete: every required field filled with what its kind allows, every signature given.
import type { Form } from '../plan/plan.ts'
import type { Text } from '../plan/words.ts'

export type FormValues = Readonly<Record<string, string | number | boolean | null>>
export type FormFault = { field: string; title: Text; fault: 'missing' | 'unknown' | 'wrong' } | { signer: string; fault: 'unsigned' }

export function checkForm(form: Form, values: FormValues, signers: readonly string[]): FormFault[] {
  const unknown = Object.keys(values).filter((key) => !form.fields.some((field) => field.key === key))
  return [
    ...form.fields.flatMap((field): FormFault[] => {
      const value = values[field.key] ?? null
      const isEmpty = value === null || (typeof value === 'string' && value.trim() === '')
      if (isEmpty) return field.required ? [{ field: field.key, title: field.title, fault: 'missing' }] : []
      return fits(field, value) ? [] : [{ field: field.key, title: field.title, fault: 'wrong' }]
    }),
    ...unknown.map((key): FormFault => ({ field: key, title: { 'zh-TW': key, 'zh-CN': key, en: key }, fault: 'unknown' })),
    ...(form.signatures ?? []).filter((signer) => !signers.includes(signer)).map((signer): FormFault => ({ signer, fault: 'unsigned' })),
  ]
}

function fits(field: Form['fields'][number], value: string | number | boolean): boolean {
  switch (field.kind) {
    case 'number': return typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
    case 'yes-no': return typeof value === 'boolean' || value === 'yes' || value === 'no'
    case 'date': return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)
    case 'choice': return !field.options || field.options.length === 0 || field.options.some(({ code }) => code === value)
    default: return typeof value === 'string' || typeof value === 'number'
  }
}
