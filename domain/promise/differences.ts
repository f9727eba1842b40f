// What one fact changed in the readings, said in the words of the ledger.
import type { Fact, FactData } from '../fact/fact.ts'
import type { Instant } from '../time/instant.ts'
import type { LedgerEntry, LedgerKind } from './ledger-entry.ts'
import type { PromiseReading } from './reading.ts'

type Line = Pick<LedgerEntry, 'promiseKey' | 'kind' | 'at' | 'dueAt' | 'data'>
type Write = (kind: LedgerKind, at: Instant, data?: FactData) => void

/** `broken` remembers which promises the ledger calls broken; it is kept up to date here. */
export function differences(before: readonly PromiseReading[], after: readonly PromiseReading[], fact: Fact, broken: Set<string>): Line[] {
  const known = new Map(before.map((reading) => [reading.key, reading]))
  const lines: Line[] = []
  for (const reading of after) {
    const write: Write = (kind, at, data = {}) => lines.push({ promiseKey: reading.key, kind, at, dueAt: reading.dueAt, data })
    compare(known.get(reading.key), reading, fact, broken, write)
    known.delete(reading.key)
  }
  for (const { key } of known.values()) {
    broken.delete(key)
    lines.push({ promiseKey: key, kind: 'withdrawn', at: fact.happenedAt, dueAt: null, data: { reason: 'corrected' } })
  }
  return lines
}

function compare(before: PromiseReading | undefined, after: PromiseReading, fact: Fact, broken: Set<string>, write: Write): void {
  if (!before) write(after.repeat ? 'repeated' : 'made', after.startedAt, after.target === null ? {} : { target: after.target })
  else running(before, after, fact, write)
  if (fact.kind === 'clock.struck' && fact.data['promise'] === after.key) struck(after, fact, broken, write)
  judged(before, after, fact, broken, write)
}

function running(before: PromiseReading, after: PromiseReading, fact: Fact, write: Write): void {
  const [held, holds] = [openReasons(before), openReasons(after)]
  for (const reason of holds.filter((one) => !held.includes(one))) write('paused', fact.happenedAt, { reason })
  for (const reason of held.filter((one) => !holds.includes(one))) write('resumed', fact.happenedAt, { reason })
  if (before.metAt !== null && after.metAt === null) write('resumed', fact.happenedAt, { reason: 'reopened' })
  if (before.target !== after.target) write('graded', fact.happenedAt, { from: before.target, to: after.target, dueBefore: before.dueAt })
  else if (before.dueAt !== null && after.dueAt !== null && before.dueAt !== after.dueAt && before.pauses.length === after.pauses.length) write('moved', fact.happenedAt, { dueBefore: before.dueAt })
}

const openReasons = ({ pauses }: PromiseReading) => pauses.filter(({ until }) => until === null).map(({ reason }) => reason)

function struck(after: PromiseReading, fact: Fact, broken: Set<string>, write: Write): void {
  const mark = String(fact.data['mark'])
  if (mark === 'warn') return write('warned', fact.happenedAt)
  if (mark === 'due') {
    if (after.state !== 'broken' || broken.has(after.key)) return
    broken.add(after.key)
    return write('broken', after.lateAfter ?? fact.happenedAt)
  }
  write('escalated', fact.happenedAt, { mark, notify: fact.data['notify'] ?? null })
}

function judged(before: PromiseReading | undefined, after: PromiseReading, fact: Fact, broken: Set<string>, write: Write): void {
  if (broken.has(after.key) && after.state !== 'broken' && after.state !== 'excused') {
    broken.delete(after.key)
    write('restored', fact.happenedAt)
  }
  const isNew = before?.state !== after.state || before.metAt !== after.metAt
  if (isNew) verdict(before, after, fact, broken, write)
  if (fact.kind === 'promise.explained' && fact.data['promise'] === after.key) write('explained', fact.happenedAt, { reason: fact.data['reason'] ?? null })
}

function verdict(before: PromiseReading | undefined, after: PromiseReading, fact: Fact, broken: Set<string>, write: Write): void {
  switch (after.state) {
    case 'kept': return write('kept', after.metAt ?? fact.happenedAt)
    case 'measured': return write('measured', after.metAt ?? fact.happenedAt)
    case 'excused': return before?.state === 'excused' ? undefined : write('excused', fact.happenedAt, { reason: after.reason })
    case 'withdrawn': return write('withdrawn', after.endedAt ?? fact.happenedAt, { reason: after.reason })
    case 'broken': return late(before, after, fact, broken, write)
    default: return undefined
  }
}

// A breach enters the ledger with its strike, or with the proof that came too late.
function late(before: PromiseReading | undefined, after: PromiseReading, fact: Fact, broken: Set<string>, write: Write): void {
  if (after.metAt === null && after.endedAt === null) return
  if (before?.metAt === after.metAt && before.endedAt === after.endedAt) return
  if (!broken.has(after.key)) {
    broken.add(after.key)
    write('broken', after.lateAfter ?? fact.happenedAt)
  }
  if (after.metAt !== null) write('met-late', after.metAt, { over: after.over })
}
