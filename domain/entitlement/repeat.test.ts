// The counts of repeated failures as the signed words of three trades mean them.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { parsePlan } from '#contract/plan/plan.ts'
import type { Fact, FactData } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { Instant } from '../time/instant.ts'
import { failuresOf } from './failures.ts'
import type { RepairedTicket } from './failures.ts'
import { repeatOf } from './repeat.ts'

const plan = (code: string) => parsePlan(parse(readFileSync(new URL(`../../plans/${code}.yaml`, import.meta.url), 'utf8')))
let count = 0
const fact = (kind: FactKind, hour: number, data: FactData = {}): Fact =>
  ({ id: `f${String((count += 1)).padStart(5, '0')}`, kind, happenedAt: (hour * 3_600_000) as Instant, recordedAt: (hour * 3_600_000) as Instant, by: null, data })

/** A fault reported, found and repaired, one day after the other. */
function ticket(n: number, fault: string, part: string | null, ends: [FactKind, FactData?][] = [['unit.repaired']]): RepairedTicket {
  const at = n * 24
  return { id: `t${n}`, number: `T${n}`, facts: [fact('ticket.registered', at), fact('diagnosis.made', at + 1, { fault, ...(part && { part }) }), ...ends.map(([kind, data], index) => fact(kind, at + 2 + index, data))] }
}
const owed = (code: string, tickets: RepairedTicket[]) => repeatOf(plan(code), failuresOf(tickets, 'Asia/Taipei'))
const failed: [FactKind, FactData?][] = [['unit.repaired', { solved: false }]]

test('P02-08 the third failed repair of the same fault owes a new unit, the second does not', () => {
  const two = [ticket(1, 'F1', null), ticket(2, 'F1', null, failed)]
  expect(owed('P02', two)).toMatchObject([{ rule: 'P02-08', count: 2, reached: false }])
  expect(owed('P02', [...two, ticket(3, 'F1', null, failed)])).toMatchObject([{ rule: 'P02-08', remedy: 'replace-unit', count: 3, reached: true, counted: [{ number: 'T1' }, { number: 'T2' }, { number: 'T3' }] }])
})

test('P02-08 another fault does not count, and a repair the customer confirmed starts a new count', () => {
  const mixed = [ticket(1, 'F1', null), ticket(2, 'F2', null, failed), ticket(3, 'F1', null, failed)]
  expect(owed('P02', mixed).find(({ what }) => what === 'F1')).toMatchObject({ count: 2, reached: false })
  const healed = [ticket(1, 'F1', null), ticket(2, 'F1', null, [['unit.repaired'], ['ticket.confirmed']]), ticket(3, 'F1', null, failed)]
  expect(owed('P02', healed)).toMatchObject([{ count: 1 }])
})

test('a ticket that is reopened failed once more', () => {
  const reopened = ticket(1, 'F1', null, [['unit.repaired'], ['ticket.reopened'], ['unit.repaired', { solved: false }]])
  expect(failuresOf([reopened], 'Asia/Taipei').map((one) => [one.failed, one.fault])).toEqual([[true, 'F1'], [true, 'F1']])
})

test('P17-12 P17-13 the fourth failure of a part owes the part, of the luminaire the whole luminaire', () => {
  const same = [1, 2, 3, 4].map((n) => ticket(n, `F${n}`, 'driver'))
  expect(owed('P17', same.slice(0, 3)).every(({ reached }) => !reached)).toBe(true)
  expect(owed('P17', same)).toMatchObject([{ rule: 'P17-12', what: 'driver', count: 4, reached: true, remedy: 'replace-part' }, { rule: 'P17-13', what: null, count: 4, reached: true, remedy: 'replace-unit' }])
  const others = [1, 2, 3, 4].map((n) => ticket(n, 'F', n % 2 ? 'driver' : 'lens'))
  expect(owed('P17', others)).toMatchObject([{ rule: 'P17-13', reached: true }, { rule: 'P17-12', count: 2 }, { rule: 'P17-12', count: 2 }])
})

test('a replaced part and a replaced unit begin a new count', () => {
  const failures = failuresOf([1, 2, 3, 4].map((n) => ticket(n, 'F', 'driver')), 'Asia/Taipei')
  const since = failures[2]!.day
  expect(repeatOf(plan('P17'), failures, [{ day: since, part: 'driver' }])).toMatchObject([{ rule: 'P17-13', count: 4 }, { rule: 'P17-12', count: 2 }])
  expect(repeatOf(plan('P17'), failures, [{ day: since, part: null }]).map(({ count: n }) => n)).toEqual([2, 2])
})

test('a cancelled or merged ticket is no failure', () => {
  expect(failuresOf([ticket(1, 'F', null, [['ticket.cancelled']]), ticket(2, 'F', null, [['ticket.merged', { into: 't1' }]])], 'Asia/Taipei')).toEqual([])
})
