import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Descriptions, Space, Table, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { deletePart, getPart, restorePart, saveSubstitutes } from '#contract/stock/parts.ts'
import type { PartView } from '#contract/stock/stock.ts'
import { useAsk } from '#ui/record/ask.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { Pick } from '#ui/record/pick.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Nothing, Screen } from '#ui/record/states.tsx'
import { MoveDrawer } from '../../features/stock/move-drawer.tsx'
import { PartDrawer } from '../../features/stock/part-drawer.tsx'
import { BalanceTable, MoveLedger } from '../../features/stock/stock-tables.tsx'
import { findParts, useMoney, useStock } from '../../features/stock/words.ts'
import '../../features/stock/stock.css'

export function PartScreen() {
  const { partId = '' } = useParams({ strict: false }) as { partId?: string }
  const { say } = useStock()
  const part = useAsk(getPart, { partId })
  if (!part.data) return <Screen title={say('part')} needs="part.read"><Answer of={part}>{() => null}</Answer></Screen>
  return <PartPage part={part.data} />
}

function PartPage({ part }: { part: PartView }) {
  const { say } = useStock()
  const [mayWrite, mayMove, maySee] = [useMay('part.write'), useMay('stock.move'), useMay('stock.read')]
  const [drawer, setDrawer] = useState<'edit' | 'move' | null>(null)
  const remove = useAct(deletePart, () => say('removed'))
  const restore = useAct(restorePart, () => say('restored'))
  return (
    <Screen needs="part.read" title={<><span className="figure quiet">{part.number}</span> {part.name} {part.deletedAt && <Tag color="error">✕ {say('deleted')}</Tag>}</>} actions={(
      <Space wrap>
        {mayWrite && (part.deletedAt
          ? <Button onClick={() => restore.mutate({ partId: part.id })}>{say('restore')}</Button>
          : <ConfirmButton size="middle" danger ask={say('deleteAsk', { name: part.name })} onYes={() => remove.mutate({ partId: part.id })}>{say('delete')}</ConfirmButton>)}
        {mayMove && <Button onClick={() => setDrawer('move')}>{say('move')}</Button>}
        {mayWrite && <Button type="primary" onClick={() => setDrawer('edit')}>{say('edit')}</Button>}
      </Space>
    )}>
      <PartFacts part={part} />
      <Tabs items={[
        { key: 'balances', label: `${say('balances')} (${part.available})`, children: <BalanceTable rows={part.balances} by="place" /> },
        ...(maySee ? [{ key: 'ledger', label: say('ledger'), children: <MoveLedger of={{ partId: part.id }} /> }] : []),
        { key: 'substitutes', label: `${say('substitutes')} (${part.substitutes.length})`, children: <Substitutes part={part} mayWrite={mayWrite} /> },
      ]} />
      <PartDrawer open={drawer === 'edit'} part={part} onClose={() => setDrawer(null)} />
      <MoveDrawer key={drawer === 'move' ? 'move' : 'none'} open={drawer === 'move'} known={{ value: part.id, label: `${part.number} ${part.name}` }} onClose={() => setDrawer(null)} />
    </Screen>
  )
}

function PartFacts({ part }: { part: PartView }) {
  const { say, words } = useStock()
  const { day } = useMoments()
  const money = useMoney()
  const price = part.priceSource === 'market' ? `${money(part.marketPrice)} · ${part.marketSource ?? ''} ${day(part.marketOn)}` : money(part.priceSource === 'cost' ? part.costPrice : part.listPrice)
  return (
    <Descriptions size="small" column={{ xs: 1, md: 2, xl: 4 }} items={[
      { key: 'onHand', label: say('onHand'), children: <b className="figure">{part.onHand} {part.unit}</b> }, { key: 'reserved', label: say('reserved'), children: part.reserved },
      { key: 'available', label: say('available'), children: <b className="figure">{part.available}</b> }, { key: 'minimum', label: words.columns.minimum, children: part.minimum ?? '–' },
      { key: 'classes', label: words.columns.classes, children: part.classes.map((one) => words.classes[one]).join('、') || '–' }, { key: 'origin', label: words.columns.origin, children: words.origins[part.origin] },
      { key: 'price', label: say('price'), children: <>{price} <span className="quiet">{words.priceSources[part.priceSource]}</span></> }, { key: 'products', label: say('products'), children: part.products.map((one) => `${one.code} ${one.name}`).join('、') || '–' },
      { key: 'supplier', label: words.columns.supplier, children: part.supplier ?? '–' }, { key: 'supply', label: say('supplyUntil'), children: day(part.supplyUntil) || '–' }, { key: 'note', label: say('note'), children: part.note ?? '–' },
    ]} />
  )
}

function Substitutes({ part, mayWrite }: { part: PartView; mayWrite: boolean }) {
  const { say, words } = useStock()
  const navigate = useNavigate()
  const save = useAct(saveSubstitutes, () => say('done'))
  const ids = part.substitutes.map(({ id }) => id)
  return (
    <>
      {mayWrite && <div style={{ maxWidth: 360, marginBottom: 8 }}><Pick label={say('substitutes')} findKey="parts" find={findParts} value={null} onChange={(id) => { if (id) save.mutate({ partId: part.id, substituteIds: [...ids, id] }) }} /></div>}
      <Table size="small" pagination={false} rowKey="id" dataSource={part.substitutes} locale={{ emptyText: <Nothing title={say('noSubstitutes')} /> }} columns={[
        { title: words.columns.number, render: (_, row) => <a className="figure" href={`/parts/${row.id}`} onClick={(event) => { event.preventDefault(); void navigate({ to: `/parts/${row.id}` }) }}>{row.number}</a> },
        { title: words.columns.name, dataIndex: 'name' }, { title: words.columns.origin, render: (_, row) => words.origins[row.origin] }, { title: say('available'), dataIndex: 'available', align: 'right' },
        ...(mayWrite ? [{ title: '', width: 60, render: (_: unknown, row: { id: string }) => <Button size="small" type="text" aria-label={say('delete')} onClick={() => save.mutate({ partId: part.id, substituteIds: ids.filter((id) => id !== row.id) })}>✕</Button> }] : []),
      ]} />
    </>
  )
}
