// A list that does not jump: rows change in place, new ones wait above until they are asked for.
import { useState } from 'react'

export function useSteadyRows<Row extends { id: string }>(rows: readonly Row[], key: string) {
  const [shown, setShown] = useState<{ key: string; ids: readonly string[] }>({ key: '', ids: [] })
  const byId = new Map(rows.map((row) => [row.id, row]))
  if (rows.length > 0 && (shown.key !== key || shown.ids.length === 0)) setShown({ key, ids: rows.map(({ id }) => id) })
  const known = new Set(shown.key === key ? shown.ids : [])
  const last = Math.max(-1, ...rows.flatMap(({ id }, index) => (known.has(id) ? [index] : [])))
  const appended = last < 0 ? [] : rows.slice(last + 1).map(({ id }) => id)
  if (appended.length > 0 && shown.key === key) setShown({ key, ids: [...shown.ids, ...appended] })
  const steady = shown.key === key ? shown.ids.flatMap((id) => byId.get(id) ?? []) : rows
  const waiting = rows.filter(({ id }) => !known.has(id)).length - appended.length
  return { rows: steady, waiting: shown.key === key ? Math.max(0, waiting) : 0, show: () => setShown({ key, ids: rows.map(({ id }) => id) }) }
}
