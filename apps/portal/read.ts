// Reading from the server for a screen: first a skeleton, then the value; a refresh that fails leaves the last value standing.
import { useCallback, useEffect, useRef, useState } from 'react'
import { CallFailure, nowAtServer } from './call.ts'
import { say } from './words.ts'

/** `staleSince`: when the value shown was read, while newer ones cannot be had. */
export type Reading<T> = { value: T | null; failure: CallFailure | null; staleSince: number | null; reload: () => void; set: (value: T) => void }

export function useReading<T>(read: () => Promise<T>, of: string, everySeconds = 0): Reading<T> {
  const [state, setState] = useState<{ of: string; value: T | null; failure: CallFailure | null }>({ of, value: null, failure: null })
  const latest = useRef(read)
  latest.current = read
  const turn = useRef(0)
  const readAt = useRef(nowAtServer())

  const load = useCallback(() => {
    const mine = ++turn.current
    latest.current().then(
      (value) => {
        if (mine !== turn.current) return
        readAt.current = nowAtServer()
        setState({ of, value, failure: null })
      },
      (error: unknown) => { if (mine === turn.current) setState((before) => ({ of, value: before.of === of ? before.value : null, failure: failureOf(error) })) },
    )
  }, [of])
  useEffect(() => {
    load()
    return () => { turn.current++ }
  }, [load])
  useRepeat(load, everySeconds)

  const current = state.of === of ? state : { value: null, failure: null }
  return {
    value: current.value, failure: current.failure, staleSince: current.failure ? readAt.current : null,
    reload: () => {
      setState((before) => ({ ...before, failure: null }))
      load()
    },
    set: (value) => {
      turn.current++
      readAt.current = nowAtServer()
      setState({ of, value, failure: null })
    },
  }
}

function useRepeat(load: () => void, everySeconds: number): void {
  useEffect(() => {
    if (everySeconds === 0) return
    const again = () => { if (document.visibilityState === 'visible') load() }
    const timer = setInterval(again, everySeconds * 1000)
    document.addEventListener('visibilitychange', again)
    window.addEventListener('focus', again)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', again)
      window.removeEventListener('focus', again)
      window.removeEventListener('online', again)
    }
  }, [load, everySeconds])
}

export const failureOf = (error: unknown): CallFailure =>
  error instanceof CallFailure ? error : new CallFailure(0, 'request.failed', say('error.failed'), null)
