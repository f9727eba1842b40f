import { filled } from '#locales/errors.ts'
import { people as en } from '#locales/en/people.ts'
import { people as zhCN } from '#locales/zh-CN/people.ts'
import { people as zhTW } from '#locales/zh-TW/people.ts'
import type { Language } from '#domain/plan/words.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

const words = { en, 'zh-TW': zhTW, 'zh-CN': zhCN }
type Recipient = { orgId: string; name: string; language: Language }

/** A mail about access, in the language of its reader. */
export async function mailTo(tx: Tx, { orgId, name, language }: Recipient, about: 'reset' | 'invite' | 'changed', params: Record<string,
  string | number> = {}): Promise<{ subject: string; text: string }> {
  const org = await tx.row<{ name: string }>(sql`select name from orgs where id = ${orgId}`)
  const given = { name, org: org?.name ?? '', ...params }
  return { subject: filled(words[language][`${about}.subject`], given), text: filled(words[language][`${about}.text`], given) }
}
