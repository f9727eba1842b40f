import { useState } from 'react'
import type { ReplyOf } from '#contract/endpoint.ts'
import type { listMyTickets as declared } from '#contract/channel/portal.ts'
import { call, nowAtServer } from '../call.ts'
import { listMyTickets } from '../endpoints.ts'
import { AccountPage, useSessionWatch } from '../features/account/account-page.tsx'
import { Message, Read } from '../kit/states.tsx'
import { momentWords } from '../moments.ts'
import { failureOf, useReading } from '../read.ts'
import { go, Link, useAddress } from '../router.tsx'
import { useWords } from '../words.ts'

type Listed = ReplyOf<typeof declared>

export function TicketsScreen() {
  const { t } = useWords()
  return <AccountPage title={t('tickets.title')}>{() => <Tickets />}</AccountPage>
}

function Tickets() {
  const { t } = useWords()
  const { query } = useAddress()
  const isAll = query.get('show') === 'all'
  const reading = useReading(() => call(listMyTickets, isAll ? { limit: 30 } : { open: 'yes', limit: 30 }), `tickets ${isAll}`, 30)
  useSessionWatch(reading.failure)
  return (
    <div className="board">
      <div className="heading">
        <h1>{t('tickets.title')}</h1>
        <div className="switch" role="group" aria-label={t('tickets.title')}>
          <button type="button" aria-pressed={!isAll} onClick={() => { go('/portal/') }}>{t('tickets.open')}</button>
          <button type="button" aria-pressed={isAll} onClick={() => { go('/portal/?show=all') }}>{t('tickets.all')}</button>
        </div>
      </div>
      <Read reading={reading}>
        {(listed) => (listed.rows.length === 0
          ? <Message sign="✓" title={isAll ? t('tickets.noneAtAll') : t('tickets.none')} actions={<Link to="/portal/report" className="button main">{t('tickets.report')}</Link>}><p>{t('tickets.noneHint')}</p></Message>
          : <Rows listed={listed} isAll={isAll} onMore={reading.set} />)}
      </Read>
    </div>
  )
}

function Rows({ listed, isAll, onMore }: { listed: Listed; isAll: boolean; onMore: (listed: Listed) => void }) {
  const { t } = useWords()
  const [complaint, setComplaint] = useState<string | null>(null)
  async function more(cursor: string): Promise<void> {
    try {
      const further = await call(listMyTickets, { ...(!isAll && { open: 'yes' as const }), limit: 30, cursor })
      onMore({ rows: [...listed.rows, ...further.rows], next: further.next })
    } catch (error) {
      setComplaint(failureOf(error).message)
    }
  }
  const { next } = listed
  return (
    <>
      <ul className="cards">{listed.rows.map((ticket) => <li key={ticket.id}><TicketCard ticket={ticket} /></li>)}</ul>
      {next && <button type="button" className="wide" onClick={() => void more(next)}>{t('app.more')}</button>}
      {complaint && <p className="complaint" role="alert">{complaint}</p>}
    </>
  )
}

function TicketCard({ ticket }: { ticket: Listed['rows'][number] }) {
  const { t, language } = useWords()
  const { id, number, title, status, asset, site, registeredAt, nextDueAt } = ticket
  const now = nowAtServer()
  const isLate = nextDueAt !== null && Date.parse(nextDueAt) < now
  return (
    <Link to={`/portal/tickets/${id}`} className="card">
      <span className="heading"><strong>{title}</strong><span className={`status ${status}`}>{t(`status.${status}`)}</span></span>
      <span className="hint">{[number, asset, site, momentWords(language, registeredAt, now)].filter(Boolean).join(' · ')}</span>
      {nextDueAt && <span className={isLate ? 'due late' : 'due'}><span aria-hidden="true">{isLate ? '! ' : '◷ '}</span>{t(isLate ? 'tickets.late' : 'tickets.due',
        { time: momentWords(language, nextDueAt, now) })}</span>}
    </Link>
  )
}
