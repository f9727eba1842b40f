// The top of a ticket: what it is, for whom, who holds it and what is due next.
import { Alert, Button, Tag } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { TicketView } from '#contract/ticket/ticket.ts'
import { useMay, useMoments } from '#ui/record/session.ts'
import { useSay } from '#ui/ticket/say.ts'
import { SlaClock } from '#ui/ticket/sla-clock.tsx'
import { StatusTag } from '#ui/ticket/status-tag.tsx'
import { EditTicketDrawer } from './edit-drawer.tsx'

export function TicketHead({ ticket }: { ticket: TicketView }) {
  const say = useSay()
  const { moment } = useMoments()
  const next = ticket.promises.find(({ ruleId, state }) => ruleId === ticket.nextRule && (state === 'running' || state === 'paused' || state === 'broken'))
  return (
    <header>
      <div className="ticket-strip">
        <b className="figure">{ticket.number}</b><Tag>{say.type(ticket.type)}</Tag><StatusTag status={ticket.status} />
        {ticket.pausedReason && <Tag color="orange">‖ {say.pause(ticket.pausedReason)}</Tag>}
        <Tag color="purple">{ticket.severityTitle?.[say.language] ?? say.ticket('ticket.unclassified')}</Tag>
        <SlaClock dueAt={ticket.nextDueAt} state={ticket.nextState} warnAt={next?.warnAt ?? null} hint={next && `${next.clause} ${next.title[say.language]}`} />
        {next && <span className="quiet">{next.title[say.language]}</span>}
        {ticket.brokenCount > 0 && <Tag color="red">✕ {say.ticket('ticket.brokenCount', { n: ticket.brokenCount })}</Tag>}
        {ticket.rating !== null && <Tag color="gold">★ {ticket.rating}</Tag>}
      </div>
      <h2>{ticket.title}</h2>
      {ticket.mergedInto && <Alert type="info" showIcon title={<a href={`/tickets/${ticket.mergedInto.id}`}>{say.ticket('ticket.mergedInto', { number: ticket.mergedInto.number })}</a>} />}
      <div className="ticket-strip">
        <a href={`/customers/${ticket.customer.id}`}>{ticket.customer.name}</a>{ticket.asset && <a href={`/assets/${ticket.asset.id}`}>{ticket.asset.name}</a>}
        <span>{say.ticket('ticket.holder')} {ticket.holder ? <>{ticket.holder.name} {ticket.holderAccepted ? <Tag color="green">✓ {say.ticket('ticket.accepted')}</Tag> : <Tag>… {say.ticket('ticket.notAccepted')}</Tag>}</> : <Tag color="orange">! {say.ticket('ticket.nobody')}</Tag>}</span>
      </div>
      <p className="quiet figure" style={{ margin: '2px 0 0' }}>{say.ticket('ticket.registeredAt')} {moment(ticket.registeredAt)} · {say.channel(ticket.channel)}{ticket.agreement && <> · {say.ticket('ticket.agreement')} {ticket.agreement.number}</>}</p>
    </header>
  )
}

export function TicketDetails({ ticket }: { ticket: TicketView }) {
  const say = useSay()
  const mayWork = useMay('ticket.work')
  const [isEditing, setEditing] = useState(false)
  const caller = [ticket.callerName, ticket.callerPhone].filter(Boolean).join(' ')
  const facts: [string, ReactNode][] = [
    [say.ticket('ticket.customer'), <a key="customer" href={`/customers/${ticket.customer.id}`}>{ticket.customer.name}</a>],
    [say.ticket('ticket.site'), ticket.site?.name],
    [say.ticket('ticket.asset'), ticket.asset && <a key="asset" href={`/assets/${ticket.asset.id}`}>{ticket.asset.name}<span className="quiet figure"> {ticket.asset.serial ?? ticket.asset.number}</span></a>],
    [say.ticket('ticket.holder'), ticket.holder ? <>{ticket.holder.name} {ticket.holderAccepted ? <Tag color="green">✓ {say.ticket('ticket.accepted')}</Tag> : <Tag>… {say.ticket('ticket.notAccepted')}</Tag>}</> : say.ticket('ticket.nobody')],
    [say.ticket('ticket.team'), ticket.team?.name],
    [say.ticket('ticket.caller'), caller || null],
    [say.ticket('ticket.contact'), ticket.contact && <>{ticket.contact.name} {ticket.contact.phone && <a className="figure" href={`tel:${ticket.contact.phone}`}>{ticket.contact.phone}</a>}</>],
    [say.ticket('ticket.plan'), ticket.planTitle && <>{ticket.planTitle[say.language]}{ticket.level && <> · {ticket.level}</>}</>],
    [say.ticket('ticket.tags'), ticket.tags.length > 0 && ticket.tags.map((tag) => <Tag key={tag}>{tag}</Tag>)],
  ]
  return (
    <section>
      {mayWork && <Button size="small" type="link" style={{ float: 'inline-end' }} onClick={() => setEditing(true)}>{say.ticket('panel.edit')}</Button>}
      <EditTicketDrawer ticket={ticket} open={isEditing} onClose={() => setEditing(false)} />
      <dl className="ticket-facts">{facts.filter(([, value]) => value !== null && value !== undefined && value !== false).map(([title, value]) => <div key={title}><dt>{title}</dt><dd>{value}</dd></div>)}</dl>
      {ticket.description && <div className="said">{ticket.description}</div>}
      {ticket.texts.length > 0 && <details style={{ marginTop: 8 }}><summary>{say.ticket('panel.texts')}（{ticket.texts.length}）</summary><ul>{ticket.texts.map(({ clause, text }) => <li key={clause}><Tag>{clause}</Tag>{text[say.language]}</li>)}</ul></details>}
    </section>
  )
}

const stepSigns = { done: '✓', next: '▶', waiting: '○', skipped: '–' } as const

export function StepList({ ticket }: { ticket: TicketView }) {
  const say = useSay()
  const { moment } = useMoments()
  if (ticket.steps.length === 0) return null
  return (
    <section>
      <h3>{say.ticket('panel.steps')} {ticket.processMode && <span className="quiet">{say.ticket(`panel.${ticket.processMode}`)}</span>}</h3>
      <ol className="step-list" data-mode={ticket.processMode ?? 'free'}>
        {ticket.steps.map((step) => (
          <li key={step.id} data-state={step.state} {...(step.state === 'next' ? { 'aria-current': 'step' as const } : {})}>
            <span aria-hidden="true">{stepSigns[step.state]}</span> {step.title[say.language]} <span className="quiet">{say.ticket(`step.${step.state}`)}</span> <Tag>{step.clause}</Tag>
            {step.at && <span className="quiet figure">{moment(step.at)}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}
