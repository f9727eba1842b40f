// Whose promises are read: a ticket or an agreement, and what was true of it at any moment.
import type { Fact, FactData } from '../fact/fact.ts'
import { byHappening, standing } from '../fact/fact.ts'
import { attributeNames } from '../fact/kinds.ts'
import type { FactKind, SubjectKind } from '../fact/kinds.ts'
import type { Instant } from '../time/instant.ts'

export type Attributes = FactData
export type Subject = { kind: SubjectKind; id: string; startedAt: Instant; attributesAtStart?: Attributes }

/** Facts that happened at this very moment are already true of the subject. */
export function attributesAt(facts: readonly Fact[], at: Instant, atStart: Attributes = {}): Attributes {
  const known = standing(facts).filter(({ happenedAt }) => happenedAt <= at)
  return [...known].sort(byHappening).reduce(attributesAfter, atStart)
}

/** What is true of the subject once this fact has happened. The same object when it changes nothing. */
export function attributesAfter(before: Attributes, fact: Fact): Attributes {
  let after = before
  for (const name of attributeNames) {
    const value = fact.data[name]
    if (value === undefined || value === before[name] || (aside.has(name) && !describing.has(fact.kind))) continue
    if (after === before) after = { ...before }
    ;(after as Record<string, typeof value>)[name] = value
  }
  return after
}

// The channel of one message, or the role of one engineer, says nothing about the subject.
const aside = new Set<string>(['channel', 'role'])
const describing = new Set<FactKind>(['ticket.registered', 'ticket.graded', 'ticket.reclassified', 'agreement.started'])
