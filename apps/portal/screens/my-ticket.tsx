import { lazy, Suspense } from 'react'
import { call } from '../call.ts'
import { answerMyTicket, getMyTicket } from '../endpoints.ts'
import { AccountPage, useSessionWatch } from '../features/account/account-page.tsx'
import { ProgressBoard } from '../features/progress/progress-board.tsx'
import { Read } from '../kit/states.tsx'
import { useReading } from '../read.ts'
import { Link } from '../router.tsx'
import { useWords } from '../words.ts'

const TicketCover = lazy(async () => ({ default: (await import('../features/account/ticket-cover.tsx')).TicketCover }))

export function MyTicketScreen({ ticketId }: { ticketId: string }) {
  const { t } = useWords()
  return <AccountPage title={t('progress.title')}>{() => <MyTicket ticketId={ticketId} />}</AccountPage>
}

function MyTicket({ ticketId }: { ticketId: string }) {
  const { t } = useWords()
  const reading = useReading(() => call(getMyTicket, { ticketId }), `ticket ${ticketId}`, 20)
  useSessionWatch(reading.failure)
  return (
    <>
      <Link to="/portal/" className="back">‹ {t('tickets.title')}</Link>
      <Read reading={reading} lines={7}>
        {(view) => (
          <ProgressBoard view={view} onView={reading.set} fileAddress={null} photoChoice={null} staleSince={reading.staleSince}
            send={({ photos: _, ...answer }, key) => call(answerMyTicket, { ticketId, ...answer }, { key })} />
        )}
      </Read>
      {reading.value !== null && <Suspense fallback={null}><TicketCover ticketId={ticketId} /></Suspense>}
    </>
  )
}
