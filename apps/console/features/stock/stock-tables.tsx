// Where a part lies, and how it came there.
import { Table, Tag } from 'antd'
import type { BalanceRow, MoveRow } from '#contract/stock/stock.ts'
import { listMoves } from '#contract/stock/endpoints.ts'
import { usePages } from '#ui/record/ask.ts'
import { useMoments } from '#ui/record/session.ts'
import { Nothing, Rows } from '#ui/record/states.tsx'
import { useStock } from './words.ts'

export function BalanceTable({ rows, by }: { rows: readonly BalanceRow[]; by: 'part' | 'place' }) {
  const { say, words, showsSerials, showsBatches } = useStock()
  return (
    <Table<BalanceRow> size="small" pagination={false} scroll={{ x: 'max-content' }} dataSource={[...rows]} locale={{ emptyText: <Nothing title={say('noStock')} /> }}
      rowKey={(row) => `${row.part.id} ${row.place.id} ${row.condition} ${row.batch} ${row.serial}`} columns={[
        by === 'place'
          ? { title: say('place'), render: (_, row) => <>{row.place.name} <span className="quiet">{words.placeKinds[row.place.kind]}</span></> }
          : { title: say('part'), render: (_, row) => <><b className="figure">{row.part.number}</b> {row.part.name}</> },
        ...(showsSerials ? [{ title: words.columns.serial, dataIndex: 'serial', className: 'figure' }] : []), ...(showsBatches ? [{ title: words.columns.batch, dataIndex: 'batch' }] : []),
        { title: words.columns.condition, render: (_, row) => words.conditions[row.condition] },
        { title: say('onHand'), dataIndex: 'onHand', align: 'right', render: (value: number) => <span className="figure">{value < 0 ? `▼ ${value}` : value}</span> },
        { title: say('reserved'), dataIndex: 'reserved', align: 'right' }, { title: say('available'), align: 'right', render: (_, row) => <b className="figure">{row.available}</b> },
      ]} />
  )
}

export function MoveLedger({ of }: { of: { partId?: string; placeId?: string; ticketId?: string } }) {
  const { say, words } = useStock()
  const { moment } = useMoments()
  const moves = usePages(listMoves, of)
  const signed = (row: MoveRow) => (row.from && row.to ? `${row.quantity}` : row.to ? `+${row.quantity}` : `−${row.quantity}`)
  return (
    <Rows of={moves} rowKey="id" empty={{ title: say('noMoves') }} columns={[
      { title: say('at'), width: 150, render: (_, row) => <span className="figure">{moment(row.at)}</span> },
      { title: say('kind'), width: 100, render: (_, row) => <Tag>{words.moveKinds[row.kind]}</Tag> },
      ...(of.partId ? [] : [{ title: say('part'), render: (_: unknown, row: MoveRow) => <><b className="figure">{row.part.number}</b> {row.part.name}</> }]),
      { title: say('fromTo'), render: (_, row) => <>{row.from?.name ?? say('outside')} → {row.kind === 'reserve' || row.kind === 'release' ? row.from?.name : row.to?.name ?? say('outside')} {row.serial && <span className="quiet figure">#{row.serial}</span>}</> },
      { title: say('quantity'), width: 80, align: 'right', render: (_, row) => <b className="figure">{signed(row)}</b> },
      ...(of.partId ? [{ title: say('running'), width: 80, align: 'right' as const, render: (_: unknown, row: MoveRow) => <span className="figure">{row.after}</span> }] : []),
      { title: say('ticket'), width: 150, render: (_, row) => row.ticket && <a href={`/tickets/${row.ticket.id}`}>{row.ticket.number}</a> },
      { title: say('by'), width: 110, dataIndex: 'byName' }, { title: say('reason'), render: (_, row) => [row.reason, row.reference].filter(Boolean).join(' · ') },
    ]} />
  )
}
