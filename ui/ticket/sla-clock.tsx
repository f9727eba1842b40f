// The clock of a promise: a sign, words and a colour, ticking each second. The colour never stands alone.
import { Tag, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useMoments } from '../record/session.ts'
import { useSay } from './say.ts'
import type { Say } from './say.ts'
import { ticking } from './time-left.ts'
import { useNow } from './use-now.ts'

export type ClockState = 'running' | 'paused' | 'kept' | 'broken' | 'withdrawn' | 'excused' | 'measured'
export const stateSigns: Record<ClockState, { sign: string; color: string }> = {
  running: { sign: '▶', color: 'blue' }, paused: { sign: '‖', color: 'default' }, kept: { sign: '✓', color: 'green' }, broken: { sign: '✕', color: 'red' },
  withdrawn: { sign: '－', color: 'default' }, excused: { sign: '○', color: 'orange' }, measured: { sign: '∑', color: 'default' },
}

type Props = { dueAt: string | null; state: ClockState | null; warnAt?: string | null; metAt?: string | null; hint?: ReactNode }
const soon = 60 * 60 * 1000

export function SlaClock({ dueAt, state, warnAt = null, metAt = null, hint }: Props) {
  const say = useSay()
  const { moment } = useMoments()
  if (state === null || (dueAt === null && state === 'running')) return <span className="quiet">{say.promise('clock.none')}</span>
  const isTicking = dueAt !== null && metAt === null && (state === 'running' || state === 'broken')
  return (
    <Tooltip title={<>{hint && <div>{hint}</div>}{dueAt && <div>{say.promise('promise.due')} {moment(dueAt)}</div>}</>}>
      {isTicking ? <Ticking dueAt={dueAt} warnAt={warnAt} say={say} /> : <PromiseTag state={state} />}
    </Tooltip>
  )
}

function Ticking({ dueAt, warnAt, say, ...rest }: { dueAt: string; warnAt: string | null; say: Say }) {
  const now = useNow()
  const left = Date.parse(dueAt) - now
  const time = ticking(say, Math.abs(left))
  const isSoon = left < soon || (warnAt !== null && Date.parse(warnAt) <= now)
  const [sign, color, words] = left < 0 ? ['✕', 'red', 'clock.over'] as const : isSoon ? ['!', 'orange', 'clock.soon'] as const : ['▶', 'blue', 'clock.left'] as const
  return <Tag {...rest} color={color} className="figure sla-clock"><span aria-hidden="true">{sign}</span> {say.promise(words, { time })}</Tag>
}

export function PromiseTag({ state, ...rest }: { state: ClockState }) {
  const say = useSay()
  const { sign, color } = stateSigns[state]
  return <Tag {...rest} color={color}><span aria-hidden="true">{sign}</span> {say.promise(`state.${state}`)}</Tag>
}
