// Everything that happened, newest first. Where it was written down later than it happened, both times stand.
import { Button, Image, Segmented, Tag } from 'antd'
import { useState } from 'react'
import type { FactView, TimelineFact } from '#contract/promise/fact.ts'
import { getTimeline, readAttachment } from '#contract/ticket/endpoints.ts'
import { urlOf, usePages } from '#ui/record/ask.ts'
import { useMoments } from '#ui/record/session.ts'
import { Failure, Nothing } from '#ui/record/states.tsx'
import { useSay } from '#ui/ticket/say.ts'
import { FactData } from './fact-data.tsx'

const talk = new Set(['reply.sent', 'note.added', 'answer.given', 'message.received', 'ticket.contacted'])
const publicKinds = new Set(['reply.sent', 'answer.given', 'message.received'])
const side = (kind: string) => (publicKinds.has(kind) ? 'public' : kind === 'note.added' ? 'internal' : 'event')

export function Timeline({ ticketId }: { ticketId: string }) {
  const say = useSay()
  const [only, setOnly] = useState<'all' | 'talk'>('all')
  const timeline = usePages(getTimeline, { ticketId, limit: 50 })
  const facts = timeline.rows.filter(({ kind }) => only === 'all' || talk.has(kind))
  return (
    <section>
      <div style={{ display: 'flex', justifyContent: 'space-between', marginBottom: 8 }}>
        <h3>{say.ticket('panel.timeline')}</h3>
        <Segmented size="small" value={only} onChange={setOnly} aria-label={say.ticket('time.only')} options={[{ value: 'all', label: say.ticket('time.all') }, { value: 'talk', label: say.ticket('time.talk') }]} />
      </div>
      {timeline.error && facts.length === 0 && <Failure error={timeline.error} retry={timeline.refetch} />}
      {!timeline.isPending && !timeline.error && facts.length === 0 && <Nothing title={say.ticket('panel.noTimeline')} />}
      <ol className="timeline">{folded(facts).map((run) => (run.length > 1 ? <Fold key={run[0]!.id} facts={run} /> : run.map((fact) => <Line key={fact.id} fact={fact} />)))}</ol>
      {timeline.hasMore && <Button block type="text" loading={timeline.isLoadingMore} onClick={timeline.loadMore}>{say.ticket('list.more')}</Button>}
    </section>
  )
}

/** Strokes of the clock that follow each other stand behind one line. */
function folded(facts: readonly TimelineFact[]): TimelineFact[][] {
  const runs: TimelineFact[][] = []
  for (const fact of facts) {
    const run = runs.at(-1)
    if (run && fact.kind === 'clock.struck' && run[0]?.kind === 'clock.struck') run.push(fact)
    else runs.push([fact])
  }
  return runs
}

function Fold({ facts }: { facts: readonly TimelineFact[] }) {
  const say = useSay()
  return <li data-side="event"><details><summary className="quiet">{say.ticket('time.folded', { n: facts.length })}</summary><ol className="timeline" style={{ marginTop: 8 }}>{facts.map((fact) => <Line key={fact.id} fact={fact} />)}</ol></details></li>
}

function Line({ fact }: { fact: TimelineFact }) {
  const say = useSay()
  const { moment } = useMoments()
  const isLate = Math.abs(Date.parse(fact.recordedAt) - Date.parse(fact.happenedAt)) > 60_000
  const at = side(fact.kind)
  return (
    <li data-side={at} data-kind={fact.kind}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0 8px' }}>
        <b style={fact.corrected ? { textDecoration: 'line-through' } : {}}>{say.fact(fact.kind)}</b>
        {fact.corrected && <Tag>{say.ticket('time.corrected')}</Tag>}
        {at === 'public' && <Tag color="blue">{say.ticket('time.public')}</Tag>}{at === 'internal' && <Tag color="orange">{say.ticket('time.internal')}</Tag>}
        <span className="quiet">{fact.by ?? say.ticket('time.system')}</span>
        <span className="quiet figure">{moment(fact.happenedAt)}{isLate && ` · ${say.ticket('time.recorded', { at: moment(fact.recordedAt) })}`}</span>
      </div>
      <FactData kind={fact.kind} data={fact.data} titles={fact.titles} />
      {fact.body && <div className="said">{fact.body}</div>}
      {fact.attachments.length > 0 && <Attachments of={fact.attachments} />}
    </li>
  )
}

export function Attachments({ of }: { of: FactView['attachments'] }) {
  return (
    <Image.PreviewGroup>
      <div className="ticket-strip" style={{ marginTop: 6 }}>
        {of.map(({ id, name, mediaType, bytes }) => {
          const address = urlOf(readAttachment, { attachmentId: id })
          return mediaType.startsWith('image/')
            ? <Image key={id} src={address} alt={name} width={72} height={72} style={{ objectFit: 'cover', borderRadius: 6 }} />
            : <a key={id} href={address} download={name}>{name} <span className="quiet figure">{Math.max(1, Math.round(bytes / 1024))} KB</span></a>
        })}
      </div>
    </Image.PreviewGroup>
  )
}
