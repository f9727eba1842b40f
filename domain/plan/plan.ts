// A service plan: signed words as data. Versions are immutable once published; an agreement binds one to a customer.
import type { FactMatch, Match } from '../fact/match.ts'
import type { TicketType, ActivityKind, ChannelKind, ClauseHandling, PartClass, Payer, Remedy, Text } from './words.ts'
import type { PromiseRule, Rung, Trigger } from './promise-rule.ts'
import type { Span } from './span.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { Calendar } from '../time/calendar.ts'

type Ruled = { id: string; clause: string; title: Text; also?: readonly string[] }

/** A question asked at intake; answering it proposes the severity, and the answer is the reason kept with it. */
export type Criterion = { field: string; when: Match; title: Text; clause?: string }
export type Severity = { code: string; clause?: string; title: Text; criteria?: readonly Criterion[] }
export type Word = { code: string; title: Text; clause?: string; also?: readonly string[] }
export type Channel = Word & { kind: ChannelKind; address?: string | null; calendar?: string; promptsForm?: string }
export type Cause = Word & {
  party: 'vendor' | 'customer' | 'construction' | 'supplier' | 'third-party' | 'force-majeure'
  /** excluded from cover: what then happens */
  excluded?: 'charge' | 'advice' | 'refuse'
  evidence?: boolean
}
export type Vocabulary = {
  severities: readonly Severity[]
  levels: readonly Word[]
  zones: readonly (Word & { places?: readonly string[] })[]
  phases: readonly Word[]
  channels: readonly Channel[]
  causes: readonly Cause[]
  /** Further facts asked at intake, beside the criteria: complexity, urgency, product line … */
  choices?: readonly { field: string; title: Text; clause?: string; options: readonly Word[] }[]
}

export type PlanCalendar = Calendar & { title?: Text; regions?: readonly ('CN' | 'TW')[] }

/** A blank of the signed words (a number of days, an address): activation waits for it or for an open waiver. */
export type Value = { key: string; clause: string; title: Text; value: string | number | null; waived?: Text }

export type CoverRule = Ruled & {
  component: string
  /** Answers only where the asset's class or the question names the component. */
  only?: 'named'
  /** The facts that open the term; the first that happened does. */
  start: readonly FactKind[]
  startDay?: 'same-day' | 'next-day'
  /** What must be true of the fact that opens the term: a report signed by one side opens nothing. */
  opens?: Match
  /** Open the term only where none of the starts is known. */
  otherwise?: readonly FactKind[]
  /** The term begins this long after at the latest: a spare is not shelved for ever. */
  latest?: { from: readonly FactKind[]; within: Span }
  length: Span | 'lifetime' | 'contract'
  /** A phase that begins the day after another one ends. */
  after?: string
  /** A unit or part put in the place of the old one carries on the running term, unless the clause gives it a new one. */
  onReplacement?: 'continue' | 'renew'
  /** The days the unit spent with us for repair are added to the term. */
  repairTime?: 'added'
  /** A duty to register in time; who pays in the place of the vendor when it was missed. */
  registration?: { clause: string; from: FactKind; by: FactKind; within: Span; otherwise: Payer }
  phase?: string
  remedy: Remedy
  pays: { parts: Payer; labour: Payer; travel: Payer }
  when?: Match
  conditions?: readonly Text[]
}
export type ChargeRule = Ruled & {
  when: Match
  parts?: 'free' | 'cost' | 'list' | 'contract-ceiling' | 'market'
  labour?: 'free' | 'cost' | 'list' | { perHour: number; currency: string; atMost?: boolean }
  travel?: 'free' | 'list' | 'cost'
  extras?: readonly Word[]
  consentFirst?: boolean
  receipt?: boolean
  /** Who pays, if not the customer. */
  payer?: Payer
  /** The list price is the ceiling: a lower one is entered with its reason and approved. */
  atDiscretion?: boolean
}
export type RepeatRule = Ruled & {
  of: 'same-fault' | 'same-part' | 'unit'
  mode: 'consecutive' | 'total'
  /** The remedy is owed once the count reaches this. */
  threshold: number
  remedy: Remedy
  restriction?: Text
}
export type CycleRule = Ruled & {
  activity: ActivityKind
  every?: Span
  times?: { count: number; per: Span }
  /** Named months of each year. */
  months?: readonly number[]
  anchor?: 'start' | 'calendar-year'
  from?: FactKind
  until?: 'agreement-end' | { phase: string }
  window?: { before?: Span; after?: Span }
  calendar?: string
  /** Also owed after an event, beside or instead of a rhythm. */
  onEvent?: Trigger
  within?: Span
  scope?: string
  checklist?: string
  form?: string
  free?: boolean
}
export type ChecklistItem = {
  id: string; clause?: string; title: Text; kind: 'yes-no' | 'number' | 'text' | 'photo' | 'choice'; min?: number; max?: number; unit?: string
}
export type Checklist = { id: string; clause?: string; also?: readonly string[]; title: Text;
  use: 'conduct' | 'arrival' | 'inspection' | 'acceptance' | 'leaving' | 'maintenance' | 'training'; items: readonly ChecklistItem[] }

/** One step of the plan's way of working. It is done when its fact has happened. */
export type Step = {
  id: string; clause: string; title: Text; fact: FactKind; when?: Match
  /** The step exists only if this holds of the ticket. */
  only?: Match
  also?: readonly string[]
  form?: string
}
export type Process = { id: string; clause?: string; title: Text; types: readonly TicketType[]; mode: 'strict' | 'free'; steps: readonly Step[] }
/** What must have happened before a fact may be recorded. */
export type Gate = Ruled & { before: FactKind; beforeWhen?: Match; only?: Match; needs: FactMatch | { form: string } }
/** Seats that decide one after the other about a form of the plan, or about a matter named by `of`. */
export type Approval = Ruled & {
  of: string
  steps: readonly string[]
  /** Decides alone when the seats before do not agree; without it one no ends the chain. */
  differing?: string
  /** What the last yes records. Nothing else may record it. */
  records?: { fact: FactKind; data?: Readonly<Record<string, string>> }
}
export type Field = { key: string; title: Text; kind: 'text' | 'long-text' | 'number' | 'date' | 'time' | 'choice' | 'yes-no' | 'phone' | 'serial'; required?: boolean; options?: readonly Word[] }
export type Form = {
  code: string; clause: string; also?: readonly string[]; title: Text; fields: readonly Field[]; signatures?: readonly string[]; retention?: Span
  filedTo?: readonly ('customer' | 'asset' | 'agreement' | 'ticket')[]
  owedOn?: Trigger
}
export type DealerRule = Ruled & { kind: 'duty' | 'registration' | 'stock' | 'claim' | 'settlement' | 'grading' | 'territory' | 'freight' | 'reward';
  figures?: Readonly<Record<string, string | number | boolean | null>> }
/** A store the plan promises. `keeps` says what must lie there: so many of each such part, for each contract, or more than is installed. */
export type Depot = Ruled & { place?: string | null; keeps?: { classes: readonly PartClass[]; minimum: number; perContract?: boolean; aboveInstalled?: boolean } }
export type Organisation = {
  units: readonly (Ruled & { minimum?: number; qualification?: string; reportsTo?: string })[]
  rosters: readonly (Ruled & { calendar: string; minimum: number; qualification?: string })[]
  depots: readonly Depot[]
  duties: readonly (Ruled & { of: string })[]
}
export type Measure = Ruled & { figure: string; op: '>=' | '>' | '<=' | '<' | '='; target: number | null; unit?: string; window: Span; consequence?: Text }
export type TextItem = { id: string; clause: string; also?: readonly string[]; text: Text; show: 'customer' | 'staff' | 'both' }
export type ClauseNote = { as: ClauseHandling; capability?: string; by?: string; note?: string }

export type Plan = {
  plan: string
  version: number
  title: Text
  trade: Text
  summary: Text
  zone: string
  currency: 'CNY' | 'TWD'
  vocabulary: Vocabulary
  calendars: Readonly<Record<string, PlanCalendar>>
  values: readonly Value[]
  ladders?: Readonly<Record<string, readonly Rung[]>>
  promises: readonly PromiseRule[]
  cover: readonly CoverRule[]
  charging: readonly ChargeRule[]
  repeat: readonly RepeatRule[]
  cycles: readonly CycleRule[]
  checklists: readonly Checklist[]
  process: readonly Process[]
  gates: readonly Gate[]
  approvals: readonly Approval[]
  dealers: readonly DealerRule[]
  organisation: Organisation
  measures: readonly Measure[]
  documents: readonly Form[]
  texts: readonly TextItem[]
  /** Clauses that no rule above carries: behaviour of the product, or the capability they still wait for. */
  clauses: Readonly<Record<string, ClauseNote>>
}
