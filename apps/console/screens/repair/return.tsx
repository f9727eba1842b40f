// One return: what may follow, the steps and forms of its plan, the approval, and what was found, decided and paid.
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { getReturn } from '#contract/repair/returns.ts'
import { inspectionItems } from '#contract/repair/repair.ts'
import { getTicket, readAttachment } from '#contract/ticket/endpoints.ts'
import type { ReturnStep } from '#domain/repair/return.ts'
import { repairIn } from '#locales/repair.ts'
import { urlOf, useAsk } from '#ui/record/ask.ts'
import { useLanguage, useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Screen } from '#ui/record/states.tsx'
import { ApprovalPanel } from '../../features/approval/approval-panel.tsx'
import { ReturnDialog } from '../../features/repair/return-dialogs.tsx'
import type { Return } from '../../features/repair/return-dialogs.tsx'
import { StateTag } from '../../features/repair/state-tag.tsx'
import { FormPanel } from '../../features/ticket/form-panel.tsx'
import { StepList } from '../../features/ticket/ticket-head.tsx'
import '../../features/repair/repair.css'
import '../../features/ticket/ticket.css'

export function ReturnScreen() {
  const { returnId = '' } = useParams({ strict: false }) as { returnId?: string }
  const say = repairIn(useLanguage())
  const asked = useAsk(getReturn, { returnId })
  const title = asked.data ? <Space wrap>{asked.data.number}<StateTag of="returnState" state={asked.data.state} />{asked.data.isLate && <Tag color="red">! {say('return.late')}</Tag>}</Space> : say('return.list')
  return <Screen title={title} needs="repair.read"><Answer of={asked}>{(data) => <ReturnPage of={data} />}</Answer></Screen>
}

function ReturnPage({ of }: { of: Return }) {
  const say = repairIn(useLanguage())
  const mayWrite = useMay('repair.write')
  const mayApprove = useMay('approval.read')
  const ticket = useAsk(getTicket, { ticketId: of.ticket.id })
  const [step, setStep] = useState<ReturnStep | null>(null)
  // Where the plan lets others decide, the desk does not.
  const steps = of.steps.filter((one) => one !== 'decide' || of.approvalNeeded === null)
  const waits = of.approvalNeeded !== null && of.steps.includes('decide')
  return (
    <>
      {of.refusedBecause && <Alert type="error" showIcon title={`${say(`returnState.${of.state}`)}：${of.refusedBecause}`} />}
      {waits && <Alert type="info" showIcon title={say('return.byApproval', { clause: of.approvalNeeded })} />}
      {mayWrite && <div className="repair-steps">{steps.map((one) => <Button key={one} type={one === 'insist' ? 'default' : 'primary'} onClick={() => setStep(one)}>{say(`returnStep.${one}`)}</Button>)}</div>}
      <div className="screen-split">
        <section>
          {ticket.data && <><StepList ticket={ticket.data} /><FormPanel ticket={ticket.data} /></>}
          {mayApprove && of.approvalNeeded && <div style={{ marginTop: 12 }}><ApprovalPanel ticketId={of.ticket.id} /></div>}
          <Inspection of={of} />
        </section>
        <aside><Facts of={of} /></aside>
      </div>
      {step && <ReturnDialog of={of} step={step} onClose={() => setStep(null)} />}
    </>
  )
}

function Facts({ of }: { of: Return }) {
  const say = repairIn(useLanguage())
  const { day, moment } = useMoments()
  const money = (amount: number, currency: string) => `${currency} ${(amount / 100).toFixed(2)}`
  return (
    <dl className="repair-facts">
      <dt>{say('product')}</dt><dd>{of.product}{of.quantity > 1 && ` × ${of.quantity}`} {of.asset?.serial}</dd>
      <dt>{say('return.kind')}</dt><dd>{say(`return.kind.${of.kind}`)}</dd>
      <dt>{say('return.reason')}</dt><dd>{say(`return.reason.${of.reason}`)}</dd>
      <dt>{say('return.statement')}</dt><dd>{of.statement}</dd>
      {of.purchasedOn && <><dt>{say('return.purchasedOn')}</dt><dd>{day(of.purchasedOn)}</dd></>}
      {of.daysInUse !== null && <><dt>{say('return.days', { n: of.daysInUse })}</dt><dd>{of.windows.map(({ clause, lastDay, isOpen }) => (
        <Tag key={clause} color={isOpen ? 'green' : 'red'}>{isOpen ? '✓' : '!'} {clause} {isOpen ? (lastDay ? say('return.inTime', { day: day(lastDay) }) : say('return.unlimited')) : say('return.late')}</Tag>))}</dd></>}
      {of.lateReason && <><dt>{say('return.lateReason')}</dt><dd>{of.lateReason}</dd></>}
      {of.training && <><dt>{say('return.training')}</dt><dd>{say(of.training.isFree ? 'return.trainingFree' : 'return.trainingPaid')} {of.training.clause && <Tag>{of.training.clause}</Tag>} {of.training.ticket && <Link to={`/tickets/${of.training.ticket.id}`}>{of.training.ticket.number}</Link>}</dd></>}
      {of.decision && <><dt>{say('decision')}</dt><dd>{say(`decision.${of.decision.decision}`)} {of.decision.disposition && say(`disposition.${of.decision.disposition}`)} {of.decision.reason}</dd></>}
      {of.freight && <><dt>{say('return.freight')}</dt><dd>{of.freight.clause && <Tag>{of.freight.clause}</Tag>}{say(`return.payer.${of.freight.payer}`)} {of.freight.dealerPays > 0 && say('return.dealerPays', { amount: money(of.freight.dealerPays, of.freight.currency) })}</dd></>}
      {of.settlement && <><dt>{say('return.settlement')}</dt><dd>{say(`remedy.${of.settlement.remedy}`)} {of.settlement.amount !== null && money(of.settlement.amount, of.settlement.currency ?? '')} {of.settlement.newSerial} <span className="quiet">{moment(of.settlement.at)}</span></dd></>}
      <dt>{say('customer')}</dt><dd>{of.customer.name}</dd>
      <dt>{say('ticket')}</dt><dd><Link to={`/tickets/${of.ticket.id}`}>{of.ticket.number}</Link> {of.ticket.title}</dd>
    </dl>
  )
}

function Inspection({ of }: { of: Return }) {
  const say = repairIn(useLanguage())
  const { moment } = useMoments()
  const { inspection } = of
  if (!inspection) return null
  return (
    <>
      <h3>{say('return.inspection')}</h3>
      <p className="quiet">{say('return.inspector')} {inspection.inspector} {moment(inspection.at)} {inspection.cause && <Tag>{say(inspection.cause === 'human-damage' ? 'cause.human-damage' : 'cause.quality')}</Tag>} {inspection.note}</p>
      <dl className="repair-facts">{inspectionItems.map((key) => {
        const item = inspection.items[key]
        return item && [<dt key={key}>{say(`item.${key}`)}</dt>, <dd key={`${key} result`}>{item.ok ? '✓' : '✕'} {item.result} {item.attachmentId && <a href={urlOf(readAttachment, { attachmentId: item.attachmentId })} target="_blank" rel="noreferrer">{say('item.photo')}</a>}</dd>]
      })}</dl>
    </>
  )
}
