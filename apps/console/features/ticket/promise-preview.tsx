// What this registration will promise, before it is saved.
import { Alert, Card, Spin, Tag } from 'antd'
import type { PreviewView } from '#contract/ticket/ticket.ts'
import { useMoments } from '#ui/record/session.ts'
import { useSay } from '#ui/ticket/say.ts'

type Props = { preview: PreviewView | undefined; isFetching: boolean; onOpenTicket: (ticketId: string) => void }

export function PromisePreview({ preview, isFetching, onOpenTicket }: Props) {
  const say = useSay()
  const { moment } = useMoments()
  if (!preview) return <Card size="small" title={say.ticket('reg.promises')}>{isFetching ? <Spin /> : <p className="quiet">{say.ticket('reg.noneYet')}</p>}</Card>
  return (
    <>
      {preview.openTickets.length > 0 && (
        <Alert type="warning" showIcon role="status" title={`${say.ticket('reg.same')}（${preview.openTickets.length}）`} description={preview.openTickets.map(({ id, number, title, status }) => (
          <div key={id}><a className="figure" href={`/tickets/${id}`} onClick={(event) => { event.preventDefault(); onOpenTicket(id) }}>{number}</a> {title} <Tag>{say.status(status)}</Tag></div>
        ))} />
      )}
      <Card size="small" title={<>{say.ticket('reg.promises')} {isFetching && <Spin size="small" />}</>} aria-live="polite">
        {preview.agreement
          ? <p style={{ margin: '0 0 6px' }}><span className="figure">{preview.agreement.number}</span> {preview.agreement.title}{preview.plan && <span className="quiet"> · {preview.plan.code} {preview.plan.title[say.language]} v{preview.plan.version}</span>}{preview.agreement.level && <Tag style={{ marginInlineStart: 6 }}>{preview.agreement.level}</Tag>}</p>
          : <Alert type="info" showIcon title={say.ticket('reg.noAgreement')} />}
        {preview.agreement && preview.promises.length === 0 && <p className="quiet">{say.ticket('reg.noPromises')}</p>}
        {preview.promises.map(({ ruleId, clause, title, dueAt, target }) => (
          <div key={ruleId} className="preview-line">
            <span><Tag>{clause}</Tag>{title[say.language]}</span>
            <b className="figure">{moment(dueAt) || say.promise('clock.none')}</b>
            <span className="quiet">{target ? say.span(target) : ''}</span>
          </div>
        ))}
      </Card>
    </>
  )
}
