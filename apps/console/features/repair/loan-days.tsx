// The next two weeks of one unit, day by day: a letter says what the colour shows.
import type { ReplyOf } from '#contract/endpoint.ts'
import type { listLoaners } from '#contract/repair/loaners.ts'
import { repairIn } from '#locales/repair.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import './repair.css'

export type Unit = ReplyOf<typeof listLoaners>['rows'][number]
const dayLength = 86_400_000

export function LoanDays({ unit, today }: { unit: Unit; today: number }) {
  const say = repairIn(useLanguage())
  const { moment } = useMoments()
  const days = Array.from({ length: 14 }, (_, n) => today + n * dayLength)
  return (
    <div className="loan-days" role="img" aria-label={say('loaner.calendar')}>
      {days.map((from) => {
        const loan = unit.loans.find(({ startsAt, dueBackAt, isOverdue }) => Date.parse(startsAt) < from + dayLength && (dueBackAt === null || isOverdue || Date.parse(dueBackAt) > from))
        const look = !loan ? '' : loan.isOverdue ? 'late' : loan.state === 'out' ? 'taken' : 'reserved'
        const mark = !loan ? new Date(from).getDate() : loan.isOverdue ? '!' : loan.state === 'out' ? '→' : '…'
        return <span key={from} className={`loan-day ${look}`} title={loan ? `${loan.ticket.number} ${loan.customer.name} ${moment(loan.startsAt)} – ${loan.dueBackAt ? moment(loan.dueBackAt) : say('untilRepaired')}` : say('loaner.free')}>{mark}</span>
      })}
    </div>
  )
}
