import { Tag } from 'antd'
import type { SheetState } from '#domain/charging/sheet.ts'
import { useCharge } from './words.ts'

const looks: Readonly<Record<SheetState, { color: string; mark: string }>> = {
  draft: { color: 'default', mark: '✎' }, quoted: { color: 'orange', mark: '…' }, accepted: { color: 'green', mark: '✓' }, refused: { color: 'red', mark: '✕' }, billed: { color: 'blue', mark: '→' }, paid: { color: 'green', mark: '●' },
}

export function StateTag({ state }: { state: SheetState }) {
  const { words } = useCharge()
  return <Tag color={looks[state].color}>{looks[state].mark} {words.states[state]}</Tag>
}
