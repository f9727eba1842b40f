import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown, Input, Select, Segmented } from 'antd'
import { useDeferredValue, useState } from 'react'
import { checkPartImport, commitPartImport, exportParts, listParts } from '#contract/stock/parts.ts'
import { partClasses } from '#domain/plan/words.ts'
import type { PartClass } from '#domain/plan/words.ts'
import { useKept } from '#ui/record/kept.ts'
import { urlOf, usePages } from '#ui/record/ask.ts'
import { useMay } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { ImportWizard } from '../../features/party/import-wizard.tsx'
import { MoveDrawer } from '../../features/stock/move-drawer.tsx'
import { PartDrawer } from '../../features/stock/part-drawer.tsx'
import { useMoney, usePlaceChoices, useStock } from '../../features/stock/words.ts'
import '../../features/stock/stock.css'

export function PartsScreen() {
  const { say, words, showsPlaces } = useStock()
  const navigate = useNavigate()
  const money = useMoney()
  const [mayWrite, mayMove, maySee] = [useMay('part.write'), useMay('stock.move'), useMay('stock.read')]
  const places = usePlaceChoices()
  const [q, setQ] = useKept<string>('q', '')
  const [kind, setKind] = useKept<PartClass | null>('kind', null)
  const [placeId, setPlaceId] = useKept<string | null>('placeId', null)
  const [deleted, setDeleted] = useKept<'no' | 'yes'>('deleted', 'no', ['no', 'yes'])
  const [drawer, setDrawer] = useState<'new' | 'import' | 'move' | null>(null)
  const sought = useDeferredValue(q.trim())
  const asked = { ...(sought ? { q: sought } : {}), ...(kind ? { class: kind } : {}), ...(placeId ? { placeId } : {}), ...(deleted === 'yes' ? { deleted } : {}) }
  const parts = usePages(listParts, asked)
  const open = (partId: string) => void navigate({ to: `/parts/${partId}` })
  const add = mayWrite && <Button type="primary" onClick={() => setDrawer('new')}>{say('newPart')}</Button>
  const isFiltered = Object.keys(asked).length > 0
  return (
    <Screen title={say('parts')} needs="part.read" actions={(
      <>
        {mayMove && <Button onClick={() => setDrawer('move')}>{say('move')}</Button>}
        {mayWrite && <Button onClick={() => setDrawer('import')}>{say('import')}</Button>}
        <Dropdown menu={{ items: [{ key: 'csv', label: 'CSV' }, { key: 'xlsx', label: 'Excel (XLSX)' }], onClick: ({ key }) => { location.href = urlOf(exportParts, { ...asked, format: key as 'csv' | 'xlsx' }) } }}>
          <Button>{say('export')} ▾</Button>
        </Dropdown>
        {add}
      </>
    )}>
      <div className="screen-filters" role="search">
        <Input.Search allowClear style={{ width: 260, maxWidth: '100%' }} value={q} placeholder={say('searchParts')} aria-label={say('searchParts')} onChange={(event) => setQ(event.target.value)} />
        <Select<PartClass> allowClear style={{ width: 140 }} value={kind} placeholder={words.columns.classes} aria-label={words.columns.classes} onChange={(value) => setKind(value ?? null)}
          options={partClasses.map((value) => ({ value, label: words.classes[value] }))} />
        {showsPlaces && maySee && <Select<string> allowClear style={{ width: 180 }} value={placeId} placeholder={say('place')} aria-label={say('place')} onChange={(value) => setPlaceId(value ?? null)} options={places} />}
        {mayWrite && <Segmented value={deleted} onChange={setDeleted} options={[{ value: 'no', label: say('all') }, { value: 'yes', label: say('deleted') }]} />}
      </div>
      <Rows of={parts} rowKey="id" onOpen={(row) => open(row.id)} empty={{ title: say('noParts'), hint: say('noPartsHint'), action: add, isFiltered, onClear: () => { setQ(''); setKind(null); setPlaceId(null); setDeleted('no') } }} columns={[
        { title: words.columns.number, width: 150, render: (_, row) => <a className="figure" href={`/parts/${row.id}`} onClick={(event) => { event.preventDefault(); open(row.id) }}><b>{row.number}</b></a> },
        { title: words.columns.name, dataIndex: 'name' }, { title: words.columns.classes, render: (_, row) => row.classes.map((one) => words.classes[one]).join('、') },
        { title: words.columns.origin, width: 110, render: (_, row) => words.origins[row.origin] },
        { title: say('onHand'), width: 80, align: 'right', render: (_, row) => <span className="figure">{row.onHand < 0 ? `▼ ${row.onHand}` : row.onHand}</span> }, { title: say('reserved'), width: 80, align: 'right', dataIndex: 'reserved' },
        { title: say('available'), width: 80, align: 'right', render: (_, row) => <b className="figure">{row.available}</b> },
        { title: words.columns.minimum, width: 90, align: 'right', render: (_, row) => row.minimum ?? '–' },
        { title: say('price'), width: 120, align: 'right', render: (_, row) => <span className="figure">{money(row.priceSource === 'market' ? row.marketPrice : row.listPrice)}</span> },
      ]} />
      <PartDrawer open={drawer === 'new'} part={null} onClose={() => setDrawer(null)} onSaved={open} />
      <MoveDrawer key={drawer === 'move' ? 'move' : 'none'} open={drawer === 'move'} onClose={() => setDrawer(null)} />
      <ImportWizard open={drawer === 'import'} title={say('importParts')} check={checkPartImport} commit={commitPartImport} columns={words.columns} onClose={() => setDrawer(null)} />
    </Screen>
  )
}
