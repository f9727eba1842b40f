// What is asked, proposed, owed and checked around a ticket.
import { describe, expect, test } from 'vitest'
import { matches } from '../fact/match.ts'
import type { Fact } from '../fact/fact.ts'
import type { Form, Plan } from '../plan/plan.ts'
import type { Instant } from '../time/instant.ts'
import { factFields } from './fields.ts'
import { checkForm } from './form-check.ts'
import { owedForms } from './forms.ts'
import { questionsOf } from './questions.ts'
import { zoneOf } from './zone.ts'

const words = (text: string) => ({ 'zh-TW': text, 'zh-CN': text, en: text })
const fact = (kind: Fact['kind'], minute: number, data: Fact['data'] = {}): Fact =>
  ({ id: `${kind}${minute}`, kind, happenedAt: (minute * 60_000) as Instant, recordedAt: (minute * 60_000) as Instant, by: null, data })

describe('a condition', () => {
  test.each([
    [{ a: 'x' }, { a: 'x' }, true], [{ a: ['x', 'y'] }, { a: 'y' }, true], [{ a: { gte: 10 } }, { a: 10 }, true], [{ a: { gt: 10 } }, { a: 10 }, false],
    [{ a: { not: 'x' } }, {}, true], [{ a: { given: true } }, { a: '' }, false], [{ a: 'x' }, { a: ['w', 'x'] }, true], [{ a: { lte: 3 } }, { a: '2' }, false],
  ])('%j of %j is %s', (match, data, expected) => {
    expect(matches(match, data)).toBe(expected)
  })
})

describe('questions at intake', () => {
  const vocabulary = {
    severities: [{ code: 'high', title: words('high'), criteria: [{ field: 'down', when: { down: true }, title: words('down?') }, { field: 'minutes', when: { minutes: { gte: 10 } }, title: words('minutes?') }] }],
    choices: [{ field: 'complexity', title: words('complex?'), options: [{ code: 'a', title: words('a') }, { code: 'b', title: words('b') }] }],
  }
  test('each is asked once, in its own kind', () => {
    expect(questionsOf(vocabulary).map(({ field, kind }) => [field, kind])).toEqual([['down', 'yes-no'], ['minutes', 'number'], ['complexity', 'choice']])
  })
})

describe('the zone of a site', () => {
  const zones = { zones: [{ code: 'near', title: words('near'), places: ['北京'] }, { code: 'rest', title: words('rest') }] }
  test.each([
    [{ zoneCode: 'near', address: null }, 'near'], [{ zoneCode: null, address: '北京市東城區' }, 'near'], [{ zoneCode: null, address: '上海市' }, 'rest'], [{ zoneCode: 'gone', address: null }, 'rest'],
  ])('%j lies in %s', (site, zone) => {
    expect(zoneOf(zones, site)).toBe(zone)
  })
})

const form: Form = {
  code: 'F', clause: 'P01-01', title: words('form'), signatures: ['customer'], owedOn: { fact: 'work.finished', when: { type: 'fault' } },
  fields: [{ key: 'what', title: words('what'), kind: 'text', required: true }, { key: 'count', title: words('count'), kind: 'number' }, { key: 'pick', title: words('pick'), kind: 'choice', options: [{ code: 'a', title: words('a') }] }],
}

describe('a form', () => {
  test.each([
    [{}, ['customer'], 'missing'], [{ what: ' ' }, ['customer'], 'missing'], [{ what: 'x' }, [], 'unsigned'], [{ what: 'x', count: 'many' }, ['customer'], 'wrong'],
    [{ what: 'x', pick: 'z' }, ['customer'], 'wrong'], [{ what: 'x', other: 'y' }, ['customer'], 'unknown'],
  ])('%j signed by %j is refused as %s', (values, signers, fault) => {
    expect(checkForm(form, values, signers).map((found) => found.fault)).toContain(fault)
  })
  test('is owed from its event on, and no longer once it is filed', () => {
    const registered = fact('ticket.registered', 0, { type: 'fault' })
    expect(owedForms({ documents: [form] }, [registered])).toEqual([])
    expect(owedForms({ documents: [form] }, [registered, fact('work.finished', 5)])).toMatchObject([{ code: 'F', since: 300_000, filed: false }])
    expect(owedForms({ documents: [form] }, [registered, fact('work.finished', 5), fact('form.filed', 6, { form: 'F' })])).toMatchObject([{ filed: true }])
  })
})

test('a dialog asks what the rules of the plan look at', () => {
  const plan = {
    promises: [{ id: 'A', clause: 'P01-01', title: words('a'), on: { fact: 'ticket.transferred', when: { to: ['dealer', 'remote'] } }, by: { fact: 'reply.sent' }, within: '1h' }],
    process: [], gates: [], documents: [], cycles: [], vocabulary: { severities: [], levels: [], zones: [], phases: [], channels: [], causes: [] },
  } as unknown as Plan
  expect(factFields(plan, 'ticket.transferred')).toMatchObject([{ key: 'to', kind: 'choice', options: [{ code: 'dealer' }, { code: 'remote' }] }])
  expect(factFields(plan, 'ticket.paused')).toMatchObject([{ key: 'reason', kind: 'choice', required: true }])
})
