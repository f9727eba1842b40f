import { useNavigate } from '@tanstack/react-router'
import { Button, Table } from 'antd'
import type { TableColumnsType } from 'antd'
import { listSettlements, runSettlement } from '#contract/dealer/claims.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { Answer, Nothing, Screen } from '#ui/record/states.tsx'
import { FormAction, text } from '#ui/record/form-action.tsx'
import { money, useDealerWords } from '../../features/dealer/words.ts'
import { Input } from 'antd'

type Run = ReplyOf<typeof listSettlements>['rows'][number]

export function SettlementsScreen() {
  const say = useDealerWords()
  const navigate = useNavigate()
  const runs = useAsk(listSettlements, {})
  const carryOn = useAct(runSettlement, () => say('do.done'))
  const columns: TableColumnsType<Run> = [
    { title: say('statement.month'), render: (_, run) => <a href={`/settlements/${run.id}`} onClick={(event) => { event.preventDefault(); void navigate({ to: `/settlements/${run.id}` }) }}>{run.month}</a> },
    { title: say('claim.state'), render: (_, run) => (run.finishedAt ? say('settlement.finished') : <>{say('settlement.running', { done: run.dealers, of: run.of })} <Button size="small" onClick={() => carryOn.mutate({ month: run.month })}>{say('settlement.carryOn')}</Button></>) },
    { title: say('settlement.dealers'), align: 'right', dataIndex: 'dealers' },
    ...(['opening', 'charges', 'offset', 'closing'] as const).map((key) => ({ title: say(`statement.${key}`), align: 'right' as const, render: (_: unknown, run: Run) => <span className="figure">{money(run[key], run.currency)}</span> })),
  ]
  const start = <FormAction primary title={say('settlement.run')} endpoint={runSettlement} fields={[{ name: 'month', label: say('statement.month'), kind: 'custom', input: <Input type="month" />, required: true }]} toInput={({ month }) => ({ month: text(month) })} />
  return (
    <Screen title={say('settlement.settlements')} needs="claim.settle" actions={start}>
      <Answer of={runs}>{({ rows }) => <Table<Run> size="small" rowKey="id" pagination={false} dataSource={rows} columns={columns} scroll={{ x: 'max-content' }} locale={{ emptyText: <Nothing title={say('settlement.none')} hint={say('settlement.noneHint')} action={start} /> }} />}</Answer>
    </Screen>
  )
}
