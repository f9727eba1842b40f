import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Segmented, Skeleton, Space, Tag } from 'antd'
import { useState } from 'react'
import { lifeGroups, lifeReaches } from '#contract/lifecycle/life.ts'
import type { LifeEntry, LifeGroup } from '#contract/lifecycle/life.ts'
import { exportAssetLife, getAssetLife } from '#contract/lifecycle/endpoints.ts'
import { isLifecycleKey } from '#locales/lifecycle.ts'
import { urlOf, usePages } from '#ui/record/ask.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { Failure, Nothing } from '#ui/record/states.tsx'
import { sayKind } from './say-kind.ts'
import { useWords } from './words.ts'
import './lifecycle.css'

/** Everything that ever happened to a piece, the newest first. */
export function LifeTimeline({ assetId }: { assetId: string }) {
  const say = useWords()
  const [groups, setGroups] = useState<LifeGroup[]>([])
  const [reach, setReach] = useState<(typeof lifeReaches)[number]>('self')
  const life = usePages(getAssetLife, { assetId, reach, limit: 50, ...(groups.length > 0 ? { groups: groups.join(',') } : {}) })
  return (
    <>
      <div className="screen-filters" role="search">
        <Segmented value={reach} onChange={setReach} options={lifeReaches.map((value) => ({ value, label: say(`life.reach.${value}`) }))} />
        <Checkbox.Group value={groups} onChange={(next) => setGroups(next as LifeGroup[])} options={lifeGroups.map((value) => ({ value, label: say(`life.group.${value}`) }))} />
        <Button size="small" onClick={() => { location.href = urlOf(exportAssetLife, { assetId, reach, format: 'xlsx' }) }}>{say('life.export')}</Button>
      </div>
      {life.error && life.rows.length === 0 ? <Failure error={life.error} retry={life.refetch} /> : life.isPending ? <Skeleton active paragraph={{ rows: 6 }} /> : life.rows.length === 0
        ? <Nothing title={say('life.none')} isFiltered={groups.length > 0} onClear={() => setGroups([])} />
        : <ol className="life">{life.rows.map((entry) => <Entry key={`${entry.id}${entry.asset.id}`} entry={entry} isOwn={entry.asset.id === assetId} />)}</ol>}
      {life.hasMore && <Button block type="text" loading={life.isLoadingMore} onClick={life.loadMore}>↓</Button>}
    </>
  )
}

function Entry({ entry, isOwn }: { entry: LifeEntry; isOwn: boolean }) {
  const say = useWords()
  const language = useLanguage()
  const { moment } = useMoments()
  const navigate = useNavigate()
  const link = (to: string, words: string) => <a href={to} onClick={(event) => { event.preventDefault(); void navigate({ to }) }}>{words}</a>
  const isLate = Math.abs(Date.parse(entry.recordedAt) - Date.parse(entry.happenedAt)) > 60_000
  return (
    <li data-corrected={entry.corrected ? 'yes' : 'no'}>
      <span className="figure life-when">{moment(entry.happenedAt)}</span>
      <Tag>{say(`life.group.${entry.group}`)}</Tag>
      <strong>{sayKind(language, entry)}</strong>{' '}
      <Space size={8} wrap>
        {!isOwn && link(`/assets/${entry.asset.id}`, `${entry.asset.name} ${entry.asset.serial ?? ''}`)}
        {entry.ticket && link(`/tickets/${entry.ticket.id}`, `${entry.ticket.number} ${entry.ticket.title}`)}
        {entry.form && <span>{entry.form.number}</span>}
        {entry.agreement && link(`/agreements/${entry.agreement.id}`, entry.agreement.number)}
        {entry.corrected && <Tag color="warning">✎ {say('life.corrected')}</Tag>}
      </Space>
      <div className="quiet">{[detailOf(entry), entry.body, entry.by, isLate ? say('life.recordedAt', { at: moment(entry.recordedAt) }) : ''].filter(Boolean).join(' · ')}</div>
    </li>
  )

  function detailOf({ data, kind }: LifeEntry): string {
    if (kind === 'asset.swapped') return `${shown(data['outSerial'] ?? data['outNumber'])} → ${shown(data['inSerial'] ?? data['inNumber'])} ${shown(data['reason'])}`
    const words = ['serial', 'was', 'part', 'oldSerial', 'newSerial', 'test', 'result', 'counted', 'delivery', 'customer', 'vendor', 'reason', 'disposal', 'fileName', 'card', 'cause', 'solution']
    return words.flatMap((key) => (data[key] === undefined || data[key] === null ? [] : [key === 'result' && isLifecycleKey(`delivery.appearance.${shown(data[key])}`)
      ? say(`delivery.appearance.${shown(data[key])}` as 'delivery.appearance.good') : shown(data[key])])).join(' · ')
  }
}

const shown = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
