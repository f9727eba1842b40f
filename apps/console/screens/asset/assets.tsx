import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { checkAssetImport, commitAssetImport, exportAssets } from '#contract/asset/endpoints.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import { assetWords } from '#locales/asset.ts'
import { lifecycleIn } from '#locales/lifecycle.ts'
import { urlOf } from '#ui/record/ask.ts'
import { useLanguage, useMay } from '#ui/record/session.ts'
import { Screen } from '#ui/record/states.tsx'
import { AssetDrawer } from '../../features/asset/asset-drawer.tsx'
import { AssetList } from '../../features/asset/asset-list.tsx'
import { ImportWizard } from '../../features/party/import-wizard.tsx'

export function AssetsScreen() {
  const language = useLanguage()
  const say = customerScreensIn(language)
  const navigate = useNavigate()
  const mayWrite = useMay('asset.write')
  const mayImport = useMay('asset.import')
  const [adding, setAdding] = useState(false)
  const [importing, setImporting] = useState(false)
  const add = mayWrite && <Button type="primary" onClick={() => setAdding(true)}>{say('asset.new')}</Button>
  return (
    <Screen title={say('asset.list')} needs="asset.read" actions={(
      <>
        <Button onClick={() => void navigate({ to: '/trace' })}>{lifecycleIn(language)('trace.trace')}</Button>
        <Button onClick={() => void navigate({ to: '/qr-codes' })}>{say('qr.codes')}</Button>
        {mayImport && <Button onClick={() => setImporting(true)}>{say('import.import')}</Button>}
        <Dropdown menu={{ items: [{ key: 'csv', label: 'CSV' }, { key: 'xlsx', label: 'Excel (XLSX)' }], onClick: ({ key }) => { location.href = urlOf(exportAssets, { format: key as 'csv' | 'xlsx' }) } }}>
          <Button>{say('import.export')} ▾</Button>
        </Dropdown>
        {add}
      </>
    )}>
      <AssetList fixed={{}} add={add} />
      <AssetDrawer open={adding} asset={null} beginning={{ customer: null, parent: null }} onClose={() => setAdding(false)} onSaved={(id) => void navigate({ to: `/assets/${id}` })} />
      <ImportWizard open={importing} title={say('import.assets')} check={checkAssetImport} commit={commitAssetImport} columns={assetWords[language].columns} onClose={() => setImporting(false)} />
    </Screen>
  )
}
