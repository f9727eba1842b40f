import { Segmented, Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import { useState } from 'react'
import { listClaimedParts } from '#contract/dealer/claims.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { usePages } from '#ui/record/ask.ts'
import { useMoments } from '#ui/record/session.ts'
import { Rows } from '#ui/record/states.tsx'
import { useDealerWords } from './words.ts'

type Part = ReplyOf<typeof listClaimedParts>['rows'][number]
type Row = Part & { id: string }
const states = ['outstanding', 'overdue', 'sent', 'received', 'appraised', 'stored'] as const

/** Replaced parts until they are stored away; the most urgent first. */
export function OldParts({ dealerId }: { dealerId?: string }) {
  const say = useDealerWords()
  const { day } = useMoments()
  const [state, setState] = useState<(typeof states)[number] | 'all'>('all')
  const parts = usePages(listClaimedParts, { ...(dealerId ? { dealerId } : {}), ...(state === 'all' ? {} : { state }) })
  const columns: TableColumnsType<Row> = [
    { title: say('claim.number'), render: (_, row) => <a href={`/claims/${row.claimId}`}>{row.number}</a> }, ...(dealerId ? [] : [{ title: say('claim.dealer'), render: (_: unknown, row: Row) => row.dealer?.name ?? '' }]),
    { title: say('part.part'), render: (_, row) => <>{row.part} <span className="quiet">{row.serial}</span></> }, { title: say('claim.returnBy'), render: (_, row) => day(row.returnBy) },
    { title: say('part.daysLeft'), align: 'right', render: (_, row) => row.daysLeft ?? '' }, { title: say('claim.state'), render: (_, row) => <Tag color={row.state === 'overdue' ? 'error' : 'default'}>{say(`part.state.${row.state}`)}</Tag> },
    { title: say('do.place'), render: (_, row) => (row.store ? `${say(`part.store.${row.store}`)} ${row.place ?? ''}` : '') }, { title: say('claim.salesperson'), render: (_, row) => row.salesperson?.name ?? '' },
  ]
  return (
    <>
      <div className="screen-filters"><Segmented value={state} onChange={setState} options={[{ value: 'all' as const, label: say('statement.all') }, ...states.map((value) => ({ value, label: say(`part.state.${value}`) }))]} /></div>
      <Rows<Row> of={{ ...parts, rows: parts.rows.map((row) => ({ ...row, id: row.claimId })) }} columns={columns} rowKey="id" empty={{ title: say('part.none'), isFiltered: state !== 'all', onClear: () => setState('all') }} />
    </>
  )
}
