// A mistake in a plan: where it stands, what is wrong, and the figures for the sentence that says so.
export const findingCodes = [
  // the text itself
  'yaml', 'duplicate-key', 'unknown-key', 'missing-key', 'unknown-fact', 'unknown-word', 'wrong-type', 'wrong-span', 'wrong-clause', 'wrong-id', 'wrong-rung', 'wrong-value',
  // what it says
  'duplicate-id', 'foreign-clause', 'unknown-calendar', 'unknown-ladder', 'unknown-checklist', 'unknown-form', 'unknown-promise', 'unknown-cover', 'unknown-code',
  'targets-hole', 'targets-overlap', 'targets-unreachable', 'cover-contradicts', 'cover-remedies', 'charging-contradicts', 'promise-circle', 'cover-circle',
  'working-days-without-calendar', 'before-without-fact', 'ladder-order', 'ladder-repeat', 'cycle-without-rhythm', 'bad-calendar', 'unknown-zone',
  'measure-without-target',
] as const
export type FindingCode = (typeof findingCodes)[number]
export type Path = readonly (string | number)[]
export type FindingParams = Readonly<Record<string, string | number>>
export type Finding = { path: Path; code: FindingCode; params: FindingParams; severity: 'error' | 'warning' }

export const mistake = (path: Path, code: FindingCode, params: FindingParams = {}): Finding => ({ path, code, params, severity: 'error' })
export const caution = (path: Path, code: FindingCode, params: FindingParams = {}): Finding => ({ path, code, params, severity: 'warning' })

/** 'promises[2].within' */
export const fieldName = (path: Path): string => path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('')

/** Two people who read the same condition in another order read the same condition. */
export function sameWords(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sameWords).sort().join()}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  return `{${Object.entries(value).map(([key, inner]) => `${key}:${sameWords(inner)}`).sort().join()}}`
}
