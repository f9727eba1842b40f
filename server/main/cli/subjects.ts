// Tickets and agreements page by page, each with its facts and with the copies that are stored beside them.
import { byRecording } from '#domain/fact/fact.ts'
import type { Fact } from '#domain/fact/fact.ts'
import type { SubjectKind } from '#domain/fact/kinds.ts'
import type { Terms } from '#domain/promise/terms.ts'
import { instant } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle, Tx } from '#server/platform/db/database.ts'
import { termsOf } from '../../modules/plan/index.ts'
import { factOf } from '../../modules/promise/index.ts'
import type { StoredFact } from '../../modules/promise/index.ts'

export type TicketCopy = {
  status: string; type: string; severity: string | null; level: string | null; zone: string | null; phase: string | null; holder_id: string | null; team_id: string | null
  holder_accepted_at: string | null; merged_into_id: string | null; rating: number | null; resolved_at: string | null; closed_at: string | null
  next_due_at: string | null; next_rule: string | null; next_state: string | null; broken_count: number
}
export type StoredPromise = {
  key: string; rule_id: string; clause: string; state: string; started_at: string; due_at: string | null; late_after: string | null; met_at: string | null; broken_at: string | null
  explained: string | null; reading: unknown
}
export type StoredEntry = { n: number; promise_key: string; kind: string; at: string; recorded_at: string; fact_id: string; due_at: string | null; data: unknown }
export type StoredTimer = { promise_key: string; mark: string; fires_at: string }
type Head = { kind: SubjectKind; id: string; org_id: string; started_at: string; agreement_id: string | null; settled_at: string | null; copy: TicketCopy | null }
export type StoredSubject = {
  kind: SubjectKind; id: string; orgId: string; startedAt: Instant; facts: Fact[]; terms: Terms | null; copy: TicketCopy | null
  promises: StoredPromise[]; entries: StoredEntry[]; timers: StoredTimer[]
  /** The moments at which its copies may have been written, the likeliest first. */
  settledAt: Instant[]
}

const pageSize = 400

export async function* readSubjects(db: DatabaseHandle): AsyncGenerator<StoredSubject[]> {
  const known = new Map<string, Terms>()
  for (const kind of ['agreement', 'ticket'] as const) {
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const page = await db.tx('system', (tx) => readPage(tx, kind, after, known))
      if (page.length === 0) break
      after = page.at(-1)!.id
      yield page
    }
  }
}

const heads = {
  ticket: sql`select 'ticket' as kind, id, org_id, registered_at as started_at, agreement_id, updated_at as settled_at, to_jsonb(tickets) - 'search' as copy from tickets`,
  agreement: sql`select 'agreement' as kind, id, org_id, created_at as started_at, id as agreement_id, null as settled_at, null as copy from agreements`,
}

async function readPage(tx: Tx, kind: SubjectKind, after: string, known: Map<string, Terms>): Promise<StoredSubject[]> {
  const page = await tx.rows<Head>(sql`${heads[kind]} where id > ${after}::uuid order by id limit ${pageSize}`)
  if (page.length === 0) return []
  const which = sql`org_id = any(${[...new Set(page.map(({ org_id }) => org_id))]}::uuid[]) and subject_id = any(${page.map(({ id }) => id)}::uuid[])`
  const facts = await bySubject<StoredFact & Of>(tx, sql`select subject_id, id, kind, happened_at, recorded_at, by_id, by_name, data, null as body, corrects from facts where ${which}`)
  const promises = await bySubject<StoredPromise & Of>(tx, sql`
    select subject_id, key, rule_id, clause, state, started_at, due_at, late_after, met_at, broken_at, explained, reading from promises where ${which}`)
  const entries = await bySubject<StoredEntry & Of>(tx, sql`
    select subject_id, n, promise_key, kind, at, recorded_at, fact_id, due_at, data from promise_entries where ${which} order by subject_id, n`)
  const timers = await bySubject<StoredTimer & Of>(tx, sql`select subject_id, promise_key, mark, fires_at from timers where ${which}`)
  const subjects: StoredSubject[] = []
  for (const { id, org_id, started_at, agreement_id, settled_at, copy } of page) {
    const learned = (facts.get(id) ?? []).map(factOf).sort(byRecording)
    subjects.push({
      kind, id, orgId: org_id, startedAt: instant(started_at), facts: learned, terms: agreement_id ? await termsKept(tx, agreement_id, known) : null, copy,
      promises: promises.get(id) ?? [], entries: entries.get(id) ?? [], timers: timers.get(id) ?? [], settledAt: settlings(learned, settled_at),
    })
  }
  return subjects
}

type Of = { subject_id: string }

async function bySubject<Row extends Of>(tx: Tx, query: Parameters<Tx['rows']>[0]): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>()
  for (const row of await tx.rows<Row>(query)) {
    const kept = found.get(row.subject_id)
    if (kept) kept.push(row)
    else found.set(row.subject_id, [row])
  }
  return found
}

async function termsKept(tx: Tx, agreementId: string, known: Map<string, Terms>): Promise<Terms> {
  const kept = known.get(agreementId) ?? await termsOf(tx, agreementId)
  known.set(agreementId, kept)
  return kept
}

// Facts written together bear times a millisecond apart, and a later edit of the words moves the time of the row.
function settlings(facts: readonly Fact[], settledAt: string | null): Instant[] {
  const last = facts.at(-1)?.recordedAt
  const recent = last === undefined ? [] : facts.map(({ recordedAt }) => recordedAt).filter((at) => at >= last - 50)
  const before = recent.slice(-1).flatMap((at) => [1, 2, 3, 4, 5].map((less) => (at - less) as Instant))
  return [...new Set([...(settledAt === null ? [] : [instant(settledAt)]), ...recent.reverse(), ...before])]
}
