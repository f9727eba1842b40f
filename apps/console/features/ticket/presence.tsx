// Who else has this ticket open, and whether they are typing.
import { Avatar, Tooltip } from 'antd'
import { useEffect, useState } from 'react'
import { showPresence } from '#contract/ticket/endpoints.ts'
import { call } from '#ui/record/ask.ts'
import { useSay } from '#ui/ticket/say.ts'

export type PresenceEvent = { ticketId: string; personId: string; name: string; doing: 'viewing' | 'editing' | 'left' }
type Seen = PresenceEvent & { at: number }
const every = 20_000

/** Tells the others about me, and keeps what they tell. */
export function usePresence(ticketId: string, isEditing: boolean) {
  const [seen, setSeen] = useState<readonly Seen[]>([])
  const doing = isEditing ? 'editing' as const : 'viewing' as const
  useEffect(() => {
    const tell = () => {
      call(showPresence, { ticketId, doing }).catch(() => undefined)
      setSeen((before) => before.filter(({ at }) => Date.now() - at < 2.5 * every))
    }
    tell()
    const timer = setInterval(tell, every)
    return () => clearInterval(timer)
  }, [ticketId, doing])
  useEffect(() => () => {
    setSeen([])
    call(showPresence, { ticketId, doing: 'left' }).catch(() => undefined)
  }, [ticketId])
  const hear = (event: PresenceEvent) => {
    if (event.ticketId !== ticketId) return
    setSeen((before) => [...before.filter(({ personId }) => personId !== event.personId), ...(event.doing === 'left' ? [] : [{ ...event, at: Date.now() }])])
  }
  return { others: seen, hear }
}

export function PresenceLine({ others }: { others: readonly PresenceEvent[] }) {
  const say = useSay()
  if (others.length === 0) return null
  return (
    <div className="ticket-strip" role="status">
      <span className="quiet">{say.ticket('panel.others')}</span>
      {others.map(({ personId, name, doing }) => (
        <Tooltip key={personId} title={name}><span><Avatar size={20}>{name.slice(-1)}</Avatar> {name} <span className="quiet">{say.ticket(doing === 'editing' ? 'panel.editing' : 'panel.viewing')}</span></span></Tooltip>
      ))}
    </div>
  )
}
