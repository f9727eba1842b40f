// Counting a place: what should be there, what was found, and the difference before it is posted.
import { Button, InputNumber, Select, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import type { CountView } from '#contract/stock/stock.ts'
import { endCount, getCount, listCounts, openCount, saveCount } from '#contract/stock/endpoints.ts'
import { useAsk, usePages } from '#ui/record/ask.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { Pick } from '#ui/record/pick.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Nothing, Rows } from '#ui/record/states.tsx'
import { findParts, usePlaceChoices, useStock } from './words.ts'

export function CountList() {
  const { say, words } = useStock()
  const { moment } = useMoments()
  const mayMove = useMay('stock.move')
  const counts = usePages(listCounts, {})
  const places = usePlaceChoices()
  const [opened, setOpened] = useState<string | null>(null)
  const open = useAct(openCount, (reply) => { setOpened(reply.id) })
  if (opened) return <CountSheet countId={opened} onBack={() => setOpened(null)} />
  return (
    <>
      {mayMove && <div className="screen-filters"><Select<string> style={{ minWidth: 220 }} placeholder={say('newCount')} aria-label={say('newCount')} value={null} options={places} loading={open.isPending} onChange={(placeId) => open.mutate({ placeId })} /></div>}
      <Rows of={counts} rowKey="id" onOpen={(row) => setOpened(row.id)} empty={{ title: say('noCounts') }} columns={[
        { title: say('reference'), width: 170, render: (_, row) => <a role="button" tabIndex={0} onClick={() => setOpened(row.id)}><b className="figure">{row.number}</b></a> },
        { title: say('place'), render: (_, row) => row.place.name }, { title: say('state'), width: 110, render: (_, row) => <Tag>{words.countStates[row.state]}</Tag> },
        { title: say('counted'), width: 120, align: 'right', render: (_, row) => <span className="figure">{row.counted} / {row.lines}</span> },
        { title: say('by'), render: (_, row) => `${row.openedByName} ${moment(row.openedAt)}` }, { title: say('done'), render: (_, row) => (row.endedAt ? `${row.endedByName ?? ''} ${moment(row.endedAt)}` : '') },
      ]} />
    </>
  )
}

export function CountSheet({ countId, onBack }: { countId: string; onBack: () => void }) {
  const count = useAsk(getCount, { countId })
  return <Answer of={count}>{(data) => <Sheet key={countId} count={data} onBack={onBack} />}</Answer>
}

type Line = CountView['sheet'][number]
const keyOf = ({ part, condition, batch, serial }: Line) => `${part.id} ${condition} ${batch} ${serial}`

function Sheet({ count, onBack }: { count: CountView; onBack: () => void }) {
  const { say, words, showsSerials } = useStock()
  const mayPost = useMay('stock.adjust')
  const [typed, setTyped] = useState<Record<string, number | null>>({})
  const [extra, setExtra] = useState<string | null>(null)
  const save = useAct(saveCount, () => { setTyped({}); return say('done') })
  const end = useAct(endCount, () => say('done'))
  const isOpen = count.state === 'open'
  const lines = count.sheet.flatMap((line) => {
    const counted = typed[keyOf(line)]
    return typeof counted === 'number' ? [{ partId: line.part.id, serial: line.serial, batch: line.batch, condition: line.condition, counted }] : []
  })
  const differing = count.sheet.filter(({ difference }) => difference !== null && difference !== 0).length
  const add = (partId: string | null) => { setExtra(null); if (partId) save.mutate({ countId: count.id, lines: [{ partId, counted: 0 }] }) }
  return (
    <>
      <div className="screen-filters">
        <Button onClick={onBack}>← {say('counts')}</Button>
        <b className="figure">{count.number}</b> {count.place.name} <Tag>{words.countStates[count.state]}</Tag>
        {isOpen && <Space wrap>
          <Button type="primary" disabled={lines.length === 0} loading={save.isPending} onClick={() => save.mutate({ countId: count.id, lines })}>{say('saveCounted')}</Button>
          {mayPost && <ConfirmButton size="middle" disabled={lines.length > 0} ask={say('postAsk', { count: differing })} onYes={() => end.mutate({ countId: count.id, post: true })}>{say('postCount')}</ConfirmButton>}
          {mayPost && <ConfirmButton size="middle" danger type="text" ask={say('dropCount')} onYes={() => end.mutate({ countId: count.id, post: false })}>{say('dropCount')}</ConfirmButton>}
        </Space>}
      </div>
      <Table<Line> size="small" pagination={false} rowKey={keyOf} dataSource={count.sheet} locale={{ emptyText: <Nothing title={say('noStock')} /> }} columns={[
        { title: say('part'), render: (_, row) => <><b className="figure">{row.part.number}</b> {row.part.name}</> },
        ...(showsSerials ? [{ title: words.columns.serial, render: (_: unknown, row: Line) => <span className="figure">{[row.serial, row.batch].filter(Boolean).join(' / ')}</span> }] : []),
        { title: words.columns.condition, render: (_, row) => words.conditions[row.condition] }, { title: say('expected'), dataIndex: 'expected', align: 'right' },
        { title: say('counted'), align: 'right', render: (_, row) => (isOpen
          ? <InputNumber min={0} precision={0} size="small" aria-label={`${say('counted')} ${row.part.number} ${row.serial}`} value={typed[keyOf(row)] ?? row.counted} onChange={(value) => setTyped((before) => ({ ...before, [keyOf(row)]: value }))} />
          : <span className="figure">{row.counted ?? '–'}</span>) },
        { title: say('difference'), align: 'right', render: (_, row) => (row.difference === null ? '–' : <b className="figure">{row.difference > 0 ? `▲ +${row.difference}` : row.difference < 0 ? `▼ ${row.difference}` : '＝'}</b>) },
      ]} />
      {isOpen && <div style={{ maxWidth: 360, marginTop: 12 }}><Pick label={say('addLine')} findKey="parts" find={findParts} value={extra} onChange={add} /></div>}
    </>
  )
}
