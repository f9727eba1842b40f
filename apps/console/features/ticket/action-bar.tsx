// The actions of a ticket as the server lists them, and nothing else. What is closed stays in its place and says why.
import { Button, Dropdown, Tooltip } from 'antd'
import type { ActionView, TicketView } from '#contract/ticket/ticket.ts'
import { useSay } from '#ui/ticket/say.ts'
import type { Say } from '#ui/ticket/say.ts'

const menus = ['talk', 'field', 'parts', 'papers', 'more'] as const
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
  const inGroup = (group: ActionView['group']) => ticket.actions.filter((action) => action.group === group).sort((one, other) => Number(other.open) - Number(one.open))
  return (
    <section className="action-groups" role="toolbar" aria-label={say.ticket('act.group.main')}>
      {inGroup('main').map((action) => <ActionButton key={action.verb} action={action} onAct={onAct} />)}
      {menus.map((group) => <ActionMenu key={group} title={say.ticket(`act.group.${group}`)} actions={inGroup(group)} onAct={onAct} />)}
    </section>
  )
}

function ActionButton({ action, onAct }: { action: ActionView; onAct: Props['onAct'] }) {
  const say = useSay()
  const words = say.verb(action)
  if (action.open) return <Button size="small" type={primary.has(action.verb) ? 'primary' : 'default'} data-verb={action.verb} onClick={() => onAct(action)}>{words}</Button>
  const why = reasonsOf(say, action)
  return <Tooltip title={why}><Button size="small" aria-disabled="true" data-verb={action.verb} className="is-closed" aria-label={`${words}：${why}`}>{words}</Button></Tooltip>
}

function ActionMenu({ title, actions, onAct }: { title: string; actions: readonly ActionView[]; onAct: Props['onAct'] }) {
  const say = useSay()
  if (actions.length === 0) return null
  const items = actions.map((action) => ({
    key: action.verb, disabled: !action.open,
    label: <span data-verb={action.verb}>{say.verb(action)}{!action.open && <small className="quiet"> · {reasonsOf(say, action)}</small>}</span>,
  }))
  const choose = (verb: string) => { const action = actions.find((one) => one.verb === verb); if (action) onAct(action) }
  return <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => choose(key), style: { maxHeight: 420, overflow: 'auto' } }}><Button size="small" aria-haspopup="menu">{title} ▾</Button></Dropdown>
}
