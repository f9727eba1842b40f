import { Tag } from 'antd'
import type { TicketRow } from '#contract/ticket/ticket.ts'
import { useSay } from './say.ts'

const signs: Record<TicketRow['status'], { sign: string; color: string }> = {
  new: { sign: '●', color: 'blue' }, assigned: { sign: '→', color: 'cyan' }, working: { sign: '▶', color: 'blue' }, paused: { sign: '‖', color: 'orange' },
  resolved: { sign: '✓', color: 'green' }, confirmed: { sign: '✓✓', color: 'green' }, closed: { sign: '■', color: 'default' }, cancelled: { sign: '✕', color: 'default' }, merged: { sign: '⇒', color: 'default' },
}

export function StatusTag({ status }: { status: TicketRow['status'] }) {
  const say = useSay()
  const { sign, color } = signs[status]
  return <Tag color={color}><span aria-hidden="true">{sign}</span> {say.status(status)}</Tag>
}
