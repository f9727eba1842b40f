// What a registration would promise, before anything is stored.
import type { FactData } from '../fact/fact.ts'
import type { Instant } from '../time/instant.ts'
import { readPromises } from './read.ts'
import type { PromiseReading } from './reading.ts'
import type { Terms } from './terms.ts'

export function previewPromises(terms: Terms, attributes: FactData, at: Instant): PromiseReading[] {
  const registered = { id: 'preview', kind: 'ticket.registered' as const, happenedAt: at, recordedAt: at, by: null, data: attributes }
  return readPromises({ kind: 'ticket', id: 'preview', startedAt: at }, [registered], terms, at)
}
