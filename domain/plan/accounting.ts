// Which signed clauses a plan carries, and by what: a rule that runs, a text that is shown, or a note that says why neither.
// A clause is proven only by a test that passed and names it.
export type Carrier = { clause: string; how: 'rule' | 'text' | 'note'; section: string; id: string }
export type ClauseAccount = { id: string; plan: string; carriers: readonly Carrier[]; provenBy: readonly string[] }
export type TestResult = { title: string; passed: boolean }
export type Tally = { total: number; accounted: number; proven: number }

type Tree = { readonly [key: string]: unknown }

/** Every place of a plan document that names a clause, in the order of the document. */
export function carriersOf(document: Tree): Carrier[] {
  return Object.entries(document).flatMap(([section, content]) => {
    if (section === 'clauses') return notes(content)
    return named(content, '').map(({ clause, id }) => ({ clause, how: section === 'texts' ? 'text' as const : 'rule' as const, section, id }))
  })
}

/** The clauses a test's title names. A rule's own id, such as P01-05-a, names that rule and not the whole clause. */
export function clausesIn(title: string): string[] {
  return [...new Set([...title.matchAll(/(?<![\w-])P\d{2,3}-\d{2,3}(?!-?\w)/g)].map(([id]) => id))]
}

export function accountClauses(clauses: readonly { id: string; plan: string }[], documents: readonly Tree[], results: readonly TestResult[]): ClauseAccount[] {
  const carriers = grouped(documents.flatMap(carriersOf), ({ clause }) => clause)
  const passed = results.filter(({ passed }) => passed).flatMap(({ title }) => clausesIn(title).map((id) => ({ id, title })))
  const proofs = grouped(passed, ({ id }) => id)
  return clauses.map(({ id, plan }) => ({
    id, plan,
    carriers: carriers.get(id) ?? [],
    provenBy: [...new Set((proofs.get(id) ?? []).map(({ title }) => title))].sort(),
  }))
}

export function tally(accounts: readonly ClauseAccount[]): Tally {
  return {
    total: accounts.length,
    accounted: accounts.filter(({ carriers }) => carriers.length > 0).length,
    proven: accounts.filter(({ provenBy }) => provenBy.length > 0).length,
  }
}

const notes = (content: unknown): Carrier[] =>
  (isTree(content) ? Object.keys(content) : []).map((clause) => ({ clause, how: 'note', section: 'clauses', id: clause }))

// The nearest id, code or key above says which rule it is; a nested part without its own belongs to its parent.
function named(value: unknown, above: string): { clause: string; id: string }[] {
  if (Array.isArray(value)) return value.flatMap((item) => named(item, above))
  if (!isTree(value)) return []
  const id = [value.id, value.code, value.key].find((name) => typeof name === 'string') ?? above
  const own = [value.clause, ...(Array.isArray(value.also) ? value.also as unknown[] : [])].filter((clause) => typeof clause === 'string')
  return [...own.map((clause) => ({ clause, id })), ...Object.values(value).flatMap((part) => named(part, id))]
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}
