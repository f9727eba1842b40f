// The pool, day by day, and every loan.
import { Link } from '@tanstack/react-router'
import { Button, Input, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { listLoaners, listLoans } from '#contract/repair/loaners.ts'
import { repairIn } from '#locales/repair.ts'
import { useKept } from '#ui/record/kept.ts'
import { useAsk, usePages } from '#ui/record/ask.ts'
import { useLanguage, useMay } from '#ui/record/session.ts'
import { Failure, Nothing, Rows, Screen } from '#ui/record/states.tsx'
import { LoanCard } from '../../features/repair/loan-card.tsx'
import type { Loan } from '../../features/repair/loan-card.tsx'
import { LoanDays } from '../../features/repair/loan-days.tsx'
import type { Unit } from '../../features/repair/loan-days.tsx'
import { StateTag } from '../../features/repair/state-tag.tsx'
import { UnitDrawer } from '../../features/repair/unit-drawer.tsx'

const views = ['pool', 'loans', 'overdue'] as const

export function LoanersScreen() {
  const say = repairIn(useLanguage())
  const mayWrite = useMay('repair.write')
  const [view, setView] = useKept<(typeof views)[number]>('view', 'pool', views)
  const [adding, setAdding] = useState(false)
  const add = mayWrite && <Button type="primary" onClick={() => setAdding(true)}>{say('loaner.new')}</Button>
  return (
    <Screen title={say('loaner.list')} needs="repair.read" actions={<><Segmented value={view} onChange={setView} options={views.map((value) => ({ value, label: say(`loaner.${value}`) }))} />{add}</>}>
      {view === 'pool' ? <Pool add={add} /> : <Loans isOverdue={view === 'overdue'} />}
      <UnitDrawer unit={null} open={adding} onClose={() => setAdding(false)} />
    </Screen>
  )
}

function Pool({ add }: { add: React.ReactNode }) {
  const say = repairIn(useLanguage())
  const mayWrite = useMay('repair.write')
  const [q, setQ] = useKept<string>('q', '')
  const [opened, setOpened] = useState<Unit | null>(null)
  const [today] = useState(() => new Date().setHours(0, 0, 0, 0))
  const pool = useAsk(listLoaners, q.trim() ? { q: q.trim() } : {})
  const rows = { rows: pool.data?.rows ?? [], isPending: pool.isPending, error: pool.error, refetch: pool.refetch }
  return (
    <>
      <div className="screen-filters"><Input.Search allowClear placeholder={say('search')} aria-label={say('search')} style={{ maxWidth: 280 }} onSearch={setQ} /></div>
      <Rows of={rows} rowKey="id" {...(mayWrite && { onOpen: setOpened })} empty={{ title: say('loaner.none'), hint: say('loaner.noneHint'), action: add, isFiltered: q !== '' }} columns={[
        { title: say('unit'), render: (_, unit) => <>{mayWrite ? <Button type="link" size="small" onClick={() => setOpened(unit)}>{unit.number}</Button> : unit.number} {unit.name}<div className="quiet">{unit.serial}</div></> },
        { title: say('grade'), width: 100, dataIndex: 'grade' },
        { title: say('accessories'), responsive: ['lg'], render: (_, unit) => unit.accessories.join('、') },
        { title: say('place'), width: 140, responsive: ['md'], dataIndex: 'place' },
        { title: say('state'), width: 140, render: (_, unit) => <><StateTag of="unitState" state={unit.state} />{unit.loans[0] && <div><Link to={`/tickets/${unit.loans[0].ticket.id}`}>{unit.loans[0].ticket.number}</Link></div>}</> },
        { title: say('loaner.calendar'), width: 260, responsive: ['md'], render: (_, unit) => <LoanDays unit={unit} today={today} /> },
      ]} />
      <UnitDrawer key={opened?.id ?? 'none'} unit={opened} open={opened !== null} onClose={() => setOpened(null)} />
    </>
  )
}

function Loans({ isOverdue }: { isOverdue: boolean }) {
  const say = repairIn(useLanguage())
  const loans = usePages(listLoans, isOverdue ? { overdue: 'true' } : {})
  if (loans.error) return <Failure error={loans.error} retry={loans.refetch} />
  if (!loans.isPending && loans.rows.length === 0) return <Nothing title={say(isOverdue ? 'loaner.noOverdue' : 'loaner.noLoans')} />
  return (
    <>
      {(loans.rows as Loan[]).map((loan) => <LoanCard key={loan.id} loan={loan} ticket={<><Link to={`/tickets/${loan.ticket.id}`}>{loan.ticket.number}</Link><Tag>{loan.customer.name}</Tag></>} />)}
      {loans.hasMore && <Button block type="text" loading={loans.isLoadingMore} onClick={loans.loadMore}>…</Button>}
    </>
  )
}
