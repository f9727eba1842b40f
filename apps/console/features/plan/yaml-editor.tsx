// The plan's own words with line numbers. A finding marks its line and leads the cursor to it.
import { useEffect, useRef } from 'react'

export type Jump = { line: number; nonce: number }
type Props = { source: string; onChange: (source: string) => void; marked: ReadonlySet<number>; jump: Jump | null; label: string; readOnly?: boolean }

const lineHeight = 20

export function YamlEditor({ source, onChange, marked, jump, label, readOnly = false }: Props) {
  const area = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLPreElement>(null)
  const count = source.split('\n').length

  useEffect(() => {
    const text = area.current
    if (!jump || !text) return
    const lines = text.value.split('\n')
    const start = lines.slice(0, jump.line - 1).reduce((sum, line) => sum + line.length + 1, 0)
    text.focus()
    text.setSelectionRange(start, start + (lines[jump.line - 1]?.length ?? 0))
    text.scrollTop = Math.max(0, (jump.line - 6) * lineHeight)
    text.scrollLeft = 0
  }, [jump])

  return (
    <div className="yaml-editor">
      <pre ref={gutter} aria-hidden>
        {Array.from({ length: count }, (_, index) => index + 1).map((line) => (marked.has(line) ? <b key={line}>▸{line}{'\n'}</b> : `${line}\n`))}
      </pre>
      <textarea ref={area} value={source} readOnly={readOnly} spellCheck={false} wrap="off" aria-label={label} autoCapitalize="off" autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onScroll={(event) => { if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop }} />
    </div>
  )
}
