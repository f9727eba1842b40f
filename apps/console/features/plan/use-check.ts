// The server judges the YAML a moment after the last key; its last judgement stays until the next one comes.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { checkPlan } from '#contract/plan/endpoints.ts'
import type { planCheck } from '#contract/plan/view.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { call } from '#ui/record/ask.ts'

type Check = z.output<typeof planCheck>
type Judgement = Pick<Check, 'findings' | 'openValues'> & { document: Plan | null }

export function useCheck(source: string, known: Judgement | null): Judgement & { isChecking: boolean } {
  const settled = useSettled(source, 600)
  const check = useQuery({
    queryKey: [checkPlan.path, settled], queryFn: () => call(checkPlan, { source: settled }), enabled: known === null && settled.trim() !== '',
    placeholderData: keepPreviousData, gcTime: 60_000, staleTime: Infinity,
  })
  const judged = known ?? check.data ?? { findings: [], openValues: [], document: null }
  return { ...judged, isChecking: known === null && (check.isFetching || settled !== source) }
}

function useSettled(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}
