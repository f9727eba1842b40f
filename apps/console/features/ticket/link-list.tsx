import { Button, Tag } from 'antd'
import type { ActionView, TicketView } from '#contract/ticket/ticket.ts'
import { Nothing } from '#ui/record/states.tsx'
import { useSay } from '#ui/ticket/say.ts'

export function LinkList({ ticket, onAct }: { ticket: TicketView; onAct: (action: ActionView) => void }) {
  const say = useSay()
  const acts = ticket.actions.filter(({ verb, open }) => open && (verb === 'link' || verb === 'merge'))
  return (
    <section>
      {ticket.links.length === 0 ? <Nothing title={say.ticket('panel.noLinks')} /> : ticket.links.map(({ id, number, title, status }) => (
        <div key={id} className="action-row"><a className="figure" href={`/tickets/${id}`}>{number}</a>{title}<Tag>{say.status(status)}</Tag></div>
      ))}
      <div className="action-row">{acts.map((action) => <Button key={action.verb} size="small" onClick={() => onAct(action)}>{say.verb(action)}</Button>)}</div>
    </section>
  )
}
