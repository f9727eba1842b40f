// Facts and what is read from them. Facts are written once; promises, entries and timers are copies made by one function.
import type { Fact } from '#domain/fact/fact.ts'
import type { FactSubject, SubjectKind } from '#domain/fact/kinds.ts'
import type { LedgerEntry } from '#domain/promise/ledger-entry.ts'
import type { PromiseReading } from '#domain/promise/reading.ts'
import type { Timer } from '#domain/promise/timers.ts'
import { toIso } from '#domain/time/instant.ts'
import { newId } from '#server/platform/db/ids.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

export type SubjectRef = {
  orgId: string; kind: SubjectKind; id: string; startedAt: string; customerId: string; agreementId: string; planVersionId: string
}
export async function insertFacts(tx: Tx, subject: { orgId: string; kind: FactSubject; id: string }, facts: readonly (Fact & { byName: string | null; body: string | null })[]): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map((fact) => ({
    id: fact.id, kind: fact.kind, happened_at: toIso(fact.happenedAt), recorded_at: toIso(fact.recordedAt), by_id: fact.by, by_name: fact.byName,
    data: fact.data, body: fact.body, corrects: fact.corrects ?? null,
  }))
  await tx.run(sql`
    insert into facts (org_id, id, kind, subject_kind, subject_id, happened_at, recorded_at, by_id, by_name, data, body, corrects)
    select ${subject.orgId}::uuid, id, kind, ${subject.kind}, ${subject.id}::uuid, happened_at, recorded_at, by_id, by_name, data, body, corrects
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as f(id uuid, kind text, happened_at timestamptz, recorded_at timestamptz, by_id uuid, by_name text, data jsonb, body text, corrects uuid)`)
}

export async function saveReadings(tx: Tx, subject: SubjectRef, readings: readonly PromiseReading[]): Promise<void> {
  const rows = readings.map((reading) => ({
    id: newId(), key: reading.key, rule_id: reading.ruleId, clause: reading.clause, state: reading.state, started_at: toIso(reading.startedAt),
    due_at: iso(reading.dueAt), late_after: iso(reading.lateAfter), met_at: iso(reading.metAt),
    broken_at: reading.state === 'broken' || reading.state === 'excused' ? iso(reading.lateAfter) : null,
    explained: explanationOf(reading), reading,
  }))
  // One statement: what is no longer made goes, the rest is written.
  await tx.run(sql`
    with gone as (
      delete from promises where org_id = ${subject.orgId} and subject_id = ${subject.id} and not (key = any(${readings.map(({ key }) => key)}::text[])))
    insert into promises (org_id, id, subject_kind, subject_id, key, rule_id, clause, plan_version_id, customer_id, agreement_id,
      state, started_at, due_at, late_after, met_at, broken_at, explained, reading)
    select ${subject.orgId}::uuid, id, ${subject.kind}, ${subject.id}::uuid, key, rule_id, clause, ${subject.planVersionId}::uuid, ${subject.customerId}::uuid,
      ${subject.agreementId}::uuid, state, started_at, due_at, late_after, met_at, broken_at, explained, reading
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p(id uuid, key text, rule_id text, clause text, state text, started_at timestamptz,
      due_at timestamptz, late_after timestamptz, met_at timestamptz, broken_at timestamptz, explained text, reading jsonb)
    on conflict (org_id, subject_id, key) do update set state = excluded.state, started_at = excluded.started_at, due_at = excluded.due_at,
      late_after = excluded.late_after, met_at = excluded.met_at, broken_at = excluded.broken_at, explained = excluded.explained, reading = excluded.reading`)
}

export async function appendEntries(tx: Tx, subject: SubjectRef, entries: readonly LedgerEntry[]): Promise<void> {
  if (entries.length === 0) return
  const fresh = entries.map((entry, index) => ({
    n: index + 1, promise_key: entry.promiseKey, kind: entry.kind, at: toIso(entry.at), recorded_at: toIso(entry.recordedAt),
    fact_id: entry.factId, due_at: iso(entry.dueAt), data: entry.data,
  }))
  await tx.run(sql`
    insert into promise_entries (org_id, subject_id, n, promise_key, kind, at, recorded_at, fact_id, due_at, data)
    select ${subject.orgId}::uuid, ${subject.id}::uuid, n + (select coalesce(max(n), 0) from promise_entries where org_id = ${subject.orgId} and subject_id = ${subject.id}), promise_key, kind, at, recorded_at, fact_id, due_at, data
    from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb)
      as e(n int, promise_key text, kind text, at timestamptz, recorded_at timestamptz, fact_id uuid, due_at timestamptz, data jsonb)`)
}

/** The promises that the ledger of this subject calls broken. */
export async function brokenSoFar(tx: Tx, subject: SubjectRef): Promise<Set<string>> {
  const rows = await tx.rows<{ promise_key: string }>(sql`
    select promise_key from (
      select distinct on (promise_key) promise_key, kind, data from promise_entries
      where org_id = ${subject.orgId} and subject_id = ${subject.id} and (kind in ('broken', 'restored') or (kind = 'withdrawn' and data->>'reason' = 'corrected'))
      order by promise_key, n desc) as last where kind = 'broken'`)
  return new Set(rows.map(({ promise_key: key }) => key))
}

// A timer whose moment did not change keeps its lease; one that is not due any more disappears.
export async function saveTimers(tx: Tx, subject: SubjectRef, timers: readonly Timer[]): Promise<void> {
  const rows = JSON.stringify(timers.map(({ promiseKey, mark, firesAt }) => ({ promise_key: promiseKey, mark, fires_at: toIso(firesAt) })))
  await tx.run(sql`
    with gone as (
      delete from timers where org_id = ${subject.orgId} and subject_id = ${subject.id}
        and (promise_key, mark) not in (select promise_key, mark from jsonb_to_recordset(${rows}::jsonb) as t(promise_key text, mark text)))
    insert into timers (org_id, subject_kind, subject_id, promise_key, mark, fires_at)
    select ${subject.orgId}::uuid, ${subject.kind}, ${subject.id}::uuid, promise_key, mark, fires_at
    from jsonb_to_recordset(${rows}::jsonb) as t(promise_key text, mark text, fires_at timestamptz)
    on conflict (org_id, subject_id, promise_key, mark) do update set fires_at = excluded.fires_at
      where timers.fires_at is distinct from excluded.fires_at`)
}

const iso = (at: Parameters<typeof toIso>[0] | null) => (at === null ? null : toIso(at))
const explanationOf = ({ steps }: PromiseReading) => steps.findLast(({ kind }) => kind === 'explained')?.reason ?? null
