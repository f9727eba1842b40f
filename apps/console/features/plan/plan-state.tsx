import { Tag } from 'antd'
import type { z } from 'zod'
import type { planState } from '#contract/plan/view.ts'
import { libraryIn } from '#locales/library.ts'
import { useLanguage } from '#ui/record/session.ts'

const marks = { draft: { color: 'default', sign: '✎' }, active: { color: 'success', sign: '●' }, retired: { color: 'default', sign: '○' } } as const

export function PlanStateTag({ state }: { state: z.output<typeof planState> }) {
  const say = libraryIn(useLanguage())
  return <Tag color={marks[state].color}>{marks[state].sign} {say(`plan.state.${state}`)}</Tag>
}
