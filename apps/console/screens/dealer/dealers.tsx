import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Select, Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import { useDeferredValue, useState } from 'react'
import { openDealerSeason, exportDealers, judgeStock, listDealers } from '#contract/dealer/endpoints.ts'
import type { DealerRow } from '#contract/dealer/dealer.ts'
import { grades } from '#domain/settlement/grade.ts'
import type { Grade } from '#domain/settlement/grade.ts'
import { useKept } from '#ui/record/kept.ts'
import { urlOf, usePages } from '#ui/record/ask.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useMay } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { Exports } from '../../features/dealer/claim-table.tsx'
import { DealerDrawer } from '../../features/dealer/dealer-drawer.tsx'
import { FormAction, text } from '#ui/record/form-action.tsx'
import { money, useDealerWords } from '../../features/dealer/words.ts'

export function DealersScreen() {
  const say = useDealerWords()
  const navigate = useNavigate()
  const [mayWrite, maySettle] = [useMay('dealer.write'), useMay('claim.settle')]
  const [adding, setAdding] = useState(false)
  const [q, setQ] = useKept<string>('q', '')
  const [grade, setGrade] = useKept<Grade | null>('grade', null)
  const asked = { ...(useDeferredValue(q.trim()) ? { q: q.trim() } : {}), ...(grade ? { grade } : {}) }
  const dealers = usePages(listDealers, asked)
  const judge = useAct(judgeStock, ({ deemedSold }) => say('stock.judged', { count: deemedSold }))
  const open = ({ id }: { id: string }) => void navigate({ to: `/dealers/${id}` })
  const columns: TableColumnsType<DealerRow> = [
    { title: say('dealer.number'), width: 130, dataIndex: 'number' }, { title: say('dealer.name'), render: (_, row) => <a href={`/dealers/${row.id}`} onClick={(event) => { event.preventDefault(); open(row) }}>{row.name}</a> },
    { title: say('dealer.territory'), render: (_, row) => row.territory.join(', ') }, { title: say('dealer.grade'), width: 70, dataIndex: 'grade' },
    { title: say('dealer.standing'), width: 120, render: (_, row) => <Tag color={row.standing === 'active' ? 'success' : 'error'}>{say(`standing.${row.standing}`)}</Tag> },
    { title: say('dealer.salesperson'), render: (_, row) => row.salesperson?.name ?? '' }, { title: say('dealer.openClaims'), align: 'right', dataIndex: 'openClaims' },
    { title: say('dealer.overdueCards'), align: 'right', render: (_, row) => (row.overdueCards > 0 ? <b>✕ {row.overdueCards}</b> : 0) }, { title: say('dealer.balance'), align: 'right', render: (_, row) => <span className="figure">{money(row.balance, row.currency)}</span> },
  ]
  const add = mayWrite && <Button type="primary" onClick={() => setAdding(true)}>{say('dealer.new')}</Button>
  return (
    <Screen title={say('dealer.dealers')} needs="dealer.read" actions={(
      <>
        {maySettle && <ConfirmButton size="middle" ask={say('stock.judge')} onYes={() => judge.mutate({})}>{say('stock.judge')}</ConfirmButton>}
        {mayWrite && <FormAction title={say('season.announce')} endpoint={openDealerSeason} fields={[{ name: 'line', label: say('stock.line'), required: true }, { name: 'title', label: say('season.title'), required: true }, { name: 'startsOn', label: say('season.startsOn'), kind: 'day', required: true },
          { name: 'endsOn', label: say('season.endsOn'), kind: 'day', required: true }]} toInput={(values) => ({ line: text(values['line']), title: text(values['title']), startsOn: text(values['startsOn']), endsOn: text(values['endsOn']) })} />}
        {add}
      </>
    )}>
      <div className="screen-filters" role="search">
        <Input.Search allowClear style={{ width: 280 }} value={q} placeholder={say('dealer.search')} aria-label={say('dealer.search')} onChange={(event) => setQ(event.target.value)} />
        <Select<Grade> allowClear style={{ width: 110 }} value={grade} placeholder={say('dealer.grade')} aria-label={say('dealer.grade')} onChange={(value: Grade | undefined) => setGrade(value ?? null)} options={grades.map((value) => ({ value, label: value }))} />
        <Exports to={(format) => urlOf(exportDealers, { ...asked, format })} />
      </div>
      <Rows of={dealers} columns={columns} rowKey="id" onOpen={open} empty={{ title: say('dealer.none'), hint: say('dealer.noneHint'), action: add, isFiltered: q !== '' || grade !== null, onClear: () => { setQ(''); setGrade(null) } }} />
      <DealerDrawer open={adding} dealer={null} onClose={() => setAdding(false)} onSaved={(id) => open({ id })} />
    </Screen>
  )
}
