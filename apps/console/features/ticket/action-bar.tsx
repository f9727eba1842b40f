// The actions of a ticket as the server lists them. What is closed stays visible on request, with the reason in words.
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import type { ActionView, TicketView } from '#contract/ticket/ticket.ts'
import { useSay } from '#ui/ticket/say.ts'
import type { Say } from '#ui/ticket/say.ts'

const groups = ['main', 'talk', 'field', 'parts', 'papers', 'more'] as const
const primary = new Set(['accept', 'resolve', 'resume', 'close'])

export function reasonsOf(say: Say, { because }: Pick<ActionView, 'because'>): string {
  return because.map(({ code, clause, title, needs }) => {
    const words = needs && code !== 'permission.missing' ? say.ticket('act.needs', { needs: title?.[say.language] ?? say.fact(needs) }) : say.word('reason', code)
    return `${words.startsWith('reason.') ? say.ticket('act.closed') : words}${clause ? `（${clause}）` : ''}`
  }).join('；')
}

type Props = { ticket: TicketView; onAct: (action: ActionView) => void }

export function ActionBar({ ticket, onAct }: Props) {
  const say = useSay()
  const [showsClosed, setShowsClosed] = useState(false)
  const closed = ticket.actions.filter(({ open }) => !open).length
  return (
    <section aria-label={say.ticket('act.group.main')}>
      {groups.map((group) => {
        const actions = ticket.actions.filter((action) => action.group === group && (action.open || showsClosed))
        return actions.length > 0 && (
          <div key={group} className="action-row" role="group" aria-label={say.ticket(`act.group.${group}`)}>
            <span className="quiet">{say.ticket(`act.group.${group}`)}</span>
            {actions.map((action) => <ActionButton key={action.verb} action={action} onAct={onAct} />)}
          </div>
        )
      })}
      {closed > 0 && <Button size="small" type="link" onClick={() => setShowsClosed((before) => !before)}>{showsClosed ? say.ticket('act.hideClosed') : say.ticket('act.showClosed', { n: closed })}</Button>}
    </section>
  )
}

function ActionButton({ action, onAct }: { action: ActionView; onAct: Props['onAct'] }) {
  const say = useSay()
  const words = say.verb(action)
  if (action.open) return <Button size="small" type={primary.has(action.verb) ? 'primary' : 'default'} data-verb={action.verb} onClick={() => onAct(action)}>{words}</Button>
  const why = reasonsOf(say, action)
  return <Tooltip title={why}><Button size="small" aria-disabled="true" data-verb={action.verb} className="is-closed" style={{ opacity: .55, cursor: 'not-allowed' }} aria-label={`${words}：${why}`}>{words}</Button></Tooltip>
}
