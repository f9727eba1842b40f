import { useState } from 'react'
import { call, nowAtServer } from '../call.ts'
import type { CallFailure } from '../call.ts'
import { scanCode } from '../endpoints.ts'
import { ReportForm } from '../features/report/report-form.tsx'
import type { ReportReply, ScanReply } from '../features/report/replies.ts'
import { SentCard } from '../features/report/sent-card.tsx'
import { linkOf, rememberLink } from '../features/report/sent-reports.ts'
import { Page } from '../kit/page.tsx'
import { Message, Read } from '../kit/states.tsx'
import { momentWords, spanWords } from '../moments.ts'
import { useReading } from '../read.ts'
import { Link } from '../router.tsx'
import { useWords } from '../words.ts'

export function ScanScreen({ code }: { code: string }) {
  const { t } = useWords()
  const reading = useReading(() => call(scanCode, { code }), `scan ${code}`)
  const [sent, setSent] = useState<ReportReply | null>(null)
  const org = reading.value?.org
  const refused = reading.failure && refusalPage(reading.failure)
  if (refused) return <Page title={t(refused.title)}><Message sign={refused.sign} title={t(refused.title)}><p>{t(refused.hint)}</p></Message></Page>
  return (
    <Page title={t('report.title')} brand={org?.name ?? null} hotline={org?.hotline ?? null}>
      <Read reading={reading} lines={7}>
        {(scanned) => (sent
          ? <SentCard reply={sent} onAgain={() => {
              setSent(null)
              reading.reload()
            }} />
          : <Machine code={code} scanned={scanned} onSent={(reply) => {
              rememberLink(reply.number, reply.token)
              setSent(reply)
              window.scrollTo(0, 0)
            }} />)}
      </Read>
    </Page>
  )
}

function refusalPage({ code, status }: CallFailure) {
  if (code === 'qr.unknown' || status === 400 || status === 404) return { sign: '?', title: 'scan.unknown', hint: 'scan.unknownHint' } as const
  if (code === 'qr.revoked') return { sign: '⊘', title: 'scan.revoked', hint: 'scan.revokedHint' } as const
  if (status === 429) return { sign: '⏳', title: 'scan.tooMany', hint: 'scan.tooManyHint' } as const
  return null
}

function Machine({ code, scanned, onSent }: { code: string; scanned: ScanReply; onSent: (reply: ReportReply) => void }) {
  const { t } = useWords()
  const { asset, openTicket, questions } = scanned
  const [isAdding, setAdding] = useState(false)
  return (
    <div className="board">
      <header className="machine">
        <h1>{asset.name}</h1>
        <p>{[asset.product !== asset.name && asset.product, asset.model, asset.serialEnd && t('scan.serialEnd', { serial: asset.serialEnd })].filter(Boolean).join(' · ')}</p>
      </header>
      {openTicket && !isAdding
        ? <AlreadyOpen ticket={openTicket} onAdd={() => { setAdding(true) }} />
        : <ReportForm code={code} questions={openTicket ? [] : questions} addTo={openTicket?.number ?? null} onSent={onSent} />}
      <PromisedHere promises={scanned.promises} />
    </div>
  )
}

function AlreadyOpen({ ticket, onAdd }: { ticket: NonNullable<ScanReply['openTicket']>; onAdd: () => void }) {
  const { t, language } = useWords()
  const token = linkOf(ticket.number)
  return (
    <section className="sheet">
      <h2>{t('scan.open')}</h2>
      <p className="number">{ticket.number}</p>
      <p><span className={`status ${ticket.status}`}>{t(`status.${ticket.status}`)}</span> <span className="hint">{t('scan.openSince', { time: momentWords(language,
        ticket.registeredAt, nowAtServer()) })}</span></p>
      <p>{t('scan.openHint')}</p>
      <div className="choices">
        <button type="button" className={token ? '' : 'main'} onClick={onAdd}>{t('scan.addTo')}</button>
        {token && <Link to={`/p/${token}`} className="button main">{t('scan.seeProgress')}</Link>}
      </div>
    </section>
  )
}

function PromisedHere({ promises }: { promises: ScanReply['promises'] }) {
  const { t, language, own } = useWords()
  if (promises.length === 0) return null
  return (
    <section className="sheet">
      <h2>{t('scan.promised')}</h2>
      <p className="hint">{t('scan.promisedHint')}</p>
      <ul className="rules">
        {promises.map(({ clause, title, target }) => {
          const time = target && spanWords(language, target)
          return <li key={clause + own(title)}><span>{own(title)} <small>{clause}</small></span>{time && <strong>{t('scan.within', { time })}</strong>}</li>
        })}
      </ul>
    </section>
  )
}
