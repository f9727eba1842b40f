import { useState } from 'react'
import { call } from '../call.ts'
import { listMyAssets } from '../endpoints.ts'
import { AccountPage, useSessionWatch } from '../features/account/account-page.tsx'
import { AssetCover } from '../features/account/asset-cover.tsx'
import { groupBySite } from '../features/account/asset-groups.ts'
import type { Holdings } from '../features/account/asset-groups.ts'
import { Message, Read } from '../kit/states.tsx'
import { useReading } from '../read.ts'
import { Link } from '../router.tsx'
import { useWords } from '../words.ts'

export function AssetsScreen() {
  const { t } = useWords()
  return <AccountPage title={t('assets.title')}>{() => <Assets />}</AccountPage>
}

function Assets() {
  const { t } = useWords()
  const reading = useReading(() => call(listMyAssets, {}), 'assets')
  useSessionWatch(reading.failure)
  return (
    <div className="board">
      <h1>{t('assets.title')}</h1>
      <Read reading={reading}>
        {(holdings) => (holdings.assets.length + holdings.sites.length === 0
          ? <Message sign="▣" title={t('assets.none')} actions={<Link to="/portal/report" className="button main">{t('tickets.report')}</Link>}><p>{t('assets.noneHint')}</p></Message>
          : <Holding holdings={holdings} />)}
      </Read>
    </div>
  )
}

function Holding({ holdings }: { holdings: Holdings }) {
  const { t } = useWords()
  const [search, setSearch] = useState('')
  const groups = groupBySite(holdings, search)
  return (
    <>
      <input type="search" aria-label={t('assets.search')} placeholder={t('assets.search')} value={search} onChange={(event) => { setSearch(event.target.value) }} />
      {groups.length === 0 && <p className="hint" role="status">{t('assets.noMatch', { words: search })}</p>}
      {groups.map(({ id, name, address, assets }) => (
        <section key={id ?? 'none'} className="sheet">
          <h2>{name ?? t('assets.noSite')} <small>{t('assets.count', { count: assets.length })}</small></h2>
          {address && <p className="hint">{address}</p>}
          <ul className="things">
            {assets.map((asset) => (
              <li key={asset.id} style={{ flexWrap: 'wrap' }}>
                <span><strong>{asset.name}</strong><small>{[asset.number, asset.serial && t('assets.serial', { serial: asset.serial })].filter(Boolean).join(' · ')}</small></span>
                <Link to={`/portal/report?asset=${asset.id}`} className="button">{t('assets.report')}<span className="unseen"> {asset.name}</span></Link>
                <AssetCover assetId={asset.id} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
