// The document of a version. A published version never changes, so it is parsed once; a draft is read anew.
import { parsePlan } from '#contract/plan/plan.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { Refusal } from '#server/platform/http/refusal.ts'

const published = new Map<string, Plan>()
const mostKept = 500

/** Only for a version id that was read in this transaction: the organisation was checked there. */
export async function planOf(tx: Tx, versionId: string): Promise<Plan> {
  const kept = published.get(versionId)
  if (kept) return kept
  const row = await tx.row<{ document: unknown; state: string }>(sql`select document, state from plan_versions where id = ${versionId}`)
  if (!row) throw new Refusal('plan.unknown')
  const plan = parsePlan(row.document)
  if (row.state !== 'draft') {
    if (published.size >= mostKept) published.clear()
    published.set(versionId, plan)
  }
  return plan
}
