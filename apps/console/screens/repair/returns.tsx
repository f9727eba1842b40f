import { Link, useNavigate } from '@tanstack/react-router'
import { Input, Segmented, Tag } from 'antd'
import { listReturns } from '#contract/repair/returns.ts'
import { repairIn } from '#locales/repair.ts'
import { useKept } from '#ui/record/kept.ts'
import { usePages } from '#ui/record/ask.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { StateTag } from '../../features/repair/state-tag.tsx'

export function ReturnsScreen() {
  const say = repairIn(useLanguage())
  const { moment } = useMoments()
  const navigate = useNavigate()
  const [view, setView] = useKept<'onlyOpen' | 'all'>('view', 'onlyOpen', ['onlyOpen', 'all'])
  const [q, setQ] = useKept<string>('q', '')
  const returns = usePages(listReturns, { ...(view === 'onlyOpen' && { open: 'true' as const }), ...(q.trim() && { q: q.trim() }) })
  return (
    <Screen title={say('return.list')} needs="repair.read" actions={<Segmented value={view} onChange={setView} options={(['onlyOpen', 'all'] as const).map((value) => ({ value, label: say(value) }))} />}>
      <div className="screen-filters"><Input.Search allowClear placeholder={say('search')} aria-label={say('search')} style={{ maxWidth: 280 }} onSearch={setQ} /></div>
      <Rows of={returns} rowKey="id" onOpen={({ id }) => void navigate({ to: `/returns/${id}` })} empty={{ title: say('return.none'), hint: say('return.noneHint'), isFiltered: q !== '' }} columns={[
        { title: say('number'), render: (_, row) => <Link to={`/returns/${row.id}`}>{row.number}</Link> },
        { title: say('state'), width: 150, render: (_, row) => <><StateTag of="returnState" state={row.state} />{row.isLate && <Tag color="red">! {say('return.late')}</Tag>}</> },
        { title: say('product'), render: (_, row) => <>{row.product}<div className="quiet">{say(`return.kind.${row.kind}`)} · {say(`return.reason.${row.reason}`)}</div></> },
        { title: say('customer'), responsive: ['md'], render: (_, row) => row.customer.name },
        { title: say('ticket'), responsive: ['md'], render: (_, row) => <Link to={`/tickets/${row.ticket.id}`}>{row.ticket.number}</Link> },
        { title: say('at'), width: 150, responsive: ['lg'], render: (_, row) => moment(row.requestedAt) },
      ]} />
    </Screen>
  )
}
