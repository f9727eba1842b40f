// Secrets of authenticators are kept sealed for their person: a copy of the database makes no codes.
import { isSealed, seal, unseal } from '#server/platform/auth/seal.ts'
import type { Keys } from '#server/platform/auth/secret.ts'
import { replaceCheck } from '#server/platform/auth/secret.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import type { Instant } from '#domain/time/instant.ts'
import { audit } from '../../org/index.ts'

export const sealedTotp = ({ totp }: Keys, personId: string, secret: string): string => seal(totp, secret, personId)

/** One that a node of an earlier version wrote may still be plain. */
export const openTotp = ({ totp }: Keys, personId: string, stored: string): string => (isSealed(stored) ? unseal(totp, stored, personId) : stored)

/** Seals what an earlier version left plain. At every start; any number of nodes may do it at once. */
export async function sealAuthenticators(db: DatabaseHandle, keys: Keys): Promise<number> {
  return db.tx('system', async (tx) => {
    const plain = await tx.rows<{ org_id: string; id: string; secret: string }>(sql`
      select org_id, id, totp_secret as secret from people where totp_secret is not null and totp_secret not like 'v1.%' for update`)
    for (const { org_id, id, secret } of plain) await tx.run(sql`update people set totp_secret = ${sealedTotp(keys, id, secret)} where org_id = ${org_id} and id = ${id}`)
    return plain.length
  })
}

/** For the day when the secret of the installation is lost: what it sealed is gone, and everybody sets up a new authenticator. */
export async function beginNewSecret(db: DatabaseHandle, keys: Keys, now: Instant): Promise<number> {
  const lost = await db.tx('system', async (tx) => {
    const people = await tx.rows<{ org_id: string; id: string }>(sql`
      update people set totp_secret = null, totp_confirmed_at = null, totp_last_step = null where totp_secret is not null returning org_id, id`)
    for (const { org_id: orgId, id } of people) await audit({ tx, now, actor: { orgId, id: null, name: 'operator' } }, { action: 'totp.removed', noun: 'person', nounId: id })
    return people.length
  })
  await replaceCheck(db, keys)
  return lost
}
