import { useNavigate, useParams } from '@tanstack/react-router'
import { Descriptions } from 'antd'
import type { TableColumnsType } from 'antd'
import { exportSettlement, getSettlement } from '#contract/dealer/claims.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { urlOf, useAsk, usePages } from '#ui/record/ask.ts'
import { Answer, Rows, Screen } from '#ui/record/states.tsx'
import { Exports } from '../../features/dealer/claim-table.tsx'
import { money, useDealerWords } from '../../features/dealer/words.ts'

type Line = ReplyOf<typeof getSettlement>['rows'][number] & { id: string }

/** A settled month dealer by dealer: the lines add up to the sums above them, and each opens its statement. */
export function SettlementScreen() {
  const { runId = '' } = useParams({ strict: false }) as { runId?: string }
  const say = useDealerWords()
  const navigate = useNavigate()
  const head = useAsk(getSettlement, { runId, limit: 1 })
  const lines = usePages(getSettlement, { runId, limit: 200 })
  const run = head.data?.run
  const open = ({ id }: Line) => void navigate({ to: `/dealers/${id}` })
  const columns: TableColumnsType<Line> = [
    { title: say('dealer.dealer'), render: (_, row) => <a href={`/dealers/${row.dealer.id}`} onClick={(event) => { event.preventDefault(); open(row) }}>{row.dealer.name}</a> },
    ...(['opening', 'charges', 'offset', 'closing'] as const).map((key) => ({ title: say(`statement.${key}`), align: 'right' as const, render: (_: unknown, row: Line) => <span className="figure">{money(row[key], run?.currency)}</span> })),
  ]
  return (
    <Screen title={`${say('settlement.settlements')} ${run?.month ?? ''}`} needs="claim.settle" actions={<Exports to={(format) => urlOf(exportSettlement, { runId, format })} />}>
      <Answer of={head}>{({ run: of }) => <Descriptions size="small" column={{ xs: 2, md: 5 }} items={[{ key: 'dealers', label: say('settlement.dealers'), children: `${of.dealers} / ${of.of}` },
        ...(['opening', 'charges', 'offset', 'closing'] as const).map((key) => ({ key, label: say(`statement.${key}`), children: <b className="figure">{money(of[key], of.currency)}</b> }))]} />}</Answer>
      <Rows<Line> of={{ ...lines, rows: lines.rows.map((row) => ({ ...row, id: row.dealer.id })) }} columns={columns} rowKey="id" onOpen={open} empty={{ title: say('settlement.none') }} />
    </Screen>
  )
}
