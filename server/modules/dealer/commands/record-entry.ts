// The one way a claim moves: the plan's chain allows the entry, it is added, and the copies for lists and settlement are read again.
import { refuseEntry } from '#domain/settlement/claim.ts'
import type { ClaimEntryKind, EntryRefusal } from '#domain/settlement/claim.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Day } from '#domain/time/day.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { copiesOf, loadClaim } from '../queries/load-claim.ts'
import type { ClaimMatter } from '../queries/load-claim.ts'
import { todayOf } from '../queries/standing.ts'
import { unique } from '../store.ts'

export type EntryDraft = { kind: ClaimEntryKind; data?: Readonly<Record<string, string | number | boolean | null>>; on?: Day }

export async function recordEntry(context: Context, claimId: string, draft: EntryDraft): Promise<ClaimMatter> {
  const matter = await loadClaim(context, claimId, { lock: true })
  await addEntry(context, matter, draft)
  return matter
}

/** For a claim that is already locked. */
export async function addEntry(context: Context, matter: ClaimMatter, { kind, data = {}, on }: EntryDraft): Promise<void> {
  const refusal = refuseEntry(matter.claim, matter.terms, kind)
  if (refusal) throw refused(refusal)
  const { tx, actor, now } = context
  const day = on ?? (await todayOf(context))
  await unique('claim_entries_once', () => new Refusal('claim.link-done'), () => tx.run(sql`
    insert into claim_entries (org_id, id, claim_id, kind, entry_on, data, by_id, by_name, recorded_at)
    values (${actor.orgId}, ${newId()}, ${matter.row.id}, ${kind}, ${day}, ${JSON.stringify(data)}, ${actor.id}, ${actor.name}, ${toIso(now)})`))
  matter.claim.entries.push({ kind, on: day, data, by: actor.name, byId: actor.id, recordedAt: toIso(now) })
  await saveCopies(context, matter)
}

export async function saveCopies({ tx, actor }: Context, matter: ClaimMatter): Promise<void> {
  const { state, nextLink, approved, confirmedOn } = copiesOf(matter)
  await tx.run(sql`
    update claims set state = ${state}, next_link = ${nextLink}, approved = ${approved}, confirmed_on = ${confirmedOn} where org_id = ${actor.orgId} and id = ${matter.row.id}`)
}

function refused(refusal: EntryRefusal): Refusal {
  if (refusal.code !== 'claim.link-missing') return new Refusal(refusal.code)
  const { link, clause, because } = refusal.missing
  return new Refusal('claim.link-missing', { link, clause: clause ?? '', reason: `claim.${because}` })
}
