// A dense table of rules. Each row carries its clause as a chip that can be linked to.
import { Table, Tag } from 'antd'
import type { ReactNode } from 'react'
import type { Wording } from './wording.ts'

export type RuleRow = { id: string; clause?: string; also?: readonly string[] }
export type RuleColumn<Row> = { title: string; width?: number | string; show: (row: Row) => ReactNode }

export function RuleTable<Row extends RuleRow>({ wording, rows, columns }: { wording: Wording; rows: readonly Row[]; columns: readonly RuleColumn<Row>[] }) {
  const shown = [
    { title: wording.say('rule.clause'), width: 116, render: (_: unknown, row: Row) => <ClauseChips row={row} /> },
    ...columns.map(({ title, width, show }) => ({ title, ...(width === undefined ? {} : { width }), render: (_: unknown, row: Row) => show(row) })),
  ]
  return (
    <Table<Row> size="small" pagination={false} rowKey="id" dataSource={[...rows]} columns={shown} tableLayout="auto"
      onRow={(row) => ({ id: `rule-${row.id}` })} />
  )
}

export function ClauseChips({ row }: { row: RuleRow }) {
  const ids = [...(row.clause ? [row.clause] : []), ...(row.also ?? [])]
  return <span className="clause-chips">{ids.map((id) => <ClauseChip key={id} id={id} />)}</span>
}

export function ClauseChip({ id }: { id: string }) {
  return <a href={`#clause-${id}`} id={`clause-${id}`} className="clause-chip"><Tag variant="outlined">{id}</Tag></a>
}

/** A value the plan still leaves open: said in words and marked, never by colour alone. */
export function OpenMark({ text }: { text: string }) {
  return <Tag color="warning" icon={<span aria-hidden>◌ </span>}>{text}</Tag>
}

/** Titled lines under a rule; those without a value are left out. */
export function Lines({ lines }: { lines: readonly (readonly [label: string, value: ReactNode] | false | undefined | null)[] }) {
  const shown = lines.filter((line): line is readonly [string, ReactNode] => Boolean(line) && (line as readonly [string, ReactNode])[1] !== '')
  return (
    <dl className="rule-lines">
      {shown.map(([label, value], index) => <div key={index}><dt>{label}</dt><dd>{value}</dd></div>)}
    </dl>
  )
}
