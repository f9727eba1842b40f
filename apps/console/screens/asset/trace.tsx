import { useNavigate } from '@tanstack/react-router'
import { Input, Table, Tag } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { traceAssets } from '#contract/lifecycle/endpoints.ts'
import type { trace } from '#contract/lifecycle/life.ts'
import { usePages } from '#ui/record/ask.ts'
import { useMoments } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { useWords } from '../../features/lifecycle/words.ts'

type Trace = z.output<typeof trace>
const asked = new URLSearchParams(location.search).get('q') ?? ''

/** From a serial or a batch to where each piece went, and back to everything that was in it. */
export function TraceScreen() {
  const say = useWords()
  const [q, setQ] = useState(asked)
  const found = usePages(traceAssets, { q: q || '-', limit: 50 }, { enabled: q !== '' })
  return (
    <Screen title={say('trace.trace')} needs="asset.read">
      <Input.Search allowClear enterButton autoFocus style={{ maxWidth: 420 }} defaultValue={asked} placeholder={say('trace.hint')} aria-label={say('trace.hint')} onSearch={(value) => setQ(value.trim())} />
      {q !== '' && <Found rows={found} />}
    </Screen>
  )
}

function Found({ rows }: { rows: ReturnType<typeof usePages<typeof traceAssets>> }) {
  const say = useWords()
  const { moment } = useMoments()
  const navigate = useNavigate()
  const link = (to: string, words: string) => <a key={to} href={to} onClick={(event) => { event.preventDefault(); void navigate({ to }) }}>{words}</a>
  const stays = (row: Trace) => (
    <Table size="small" rowKey={(one) => one.from ?? 'first'} pagination={false} dataSource={[...row.stays].reverse()} scroll={{ x: 520 }} columns={[
      { title: say('asset.from'), render: (_, one) => (one.from ? moment(one.from) : say('asset.sinceKnown')) }, { title: say('asset.until'), render: (_, one) => (one.until ? moment(one.until) : say('asset.still')) },
      { title: say('delivery.customer'), render: (_, one) => one.customer?.name ?? '' }, { title: say('delivery.site'), render: (_, one) => one.site?.name ?? '' },
      { title: say('trace.builtIn'), render: (_, one) => one.parent && link(`/assets/${one.parent.id}`, `${one.parent.name} ${one.parent.serial ?? ''}`) },
    ]} />
  )
  return (
    <Rows<Trace & { id: string }> of={{ ...rows, rows: rows.rows.map((row) => ({ ...row, id: row.asset.id })) }} rowKey="id" empty={{ title: say('trace.none') }} columns={[
      { title: say('trace.now'), render: (_, row) => (
        <>
          <div>{link(`/assets/${row.asset.id}`, `${row.asset.name} ${row.asset.serial ?? row.asset.number}`)} {row.retiredOn && <Tag>✕ {say('life.retired')}</Tag>}</div>
          <div className="quiet">{[row.customer.name, row.site?.name].filter(Boolean).join(' · ')}</div>
          <div>{row.parents.map((one) => <span key={one.id}>{link(`/assets/${one.id}`, one.name)} › </span>)}</div>
          <div className="quiet">{row.asset.batch && `${say('asset.batch')} ${row.asset.batch}`} {row.delivery && link(`/deliveries/${row.delivery.id}`, row.delivery.number)}</div>
        </>
      ) },
      { title: say('trace.stays'), render: (_, row) => stays(row) },
      { title: say('trace.tickets'), render: (_, row) => row.tickets.map((ticket) => <div key={ticket.id}>{link(`/tickets/${ticket.id}`, `${ticket.number} ${ticket.title}`)}</div>) },
    ]} />
  )
}
