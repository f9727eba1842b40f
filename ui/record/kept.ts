// What a list is narrowed to stands in the address: reloading, going back and sending the link show the same.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

type Search = Record<string, unknown>
type Go = (to: { to: string; replace: boolean; search: (before: Search) => Search }) => Promise<void>
type Texts = Record<string, string>

/** The named values, kept in the address under their names; what is empty is left out. */
export function useKeptFilter<Filter extends { [Name in keyof Filter]?: string | undefined }>(names: readonly (keyof Filter & string)[]): [Filter, (next: Filter) => void] {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate() as unknown as Go
  const kept = pick(search, names)
  // What is typed is shown at once; the address follows.
  const [filter, setFilter] = useState(kept)
  const isBare = Object.keys(kept).length === 0
  // A link of the menu asks for the list as it usually is.
  useEffect(() => { if (isBare) setFilter({}) }, [isBare])
  const change = (next: Filter) => {
    const given = pick(next as Search, names)
    setFilter(given)
    void navigate({ to: '.', replace: true, search: (before) => ({ ...Object.fromEntries(Object.entries(before).filter(([name]) => !names.includes(name as keyof Filter & string))), ...given }) })
  }
  return [filter as unknown as Filter, change]
}

/** One value of a list, used as any state; its usual value is not written. */
export function useKept<Value extends string | null>(name: string, usual: Value, known?: readonly NonNullable<Value>[]): [Value, (value: Value) => void] {
  const [filter, change] = useKeptFilter<Texts>([name])
  const kept = filter[name] as NonNullable<Value> | undefined
  const value = kept === undefined || (known && !known.includes(kept)) ? usual : kept
  return [value, (next) => change(next === usual || next === null ? {} : { [name]: next })]
}

const pick = (from: Search, names: readonly string[]): Texts => Object.fromEntries(names.flatMap((name) => {
  const value = from[name]
  return value === undefined || value === null || value === '' ? [] : [[name, String(value as string | number | boolean)]]
}))
