import { permissions } from '#contract/permissions.ts'
import type { Permission } from '#contract/permissions.ts'
import type { SayAdmin } from '#locales/admin.ts'

type Noun = Permission extends infer One ? (One extends `${infer Name}.${string}` ? Name : never) : never
type Verb = Permission extends infer One ? (One extends `${string}.${infer Name}` ? Name : never) : never

export const nounOf = (permission: Permission) => permission.split('.')[0] as Noun
const verbOf = (permission: Permission) => permission.split('.')[1] as Verb
export const verbWords = (say: SayAdmin, permission: Permission) => say(`permission.${verbOf(permission)}`)
export const permissionWords = (say: SayAdmin, permission: Permission) => `${say(`noun.${nounOf(permission)}`)}：${verbWords(say, permission)}`
export const nouns: readonly Noun[] = [...new Set(permissions.map(nounOf))]
export const permissionsOf = (noun: Noun): Permission[] => permissions.filter((permission) => nounOf(permission) === noun)
