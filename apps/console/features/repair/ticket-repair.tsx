// What a ticket has of loaners, units at the factory and goods coming back, and what its plan owes of them.
import { useNavigate } from '@tanstack/react-router'
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#contract/endpoint.ts'
import type { TicketView } from '#contract/ticket/ticket.ts'
import { getOwedLoaners, listLoans } from '#contract/repair/loaners.ts'
import { getRma, listRmas } from '#contract/repair/rma.ts'
import { listReturns } from '#contract/repair/returns.ts'
import { repairIn } from '#locales/repair.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useLanguage, useMay, useMoments } from '#ui/record/session.ts'
import { Answer } from '#ui/record/states.tsx'
import { LoanCard } from './loan-card.tsx'
import type { Loan } from './loan-card.tsx'
import { ReserveDialog } from './reserve-dialog.tsx'
import { RequestDialog } from './return-dialogs.tsx'
import { OpenRmaDialog, SwapDialog } from './rma-dialogs.tsx'
import { RmaSteps } from './rma-steps.tsx'
import { StateTag } from './state-tag.tsx'
import './repair.css'

type Asking = 'reserve' | 'rma' | 'swap' | 'return'

export function TicketRepair({ ticket }: { ticket: TicketView }) {
  const say = repairIn(useLanguage())
  const [mayLend, mayWrite] = [useMay('loaner.lend'), useMay('repair.write')]
  const [asking, setAsking] = useState<Asking | null>(null)
  const [freeFrom, setFreeFrom] = useState('')
  const owed = useAsk(getOwedLoaners, { ticketId: ticket.id })
  const loans = useAsk(listLoans, { ticketId: ticket.id, limit: 50 })
  const rmas = useAsk(listRmas, { ticketId: ticket.id, limit: 50 })
  const returns = useAsk(listReturns, { ticketId: ticket.id, limit: 1 })
  const navigate = useNavigate()
  const loanRows = (loans.data?.rows ?? []) as Loan[]
  const hasReturn = (returns.data?.rows.length ?? 0) > 0
  return (
    <section>
      <Answer of={owed}>{(data) => <Owed owed={data} />}</Answer>
      <Space wrap style={{ marginBottom: 8 }}>
        {mayLend && <Button size="small" type="primary" onClick={() => { setFreeFrom(new Date().toISOString()); setAsking('reserve') }}>{say('reserve')}</Button>}
        {mayWrite && ticket.asset && <Button size="small" onClick={() => setAsking('swap')}>{say('rma.swap')}</Button>}
        {mayWrite && <Button size="small" onClick={() => setAsking('rma')}>{say('rma.open')}</Button>}
        {mayWrite && !hasReturn && <Button size="small" onClick={() => setAsking('return')}>{say('return.new')}</Button>}
      </Space>
      {loanRows.map((loan) => <LoanCard key={loan.id} loan={loan} />)}
      {rmas.data?.rows.map((rma) => <RmaCard key={rma.id} rmaId={rma.id} />)}
      {returns.data?.rows.map((one) => (
        <div key={one.id} className="repair-card"><header>
          <StateTag of="returnState" state={one.state} /><Button type="link" size="small" onClick={() => void navigate({ to: `/returns/${one.id}` })}>{one.number}</Button>{one.product} · {say(`return.reason.${one.reason}`)}
        </header></div>
      ))}
      <Asked asking={asking} ticket={ticket} owed={owed.data} standIn={loanRows.find(({ state }) => state === 'out')} freeFrom={freeFrom} onClose={() => setAsking(null)} />
    </section>
  )
}

type AskedProps = { asking: Asking | null; ticket: TicketView; owed: ReplyOf<typeof getOwedLoaners> | undefined; standIn: Loan | undefined; freeFrom: string; onClose: () => void }
function Asked({ asking, ticket, owed, standIn, freeFrom, onClose }: AskedProps) {
  const navigate = useNavigate()
  if (asking === 'reserve') return <ReserveDialog ticketId={ticket.id} gradeClause={owed?.gradeClause ?? null} untilRepairedClause={owed?.untilRepairedClause ?? null} freeFrom={freeFrom} onClose={onClose} />
  if (asking === 'rma') return <OpenRmaDialog ticketId={ticket.id} asset={ticket.asset} onClose={onClose} onDone={() => undefined} />
  if (asking === 'swap' && ticket.asset) return <SwapDialog ticketId={ticket.id} assetId={ticket.asset.id} loanId={standIn?.id ?? null} standIn={standIn?.unit.serial ?? null} onClose={onClose} onDone={() => undefined} />
  if (asking === 'return') return <RequestDialog ticketId={ticket.id} product={ticket.asset?.name ?? ticket.title} onClose={onClose} onDone={(made) => void navigate({ to: `/returns/${made.id}` })} />
  return null
}

function Owed({ owed }: { owed: { owed: { key: string; clause: string; title: Record<string, string>; state: string; dueAt: string | null }[]; gradeClause: string | null; freeClause: string | null; untilRepairedClause: string | null } }) {
  const language = useLanguage()
  const say = repairIn(language)
  const { moment } = useMoments()
  return (
    <>
      {owed.owed.map(({ key, clause, title, state, dueAt }) => (
        <div key={key} className="repair-owed">
          <Tag color={state === 'broken' ? 'red' : 'orange'}>! {dueAt ? say(state === 'broken' ? 'owedLate' : 'owedBy', { at: moment(dueAt) }) : say('owedNow')}</Tag><Tag>{clause}</Tag>{title[language]}
        </div>
      ))}
      {(owed.gradeClause ?? owed.freeClause ?? owed.untilRepairedClause) && <p className="quiet">
        {[owed.gradeClause && say('sameGrade', { clause: owed.gradeClause }), owed.freeClause && say('freeUnder', { clause: owed.freeClause }), owed.untilRepairedClause && say('untilRepairedClause', { clause: owed.untilRepairedClause })].filter(Boolean).join(' · ')}
      </p>}
    </>
  )
}

function RmaCard({ rmaId }: { rmaId: string }) {
  const say = repairIn(useLanguage())
  const navigate = useNavigate()
  const { moment } = useMoments()
  const rma = useAsk(getRma, { rmaId })
  if (!rma.data) return null
  const [clock] = rma.data.clocks
  return (
    <div className="repair-card">
      <header>
        <StateTag of="rmaState" state={rma.data.state} /><Button type="link" size="small" onClick={() => void navigate({ to: `/rma/${rmaId}` })}>{rma.data.number}</Button>
        {say('serial')} {rma.data.serial}{rma.data.isRemoved && <Tag>{say('rma.removed')}</Tag>}{clock?.dueAt && <Tag color={clock.state === 'broken' ? 'red' : 'blue'}>{clock.clause} {say('rma.due', { at: moment(clock.dueAt) })}</Tag>}
      </header>
      <RmaSteps rma={rma.data} />
    </div>
  )
}
