// B-SLA: the start makes a clock with a due time; a warning comes before it; met a minute before is kept, a minute after is broken and
// struck once; a figure still to be set blocks activation.
import { expect } from 'vitest'
import { openValues } from '#domain/plan/open-values.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { PromiseRule, Stop, TargetRow } from '#domain/plan/promise-rule.ts'
import type { FactMatch, Match } from '#domain/fact/match.ts'
import type { PromiseView } from '#contract/promise/promise.ts'
import { publicHolidays } from '#server/modules/plan/index.ts'
import { planFile } from '../running-plan.ts'
import type { Data, Service } from '../running-plan.ts'
import { attributesFor, begin, dataFor, factTriggers, isOfAgreement, recordWith } from './scene.ts'

export async function provePromise(service: Service, rule: PromiseRule, fresh: () => Promise<Service>): Promise<void> {
  proveGap(rule)
  for (const row of rowsOf(rule)) await proveRow(service, rule, row, fresh)
}

/** A figure the signed words leave open is listed and stops the plan from being activated. */
function proveGap(rule: PromiseRule): void {
  const raw = planFile(rule.clause.slice(0, 3))
  const index = raw.promises.findIndex(({ id }) => id === rule.id)
  const isOpen = JSON.stringify(raw.promises[index]).includes('"tbd"')
  expect(openValues(raw).some(({ path }) => path[0] === 'promises' && path[1] === index)).toBe(isOpen)
}

function rowsOf(rule: PromiseRule): TargetRow[] {
  if ('targets' in rule) return rule.targets.filter(({ within }) => within !== 'none')
  if ('within' in rule) return [{ within: rule.within }]
  return [{ within: 'fixed' }]
}

async function proveRow(service: Service, rule: PromiseRule, row: TargetRow, fresh: () => Promise<Service>): Promise<void> {
  const made = await start(service, rule, row.when, minuteNow(service))
  const reading = await made.read()
  expect(reading, `${rule.id} was not made`).toBeDefined()
  if (row.within === 'none') {
    await stop(service, made, rule.by, made.startedAt + 30)
    expect(await made.read()).toMatchObject({ state: 'measured', dueAt: null, elapsed: 1800 })
    return
  }
  const due = minuteOf(service, reading!.dueAt!)
  expect(reading).toMatchObject({ state: 'running' })
  if (row.within !== 'fixed') expectDue(service.plan, rule, row.within, reading!)
  if (reading!.warnAt) expect(Date.parse(reading!.warnAt)).toBeLessThan(Date.parse(reading!.dueAt!))
  await stop(service, made, rule.by, due - 1)
  expect(await made.read(), rule.id).toMatchObject({ state: 'kept' })
  // An agreement that made a promise once does not make it again.
  const other = rule.subject === 'agreement' && !rule.each ? await fresh() : service
  try {
    await proveBreach(other, rule, row)
  } finally {
    if (other !== service) await other.close()
  }
}

async function proveBreach(service: Service, rule: PromiseRule, row: TargetRow): Promise<void> {
  const late = await start(service, rule, row.when, minuteNow(service) + 1)
  const reading = (await late.read())!
  const due = Math.ceil((Date.parse(reading.lateAfter!) - service.origin) / 60_000)
  const struck = (await service.strike(due + 1)).filter((mark) => mark.startsWith(`${reading.key} `))
  expect(struck).toContain(`${reading.key} due`)
  expect((await service.strike(due + 1)).filter((mark) => mark === `${reading.key} due`)).toEqual([])
  await stop(service, late, rule.by, due + 2)
  expect(await late.read(), rule.id).toMatchObject({ state: 'broken' })
  expect((await late.ledger()).filter((kind) => kind === 'broken')).toHaveLength(1)
}

type Made = { ticket: { id: string }; key: string; startedAt: number; read: () => Promise<PromiseView | undefined>; ledger: () => Promise<string[]> }

async function start(service: Service, rule: PromiseRule, when: Match | undefined, at: number): Promise<Made> {
  const [trigger] = factTriggers(rule)
  const chained = [rule.on].flat().find((one) => 'promise' in one)
  if (!trigger && chained && 'promise' in chained) return chain(service, rule, chained, at)
  const match = trigger!
  const named: Data = 'before' in rule ? { [rule.before.field]: iso(service, at + 3 * 24 * 60 + 30 * 24 * 60) } : {}
  if (isOfAgreement(match.fact)) return startOfAgreement(service, rule, match, when, at, named)
  const attributes = { ...attributesFor(match.when, when), ...(match.fact === 'ticket.registered' ? { ...dataFor(match.when), ...named } : {}), ...dataFor(when) }
  const ticket = await begin(service, attributes, at)
  if (match.fact !== 'ticket.registered') await recordWith(service, ticket, match, at, 0, named)
  return ofTicket(service, ticket, rule, at)
}

function ofTicket(service: Service, ticket: { id: string }, rule: PromiseRule, startedAt: number): Made {
  const key = `${rule.id}#1`
  return { ticket, key, startedAt, read: () => service.promise(ticket, rule.id), ledger: async () => (await service.ledger(ticket, key)).map(({ kind }) => kind) }
}

async function startOfAgreement(service: Service, rule: PromiseRule, match: FactMatch, when: Match | undefined, at: number, named: Data): Promise<Made> {
  const before = await service.agreementPromises(rule.id)
  await recordWith(service, { id: '' }, match, at, 0, { ...dataFor(when), ...named })
  const n = Math.max(1, before.length + (rule.each || before.length === 0 ? 1 : 0))
  const key = `${rule.id}#${n}`
  return {
    ticket: { id: '' }, key, startedAt: at, read: () => service.agreementPromise(rule.id, undefined, n),
    ledger: async () => (await service.agreementLedger()).filter((entry) => entry.key === key).map(({ kind }) => kind),
  }
}

// A chained promise begins when the other one is broken, or kept.
async function chain(service: Service, rule: PromiseRule, { promise, becomes, when }: { promise: string; becomes: 'kept' | 'broken'; when?: Match }, at: number): Promise<Made> {
  const other = service.plan.promises.find(({ id }) => id === promise)!
  const row = 'targets' in other ? other.targets.find(({ within }) => within !== 'none') : undefined
  const first = await start(service, other, { ...row?.when, ...when }, at)
  const reading = (await first.read())!
  const late = Math.ceil((Date.parse(reading.lateAfter!) - service.origin) / 60_000)
  if (becomes === 'broken') await service.strike(late + 1)
  else await stop(service, first, other.by, late - 1)
  return ofTicket(service, first.ticket, rule, becomes === 'broken' ? late : late - 1)
}

export async function stop(service: Service, { ticket }: { ticket: { id: string } }, by: Stop, at: number): Promise<void> {
  const matches = 'any' in by ? [by.any[0]!] : 'all' in by ? by.all : [by]
  for (const match of matches) await recordWith(service, ticket, match, at)
}

const iso = (service: Service, minute: number) => new Date(service.origin + minute * 60_000).toISOString()
const minuteNow = (service: Service) => Math.ceil((service.now() - service.origin) / 60_000)
const minuteOf = (service: Service, moment: string) => Math.floor((Date.parse(moment) - service.origin) / 60_000)

// Computed by walking, not by the engine: minutes and hours around the clock, days on the wall, working days one by one.
function expectDue(plan: Plan, rule: PromiseRule, within: string, { startedAt, dueAt }: PromiseView): void {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)(s|min|h|d|w|wd|mo|y)$/.exec(within) ?? []
  const length: Record<string, number> = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 }
  if (length[unit] && (rule.clock === undefined || rule.clock === '7x24' || unit === 'd' || unit === 'w')) {
    expect(Date.parse(dueAt!) - Date.parse(startedAt), `${rule.id} ${within}`).toBe(Number(amount) * length[unit])
  }
  if (unit === 'wd') expect(dueAt!.slice(0, 10), `${rule.id} ${within}`).toBe(walkedDay(plan, rule, startedAt, Number(amount)))
}

function walkedDay(plan: Plan, rule: PromiseRule, startedAt: string, count: number): string {
  const calendar = plan.calendars[rule.clock ?? '']
  const regions = calendar?.regions ?? []
  const tables = publicHolidays().filter(({ region }) => regions.includes(region))
  const isOpen = (day: Date) => {
    const text = day.toISOString().slice(0, 10)
    if (tables.some(({ workingDays }) => workingDays.some((one) => one === text))) return true
    if (tables.some(({ holidays }) => holidays.some(({ day: one }) => one === text))) return false
    return (calendar?.versions[0]?.week[String(day.getUTCDay() || 7) as '1'] ?? (calendar ? [] : [['', '']])).length > 0
  }
  const day = new Date(Date.parse(startedAt) + 8 * 3_600_000)
  day.setUTCHours(0, 0, 0, 0)
  for (let left = count; left > 0;) {
    day.setUTCDate(day.getUTCDate() + 1)
    if (isOpen(day)) left -= 1
  }
  return day.toISOString().slice(0, 10)
}
