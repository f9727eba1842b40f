import type { z } from 'zod'
import type { openValueView, planFinding } from '#contract/plan/view.ts'
import type { Language } from '#domain/plan/words.ts'
import { libraryIn } from '#locales/library.ts'

type Props = {
  syntax: readonly { line: number; problem: string }[]; findings: readonly z.output<typeof planFinding>[]; openValues: readonly z.output<typeof openValueView>[]
  isChecking: boolean; language: Language; onJump: (line: number) => void
}
type Line = { key: string; line: number | null; kind: string; words: string; field: string }

export function FindingList({ syntax, findings, openValues, isChecking, language, onJump }: Props) {
  const say = libraryIn(language)
  const lines: Line[] = [
    ...syntax.map((one) => ({ key: `yaml ${one.line}`, line: one.line, kind: say('editor.error'), words: one.problem, field: 'YAML' })),
    ...findings.map((one) => ({ key: `${one.field} ${one.code} ${one.message}`, line: one.line, kind: say(one.severity === 'error' ? 'editor.error' : 'editor.warning'), words: `${one.message} ${one.remedy}`, field: one.field })),
    ...openValues.map((one) => ({ key: `open ${one.field}`, line: one.line, kind: say('editor.gap'), words: `${one.clause} ${one.title[language]}`, field: one.field })),
  ]
  return (
    <div aria-live="polite">
      <b>{say('editor.findings')} {lines.length > 0 && <span className="figure">({lines.length})</span>}</b> {isChecking && <span className="quiet">{say('editor.checking')}</span>}
      {lines.length === 0 && !isChecking && <p className="quiet">✓ {say('editor.noFindings')}</p>}
      <ul className="findings">
        {lines.map((line) => (
          <li key={line.key}>
            <button type="button" onClick={() => { if (line.line) onJump(line.line) }}>
              <span className="figure">{line.line ? say('editor.line', { n: line.line }) : '–'}</span>
              <span><b>{line.kind}</b> {line.words} <code className="quiet">{line.field}</code></span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
