// News from the server while a screen is open. What is out of date is asked for again; nothing on screen jumps by itself.
import { useEffect, useRef } from 'react'

export type LiveKind = 'ticket' | 'presence' | 'notice'
export type LiveData = Readonly<Record<string, string | number | boolean | null>>

type Listener = (data: LiveData) => void
const listeners = new Map<LiveKind, Set<Listener>>()
let source: EventSource | null = null

function open(): void {
  if (source) return
  source = new EventSource('/api/live')
  for (const kind of ['ticket', 'presence', 'notice'] as const) {
    source.addEventListener(kind, (event: MessageEvent<string>) => {
      const data = JSON.parse(event.data) as LiveData
      for (const listener of listeners.get(kind) ?? []) listener(data)
    })
  }
}

function closeIfQuiet(): void {
  if ([...listeners.values()].some((set) => set.size > 0)) return
  source?.close()
  source = null
}

export function useLive(kind: LiveKind, listener: Listener): void {
  const latest = useRef(listener)
  latest.current = listener
  useEffect(() => {
    const call: Listener = (data) => latest.current(data)
    const set = listeners.get(kind) ?? new Set()
    listeners.set(kind, set.add(call))
    open()
    return () => {
      set.delete(call)
      closeIfQuiet()
    }
  }, [kind])
}
