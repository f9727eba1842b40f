// What this device remembers. A browser that refuses storage remembers nothing, and everything still works.
const prefix = 'portal:'

export function kept<T>(name: string, isRight: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(prefix + name) ?? 'null')
    return isRight(value) ? value : null
  } catch {
    return null
  }
}

export function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value))
  } catch { /* private mode or full: the page itself still holds it */ }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(prefix + name)
  } catch { /* nothing was kept */ }
}
