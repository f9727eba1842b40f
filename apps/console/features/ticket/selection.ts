// Which rows are chosen; with Shift, all between the last one chosen and this one.
import { useCallback, useRef, useState } from 'react'

export function useSelection(rows: readonly { id: string }[]) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string | null>(null)
  const current = useRef(rows)
  current.current = rows
  const select = useCallback((id: string, isRange: boolean) => {
    const ids = current.current.map((row) => row.id)
    const from = isRange && last.current ? ids.indexOf(last.current) : -1
    const to = ids.indexOf(id)
    const between = from < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1)
    last.current = id
    setSelected((before) => {
      const next = new Set(before)
      if (from < 0 && before.has(id)) next.delete(id)
      else for (const one of between) next.add(one)
      return next
    })
  }, [])
  const selectAll = useCallback((all: boolean) => setSelected(new Set(all ? current.current.map(({ id }) => id) : [])), [])
  const clear = useCallback(() => setSelected(new Set()), [])
  return { selected, select, selectAll, clear }
}
