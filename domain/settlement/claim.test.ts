import { expect, test } from 'vitest'
import type { Day } from '../time/day.ts'
import { claimState, missingLink, nextLink, readChain, refuseEntry } from './claim.ts'
import type { Claim, ClaimEntry, ClaimEntryKind, ClaimLink } from './claim.ts'
import { cutOffAfter } from './cut-off.ts'
import type { DealerTerms } from './terms.ts'
import { readDealerTerms } from './terms.ts'

const title = { 'zh-TW': '', 'zh-CN': '', en: '' }
const rule = (clause: string, kind: 'claim' | 'registration' | 'settlement' | 'freight', figures: Record<string, string | number | boolean>) => ({ id: `${clause} ${JSON.stringify(figures)}`, clause, title, kind, figures })
const terms: DealerTerms = readDealerTerms({
  dealers: [
    rule('2', 'registration', { agreementRequired: true }), rule('13', 'registration', { days: 20 }), rule('14', 'claim', { cardRequired: true }), rule('36', 'claim', { needsRecord: true }),
    rule('37', 'claim', { cutOffsPerYear: 2, cutOffValues: 'one,two', byTruckAnyTime: true }), rule('38', 'claim', { needsOldPart: true }), rule('39', 'claim', { receiptBy: 'branch' }),
    rule('5', 'claim', { appraisalBy: 'technicians' }), rule('41', 'claim', { formalitiesBy: 'branch' }), rule('42', 'claim', { spotCheck: true }), rule('43', 'settlement', { writeOffBy: 'finance' }),
    rule('44', 'settlement', { writtenNotice: true, dealerConfirmsFirst: true, offset: 'receivable' }),
  ],
  documents: [{ code: 'agency', clause: '2', title, fields: [] }],
  values: [{ key: 'one', clause: '37', title, value: '03-31' }, { key: 'two', clause: '37', title, value: '09-30' }],
  vocabulary: { severities: [], levels: [], zones: [], phases: [], channels: [], causes: [{ code: 'design', title, party: 'vendor' }, { code: 'other', clause: '17', title, party: 'customer', excluded: 'charge' }] },
})

const entry = (kind: ClaimEntryKind, data: ClaimEntry['data'] = {}, on = '2026-02-01') => ({ kind, on: on as Day, data })
const good: readonly ClaimEntry[] = [
  entry('record-signed'), entry('part-received', { byTruck: false }), entry('department-told'), entry('appraised', { inScope: true, cause: 'design' }), entry('formalities-done'),
  entry('written-off'), entry('notice-issued'), entry('confirmed'), entry('offset'),
]
const base: Claim = { by: 'dealer', agreementFault: null, card: { soldOn: '2026-01-01' as Day, returnedOn: '2026-01-21' as Day }, replacedOn: '2026-01-25' as Day, entries: [] }
const withEntries = (...entries: readonly ClaimEntry[]): Claim => ({ ...base, entries })

test('a claim with every link is settled, and every link says on which clause it stands', () => {
  const chain = readChain(withEntries(...good), terms)
  expect(chain.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'done', 'done', 'done', 'skipped', 'done', 'done', 'done', 'done'])
  expect(chain.map(({ clause }) => clause)).toEqual(['2', '13', '36', '38', '39', '5', '41', null, '43', '44', '44', '44'])
  expect(claimState(withEntries(...good), terms)).toBe('settled')
  expect(nextLink(withEntries(...good), terms)).toEqual({ yes: true })
})

const links: readonly [ClaimEntryKind, ClaimLink, string][] = [
  ['record-signed', 'record', '36'], ['part-received', 'old-part', '38'], ['department-told', 'receipt', '39'], ['appraised', 'appraisal', '5'], ['formalities-done', 'formalities', '41'],
  ['written-off', 'write-off', '43'], ['notice-issued', 'notice', '44'], ['confirmed', 'confirmation', '44'], ['offset', 'offset', '44'],
]
test.each(links)('without %s the link %s is named with clause %s and everything behind it is blocked', (kind, link, clause) => {
  const claim = withEntries(...good.filter((one) => one.kind !== kind))
  expect(nextLink(claim, terms)).toMatchObject({ yes: false, because: { link, clause } })
  const chain = readChain(claim, terms)
  const at = chain.findIndex((one) => one.link === link)
  expect(chain.slice(at + 1).every(({ state }) => state === 'blocked' || state === 'skipped')).toBe(true)
})

test('a card on the twentieth day is in time, a day later it is late, and an authorised person passes it', () => {
  const late = { ...base, card: { soldOn: '2026-01-01' as Day, returnedOn: '2026-01-22' as Day } }
  expect(missingLink(base, terms)?.link).toBe('record')
  expect(missingLink(late, terms)).toEqual({ link: 'card', clause: '14', because: 'card-late', isFinal: true })
  expect(missingLink({ ...base, card: null }, terms)).toMatchObject({ because: 'card-missing', clause: '14' })
  expect(refuseEntry(late, terms, 'record-signed')).toMatchObject({ code: 'claim.link-missing', missing: { link: 'card' } })
  expect(refuseEntry(base, terms, 'card-approved')).toEqual({ code: 'claim.not-asked' })
  expect(refuseEntry(late, terms, 'card-approved')).toBeNull()
  expect(missingLink({ ...late, entries: [entry('card-approved')] }, terms)?.link).toBe('record')
})

test('an old part after the cut-off stops the claim unless the truck brought it', () => {
  const sent = (byTruck: boolean, on: string) => withEntries(entry('record-signed'), entry('part-received', { byTruck }, on))
  expect(missingLink(sent(false, '2026-03-31'), terms)?.link).toBe('receipt')
  expect(missingLink(sent(false, '2026-04-01'), terms)).toMatchObject({ because: 'old-part-late', clause: '37', isFinal: true })
  expect(missingLink(sent(true, '2026-04-01'), terms)?.link).toBe('receipt')
  expect(missingLink({ ...withEntries(entry('record-signed')), replacedOn: null }, terms)?.link).toBe('receipt')
})

test('the cut-off is the next of the year, and without dates there is none', () => {
  expect(cutOffAfter(['03-31', '09-30'], '2026-10-01' as Day)).toBe('2027-03-31')
  expect(cutOffAfter(['03-31', '09-30'], '2026-09-30' as Day)).toBe('2026-09-30')
  expect(cutOffAfter(['02-29'], '2026-01-01' as Day)).toBe('2026-02-28')
  expect(cutOffAfter([], '2026-01-01' as Day)).toBeNull()
})

test('out of scope by appraisal or by spot check ends the chain with the clause of the cause', () => {
  const out = withEntries(...good.slice(0, 3), entry('appraised', { inScope: false, cause: 'other' }))
  expect(missingLink(out, terms)).toMatchObject({ because: 'out-of-scope', clause: '17', isFinal: true })
  expect(claimState(out, terms)).toBe('refused')
  const drawn = withEntries(...good.slice(0, 5), entry('drawn'))
  expect(missingLink(drawn, terms)).toMatchObject({ link: 'spot-check', clause: '42', isFinal: false })
  expect(missingLink(withEntries(...drawn.entries, entry('checked', { inScope: false })), terms)).toMatchObject({ because: 'spot-check-failed', isFinal: true })
})

test('nobody of the house is asked for a card, a notice or an offset', () => {
  const own: Claim = { ...base, by: 'salesperson', card: null, agreementFault: 'none', entries: good.slice(0, 6) }
  expect(claimState(own, terms)).toBe('settled')
})

test('a claim that was reversed takes nothing more, and a link is made once', () => {
  const reversed = withEntries(...good, entry('reversed'))
  for (const [kind] of links) expect(refuseEntry(reversed, terms, kind)).toEqual({ code: 'claim.closed' })
  for (const [kind] of links) expect(refuseEntry(withEntries(...good), terms, kind)).toEqual({ code: 'claim.link-done' })
  expect(refuseEntry(withEntries(...good), terms, 'reversed')).toBeNull()
  expect(refuseEntry(withEntries(...good.slice(0, 5)), terms, 'reversed')).toMatchObject({ code: 'claim.link-missing' })
  expect(refuseEntry(withEntries(...good), terms, 'withdrawn')).toEqual({ code: 'claim.link-done' })
})

// However the pressing goes, the entries that were let through never skip a link, and none is made twice.
test('random pressing never makes a link before the one in front of it', () => {
  let seed = 7
  const next = (below: number) => { seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648; return Math.floor((seed / 2_147_483_648) * below) }
  const order = links.map(([kind]) => kind)
  for (let round = 0; round < 400; round += 1) {
    let claim = base
    for (let press = 0; press < 40; press += 1) {
      const kind = order[next(order.length)]!
      if (refuseEntry(claim, terms, kind) !== null) continue
      claim = withEntries(...claim.entries, kind === 'appraised' ? entry(kind, { inScope: true }) : entry(kind))
    }
    expect(claim.entries.map(({ kind }) => kind)).toEqual(order.slice(0, claim.entries.length))
  }
})

test('a plan without dealer rules asks nothing of anybody', () => {
  const none = readDealerTerms({ dealers: [], documents: [], values: [], vocabulary: { severities: [], levels: [], zones: [], phases: [], channels: [], causes: [] } })
  expect(missingLink({ ...base, agreementFault: 'none', card: null }, none)).toBeNull()
})
