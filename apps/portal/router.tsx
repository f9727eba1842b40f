// The address bar as a value. Eight addresses need no more than this.
import { useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'

const listeners = new Set<() => void>()
const tell = () => { listeners.forEach((each) => { each() }) }
window.addEventListener('popstate', tell)

export function go(path: string): void {
  history.pushState(null, '', path)
  tell()
  window.scrollTo(0, 0)
}

export function useAddress(): { path: string; query: URLSearchParams } {
  const address = useSyncExternalStore((listen) => {
    listeners.add(listen)
    return () => { listeners.delete(listen) }
  }, () => location.pathname + location.search)
  const [path = '/', query = ''] = address.split('?')
  return { path, query: new URLSearchParams(query) }
}

/** The parameters of a path that fits the pattern, else null: '/q/:code'. */
export function matched(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/').filter(Boolean)
  const given = path.split('/').filter(Boolean)
  if (wanted.length !== given.length) return null
  const found: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = decoded(given[index] ?? '')
    if (part.startsWith(':')) found[part.slice(1)] = value
    else if (part !== value) return null
  }
  return found
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export function Link({ to, children, ...rest }: { to: string; children: ReactNode; className?: string; 'aria-current'?: 'page' | undefined }) {
  return (
    <a href={to} {...rest} onClick={(event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
      event.preventDefault()
      go(to)
    }}>{children}</a>
  )
}
