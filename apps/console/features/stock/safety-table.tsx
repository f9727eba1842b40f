// What the plans ask to be in stock, what is short, and which clause says so; which depots and which reach are still missing.
import { Button, Segmented, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import type { SafetyRow } from '#contract/stock/stock.ts'
import { getStockReadiness, listSafety, replenish } from '#contract/stock/endpoints.ts'
import { libraryIn, librarySpan } from '#locales/library.ts'
import { useKept } from '#ui/record/kept.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Nothing, Rows } from '#ui/record/states.tsx'
import { PlaceDrawer } from './place-table.tsx'
import { usePlaceChoices, useStock } from './words.ts'

export function SafetyTable() {
  const { say } = useStock()
  const mayAsk = useMay('stock.adjust')
  const [only, setOnly] = useKept<'short' | 'all'>('only', 'short', ['short', 'all'])
  const safety = useAsk(listSafety, { only })
  const places = usePlaceChoices(['depot'])
  const ask = useAct(replenish, (reply) => `${say('onOrder')} ${reply.requisitions}`)
  return (
    <>
      <div className="screen-filters">
        <Segmented value={only} onChange={setOnly} options={[{ value: 'short', label: say('onlyShort') }, { value: 'all', label: say('all') }]} />
        {mayAsk && <Select<string> style={{ minWidth: 240 }} placeholder={say('replenish')} aria-label={say('replenish')} value={null} options={places} loading={ask.isPending} onChange={(toId) => ask.mutate({ toId })} />}
      </div>
      <Rows of={{ rows: (safety.data?.rows ?? []).map((row) => ({ ...row, key: row.part.id })), isPending: safety.isPending, error: safety.error, refetch: safety.refetch }} rowKey="key"
        empty={{ title: say('noShort'), hint: say('noShortHint') }} columns={[
          { title: say('part'), render: (_, row) => <><a href={`/parts/${row.part.id}`}><b className="figure">{row.part.number}</b></a> {row.part.name}</> },
          { title: say('needed'), dataIndex: 'needed', width: 80, align: 'right' }, { title: say('available'), dataIndex: 'available', width: 80, align: 'right' },
          { title: say('shortfall'), width: 90, align: 'right', render: (_, row) => (row.shortfall > 0 ? <Tag color="error">▼ {row.shortfall}</Tag> : '✓') }, { title: say('onOrder'), dataIndex: 'onOrder', width: 90, align: 'right' },
          { title: say('clauses'), render: (_, row) => <Steps steps={row.steps} /> },
        ]} />
    </>
  )
}

function Steps({ steps }: Pick<SafetyRow, 'steps'>) {
  const { words, language } = useStock()
  const library = libraryIn(language)
  const because = ({ within, ...step }: SafetyRow['steps'][number]) => Object.entries({ ...step, within: within ? librarySpan(library, within) : '' }).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, String(value as string)), words.because[step.because] as string)
  return <ul className="stock-steps">{steps.map((step) => <li key={`${step.plan}/${step.rule}`}>{step.clause && <Tag>{step.clause}</Tag>} {step.title[language]}：{because(step)} → <b className="figure">{step.quantity}</b></li>)}</ul>
}

export function ReadinessPanel() {
  const { say, language } = useStock()
  const library = libraryIn(language)
  const { day } = useMoments()
  const mayWrite = useMay('stock.adjust')
  const readiness = useAsk(getStockReadiness, {})
  const [setting, setSetting] = useState<{ name: string; region: string | null; planDepots: string[] } | null>(null)
  return (
    <Answer of={readiness}>
      {({ depots, sites, supply }) => (depots.length + sites.length + supply.length === 0 ? <Nothing title={say('allReady')} /> : (
        <>
          {depots.length > 0 && <section className="stock-block"><h3>{say('missingDepots')} ({depots.length})</h3>
            <Table size="small" pagination={false} rowKey={(row) => `${row.plan}/${row.depot}`} dataSource={depots} columns={[
              { title: say('clauses'), width: 110, render: (_, row) => <Tag>{row.clause}</Tag> }, { title: say('name'), render: (_, row) => row.title[language] }, { title: say('region'), render: (_, row) => row.place ?? '' },
              ...(mayWrite ? [{ title: '', width: 100, render: (_: unknown, row: (typeof depots)[number]) => <Button size="small" onClick={() => setSetting({ name: row.title[language], region: row.place, planDepots: [`${row.plan}/${row.depot}`] })}>{say('setUp')}</Button> }] : []),
            ]} /></section>}
          {sites.length > 0 && <section className="stock-block"><h3>{say('unreached')} ({sites.length})</h3>
            <Table size="small" pagination={false} rowKey={(row) => `${row.plan}/${row.siteId}`} dataSource={sites} columns={[
              { title: say('clauses'), width: 110, render: (_, row) => <Tag>{row.clause}</Tag> }, { title: say('name'), render: (_, row) => `${row.customerName} · ${row.name}` }, { title: say('within'), width: 110, render: (_, row) => librarySpan(library, row.within) },
            ]} /></section>}
          {supply.length > 0 && <section className="stock-block"><h3>{say('supplyRisks')} ({supply.length})</h3>
            <Table size="small" pagination={false} rowKey={(row) => `${row.part.id}/${row.assetId}`} dataSource={supply} columns={[
              { title: say('part'), render: (_, row) => <><b className="figure">{row.part.number}</b> {row.part.name}</> }, { title: say('supplyUntil'), render: (_, row) => day(row.supplyUntil) },
              { title: say('name'), render: (_, row) => <a href={`/assets/${row.assetId}`}>{row.assetName}</a> }, { title: say('lifeEnds'), render: (_, row) => day(row.lifeEndsOn) },
            ]} /></section>}
          <PlaceDrawer key={setting?.planDepots[0] ?? 'none'} edited={setting ? 'new' : null} beginning={setting ?? {}} onClose={() => setSetting(null)} />
        </>
      ))}
    </Answer>
  )
}
