// A reading as it crosses the wire.
import type { PromiseView } from '#contract/promise/promise.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { Text } from '#domain/plan/words.ts'
import type { ExplainStep, PromiseReading } from '#domain/promise/reading.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'

export function promiseView(reading: PromiseReading, plan: Pick<Plan, 'promises'>): PromiseView {
  const rule = plan.promises.find(({ id }) => id === reading.ruleId)
  return {
    key: reading.key, ruleId: reading.ruleId, clause: reading.clause, title: rule?.title ?? untitled(reading.ruleId), note: rule?.note ?? null, state: reading.state,
    startedAt: toIso(reading.startedAt), dueAt: iso(reading.dueAt), lateAfter: iso(reading.lateAfter), warnAt: iso(reading.warnAt), metAt: iso(reading.metAt),
    target: reading.target, clock: reading.clock, elapsed: reading.elapsed / 1000, left: reading.left === null ? null : reading.left / 1000, over: reading.over / 1000,
    pauses: reading.pauses.map(({ from, until, reason }) => ({ from: toIso(from), until: iso(until), reason })),
    repeat: reading.repeat, reason: reading.reason, explained: reading.steps.findLast(({ kind }) => kind === 'explained')?.reason ?? null,
    ladder: reading.rungs.map(({ at, notify }) => ({ at: toIso(at), notify })),
    steps: reading.steps.map(stepView),
  }
}

export const untitled = (id: string): Text => ({ 'zh-TW': id, 'zh-CN': id, en: id })

function stepView(step: ExplainStep): PromiseView['steps'][number] {
  const { at, from, until, counted, ...rest } = step
  return {
    ...rest, ...(at !== undefined && { at: toIso(at) }), ...(from !== undefined && { from: toIso(from) }),
    ...(until !== undefined && { until: iso(until) }), ...(counted !== undefined && { counted: counted / 1000 }),
  }
}

const iso = (at: Instant | null) => (at === null ? null : toIso(at))
