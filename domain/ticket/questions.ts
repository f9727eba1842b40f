// What the desk asks at intake: the criteria of the plan's severities and its further choices, each question once.
import type { Match } from '../fact/match.ts'
import type { Vocabulary } from '../plan/plan.ts'
import type { Text } from '../plan/words.ts'

export type Question = { field: string; kind: 'yes-no' | 'number' | 'choice'; title: Text; clause: string | null; options: { code: string; title: Text }[] }

export function questionsOf(vocabulary: Pick<Vocabulary, 'severities' | 'choices'>): Question[] {
  const choices = (vocabulary.choices ?? []).map(({ field, title, clause, options }): Question =>
    ({ field, kind: 'choice', title, clause: clause ?? null, options: options.map((option) => ({ code: option.code, title: option.title })) }))
  const asked = new Set(choices.map(({ field }) => field))
  const criteria: Question[] = []
  for (const { criteria: list = [], clause: severityClause } of vocabulary.severities) {
    for (const { field, when, title, clause } of list) {
      if (asked.has(field)) continue
      asked.add(field)
      criteria.push({ field, kind: kindOf(when, field), title, clause: clause ?? severityClause ?? null, options: [] })
    }
  }
  return [...criteria, ...choices]
}

function kindOf(when: Match, field: string): 'yes-no' | 'number' {
  const condition = when[field]
  const isBounds = condition !== null && typeof condition === 'object' && !Array.isArray(condition)
  return isBounds || typeof condition === 'number' ? 'number' : 'yes-no'
}
