import { Tag } from 'antd'
import { approvalIn } from '#locales/approval.ts'
import { useLanguage } from '#ui/record/session.ts'

const looks = { pending: { color: 'orange', mark: '…' }, approved: { color: 'green', mark: '✓' }, refused: { color: 'red', mark: '✕' } } as const

export function ApprovalTag({ state }: { state: keyof typeof looks }) {
  const say = approvalIn(useLanguage())
  return <Tag color={looks[state].color}>{looks[state].mark} {say(state)}</Tag>
}
