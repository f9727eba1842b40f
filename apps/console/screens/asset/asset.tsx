import { useNavigate, useParams } from '@tanstack/react-router'
import { Breadcrumb, Button, Descriptions, Dropdown, Space, Table, Tabs, Tag } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { assetView } from '#contract/asset/asset.ts'
import { deleteAsset, getAsset, restoreAsset } from '#contract/asset/endpoints.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import { entitlementIn } from '#locales/entitlement.ts'
import { useAsk } from '#ui/record/ask.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay, useMoments } from '#ui/record/session.ts'
import { Answer, Nothing, Screen } from '#ui/record/states.tsx'
import { AgreementTable } from '../../features/agreement/agreement-table.tsx'
import { CoverTable } from '../../features/entitlement/cover-table.tsx'
import { AssetDrawer } from '../../features/asset/asset-drawer.tsx'
import { QrPanel } from '../../features/asset/qr-panel.tsx'
import { AssetActions } from '../../features/lifecycle/asset-actions.tsx'
import type { AssetAction } from '../../features/lifecycle/asset-actions.tsx'
import { LifeTimeline } from '../../features/lifecycle/life-timeline.tsx'
import { PastPanel } from '../../features/lifecycle/past-panel.tsx'
import { SettingsPanel } from '../../features/lifecycle/settings-panel.tsx'
import { useWords } from '../../features/lifecycle/words.ts'
import { RelatedForms, RelatedTickets } from '../../features/party/related.tsx'

type Asset = z.output<typeof assetView>

export function AssetScreen() {
  const { assetId = '' } = useParams({ strict: false }) as { assetId?: string }
  const say = customerScreensIn(useLanguage())
  const asset = useAsk(getAsset, { assetId })
  if (!asset.data) return <Screen title={say('asset.asset')} needs="asset.read"><Answer of={asset}>{() => null}</Answer></Screen>
  return <AssetPage asset={asset.data} />
}

/** The whole life of one thing on one page. */
function AssetPage({ asset }: { asset: Asset }) {
  const language = useLanguage()
  const say = customerScreensIn(language)
  const navigate = useNavigate()
  const mayWrite = useMay('asset.write')
  const words = useWords()
  const [action, setAction] = useState<AssetAction | null>(null)
  const [drawer, setDrawer] = useState<'edit' | 'below' | null>(null)
  const remove = useAct(deleteAsset, () => say('asset.removed'))
  const restore = useAct(restoreAsset, () => say('asset.restored'))
  const go = (to: string) => void navigate({ to })
  const link = (to: string, words: string) => <a href={to} onClick={(event) => { event.preventDefault(); go(to) }}>{words}</a>
  return (
    <Screen needs="asset.read" title={<><span className="figure quiet">{asset.number}</span> {asset.name} <Tag>{say(`asset.kind.${asset.kind}`)}</Tag> {asset.retiredOn && <Tag>✕ {words('life.retired')}</Tag>} {asset.deletedAt && <Tag color="error">✕ {say('customer.deleted')}</Tag>}</>} actions={mayWrite && (
      <Space wrap>
        {asset.deletedAt
          ? <Button onClick={() => restore.mutate({ assetId: asset.id })}>{say('customer.restore')}</Button>
          : <ConfirmButton size="middle" danger ask={say('asset.deleteAsk', { name: asset.name })} onYes={() => remove.mutate({ assetId: asset.id })}>{say('screen.delete')}</ConfirmButton>}
        {!asset.deletedAt && <Dropdown menu={{ items: (['record', 'move', 'swap', 'retire'] as const).map((key) => ({ key, label: words(`asset.${key}`), disabled: asset.retiredOn !== null && key !== 'record' })), onClick: ({ key }) => setAction(key as AssetAction) }}>
          <Button>{words('asset.actions')} ▾</Button>
        </Dropdown>}
        <Button onClick={() => setDrawer('below')}>{say('asset.newBelow')}</Button>
        <Button type="primary" onClick={() => setDrawer('edit')}>{say('screen.edit')}</Button>
      </Space>
    )}>
      <Breadcrumb items={[{ title: link(`/customers/${asset.customer.id}`, asset.customer.name) }, ...asset.parents.map((one) => ({ title: link(`/assets/${one.id}`, one.name) })), { title: asset.name }]} />
      <AssetFacts asset={asset} />
      <Tabs items={[
        { key: 'life', label: words('life.life'), children: <LifeTimeline assetId={asset.id} /> },
        { key: 'past', label: words('asset.components'), children: <PastPanel assetId={asset.id} /> },
        { key: 'settings', label: words('settings.settings'), children: <SettingsPanel assetId={asset.id} /> },
        { key: 'tickets', label: say('customer.tickets'), children: <RelatedTickets of={{ assetId: asset.id }} /> },
        { key: 'cover', label: entitlementIn(language)('title'), children: <CoverTable assetId={asset.id} /> },
        { key: 'parts', label: `${say('asset.children')} (${asset.parts.length})`, children: (
          <Table size="small" rowKey="id" pagination={false} dataSource={asset.parts} locale={{ emptyText: <Nothing title={say('screen.none')} /> }} columns={[
            { title: say('asset.number'), dataIndex: 'number', width: 160 }, { title: say('asset.name'), render: (_, row) => link(`/assets/${row.id}`, row.name) },
            { title: say('asset.kind'), render: (_, row) => say(`asset.kind.${row.kind}`) }, { title: say('asset.serial'), dataIndex: 'serial' },
          ]} />
        ) },
        { key: 'agreements', label: `${say('customer.agreements')} (${asset.agreements.length})`, children: <AgreementTable fixed={{ assetId: asset.id }} /> },
        { key: 'forms', label: say('customer.forms'), children: <RelatedForms of={{ assetId: asset.id }} /> },
        { key: 'qr', label: `${say('qr.codes')} (${asset.qrCodes.length})`, children: <QrPanel assetId={asset.id} codes={asset.qrCodes} /> },
      ]} />
      <AssetActions key={action ?? 'rest'} asset={asset} action={action} onClose={() => setAction(null)} />
      <AssetDrawer key={drawer ?? 'none'} open={drawer !== null} asset={drawer === 'edit' ? asset : null} onClose={() => setDrawer(null)}
        beginning={{ customer: asset.customer, parent: { id: asset.id, name: asset.name } }} onSaved={(id) => go(`/assets/${id}`)} />
    </Screen>
  )
}

function AssetFacts({ asset }: { asset: Asset }) {
  const say = customerScreensIn(useLanguage())
  const words = useWords()
  const navigate = useNavigate()
  const { delivery } = asset
  const { day } = useMoments()
  return (
    <Descriptions size="small" column={{ xs: 1, md: 2, xl: 4 }} items={[
      { key: 'serial', label: say('asset.serial'), children: <span className="figure">{asset.serial ?? '–'}</span> },
      { key: 'product', label: say('asset.product'), children: asset.product ? `${asset.product.name} ${asset.product.model ?? ''}` : '–' },
      { key: 'site', label: say('asset.site'), children: asset.site?.name ?? '–' },
      { key: 'class', label: say('asset.componentClass'), children: asset.componentClass ?? '–' },
      { key: 'batch', label: words('asset.batch'), children: asset.batch ?? '–' },
      { key: 'delivery', label: words('asset.delivery'), children: delivery ? <a href={`/deliveries/${delivery.id}`} onClick={(event) => { event.preventDefault(); void navigate({ to: `/deliveries/${delivery.id}` }) }}>{delivery.number}</a> : '–' },
      { key: 'delivered', label: say('asset.deliveredOn'), children: day(asset.deliveredOn) || '–' },
      { key: 'installed', label: say('asset.installedOn'), children: day(asset.installedOn) || '–' },
      { key: 'accepted', label: say('asset.acceptedOn'), children: day(asset.acceptedOn) || '–' },
      { key: 'note', label: say('screen.note'), children: asset.note ?? '–' },
    ]} />
  )
}
