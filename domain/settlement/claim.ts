// A claim is a chain: each link must stand before the next may be made. What stands is read from its entries and the plan's
// terms, never stored as a switch, so a missing link always says which one it is and which clause asks for it.
import type { Day } from '../time/day.ts'
import { addDays } from '../time/day.ts'
import { cutOffAfter } from './cut-off.ts'
import type { DealerTerms } from './terms.ts'

export const claimLinks = [
  'agreement', 'card', 'record', 'old-part', 'receipt', 'appraisal', 'formalities', 'spot-check', 'write-off', 'notice', 'confirmation', 'offset',
] as const
export type ClaimLink = (typeof claimLinks)[number]

export const claimEntryKinds = [
  'filed', 'record-signed', 'part-sent', 'part-received', 'department-told', 'appraised', 'part-stored', 'formalities-done', 'drawn', 'checked', 'card-approved',
  'written-off', 'notice-issued', 'confirmed', 'offset', 'reversed', 'withdrawn',
] as const
export type ClaimEntryKind = (typeof claimEntryKinds)[number]
export const claimants = ['dealer', 'salesperson', 'company'] as const
export type Claimant = (typeof claimants)[number]

export type ClaimEntry = { kind: ClaimEntryKind; on: Day; data: Readonly<Record<string, string | number | boolean | null>> }
export type Claim = {
  by: Claimant
  /** What is wrong with the dealer's own agreement; null: nothing. */
  agreementFault: 'none' | 'unsigned' | 'expired' | null
  card: { soldOn: Day; returnedOn: Day | null } | null
  /** The day a part was replaced; null: none was, so no old part is owed. */
  replacedOn: Day | null
  entries: readonly ClaimEntry[]
}

export type ClaimRefusal =
  | 'agreement-missing' | 'agreement-unsigned' | 'agreement-expired' | 'card-missing' | 'card-late' | 'record-missing' | 'old-part-missing' | 'old-part-late' | 'receipt-missing'
  | 'appraisal-missing' | 'out-of-scope' | 'formalities-missing' | 'spot-check-missing' | 'spot-check-failed' | 'write-off-missing' | 'notice-missing' | 'confirmation-missing' | 'offset-missing'
/** Refused: it can no longer be made good by carrying on; everything behind it stands still. */
export type LinkState = 'done' | 'next' | 'blocked' | 'refused' | 'skipped'
export type LinkReading = { link: ClaimLink; clause: string | null; state: LinkState; because: ClaimRefusal | null; on: Day | null }
export type Missing = { link: ClaimLink; clause: string | null; because: ClaimRefusal; isFinal: boolean }

type Stand = { state: 'done' | 'missing' | 'refused' | 'skipped'; on?: Day | null; because?: ClaimRefusal; clause?: string | null }
type LinkRule = (claim: Claim, terms: DealerTerms) => Stand

const skipped: Stand = { state: 'skipped' }
const find = ({ entries }: Claim, kind: ClaimEntryKind) => entries.find((entry) => entry.kind === kind)
const ofDealer = ({ by }: Claim) => by === 'dealer'

/** A link that one kind of entry makes, if the plan asks for it. */
function made(kind: ClaimEntryKind, because: ClaimRefusal, term: (terms: DealerTerms) => { clause: string } | null, isAsked: (claim: Claim) => boolean = () => true): LinkRule {
  return (claim, terms) => {
    const asked = term(terms)
    if (!asked || !isAsked(claim)) return skipped
    const entry = find(claim, kind)
    return entry ? { state: 'done', on: entry.on, clause: asked.clause } : { state: 'missing', because, clause: asked.clause }
  }
}

const agreement: LinkRule = (claim, { agreement: asked }) => {
  if (!asked || !ofDealer(claim)) return skipped
  const { agreementFault } = claim
  return agreementFault === null ? { state: 'done', clause: asked.clause } : { state: 'missing', because: agreementFault === 'none' ? 'agreement-missing' : `agreement-${agreementFault}`, clause: asked.clause }
}

// On the last day the card is still in time. A late or missing card costs the dealer, not the user, and an authorised person may pass it.
const card: LinkRule = (claim, { card: asked }) => {
  if (!asked || !ofDealer(claim)) return skipped
  const approved = find(claim, 'card-approved')
  if (approved) return { state: 'done', on: approved.on, clause: asked.lateClause }
  if (!claim.card?.returnedOn) return { state: 'missing', because: 'card-missing', clause: asked.lateClause }
  const isInTime = claim.card.returnedOn <= addDays(claim.card.soldOn, asked.days)
  return isInTime ? { state: 'done', on: claim.card.returnedOn, clause: asked.clause } : { state: 'refused', because: 'card-late', clause: asked.lateClause }
}

const oldPart: LinkRule = (claim, { oldPart: asked }) => {
  if (!asked || claim.replacedOn === null) return skipped
  const received = find(claim, 'part-received')
  if (!received) return { state: 'missing', because: 'old-part-missing', clause: asked.clause }
  const due = cutOffAfter(asked.cutOffs, claim.replacedOn)
  const sent = find(claim, 'part-sent')?.on ?? received.on
  const isLate = due !== null && sent > due && !(asked.byTruckAnyTime && received.data['byTruck'] === true)
  return isLate ? { state: 'refused', because: 'old-part-late', clause: asked.dueClause } : { state: 'done', on: received.on, clause: asked.clause }
}

const appraisal: LinkRule = (claim, terms) => {
  const reading = made('appraised', 'appraisal-missing', (one) => one.appraisal)(claim, terms)
  const appraised = find(claim, 'appraised')
  if (!appraised || appraised.data['inScope'] === true) return reading
  const cause = terms.causes.find(({ code }) => code === appraised.data['cause'])
  return { state: 'refused', because: 'out-of-scope', clause: cause?.clause ?? reading.clause ?? null, on: appraised.on }
}

// Only a claim that was drawn waits for its check.
const spotCheck: LinkRule = (claim, { spotCheck: asked }) => {
  if (!asked || !find(claim, 'drawn')) return skipped
  const checked = find(claim, 'checked')
  if (!checked) return { state: 'missing', because: 'spot-check-missing', clause: asked.clause }
  return { state: checked.data['inScope'] === true ? 'done' : 'refused', because: 'spot-check-failed', clause: asked.clause, on: checked.on }
}

const rules: Readonly<Record<ClaimLink, LinkRule>> = {
  agreement, card,
  record: made('record-signed', 'record-missing', (terms) => terms.record),
  'old-part': oldPart,
  receipt: made('department-told', 'receipt-missing', (terms) => terms.receipt),
  appraisal,
  formalities: made('formalities-done', 'formalities-missing', (terms) => terms.formalities),
  'spot-check': spotCheck,
  'write-off': made('written-off', 'write-off-missing', (terms) => terms.writeOff),
  notice: made('notice-issued', 'notice-missing', (terms) => terms.notice, ofDealer),
  confirmation: made('confirmed', 'confirmation-missing', (terms) => terms.confirmation, ofDealer),
  offset: made('offset', 'offset-missing', (terms) => terms.offset, ofDealer),
}

/** Every link in order: done, the next one, those it blocks. */
export function readChain(claim: Claim, terms: DealerTerms): LinkReading[] {
  let stop: Missing | null = null
  return claimLinks.map((link) => {
    const { state, on = null, because = null, clause = null } = rules[link](claim, terms)
    if (state === 'skipped') return { link, clause, state, because: null, on: null }
    if (stop) return { link, clause, state: 'blocked', because: stop.because, on }
    if (state === 'done') return { link, clause, state, because: null, on }
    stop = { link, clause, because: because!, isFinal: state === 'refused' }
    return { link, clause, state: state === 'refused' ? 'refused' : 'next', because, on }
  })
}

/** The first link that does not stand; null once the whole chain does. */
export function missingLink(claim: Claim, terms: DealerTerms): Missing | null {
  const stop = readChain(claim, terms).find(({ state }) => state === 'next' || state === 'refused')
  return stop ? { link: stop.link, clause: stop.clause, because: stop.because!, isFinal: stop.state === 'refused' } : null
}

export type NextLink = { yes: true } | { yes: false; because: Missing }
export const nextLink = (claim: Claim, terms: DealerTerms): NextLink => {
  const missing = missingLink(claim, terms)
  return missing ? { yes: false, because: missing } : { yes: true }
}

const makes: Partial<Readonly<Record<ClaimEntryKind, ClaimLink>>> = {
  'record-signed': 'record', 'part-received': 'old-part', 'department-told': 'receipt', appraised: 'appraisal', 'formalities-done': 'formalities', checked: 'spot-check',
  'written-off': 'write-off', 'notice-issued': 'notice', confirmed: 'confirmation', offset: 'offset',
}

export type EntryRefusal = { code: 'claim.link-missing'; missing: Missing } | { code: 'claim.link-done' } | { code: 'claim.closed' } | { code: 'claim.not-asked' }

/** May this entry be recorded now? Null: yes. */
export function refuseEntry(claim: Claim, terms: DealerTerms, kind: ClaimEntryKind): EntryRefusal | null {
  if (find(claim, 'reversed') || find(claim, 'withdrawn')) return { code: 'claim.closed' }
  const missing = missingLink(claim, terms)
  const link = makes[kind]
  if (!link) return refuseAside(claim, missing, kind)
  if (find(claim, kind)) return { code: 'claim.link-done' }
  if (missing?.link === link && !missing.isFinal) return null
  return missing && claimLinks.indexOf(missing.link) <= claimLinks.indexOf(link) ? { code: 'claim.link-missing', missing } : { code: 'claim.not-asked' }
}

// Entries beside the chain.
function refuseAside(claim: Claim, missing: Missing | null, kind: ClaimEntryKind): EntryRefusal | null {
  if (find(claim, kind)) return { code: 'claim.link-done' }
  const needs = (before: ClaimEntryKind): EntryRefusal | null => (find(claim, before) ? null : missing ? { code: 'claim.link-missing', missing } : { code: 'claim.not-asked' })
  switch (kind) {
    case 'card-approved': return missing?.link === 'card' ? null : { code: 'claim.not-asked' }
    case 'part-sent': return claim.replacedOn === null || find(claim, 'part-received') ? { code: 'claim.not-asked' } : null
    case 'part-stored': return claim.replacedOn === null ? { code: 'claim.not-asked' } : needs('appraised')
    case 'drawn': case 'withdrawn': return find(claim, 'written-off') ? { code: 'claim.link-done' } : null
    case 'reversed': return needs('written-off')
    default: return { code: 'claim.link-done' }
  }
}

export const claimStates = ['open', 'refused', 'settled', 'reversed', 'withdrawn'] as const
export type ClaimState = (typeof claimStates)[number]

export function claimState(claim: Claim, terms: DealerTerms): ClaimState {
  if (find(claim, 'reversed')) return 'reversed'
  if (find(claim, 'withdrawn')) return 'withdrawn'
  const missing = missingLink(claim, terms)
  if (!missing) return 'settled'
  return missing.isFinal ? 'refused' : 'open'
}
