// One effect per key: the key is taken in the transaction of the effect, so a parallel twin waits for the first and then
// gets its answer. A refused request leaves no trace and may be tried again. Uploaded files are part of what a key stands for.
// An answer that shows a secret is not kept: its repetition has no effect either, and says so.
import { createHash } from 'node:crypto'
import { sql } from '../db/database.ts'
import type { Tx } from '../db/database.ts'
import { Refusal } from './refusal.ts'
import type { UploadedFile } from './serve.ts'

export const withFiles = (body: unknown, files: readonly UploadedFile[]): unknown =>
  (files.length === 0 ? body : [body, ...files.map(({ name, mediaType, data }) => [name, mediaType, createHash('sha256').update(data).digest('hex')])])

export type Attempt = { orgId: string; principal: string; key: string; route: string; body: unknown; showsSecret?: boolean }
type Kept = { route: string; body_hash: string; reply: unknown }

export async function once<T>(tx: Tx, attempt: Attempt, work: () => Promise<T>): Promise<T> {
  if (attempt.key.length < 1 || attempt.key.length > 255) throw new Refusal('request.key-invalid')
  const hash = createHash('sha256').update(JSON.stringify(attempt.body ?? null)).digest('hex')
  const taken = await tx.run(sql`
    insert into idempotency_keys (org_id, principal, key, route, body_hash)
    values (${attempt.orgId}, ${attempt.principal}, ${attempt.key}, ${attempt.route}, ${hash}) on conflict do nothing`)
  if (taken === 0) return replay<T>(tx, attempt, hash)
  const reply = await work()
  if (attempt.showsSecret) return reply
  await tx.run(sql`update idempotency_keys set reply = ${JSON.stringify({ reply })} where org_id = ${attempt.orgId} and principal = ${attempt.principal} and key = ${attempt.key}`)
  return reply
}

async function replay<T>(tx: Tx, attempt: Attempt, hash: string): Promise<T> {
  const kept = await tx.row<Kept>(sql`
    select route, body_hash, reply from idempotency_keys
    where org_id = ${attempt.orgId} and principal = ${attempt.principal} and key = ${attempt.key}`)
  if (!kept || kept.route !== attempt.route || kept.body_hash !== hash) throw new Refusal('request.key-reused')
  if (kept.reply === null) throw new Refusal('request.answered-once')
  return (kept.reply as { reply: T }).reply
}
