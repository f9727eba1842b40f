// Who sends a request: one round trip to the database, and none within the cache's moment.
import type { FastifyRequest } from 'fastify'
import type { Permission } from '#contract/permissions.ts'
import type { Language } from '#domain/plan/words.ts'
import { earlier, hours, seconds, toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { createCallerCache } from '#server/platform/auth/callers.ts'
import { tokenHash } from '#server/platform/auth/tokens.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { sessionCookie } from '#server/platform/http/answer.ts'
import type { Identify } from '#server/platform/http/answer.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { cookie } from '#server/platform/http/language.ts'
import { limits } from '#server/platform/http/limits.ts'

export type IdentifyOptions = { db: DatabaseHandle; now: () => Instant; secure: boolean }

export function createIdentify({ db, now, secure }: IdentifyOptions): Identify {
  const callers = createCallerCache<Actor>()
  return async (request) => {
    const key = keyOf(request)
    const token = key ?? cookie(request, sessionCookie(secure))
    if (!token) return null
    const at = now()
    const hash = tokenHash(token).toString('hex')
    return callers.recall(hash, at, async () => (key ? keyCaller(await ask(db, keyQuestion(byHash(hash), at))) : sessionCaller(await ask(db, sessionQuestion(byHash(hash), at)))))
  }
}

/** The caller whose session or key this is, as they are now, and when that ends. */
export async function callerById(db: DatabaseHandle, { orgId, kind, id, sessionId }: Actor, now: Instant): Promise<{ actor: Actor; until: string | null } | null> {
  const isKey = kind === 'key'
  const which = isKey ? id : sessionId
  if (!which) return null
  const row = await ask(db, isKey ? keyQuestion(byId(orgId, which), now) : sessionQuestion(byId(orgId, which), now))
  const actor = isKey ? keyCaller(row) : sessionCaller(row)
  return row && actor && { actor, until: row.until }
}

const byHash = (hash: string) => `token_hash = '\\x${hash}'`
const byId = (orgId: string, id: string) => `org_id = '${uuid(orgId)}' and id = '${uuid(id)}'`

function uuid(text: string): string {
  if (!/^[0-9a-f-]{36}$/.test(text)) throw new Error('an id is a uuid')
  return text
}

const keyOf = (request: FastifyRequest): string | null => /^Bearer (ak_[\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1] ?? null

type Row = {
  org_id: string; id: string; name: string; kind: 'staff' | 'customer' | 'dealer'; customer_id: string | null; language: Language
  until: string | null; permissions: Permission[]; scope: 'all' | 'team' | 'own'; view_as_role_id: string | null; token_id: string; key_name: string | null; key_permissions: Permission[] | null; team_ids: string[]
}

// Several statements in one message are one transaction and one round trip; the only texts put in are a hash, ids and moments of our own.
async function ask(db: DatabaseHandle, question: string): Promise<Row | null> {
  const answers = (await db.pool.query(`select set_config('app.system', 'on', true); ${question}`)) as unknown as { rows: Row[] }[]
  return answers[1]?.rows[0] ?? null
}

const person = `
  p.org_id, p.id, p.name, p.kind, p.customer_id, coalesce(p.language, o.language) as language, r.permissions, r.scope,
  array(select team_id::text from team_members m where m.org_id = p.org_id and m.person_id = p.id
        union select t.id::text from teams t where t.org_id = p.org_id and t.lead_id = p.id) as team_ids`

function sessionQuestion(which: string, at: Instant): string {
  const now = `'${toIso(at)}'::timestamptz`
  const idle = `'${toIso(earlier(at, hours(limits.sessionIdleHours)))}'::timestamptz`
  return `
    select ${person}, s.id as token_id, s.expires_at as until, s.view_as_role_id, null as key_name, null as key_permissions
    from (select * from sessions where ${which}) s
    join people p on p.org_id = s.org_id and p.id = s.person_id and p.is_active
    join orgs o on o.id = p.org_id
    join roles r on r.org_id = p.org_id and r.id = coalesce(s.view_as_role_id, p.role_id)
    where s.expires_at > ${now} and s.last_seen_at > ${idle};
    update sessions set last_seen_at = ${now} where ${which} and expires_at > ${now} and last_seen_at > ${idle}
      and last_seen_at < '${toIso(earlier(at, seconds(60)))}'::timestamptz`
}

function keyQuestion(which: string, at: Instant): string {
  const now = `'${toIso(at)}'::timestamptz`
  const isOpen = `revoked_at is null and (expires_at is null or expires_at > ${now})`
  return `
    select ${person}, k.id as token_id, k.expires_at as until, null as view_as_role_id, k.name as key_name, k.permissions as key_permissions
    from (select * from api_keys where ${which} and ${isOpen}) k
    join people p on p.org_id = k.org_id and p.id = k.created_by and p.is_active
    join orgs o on o.id = p.org_id
    join roles r on r.org_id = p.org_id and r.id = p.role_id;
    update api_keys set last_used_at = ${now} where ${which} and ${isOpen}
      and (last_used_at is null or last_used_at < '${toIso(earlier(at, seconds(60)))}'::timestamptz)`
}

function sessionCaller(row: Row | null): Actor | null {
  return row && { ...common(row), kind: row.kind, id: row.id, name: row.name, permissions: new Set(row.permissions), sessionId: row.token_id, viewingAs: row.view_as_role_id }
}

// A key never does more than the person who made it may do today.
function keyCaller(row: Row | null): Actor | null {
  if (!row) return null
  const permissions = new Set((row.key_permissions ?? []).filter((permission) => row.permissions.includes(permission)))
  return { ...common(row), kind: 'key', id: row.token_id, name: row.key_name ?? '', permissions, sessionId: null, viewingAs: null }
}

const common = (row: Row) => ({ orgId: row.org_id, scope: row.scope, teamIds: row.team_ids, customerId: row.customer_id, language: row.language })
