// The dense list of tickets. The row with the drawer open and the selected rows are marked; the keys of the list move them.
import { Button, Checkbox, Grid, Skeleton, Tag } from 'antd'
import { memo, useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import type { TicketRow } from '#contract/ticket/ticket.ts'
import type { Emptiness } from '#ui/record/states.tsx'
import { Failure, Nothing } from '#ui/record/states.tsx'
import { useMoments } from '#ui/record/session.ts'
import { useSay } from '#ui/ticket/say.ts'
import type { Say } from '#ui/ticket/say.ts'
import { SlaClock } from '#ui/ticket/sla-clock.tsx'
import { StatusTag } from '#ui/ticket/status-tag.tsx'

type Moments = ReturnType<typeof useMoments>
type Cell = (row: TicketRow, say: Say, moments: Moments) => ReactNode
export const ticketColumns = ['number', 'due', 'title', 'customer', 'asset', 'status', 'severity', 'holder', 'type', 'team', 'plan', 'level', 'channel', 'registeredAt', 'updatedAt', 'tags'] as const
export type TicketColumn = (typeof ticketColumns)[number]
export const usualColumns: readonly TicketColumn[] = ['number', 'due', 'title', 'customer', 'asset', 'status', 'severity', 'holder']

const widths: Partial<Record<TicketColumn, number>> = {
  number: 140, due: 156, customer: 128, asset: 130, status: 108, severity: 70, holder: 86,
  type: 90, team: 100, plan: 70, level: 80, channel: 80, registeredAt: 140, updatedAt: 140, tags: 120,
}
const cells: Record<TicketColumn, Cell> = {
  number: ({ number }) => <span className="figure">{number}</span>,
  due: (row) => <SlaClock dueAt={row.nextDueAt} state={row.nextState} />,
  title: ({ title, brokenCount }, say) => <>{title}{brokenCount > 0 && <Tag color="red" style={{ marginInlineStart: 6 }}>✕ {say.ticket('ticket.brokenCount', { n: brokenCount })}</Tag>}</>,
  customer: ({ customer }) => customer.name, asset: ({ asset }) => asset?.name ?? '', status: ({ status }) => <StatusTag status={status} />,
  severity: ({ severityTitle }, say) => severityTitle?.[say.language] ?? '',
  holder: ({ holder, holderAccepted }, say) => (holder
    ? <>{holder.name} <span className="quiet" title={say.ticket(holderAccepted ? 'ticket.accepted' : 'ticket.notAccepted')}>{holderAccepted ? '✓' : '…'}</span></>
    : <span className="quiet">{say.ticket('ticket.nobody')}</span>),
  type: ({ type }, say) => say.type(type), team: ({ team }) => team?.name ?? '',
  plan: ({ plan }) => plan ?? '', level: ({ level }) => level ?? '', channel: ({ channel }, say) => say.channel(channel),
  registeredAt: ({ registeredAt }, _, { moment }) => moment(registeredAt),
  updatedAt: ({ updatedAt }, _, { moment }) => moment(updatedAt), tags: ({ tags }) => tags.map((tag) => <Tag key={tag}>{tag}</Tag>),
}
const titles = (column: TicketColumn) => `ticket.${column}` as const

type Props = {
  rows: readonly TicketRow[]; columns: readonly TicketColumn[]; isPending: boolean; error: Error | null; refetch: () => unknown; empty: Emptiness
  hasMore: boolean; loadMore: () => void; isLoadingMore: boolean
  cursor: string | null; selected: ReadonlySet<string>; onOpen: (id: string) => void; onSelect: (id: string, isRange: boolean) => void; onSelectAll: (all: boolean) => void
}

export function TicketTable({ rows, columns, isPending, error, refetch, empty, hasMore, loadMore, isLoadingMore, cursor, selected, onOpen, onSelect, onSelectAll }: Props) {
  const say = useSay()
  const isPhone = Grid.useBreakpoint().md === false
  if (error && rows.length === 0) return <Failure error={error} retry={refetch} />
  if (isPending) return <Skeleton active paragraph={{ rows: 14 }} title={false} />
  if (rows.length === 0) return <Nothing {...empty} />
  if (isPhone) return <Cards rows={rows} onOpen={onOpen} hasMore={hasMore} loadMore={loadMore} isLoadingMore={isLoadingMore} />
  const isAll = rows.every(({ id }) => selected.has(id))
  return (
    <div className="ticket-table">
      <table style={{ minWidth: columns.length < 5 ? 0 : 860 }} aria-label={say.ticket('list.title')}>
        <colgroup><col style={{ width: 34 }} />{columns.map((column) => <col key={column} style={{ width: widths[column] }} />)}</colgroup>
        <thead>
          <tr>
            <th><Checkbox aria-label={say.screen('screen.all')} checked={isAll} indeterminate={!isAll && selected.size > 0} onChange={(event) => onSelectAll(event.target.checked)} /></th>
            {columns.map((column) => <th key={column} scope="col">{say.ticket(titles(column))}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => <Line key={row.id} row={row} columns={columns} isCursor={row.id === cursor} isSelected={selected.has(row.id)} onOpen={onOpen} onSelect={onSelect} />)}
        </tbody>
      </table>
      {hasMore && <Button block type="text" loading={isLoadingMore} onClick={loadMore}>{say.ticket('list.more')}</Button>}
    </div>
  )
}

// On a phone: one ticket, one card that a thumb can open.
function Cards({ rows, onOpen, hasMore, loadMore, isLoadingMore }: Pick<Props, 'rows' | 'onOpen' | 'hasMore' | 'loadMore' | 'isLoadingMore'>) {
  const say = useSay()
  return (
    <>
      <ul className="ticket-cards" aria-label={say.ticket('list.title')}>
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" data-ticket={row.id} onClick={() => onOpen(row.id)}>
              <span className="card-line"><b>{row.title}</b><SlaClock dueAt={row.nextDueAt} state={row.nextState} /></span>
              <span className="card-line quiet"><span>{row.customer.name}</span><span className="figure">{row.number}</span></span>
              <span className="card-line"><StatusTag status={row.status} /><span className="quiet">{row.holder?.name ?? say.ticket('ticket.nobody')}</span></span>
            </button>
          </li>
        ))}
      </ul>
      {hasMore && <Button block type="text" loading={isLoadingMore} onClick={loadMore}>{say.ticket('list.more')}</Button>}
    </>
  )
}

type LineProps = { row: TicketRow; columns: readonly TicketColumn[]; isCursor: boolean; isSelected: boolean; onOpen: (id: string) => void; onSelect: (id: string, isRange: boolean) => void }

const Line = memo(function Line({ row, columns, isCursor, isSelected, onOpen, onSelect }: LineProps) {
  const say = useSay()
  const moments = useMoments()
  const line = useRef<HTMLTableRowElement>(null)
  useEffect(() => { if (isCursor) line.current?.scrollIntoView({ block: 'nearest' }) }, [isCursor])
  return (
    <tr ref={line} tabIndex={0} data-ticket={row.id} className={[isCursor && 'is-cursor', isSelected && 'is-selected'].filter(Boolean).join(' ')}
      aria-selected={isSelected} aria-current={isCursor ? 'true' : undefined} onClick={() => onOpen(row.id)}>
      <td onClick={(event) => event.stopPropagation()}>
        <Checkbox tabIndex={-1} aria-label={row.number} checked={isSelected} onChange={(event) => onSelect(row.id, event.nativeEvent.shiftKey)} />
      </td>
      {columns.map((column) => <td key={column}>{cells[column](row, say, moments)}</td>)}
    </tr>
  )
}, (before, after) => before.row === after.row
  && before.columns === after.columns && before.isCursor === after.isCursor && before.isSelected === after.isSelected
  && before.onOpen === after.onOpen && before.onSelect === after.onSelect)
