// Who is signed in, asked once and shared by the screens of the account.
import { useSyncExternalStore } from 'react'
import type { Me } from '#contract/people/session.ts'
import { call } from '../../call.ts'
import type { CallFailure } from '../../call.ts'
import { getMe, signOut } from '../../endpoints.ts'
import { suggestLanguage } from '../../language.ts'
import { failureOf } from '../../read.ts'

export type Account = { state: 'asking' } | { state: 'out' } | { state: 'failed'; failure: CallFailure } | { state: 'in'; me: Me }

let account: Account = { state: 'asking' }
let hasAsked = false
const listeners = new Set<() => void>()

function set(next: Account): void {
  account = next
  listeners.forEach((tell) => { tell() })
}

export function enter(me: Me): void {
  suggestLanguage(me.language)
  set({ state: 'in', me })
}

export function ask(): void {
  hasAsked = true
  set({ state: 'asking' })
  call(getMe, {}).then(enter, (error: unknown) => {
    const failure = failureOf(error)
    set(failure.status === 401 ? { state: 'out' } : { state: 'failed', failure })
  })
}

/** A session that ended meanwhile leads to the sign-in, on the same address. */
export const leaveIfEnded = (failure: CallFailure | null): void => { if (failure?.status === 401 && account.state === 'in') set({ state: 'out' }) }

export async function leave(): Promise<void> {
  await call(signOut, {}).catch(() => undefined)
  set({ state: 'out' })
}

export function useAccount(): Account {
  return useSyncExternalStore((tell) => {
    listeners.add(tell)
    if (!hasAsked) ask()
    return () => { listeners.delete(tell) }
  }, () => account)
}
