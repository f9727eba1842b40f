// A state in words, with a mark and a colour; never by colour alone.
import { Tag } from 'antd'
import type { RepairKey } from '#locales/en/repair.ts'
import { repairIn } from '#locales/repair.ts'
import { useLanguage } from '#ui/record/session.ts'

const looks: Readonly<Record<string, { color: string; mark: string }>> = {
  ready: { color: 'green', mark: '✓' }, back: { color: 'green', mark: '✓' }, repaired: { color: 'green', mark: '✓' }, replaced: { color: 'green', mark: '✓' }, approved: { color: 'green', mark: '✓' },
  settled: { color: 'green', mark: '✓' }, accepted: { color: 'green', mark: '✓' }, 'training-accepted': { color: 'green', mark: '✓' }, out: { color: 'blue', mark: '→' }, shipped: { color: 'blue', mark: '→' },
  'shipped-back': { color: 'blue', mark: '→' }, rejected: { color: 'red', mark: '✕' }, scrapped: { color: 'red', mark: '✕' }, retired: { color: 'default', mark: '–' }, cancelled: { color: 'default', mark: '–' },
  'sent-back': { color: 'red', mark: '↩' }, 'under-repair': { color: 'orange', mark: '!' },
}
const plain = { color: 'orange', mark: '…' }

export function StateTag({ of, state }: { of: 'unitState' | 'loanState' | 'rmaState' | 'returnState'; state: string }) {
  const say = repairIn(useLanguage())
  const { color, mark } = looks[state] ?? plain
  return <Tag color={color}>{mark} {say(`${of}.${state}` as RepairKey)}</Tag>
}

export function LateTag() {
  const say = repairIn(useLanguage())
  return <Tag color="red">! {say('late')}</Tag>
}
