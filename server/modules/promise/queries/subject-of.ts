import type { Fact } from '#domain/fact/fact.ts'
import type { SubjectKind } from '#domain/fact/kinds.ts'
import type { FiredMark } from '#domain/promise/timers.ts'
import { instant } from '#domain/time/instant.ts'

export const subjectOf = ({ kind, id, startedAt }: { kind: SubjectKind; id: string; startedAt: string }) => ({ kind, id, startedAt: instant(startedAt) })

export const firedMarks = (facts: readonly Fact[]): FiredMark[] =>
  facts.filter(({ kind }) => kind === 'clock.struck').map(({ data }) => ({ promiseKey: String(data['promise']), mark: String(data['mark']) }))
