// Gives drafts their id and both times. What is written later is also later in order, whatever the clocks of two nodes say.
import type { Fact, FactData } from '#domain/fact/fact.ts'
import type { FactKind } from '#domain/fact/kinds.ts'
import { instant } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'

export type FactDraft = {
  kind: FactKind; data?: FactData; body?: string | null | undefined; happenedAt?: string | Instant | undefined; corrects?: string | undefined
}
export type StampedFact = Fact & { byName: string | null; body: string | null }

export function stampFact(draft: FactDraft, facts: readonly Fact[], now: Instant, actor: Pick<Actor, 'id' | 'name' | 'kind'>): StampedFact {
  const happenedAt = draft.happenedAt === undefined ? now : instant(draft.happenedAt)
  if (happenedAt > now + limits.futureFactSeconds * 1000) throw new Refusal('fact.in-future', { field: 'happenedAt' })
  const last = facts.at(-1)
  const id = newId()
  const recordedAt = !last || now > last.recordedAt || (now === last.recordedAt && id > last.id) ? now : ((last.recordedAt + 1) as Instant)
  return {
    id, kind: draft.kind, happenedAt, recordedAt, by: actor.kind === 'visitor' || actor.kind === 'system' ? null : actor.id,
    data: draft.data ?? {}, byName: actor.name, body: draft.body ?? null, ...(draft.corrects && { corrects: draft.corrects }),
  }
}
