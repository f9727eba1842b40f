// Signing in and out, and what belongs to the signed-in person alone. Sessions live in a cookie that scripts cannot read.
import { z } from 'zod'
import { languages } from '#domain/plan/words.ts'
import { done, endpoint, id, moment, nothing } from '../endpoint.ts'
import { regions } from '../org/org.ts'
import { permissions } from '../permissions.ts'
import { text } from '../plan/text.ts'
import { password, personKinds } from './people.ts'
import { roleScopes } from './templates.ts'

export const preferences = z.object({
  density: z.enum(['comfortable', 'compact']).optional(), landing: z.string().max(200).optional(), minguo: z.boolean().optional(), theme: z.enum(['light', 'dark', 'system']).optional(),
  weekStart: z.enum(['monday', 'sunday']).optional(), sounds: z.boolean().optional(),
}).catchall(z.json()).meta({ id: 'Preferences', description: 'How one person likes the screens; apps may keep further keys here' })

export const me = z.object({
  person: z.object({ id, name: z.string(), email: z.string(), kind: z.enum(personKinds), position: z.string().nullable(), customerId: id.nullable(), hasTotp: z.boolean() }),
  org: z.object({ id, name: z.string(), language: z.enum(languages), zone: z.string(), region: z.enum(regions), minguo: z.boolean(), hotline: z.string() }),
  role: z.object({ id, code: z.string(), title: text, scope: z.enum(roleScopes) }),
  permissions: z.array(z.enum(permissions)),
  teams: z.array(z.object({ id, name: z.string(), isLead: z.boolean() })),
  language: z.enum(languages), preferences,
  viewingAs: z.object({ roleId: id, title: text }).nullable(),
  sessionId: id,
}).meta({ id: 'Me' })
export type Me = z.infer<typeof me>

const code = z.string().regex(/^\d{6}$/)
const secret = z.string().min(1).max(200)
const link = z.string().min(20).max(100)

export const signIn = endpoint({
  method: 'POST', path: '/session', permission: 'public', summary: 'Sign in; the session comes back as a cookie', reply: me,
  input: z.strictObject({ email: z.string().trim().min(1).max(254), password: secret, code: code.optional() }),
  refusals: ['session.wrong-credentials', 'session.locked', 'session.code-required', 'session.code-wrong', 'request.too-many'],
})
export const getMe = endpoint({ method: 'GET', path: '/session', permission: 'signed-in', summary: 'Who is signed in and what they may do', input: nothing, reply: me, refusals: ['session.required'] })
export const signOut = endpoint({ method: 'DELETE', path: '/session', permission: 'signed-in', summary: 'End this session', input: nothing, reply: done, refusals: [] })

export const updatePreferences = endpoint({
  method: 'PATCH', path: '/session/preferences', permission: 'signed-in', summary: 'Language and likings of the signed-in person; what is left out stays', reply: me,
  input: z.strictObject({ language: z.enum(languages).nullable().optional(), preferences: preferences.optional() }), refusals: ['session.required', 'request.too-large'],
})
export const viewAsRole = endpoint({
  method: 'POST', path: '/session/view-as', permission: 'signed-in', summary: 'Look through the eyes of another role, without the right to write; null ends it', reply: me,
  input: z.strictObject({ roleId: id.nullable() }), refusals: ['session.required', 'permission.missing', 'role.unknown'],
})

export const sessionRow = z.object({ id, createdAt: moment, lastSeenAt: moment, expiresAt: moment, userAgent: z.string(), isCurrent: z.boolean() }).meta({ id: 'SessionRow' })
export const listSessions = endpoint({
  method: 'GET', path: '/sessions', permission: 'signed-in', summary: 'Where I am signed in', input: nothing, reply: z.object({ rows: z.array(sessionRow) }), refusals: ['session.required'],
})
export const revokeSession = endpoint({
  method: 'DELETE', path: '/sessions/:sessionId', permission: 'signed-in', summary: 'End one of my sessions', input: z.strictObject({ sessionId: id }), reply: done, refusals: ['session.required'],
})
export const revokeOtherSessions = endpoint({
  method: 'DELETE', path: '/sessions', permission: 'signed-in', summary: 'End all my sessions but this one', input: nothing, reply: done, refusals: ['session.required'],
})

export const changePassword = endpoint({
  method: 'POST', path: '/session/password', permission: 'signed-in', summary: 'Choose a new password; other sessions end', reply: done,
  input: z.strictObject({ current: secret, password }), refusals: ['session.required', 'session.wrong-credentials', 'session.locked', 'password.too-weak'],
})

export const startTotp = endpoint({
  showsSecret: true,
  method: 'POST', path: '/session/totp', permission: 'signed-in', summary: 'Begin to set up an authenticator; it counts once a code was confirmed',
  input: z.strictObject({ password: secret }), reply: z.object({ secret: z.string(), uri: z.string(), qr: z.string().meta({ description: 'An SVG as data URL' }) }),
  refusals: ['session.required', 'session.wrong-credentials', 'session.locked', 'row.in-use'],
})
export const confirmTotp = endpoint({
  method: 'POST', path: '/session/totp/confirmation', permission: 'signed-in', summary: 'Confirm the authenticator with its first code; other sessions end', reply: done,
  input: z.strictObject({ code }), refusals: ['session.required', 'session.code-wrong', 'session.locked'],
})
export const removeTotp = endpoint({
  method: 'DELETE', path: '/session/totp', permission: 'signed-in', summary: 'Sign in without an authenticator again', reply: done,
  input: z.strictObject({ password: secret }), refusals: ['session.required', 'session.wrong-credentials', 'session.locked'],
})

export const requestReset = endpoint({
  method: 'POST', path: '/session/reset', permission: 'public', summary: 'Ask for a link to choose a new password. The reply is the same for every address', reply: done,
  input: z.strictObject({ email: z.string().trim().min(1).max(254) }), refusals: ['request.too-many'],
})
export const confirmReset = endpoint({
  method: 'POST', path: '/session/reset/confirm', permission: 'public', summary: 'Choose a new password with the link; all sessions end', reply: done,
  input: z.strictObject({ token: link, password }), refusals: ['link.unusable', 'password.too-weak', 'request.too-many'],
})
export const acceptInvite = endpoint({
  method: 'POST', path: '/session/invite/confirm', permission: 'public', summary: 'Accept an invitation by choosing a password', reply: done,
  input: z.strictObject({ token: link, password }), refusals: ['link.unusable', 'password.too-weak', 'request.too-many'],
})
