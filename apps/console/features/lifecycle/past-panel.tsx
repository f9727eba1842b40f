import { useNavigate } from '@tanstack/react-router'
import { Descriptions, Input, Table, Tag } from 'antd'
import { useState } from 'react'
import { getAssetOnDay, listComponents } from '#contract/lifecycle/endpoints.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useMoments } from '#ui/record/session.ts'
import { Answer, Nothing } from '#ui/record/states.tsx'
import { useWords } from './words.ts'

/** Where it stood on a day and what was in it then; below, all that was ever in it. */
export function PastPanel({ assetId }: { assetId: string }) {
  const say = useWords()
  const { moment } = useMoments()
  const navigate = useNavigate()
  const [on, setOn] = useState('')
  const past = useAsk(getAssetOnDay, { assetId, on }, { enabled: on !== '' })
  const components = useAsk(listComponents, { assetId })
  const link = (asset: { id: string; name: string; serial: string | null }) => (
    <a key={asset.id} href={`/assets/${asset.id}`} onClick={(event) => { event.preventDefault(); void navigate({ to: `/assets/${asset.id}` }) }}>{asset.name} {asset.serial ?? ''}</a>
  )
  return (
    <>
      <label className="screen-filters">{say('life.onDay')} <Input type="date" style={{ width: 170 }} value={on} onChange={(event) => setOn(event.target.value)} /></label>
      {on !== '' && (
        <Answer of={past}>
          {(then) => <Descriptions size="small" bordered column={1} style={{ marginBottom: 16 }} items={[
            { key: 'place', label: say('life.place'), children: <>{[then.place?.customer?.name, then.place?.site?.name].filter(Boolean).join(' · ')} {then.parents.map(link)} {then.isRetired && <Tag>✕ {say('life.retired')}</Tag>}</> },
            { key: 'parts', label: say('life.partsThen'), children: then.parts.length === 0 ? '–' : then.parts.map((part) => <div key={part.id}>{link(part)}</div>) },
            { key: 'settings', label: say('life.settingsThen'), children: then.settingsVersion === null ? '–' : `v${then.settingsVersion}` },
          ]} />}
        </Answer>
      )}
      <h3>{say('asset.components')}</h3>
      <Answer of={components}>
        {({ rows }) => (
          <Table size="small" rowKey={(row) => `${row.asset.id}${row.from ?? ''}`} pagination={false} dataSource={rows} scroll={{ x: 520 }} locale={{ emptyText: <Nothing title={say('life.none')} /> }} columns={[
            { title: say('delivery.title'), render: (_, row) => link(row.asset) }, { title: say('delivery.componentClass'), dataIndex: 'componentClass' },
            { title: say('asset.from'), render: (_, row) => (row.from ? moment(row.from) : say('asset.sinceKnown')) },
            { title: say('asset.until'), render: (_, row) => (row.until ? moment(row.until) : say('asset.still')) },
          ]} />
        )}
      </Answer>
    </>
  )
}
