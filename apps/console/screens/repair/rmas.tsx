import { Link, useNavigate } from '@tanstack/react-router'
import { Input, Segmented, Tag } from 'antd'
import { listRmas } from '#contract/repair/rma.ts'
import { repairIn } from '#locales/repair.ts'
import { useKept } from '#ui/record/kept.ts'
import { usePages } from '#ui/record/ask.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { StateTag } from '../../features/repair/state-tag.tsx'

export function RmasScreen() {
  const say = repairIn(useLanguage())
  const { moment } = useMoments()
  const navigate = useNavigate()
  const [view, setView] = useKept<'onlyOpen' | 'all'>('view', 'onlyOpen', ['onlyOpen', 'all'])
  const [q, setQ] = useKept<string>('q', '')
  const rmas = usePages(listRmas, { ...(view === 'onlyOpen' && { open: 'true' as const }), ...(q.trim() && { q: q.trim() }) })
  return (
    <Screen title={say('rma.list')} needs="repair.read" actions={<Segmented value={view} onChange={setView} options={(['onlyOpen', 'all'] as const).map((value) => ({ value, label: say(value) }))} />}>
      <div className="screen-filters"><Input.Search allowClear placeholder={say('search')} aria-label={say('search')} style={{ maxWidth: 280 }} onSearch={setQ} /></div>
      <Rows of={rmas} rowKey="id" onOpen={({ id }) => void navigate({ to: `/rma/${id}` })} empty={{ title: say('rma.none'), hint: say('rma.noneHint'), isFiltered: q !== '' }} columns={[
        { title: say('number'), render: (_, row) => <Link to={`/rma/${row.id}`}>{row.number}</Link> },
        { title: say('state'), width: 130, render: (_, row) => <StateTag of="rmaState" state={row.state} /> },
        { title: say('serial'), render: (_, row) => <>{row.serial}{row.isRemoved && <div><Tag>{say('rma.removed')}</Tag></div>}</> },
        { title: say('customer'), responsive: ['md'], render: (_, row) => <>{row.customer.name}<div className="quiet">{row.asset?.name}</div></> },
        { title: say('ticket'), responsive: ['md'], render: (_, row) => <Link to={`/tickets/${row.ticket.id}`}>{row.ticket.number}</Link> },
        { title: say('rmaStep.open'), width: 150, responsive: ['lg'], render: (_, row) => moment(row.openedAt) },
        { title: say('rmaStep.receive'), width: 150, responsive: ['lg'], render: (_, row) => moment(row.receivedAt) },
      ]} />
    </Screen>
  )
}
