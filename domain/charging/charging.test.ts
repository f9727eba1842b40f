import { describe, expect, test } from 'vitest'
import type { Fact } from '../fact/fact.ts'
import type { ChargeRule } from '../plan/plan.ts'
import type { Instant } from '../time/instant.ts'
import { faultyField, isInvoiceNumber } from './buyer.ts'
import { charge } from './charge.ts'
import type { CoverVerdict, Prices } from './charge.ts'
import { missingForCharge } from './consent.ts'
import type { WantedLine } from './line.ts'
import { priceLine } from './price.ts'
import { balanceOf, objectionToDeduction, objectionToRelease } from './retention.ts'
import { answeringRule, explainRules } from './rule.ts'
import { mayBill, maySheet, openVerbs } from './sheet.ts'

const text = (word: string) => ({ 'zh-TW': word, 'zh-CN': word, en: word })
const rule = (id: string, when: ChargeRule['when'], more: Partial<ChargeRule> = {}): ChargeRule => ({ id, clause: id, title: text(id), when, ...more })
const prices: Prices = {
  currency: 'CNY', taxIncluded: true, ceilings: {},
  items: [
    { kind: 'part', code: 'B1', title: 'Board', unit: 'pc', price: 10_000, cost: 6000, taxRate: 1300, partClass: null }, { kind: 'part', code: 'S1', title: 'Special', unit: 'pc', price: 500, cost: null, taxRate: 1300, partClass: 'special' },
    { kind: 'labour', code: 'labour', title: 'Labour', unit: 'h', price: 9000, cost: 5000, taxRate: 600, partClass: null },
  ],
}
const part: WantedLine = { kind: 'part', code: 'B1', quantity: 1 }

describe('which rule answers', () => {
  const rules = [rule('any', {}), rule('not', { phase: 'after', cause: { not: 'misuse' } }), rule('phase', { phase: 'after' }), rule('both', { phase: 'after', cause: ['misuse', 'water'] }), rule('given', { work: { given: true }, hours: { gte: 2 } })]
  test.each([
    [{}, 'any'], [{ phase: 'after' }, 'not'], [{ phase: 'after', cause: 'misuse' }, 'both'], [{ work: 'x', hours: 3 }, 'given'], [{ work: 'x', hours: 1 }, 'any'],
  ])('%j: %s says most about the case, the first of equals', (facts, id) => expect(answeringRule(rules, facts)?.id).toBe(id))

  test('each other rule tells why it does not answer', () => {
    expect(explainRules(rules, { phase: 'after', cause: 'misuse' }).map(({ ruleId, outcome, field }) => [ruleId, outcome, field])).toEqual([
      ['any', 'less-exact', null], ['not', 'fails', 'cause'], ['phase', 'less-exact', null], ['both', 'answers', null], ['given', 'fails', 'work'],
    ])
  })

  test('no rule, no answer', () => expect(answeringRule([rule('phase', { phase: 'after' })], {})).toBeNull())
})

describe('cover and charge', () => {
  const verdict: CoverVerdict = { covered: true, ruleId: 'C1', clause: 'P01-01', title: text('covered'), phase: 'warranty', pays: { parts: 'vendor', labour: 'vendor', travel: 'customer' } }
  const run = (charging: ChargeRule[], facts = {}, wanted: WantedLine[] = [part], cover: CoverVerdict | null = verdict) => charge({ charging }, { facts, verdict: cover, wanted }, prices)

  test('what is covered costs nothing and says by which clause, unless the rule speaks of phase or cause itself', () => {
    expect(run([rule('onsite', { work: 'onsite' }, { parts: 'list' })], { work: 'onsite' }).lines[0]).toMatchObject({ gross: 0, pricing: 'covered', payer: 'vendor', clause: 'P01-01', internalCost: 6000 })
    expect(run([rule('misuse', { cause: 'misuse' }, { parts: 'list' })], { cause: 'misuse' }).lines[0]).toMatchObject({ gross: 10_000, pricing: 'list', payer: 'customer' })
    expect(run([], {}).lines[0]).toMatchObject({ gross: 0, pricing: 'covered' })
    expect(run([], {}, [{ kind: 'travel', code: 'trip', quantity: 1 }]).refused[0]?.fault).toBe('charge.no-rule')
  })

  test('the phase that cover found goes before the one written on the ticket', () => {
    expect(run([rule('after', { phase: 'after' }, { parts: 'list' }), rule('in', { phase: 'warranty' }, { parts: 'free' })], { phase: 'after' }).ruleId).toBe('in')
  })

  test('a line of zero needs no consent; the class of the list chooses the rule of its own line', () => {
    const rules = [rule('cls', { partClass: 'special' }, { parts: 'list', consentFirst: true, receipt: true }), rule('rest', {}, { parts: 'free' })]
    expect(run(rules, {}, [part], null)).toMatchObject({ consentFirst: false, lines: [{ ruleId: 'rest', gross: 0 }] })
    expect(run(rules, {}, [part, { ...part, code: 'S1' }], null)).toMatchObject({ consentFirst: true, receipt: true, byPayer: { customer: { gross: 500 } } })
  })

  test('sums are those of the lines', () => {
    const lines = Array.from({ length: 50 }, (_, index): WantedLine => ({ kind: 'labour', code: 'labour', quantity: 7 * index + 1 }))
    const result = run([rule('any', {}, { labour: 'list' })], {}, lines, null)
    expect(result.byPayer.customer?.gross).toBe(result.lines.reduce((sum, { gross }) => sum + gross, 0))
    for (const { net, tax, gross } of result.lines) expect(net + tax).toBe(gross)
  })
})

describe('the price of a unit', () => {
  const [item] = prices.items
  const sources = { currency: 'CNY' as const, item: item ?? null, ceiling: 8000 }
  test.each([
    ['list', {}, { unitPrice: 10_000 }], ['cost', {}, { unitPrice: 6000 }], ['free', { unitPrice: 5 }, { fault: 'charge.price-not-asked' }], ['contract-ceiling', {}, { unitPrice: 8000 }],
    ['contract-ceiling', { unitPrice: 8001 }, { fault: 'charge.above-ceiling', limit: 8000 }], ['market', { unitPrice: 7 }, { fault: 'charge.basis-missing' }], ['market', { unitPrice: 7, basis: 'x' }, { unitPrice: 7 }],
  ] as const)('%s %j', (treatment, more, expected) => expect(priceLine(treatment, { ...part, ...more }, sources, false)).toMatchObject(expected))

  test('a cap in another currency bounds nothing and is refused', () => {
    expect(priceLine({ perHour: 1000, currency: 'TWD', atMost: true }, part, sources, false)).toMatchObject({ fault: 'charge.wrong-currency' })
    expect(priceLine({ perHour: 1000, currency: 'CNY' }, { ...part, unitPrice: 900 }, sources, false)).toMatchObject({ fault: 'charge.price-not-asked' })
  })
})

describe('consent and receipt', () => {
  const plan = { charging: [rule('C', { phase: 'after' }, { consentFirst: true })] }
  const fact = (kind: Fact['kind'], at: number, data: Fact['data'] = {}, more: Partial<Fact> = {}): Fact => ({ id: String(at), kind, happenedAt: at as Instant, recordedAt: at as Instant, by: null, data, ...more })
  const missing = (kind: Fact['kind'], facts: Fact[], attributes: Fact['data'] = { phase: 'after' }) => missingForCharge(plan, kind, {}, facts, attributes).map(({ code }) => code)

  test('work waits for the yes to the newest quote', () => {
    const [sent, yes, again] = [fact('quote.sent', 1, { amount: 5 }), fact('quote.accepted', 2), fact('quote.sent', 3, { amount: 6 })]
    expect([missing('fault.removed', []), missing('fault.removed', [sent]), missing('fault.removed', [sent, yes]), missing('fault.removed', [sent, yes, again])]).toEqual([['consent.missing'], ['consent.missing'], [], ['consent.missing']])
    expect([missing('note.added', []), missing('fault.removed', [], { phase: 'in' }), missing('work.finished', [fact('quote.sent', 1, { amount: 0 })])]).toEqual([[], [], []])
  })

  test('money without receipt keeps a ticket open until the correcting fact names one', () => {
    const taken = fact('payment.received', 1, { sheet: 'SF1' })
    expect([missing('ticket.closed', [taken]), missing('ticket.closed', [taken, fact('payment.received', 2, { sheet: 'SF1', receipt: 'SJ1' }, { corrects: '1' })])]).toEqual([['receipt.missing'], []])
  })
})

test('a sheet goes from draft to paid and not backwards', () => {
  expect([openVerbs('draft'), openVerbs('quoted'), openVerbs('accepted'), openVerbs('billed'), openVerbs('paid')]).toEqual([['change', 'quote'], ['change', 'answer'], ['change', 'bill'], ['pay'], []])
  expect([maySheet('paid', 'change'), mayBill('draft', true), mayBill('draft', false), mayBill('refused', false)]).toEqual([false, false, true, false])
})

test('retention money is never below nothing, and comes off only by right and by paper', () => {
  expect(balanceOf([{ kind: 'kept', amount: 100 }, { kind: 'deducted', amount: 30 }, { kind: 'released', amount: 20 }])).toBe(50)
  const given = { isBroken: true, document: 'D1' }
  expect([objectionToDeduction(50, 50, given), objectionToDeduction(50, 51, given), objectionToDeduction(50, 1, { ...given, isBroken: false }), objectionToDeduction(50, 1, { ...given, document: ' ' }), objectionToRelease(5, 6)]).toEqual([
    null, 'retention.too-much', 'retention.not-entitled', 'retention.document-missing', 'retention.too-much'])
})

test.each([
  [{ form: 'receipt' }, null], [{ form: 'tw-b2b', title: 'A', taxId: '04595257' }, null], [{ form: 'tw-b2b', taxId: '04595257' }, 'title'], [{ form: 'tw-b2b', title: 'A', taxId: '04595258' }, 'taxId'],
  [{ form: 'tw-b2c', carrier: '/ABC1234' }, null], [{ form: 'tw-b2c', carrier: 'ABC' }, 'carrier'], [{ form: 'cn-ordinary', title: 'A' }, null], [{ form: 'cn-ordinary' }, 'title'], [{ form: 'cn-special', title: 'A' }, 'taxId'],
] as const)('the buyer %j lacks %s', (buyer, field) => expect(faultyField(buyer)).toBe(field))

test('numbers of invoices have the form of their country', () => {
  expect([isInvoiceNumber('tw-b2c', 'AB12345678'), isInvoiceNumber('tw-b2b', 'AB1234567'), isInvoiceNumber('cn-special', '12345678901234567890'), isInvoiceNumber('cn-ordinary', '123'), isInvoiceNumber('receipt', 'SJ1')]).toEqual([true, false, true, false, true])
})
