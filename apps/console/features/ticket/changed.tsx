// What others did while one was typing.
import { Alert } from 'antd'
import { useState } from 'react'
import { getTimeline } from '#contract/ticket/endpoints.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useMe, useMoments } from '#ui/record/session.ts'
import { useSay } from '#ui/ticket/say.ts'
import { FactData } from './fact-data.tsx'

const window = 15 * 60 * 1000

export function Changed({ ticketId }: { ticketId: string }) {
  const say = useSay()
  const me = useMe()
  const { moment } = useMoments()
  const [since] = useState(() => Date.now() - window)
  const timeline = useAsk(getTimeline, { ticketId, limit: 10 })
  const theirs = (timeline.data?.rows ?? []).filter(({ byId, recordedAt }) => byId !== me.person.id && Date.parse(recordedAt) > since)
  return (
    <Alert type="warning" showIcon role="alert" title={say.ticket('conflict.title')} style={{ marginBottom: 12 }} description={(
      <>
        <p>{say.ticket('conflict.hint')}</p>
        <ul>{theirs.map((fact) => <li key={fact.id}><b>{say.fact(fact.kind)}</b> {fact.by} <span className="quiet figure">{moment(fact.recordedAt)}</span><FactData kind={fact.kind} data={fact.data} />{fact.body && <div className="said">{fact.body}</div>}</li>)}</ul>
      </>
    )} />
  )
}
