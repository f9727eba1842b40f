import type { ReactNode } from 'react'
import { matched, useAddress } from './router.tsx'
import { AssetsScreen } from './screens/assets.tsx'
import { MissingScreen } from './screens/missing.tsx'
import { MyTicketScreen } from './screens/my-ticket.tsx'
import { PlansScreen } from './screens/plans.tsx'
import { ProgressScreen } from './screens/progress.tsx'
import { QuoteScreen } from './screens/quote.tsx'
import { ReportScreen } from './screens/report.tsx'
import { ScanScreen } from './screens/scan.tsx'
import { TicketsScreen } from './screens/tickets.tsx'

type Draw = (found: Record<string, string>) => ReactNode

const routes: readonly (readonly [string, Draw])[] = [
  // Labels are printed in capitals; whoever types one may not care.
  ['/q/:code', ({ code = '' }) => <ScanScreen key={code} code={code.trim().toUpperCase()} />],
  ['/p/:token', ({ token = '' }) => <ProgressScreen key={token} token={token} />],
  ['/portal/quote/:token', ({ token = '' }) => <QuoteScreen key={token} token={token} />],
  ['/portal', () => <TicketsScreen />],
  ['/portal/tickets/:ticketId', ({ ticketId = '' }) => <MyTicketScreen key={ticketId} ticketId={ticketId} />],
  ['/portal/assets', () => <AssetsScreen />],
  ['/portal/plans', () => <PlansScreen />],
  ['/portal/report', () => <ReportScreen />],
]

export function Routes() {
  const { path } = useAddress()
  for (const [pattern, draw] of routes) {
    const found = matched(pattern, path)
    if (found) return draw(found)
  }
  return <MissingScreen />
}
