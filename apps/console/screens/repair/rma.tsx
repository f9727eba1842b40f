// One unit on its way: what locks it, what may follow, how long the factory has, and what happened.
import { Link, useParams } from '@tanstack/react-router'
import { Space, Tag, Timeline } from 'antd'
import { getRma } from '#contract/repair/rma.ts'
import { readAttachment } from '#contract/ticket/endpoints.ts'
import type { RepairKey } from '#locales/en/repair.ts'
import { repairIn } from '#locales/repair.ts'
import { urlOf, useAsk } from '#ui/record/ask.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { Answer, Screen } from '#ui/record/states.tsx'
import { PromiseTag } from '#ui/ticket/sla-clock.tsx'
import type { Rma } from '../../features/repair/rma-dialogs.tsx'
import { RmaSteps } from '../../features/repair/rma-steps.tsx'
import { StateTag } from '../../features/repair/state-tag.tsx'
import '../../features/repair/repair.css'

export function RmaScreen() {
  const { rmaId = '' } = useParams({ strict: false }) as { rmaId?: string }
  const say = repairIn(useLanguage())
  const rma = useAsk(getRma, { rmaId })
  return <Screen title={rma.data ? <Space wrap>{rma.data.number}<StateTag of="rmaState" state={rma.data.state} /></Space> : say('rma.list')} needs="repair.read"><Answer of={rma}>{(data) => <RmaPage rma={data} />}</Answer></Screen>
}

function RmaPage({ rma }: { rma: Rma }) {
  const say = repairIn(useLanguage())
  return (
    <>
      <RmaSteps rma={rma} />
      <div className="screen-split">
        <section>
          <h3>{say('rma.line')}</h3>
          <Line rma={rma} />
        </section>
        <aside>
          <h3>{say('rma.clock')}</h3>
          <Clocks rma={rma} />
          <dl className="repair-facts">
            <dt>{say('serial')}</dt><dd>{rma.serial}{rma.isRemoved && <Tag>{say('rma.removed')}</Tag>}</dd>
            {rma.standIn && <><dt>{say('rma.standIn')}</dt><dd>{rma.standIn}</dd></>}
            {rma.newSerial && <><dt>{say('rma.newSerial')}</dt><dd>{rma.newSerial}</dd></>}
            <dt>{say('rma.fault')}</dt><dd>{rma.fault}</dd>
            {rma.finding && <><dt>{say('rma.finding')}</dt><dd>{rma.finding}</dd></>}
            <dt>{say('customer')}</dt><dd>{rma.customer.name}</dd>
            {rma.asset && <><dt>{say('product')}</dt><dd><Link to={`/assets/${rma.asset.id}`}>{rma.asset.name}</Link> {rma.asset.serial}</dd></>}
            <dt>{say('ticket')}</dt><dd><Link to={`/tickets/${rma.ticket.id}`}>{rma.ticket.number}</Link> {rma.ticket.title}</dd>
          </dl>
        </aside>
      </div>
    </>
  )
}

function Line({ rma }: { rma: Rma }) {
  const say = repairIn(useLanguage())
  const { moment } = useMoments()
  return <Timeline items={rma.line.map(({ step, at, by, note, carrier, waybill }) => ({
    content: <><b>{say(`rmaStep.${step}` as RepairKey)}</b> <span className="quiet figure">{moment(at)} {by}</span>{(carrier ?? waybill) && <div>{carrier} {waybill}</div>}{note && <div>{note}</div>}
      {rma.files.filter((file) => file.step === step).map((file) => <a key={file.id} href={urlOf(readAttachment, { attachmentId: file.id })} target="_blank" rel="noreferrer">{file.name} </a>)}</>,
  }))} />
}

function Clocks({ rma }: { rma: Rma }) {
  const language = useLanguage()
  const say = repairIn(language)
  const { moment } = useMoments()
  if (rma.clocks.length === 0) return <p className="quiet">{say(rma.receivedAt ? 'rma.noRule' : 'rma.noClock')}</p>
  return <>{rma.clocks.map(({ key, clause, title, state, dueAt }) => <p key={key}><Tag>{clause}</Tag>{title[language]} <PromiseTag state={state} /> {dueAt && say('rma.due', { at: moment(dueAt) })}</p>)}</>
}
