import { standing } from '#domain/fact/fact.ts'
import type { Fact } from '#domain/fact/fact.ts'

/** The codes of the forms that were filed, read from the facts. */
export const filedForms = (facts: readonly Fact[]): string[] =>
  standing(facts).filter(({ kind }) => kind === 'form.filed').map(({ data }) => String(data['form']))
