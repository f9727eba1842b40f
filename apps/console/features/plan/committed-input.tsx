// A field that hands over what was typed when it is left or Enter is pressed; never in the middle of an input method.
import { Input } from 'antd'
import { useEffect, useState } from 'react'

type Props = { value: string; onCommit: (value: string) => void; label: string; check?: (value: string) => string | null; placeholder?: string; disabled?: boolean; lines?: number }

export function CommittedInput({ value, onCommit, label, check, placeholder = '', disabled = false, lines = 1 }: Props) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const problem = typed === value ? null : check?.(typed) ?? null
  const commit = () => { if (typed !== value && !problem) onCommit(typed) }
  const shared = {
    value: typed, 'aria-label': label, 'aria-invalid': problem !== null, placeholder, disabled, size: 'small' as const, onBlur: commit,
    ...(problem ? { status: 'error' as const } : {}),
  }
  return (
    <>
      {lines > 1
        ? <Input.TextArea {...shared} autoSize={{ minRows: lines, maxRows: 6 }} onChange={(event) => setTyped(event.target.value)} />
        : <Input {...shared} onChange={(event) => setTyped(event.target.value)} onPressEnter={(event) => { if (!event.nativeEvent.isComposing) commit() }} />}
      {problem && <small role="alert">{problem}</small>}
    </>
  )
}
