// All promises of a subject, read from its facts.
import type { Fact } from '../fact/fact.ts'
import type { Instant } from '../time/instant.ts'
import type { PromiseReading } from './reading.ts'
import type { Subject } from './subject.ts'
import type { Terms } from './terms.ts'

export function readPromises(_subject: Subject, _facts: readonly Fact[], _terms: Terms, _now: Instant): PromiseReading[] {
  throw new Error('being written')
}
