// What a seal over the record of changes is made of.
import { createHash, createHmac } from 'node:crypto'
import type { Keys } from '#server/platform/auth/secret.ts'
import { sql } from '#server/platform/db/database.ts'

/** Of one entry, over all that is said in it. */
export const digestOf = sql`encode(sha256(convert_to(jsonb_build_array(e.id, extract(epoch from e.at), e.actor_id, e.actor_name, e.action, e.noun, e.noun_id, e.before, e.after)::text, 'UTF8')), 'hex')`

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
export const digestOfAll = (entries: readonly { id: string; digest: string }[]): string => sha256(entries.map(({ id, digest }) => `${id} ${digest}`).join('\n'))
export const hashOf = ({ n, entries, digest, previous }: { n: number; entries: number; digest: string; previous: string }): string => sha256([n, entries, digest, previous].join(' '))
export const macOf = ({ audit }: Keys, orgId: string, hash: string): string => createHmac('sha256', audit).update(`${orgId} ${hash}`).digest('hex')
/** Names the key without showing it. */
export const keyIdOf = ({ audit }: Keys): string => sha256(audit.toString('hex')).slice(0, 12)
