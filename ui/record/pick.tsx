// A field that finds a record while one types.
import { useQuery, keepPreviousData } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'

export type Choice = { value: string; label: string }
type Props = {
  value?: string | null; onChange?: (value: string | null) => void; label: string; find: (q: string) => Promise<Choice[]>; findKey: string
  known?: readonly Choice[]; allowClear?: boolean; disabled?: boolean; id?: string
}

export function Pick({ value, onChange, label, find, findKey, known = [], allowClear = true, disabled = false, id }: Props) {
  const { choices, setTyped, isFetching } = useChoices(findKey, find, known)
  return (
    <Select<string> showSearch={{ filterOption: false, onSearch: setTyped }} allowClear={allowClear} disabled={disabled} loading={isFetching} value={value ?? null}
      aria-label={label} options={choices}
      style={{ width: '100%' }} onChange={(next: string | undefined) => onChange?.(next ?? null)} {...(id ? { id } : {})} />
  )
}

type ManyProps = Omit<Props, 'value' | 'onChange' | 'allowClear'> & { value?: string[]; onChange?: (value: string[]) => void; placeholder?: string }

export function PickMany({ value = [], onChange, label, find, findKey, known = [], disabled = false, placeholder = '', id }: ManyProps) {
  const { choices, setTyped, isFetching } = useChoices(findKey, find, known)
  return (
    <Select<string[]> mode="multiple" showSearch={{ filterOption: false, onSearch: setTyped }} disabled={disabled} loading={isFetching} value={value} aria-label={label} options={choices} placeholder={placeholder}
      style={{ width: '100%' }} onChange={(next) => onChange?.(next)} {...(id ? { id } : {})} />
  )
}

function useChoices(findKey: string, find: (q: string) => Promise<Choice[]>, known: readonly Choice[]) {
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const { data = [], isFetching } = useQuery({ queryKey: ['pick', findKey, q], queryFn: () => find(q), placeholderData: keepPreviousData, staleTime: 30_000 })
  const missing = known.filter((one) => !data.some((found) => found.value === one.value))
  return { choices: [...missing, ...data], setTyped, isFetching }
}
