// What others did while one was typing.
import { Alert } from 'antd'
import { getTimeline } from '#contract/ticket/endpoints.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useMe, useMoments } from '#ui/record/session.ts'
import { useSay } from '#ui/ticket/say.ts'
import { FactData } from './fact-data.tsx'

/** `since`: when the typing began, with a little room for clocks that differ. */
export function Changed({ ticketId, since }: { ticketId: string; since: number }) {
  const say = useSay()
  const me = useMe()
  const { moment } = useMoments()
  const timeline = useAsk(getTimeline, { ticketId, limit: 30 })
  const theirs = (timeline.data?.rows ?? []).filter(({ byId, recordedAt }) => byId !== me.person.id && Date.parse(recordedAt) > since - 5000)
  return (
    <Alert className="changed" type="warning" showIcon role="alert" title={say.ticket('conflict.title')} description={(
      <>
        <p style={{ margin: 0 }}>{say.ticket('conflict.hint')}</p>
        <ul>{theirs.map((fact) => <li key={fact.id}><b>{say.fact(fact.kind)}</b> {fact.by ?? say.ticket('time.system')} <span className="quiet figure">{moment(fact.recordedAt)}</span><FactData kind={fact.kind} data={fact.data} />{fact.body && <div className="said">{fact.body}</div>}</li>)}</ul>
      </>
    )} />
  )
}
