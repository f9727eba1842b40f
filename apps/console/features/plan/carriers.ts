// What carries each clause of a plan: every place that names it, in the order of the document.
import type { Plan } from '#domain/plan/plan.ts'
import type { ClauseHandling, Language, Text } from '#domain/plan/words.ts'

export type Carrier = { section: string; title: string }
export type ClauseAccount = { clause: string; as: ClauseHandling; carriers: readonly Carrier[]; note: string }

type Named = { clause?: string; also?: readonly string[]; title?: Text; text?: Text; code?: string; id?: string }

export function accountsOf(plan: Plan, language: Language): ClauseAccount[] {
  const found = new Map<string, Carrier[]>()
  for (const [section, body] of Object.entries(plan)) if (section !== 'clauses') collect(section, body, language, found)
  const clauses = [...new Set([...found.keys(), ...Object.keys(plan.clauses)])].sort()
  return clauses.map((clause) => {
    const carriers = found.get(clause) ?? []
    const note = plan.clauses[clause]
    return { clause, as: handling(carriers, note?.as), carriers, note: [note?.capability, note?.by, note?.note].filter(Boolean).join(' · ') }
  })
}

function handling(carriers: readonly Carrier[], noted: ClauseHandling | undefined): ClauseHandling {
  if (carriers.some((carrier) => carrier.section !== 'texts')) return 'rule'
  return carriers.length > 0 ? 'text' : noted ?? 'awaits'
}

const titleOf = ({ title, text, code, id }: Named, language: Language) => (title ?? text)?.[language] ?? code ?? id ?? ''
const clausesOf = ({ clause, also }: Named) => [clause, ...(Array.isArray(also) ? (also as unknown[]) : [])].filter((one): one is string => typeof one === 'string')

function collect(section: string, value: unknown, language: Language, found: Map<string, Carrier[]>): void {
  if (Array.isArray(value)) { for (const one of value) collect(section, one, language, found); return }
  if (typeof value !== 'object' || value === null) return
  for (const clause of clausesOf(value)) found.set(clause, [...(found.get(clause) ?? []), { section, title: titleOf(value, language) }])
  for (const [key, inner] of Object.entries(value)) if (key !== 'also') collect(section, inner, language, found)
}
