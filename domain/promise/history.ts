// The facts of a subject in the order in which they happened, with what was true of it after each.
import { byHappening, standing } from '../fact/fact.ts'
import type { Fact } from '../fact/fact.ts'
import { matches } from '../fact/match.ts'
import type { FactMatch } from '../fact/match.ts'
import type { Instant } from '../time/instant.ts'
import { attributesAfter } from './subject.ts'
import type { Attributes, Subject } from './subject.ts'

export type Happening = { fact: Fact; attributes: Attributes }
export type History = readonly Happening[]

/** Facts of the same moment are all true of the subject at that moment. */
export function historyOf(subject: Subject, facts: readonly Fact[], now: Instant): History {
  const known = standing(facts).filter(({ happenedAt }) => happenedAt <= now).sort(byHappening)
  let attributes = subject.attributesAtStart ?? {}
  const history = known.map((fact) => {
    attributes = attributesAfter(attributes, fact)
    return { fact, attributes }
  })
  for (let index = history.length - 2; index >= 0; index -= 1) {
    const [here, next] = [history[index]!, history[index + 1]!]
    if (here.fact.happenedAt === next.fact.happenedAt) here.attributes = next.attributes
  }
  return history
}

export const happens = ({ fact: kind, when }: FactMatch, { fact, attributes }: Happening): boolean =>
  fact.kind === kind && matches(when, fact.data, attributes)

/** What was true at a moment. */
export function attributesIn(history: History, at: Instant, atStart: Attributes = {}): Attributes {
  return history.findLast(({ fact }) => fact.happenedAt <= at)?.attributes ?? atStart
}
