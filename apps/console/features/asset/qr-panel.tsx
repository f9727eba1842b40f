import { App, Button, Input, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { bindQrCode, printQrLabels, revokeQrCode } from '#contract/asset/endpoints.ts'
import type { QrView } from '#contract/asset/asset.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import { CallError, urlOf } from '#ui/record/ask.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay, useMoments } from '#ui/record/session.ts'
import { Nothing } from '#ui/record/states.tsx'

const marks = { blank: { sign: '□', color: 'default' }, bound: { sign: '■', color: 'success' }, revoked: { sign: '✕', color: 'error' } } as const

export function QrStateTag({ state }: { state: QrView['state'] }) {
  const say = customerScreensIn(useLanguage())
  return <Tag color={marks[state].color}>{marks[state].sign} {say(`qr.${state}`)}</Tag>
}

export const printLabels = (codes: readonly string[], size: '50x30' | '60x40' | '70x50' = '60x40', sheet: 'roll' | 'a4' = 'roll') =>
  window.open(urlOf(printQrLabels, { codes: codes.join(','), size, sheet }), '_blank', 'noopener')

/** The codes of one asset: bind the sticker in hand, print it again, make a lost one useless. */
export function QrPanel({ assetId, codes }: { assetId: string; codes: readonly QrView[] }) {
  const say = customerScreensIn(useLanguage())
  const { moment } = useMoments()
  const { modal } = App.useApp()
  const mayWrite = useMay('asset.write')
  const [code, setCode] = useState('')
  const bind = useAct(bindQrCode, () => { setCode(''); return say('qr.bound') })
  const revoke = useAct(revokeQrCode, () => say('qr.revoked'))
  const tie = () => {
    const wanted = code.trim().split('/').at(-1) ?? ''
    if (!wanted) return
    bind.mutate({ code: wanted, assetId }, {
      onError: (error) => {
        if (error instanceof CallError && error.code === 'qr.bound') modal.confirm({ title: say('qr.rebind'), onOk: () => bind.mutate({ code: wanted, assetId, rebind: true }) })
      },
    })
  }
  return (
    <>
      {mayWrite && (
        <Space.Compact style={{ marginBottom: 8, width: 420 }}>
          <Input value={code} placeholder={say('qr.bindHint')} aria-label={say('qr.code')} onChange={(event) => setCode(event.target.value)} onPressEnter={(event) => { if (!event.nativeEvent.isComposing) tie() }} />
          <Button onClick={tie} loading={bind.isPending}>{say('qr.bind')}</Button>
        </Space.Compact>
      )}
      <Table<QrView> size="small" rowKey="code" pagination={false} dataSource={[...codes]} locale={{ emptyText: <Nothing title={say('qr.none')} /> }} columns={[
        { title: say('qr.code'), render: (_, row) => <code>{row.code}</code> },
        { title: say('qr.state'), render: (_, row) => <QrStateTag state={row.state} /> },
        { title: say('qr.boundAt'), render: (_, row) => moment(row.boundAt) },
        { title: '', width: 200, render: (_, row) => row.state !== 'revoked' && (
          <Space>
            <Button size="small" onClick={() => printLabels([row.code])}>{say('qr.print')}</Button>
            {mayWrite && <ConfirmButton danger ask={say('qr.revokeAsk', { code: row.code })} onYes={() => revoke.mutate({ code: row.code })}>{say('qr.revoke')}</ConfirmButton>}
          </Space>
        ) },
      ]} />
    </>
  )
}
