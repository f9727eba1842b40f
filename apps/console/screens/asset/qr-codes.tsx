import { useNavigate } from '@tanstack/react-router'
import { Button, InputNumber, Segmented, Select, Space } from 'antd'
import { useState } from 'react'
import { labelSizes, listQrCodes, mintQrCodes } from '#contract/asset/endpoints.ts'
import type { QrView } from '#contract/asset/asset.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay, useMoments } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { printLabels, QrStateTag } from '../../features/asset/qr-panel.tsx'

type State = QrView['state'] | 'all'

export function QrCodesScreen() {
  const say = customerScreensIn(useLanguage())
  const { moment } = useMoments()
  const navigate = useNavigate()
  const mayWrite = useMay('asset.write')
  const [state, setState] = useState<State>('blank')
  const [count, setCount] = useState(24)
  const [size, setSize] = useState<(typeof labelSizes)[number]>('60x40')
  const [sheet, setSheet] = useState<'roll' | 'a4'>('a4')
  const [chosen, setChosen] = useState<string[]>([])
  const codes = useAsk(listQrCodes, { ...(state === 'all' ? {} : { state }), limit: 500 })
  const mint = useAct(mintQrCodes, (reply) => { setState('blank'); setChosen(reply.codes.map((one) => one.code)); return say('qr.minted', { n: reply.codes.length }) })
  return (
    <Screen title={say('qr.codes')} needs="asset.read" actions={mayWrite && (
      <Space.Compact>
        <InputNumber min={1} max={500} value={count} aria-label={say('qr.count')} onChange={(value) => setCount(value ?? 1)} />
        <Button type="primary" loading={mint.isPending} onClick={() => mint.mutate({ count })}>{say('qr.mint')}</Button>
      </Space.Compact>
    )}>
      <div className="screen-filters">
        <Segmented<State> value={state} onChange={setState} options={(['blank', 'bound', 'revoked', 'all'] as const).map((value) => ({ value, label: say(`qr.${value}`) }))} />
        <Select value={size} aria-label={say('qr.size')} onChange={setSize} options={labelSizes.map((value) => ({ value, label: `${value} mm` }))} />
        <Segmented value={sheet} onChange={setSheet} options={[{ value: 'a4', label: say('qr.sheet.a4') }, { value: 'roll', label: say('qr.sheet.roll') }]} />
        <Button disabled={chosen.length === 0} onClick={() => printLabels(chosen, size, sheet)}>{say('qr.printSelected', { n: chosen.length })}</Button>
      </div>
      <Rows of={{ ...codes, rows: codes.data?.rows ?? [] }} rowKey="code" empty={{ title: say('qr.none') }} selected={{ keys: chosen, onChange: setChosen }} columns={[
        { title: say('qr.code'), render: (_, row) => <code>{row.code}</code> },
        { title: say('qr.state'), width: 120, render: (_, row) => <QrStateTag state={row.state} /> },
        { title: say('asset.asset'), render: (_, row) => row.assetId && <Button type="link" size="small" onClick={() => void navigate({ to: `/assets/${row.assetId ?? ''}` })}>{say('asset.asset')} →</Button> },
        { title: say('screen.createdAt'), width: 160, render: (_, row) => moment(row.createdAt) },
        { title: say('qr.boundAt'), width: 160, render: (_, row) => moment(row.boundAt) },
      ]} />
    </Screen>
  )
}
