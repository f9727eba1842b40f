// The work of the store: what is asked for, what lies where, what is counted, what is owed back, what is short.
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Select, Tabs } from 'antd'
import { useState } from 'react'
import { saveStockSettings } from '#contract/stock/endpoints.ts'
import { stockModes } from '#domain/stock/stock.ts'
import { adminIn } from '#locales/admin.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useMay } from '#ui/record/session.ts'
import { Screen } from '#ui/record/states.tsx'
import { CountList } from '../../features/stock/count-sheet.tsx'
import { MoveDrawer } from '../../features/stock/move-drawer.tsx'
import { OldPartTable } from '../../features/stock/old-part-table.tsx'
import { PlaceTable } from '../../features/stock/place-table.tsx'
import { RequisitionTable } from '../../features/stock/requisition-table.tsx'
import { ReadinessPanel, SafetyTable } from '../../features/stock/safety-table.tsx'
import { SeasonTable } from '../../features/stock/season-table.tsx'
import { MoveLedger } from '../../features/stock/stock-tables.tsx'
import { useStock } from '../../features/stock/words.ts'
import '../../features/stock/stock.css'

export function StockScreen() {
  const { tab = 'requisitions' } = useParams({ strict: false }) as { tab?: string }
  const { say, words, mode, showsPlaces, language } = useStock()
  const navigate = useNavigate()
  const [mayMove, mayTune] = [useMay('stock.move'), useMay('setting.write')]
  const [moving, setMoving] = useState(false)
  const tune = useAct(saveStockSettings, () => say('done'))
  return (
    <Screen title={adminIn(language)('noun.stock')} needs="stock.read" actions={(
      <>
        {mayTune && <Select value={mode} aria-label={say('mode')} style={{ minWidth: 120 }} popupMatchSelectWidth={false} options={stockModes.map((value) => ({ value, label: words.stockModes[value] }))} onChange={(value) => tune.mutate({ mode: value })} />}
        {mayMove && <Button type="primary" onClick={() => setMoving(true)}>{say('move')}</Button>}
      </>
    )}>
      <Tabs activeKey={tab} onChange={(key) => void navigate({ to: `/stock/${key}` })} destroyOnHidden items={[
        { key: 'requisitions', label: say('requisitions'), children: <RequisitionTable /> }, { key: 'places', label: say('places'), children: <PlaceTable /> },
        { key: 'moves', label: say('ledger'), children: <MoveLedger of={{}} /> }, { key: 'counts', label: say('counts'), children: <CountList /> },
        { key: 'old-parts', label: say('oldParts'), children: <OldPartTable /> }, { key: 'safety', label: say('safety'), children: <SafetyTable /> },
        ...(showsPlaces ? [{ key: 'readiness', label: say('readiness'), children: <ReadinessPanel /> }, { key: 'seasons', label: say('seasons'), children: <SeasonTable /> }] : []),
      ]} />
      <MoveDrawer key={moving ? 'open' : 'closed'} open={moving} onClose={() => setMoving(false)} />
    </Screen>
  )
}
