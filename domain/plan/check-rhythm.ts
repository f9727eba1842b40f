// Whether the times of a plan can be counted: calendars that open, ladders that climb, cycles with a rhythm, working days with a calendar.
import { checkCalendar } from '../time/calendar.ts'
import { isZone } from '../time/zone.ts'
import { caution, mistake } from './finding.ts'
import type { Finding, Path } from './finding.ts'
import type { Plan } from './plan.ts'
import type { PromiseRule, Rung, Trigger } from './promise-rule.ts'

export function checkRhythm(plan: Plan): Finding[] {
  return [
    ...(isZone(plan.zone) ? [] : [mistake(['zone'], 'unknown-zone', { zone: plan.zone })]),
    ...Object.entries(plan.calendars).flatMap(([name, calendar]) => {
      const decision = checkCalendar(calendar)
      return decision.yes ? [] : decision.because.map((reason) => mistake(['calendars', name], 'bad-calendar', { name, reason }))
    }),
    ...Object.entries(plan.ladders ?? {}).flatMap(([name, rungs]) => ladder(rungs, ['ladders', name])),
    ...plan.promises.flatMap((rule, index) => promise(rule, ['promises', index])),
    ...plan.cycles.flatMap(({ id, every, times, months, onEvent }, index) => (every ?? times ?? months ?? onEvent ? [] : [mistake(['cycles', index], 'cycle-without-rhythm', { id })])),
    ...plan.measures.flatMap(({ id, target }, index) => (target === null ? [caution(['measures', index, 'target'], 'measure-without-target', { id })] : [])),
  ]
}

function promise(rule: PromiseRule, path: Path): Finding[] {
  const spans = 'within' in rule ? [rule.within] : 'targets' in rule ? rule.targets.map(({ within }) => within) : []
  const needsCalendar = spans.some((span) => span.endsWith('wd')) && (rule.clock ?? '7x24') === '7x24'
  const isChained = 'before' in rule && listed(rule.on).some((trigger) => 'promise' in trigger)
  return [
    ...(needsCalendar ? [mistake(path, 'working-days-without-calendar', { id: rule.id })] : []),
    ...(isChained && 'before' in rule ? [mistake([...path, 'before'], 'before-without-fact', { id: rule.id, field: rule.before.field })] : []),
    ...(rule.ladder && typeof rule.ladder !== 'string' ? ladder(rule.ladder, [...path, 'ladder']) : []),
  ]
}

const listed = (on: Trigger | readonly Trigger[]): readonly Trigger[] => (Array.isArray(on) ? on : [on as Trigger])

function ladder(rungs: readonly Rung[], path: Path): Finding[] {
  return rungs.flatMap((rung, index) => {
    const before = rungs[index - 1]
    const isLast = index === rungs.length - 1
    return [
      ...(before && height(rung.at) < height(before.at) ? [mistake([...path, index, 'at'], 'ladder-order', { at: rung.at, before: before.at })] : []),
      ...(rung.repeat !== undefined && !isLast ? [caution([...path, index, 'repeat'], 'ladder-repeat', { at: rung.at })] : []),
    ]
  })
}

// Shares of the target come first, then the times after it.
function height(at: string): number {
  if (at.endsWith('%')) return Number(at.slice(0, -1)) / 1000
  const [, amount = '0', unit = 'min'] = /^\+(\d+)(min|h|d|wd)$/.exec(at) ?? []
  return 1 + Number(amount) * ({ min: 1, h: 60, d: 1440, wd: 1440 }[unit] ?? 1)
}
