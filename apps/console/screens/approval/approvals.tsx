import { Button, Drawer, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { listApprovals } from '#contract/approval/endpoints.ts'
import type { approvalRow } from '#contract/approval/approval.ts'
import { approvalIn, seatName } from '#locales/approval.ts'
import { useKept } from '#ui/record/kept.ts'
import { usePages } from '#ui/record/ask.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { Rows, Screen } from '#ui/record/states.tsx'
import { ApprovalTag } from '../../features/approval/approval-tag.tsx'
import { Chain } from '../../features/approval/chain.tsx'

type Row = z.output<typeof approvalRow>
const views = ['mine', 'pending', 'approved', 'refused', 'all'] as const

export function ApprovalsScreen() {
  const language = useLanguage()
  const say = approvalIn(language)
  const { moment } = useMoments()
  const [view, setView] = useKept<(typeof views)[number]>('view', 'mine', views)
  const [opened, setOpened] = useState<Row | null>(null)
  const approvals = usePages(listApprovals, view === 'mine' ? { mine: 'true' } : view === 'all' ? {} : { state: view })
  return (
    <Screen title={say('list')} needs="approval.read" actions={<Segmented value={view} onChange={setView} options={views.map((value) => ({ value, label: say(value) }))} />}>
      <Rows of={approvals} rowKey="id" onOpen={setOpened} empty={{ title: say(view === 'mine' ? 'noneMine' : 'none') }} columns={[
        { title: say('state'), width: 110, render: (_, row) => <ApprovalTag state={row.state} /> },
        { title: say('matter'), render: (_, row) => <Button type="link" size="small" onClick={() => setOpened(row)}>{row.title[language]}</Button> },
        { title: say('clause'), width: 90, render: (_, row) => <Tag>{row.clause}</Tag> },
        { title: say('subject'), render: (_, row) => <>{row.ticket ? <Link to={`/tickets/${row.ticket.id}`}>{row.ticket.number} {row.ticket.title}</Link> : row.agreement && <Link to={`/agreements/${row.agreement.id}`}>{row.agreement.number} {row.agreement.title}</Link>}<div className="quiet">{row.customer.name}</div></> },
        { title: say('turn'), width: 140, render: (_, row) => row.seat && seatName(language, row.seat) },
        { title: say('asked'), width: 170, render: (_, row) => <>{row.askedBy}<div className="quiet">{moment(row.askedAt)}</div></> },
      ]} />
      <Drawer open={opened !== null} onClose={() => setOpened(null)} title={opened?.ticket?.number ?? opened?.agreement?.number ?? ''} size={480}>{opened && <Chain approvalId={opened.id} />}</Drawer>
    </Screen>
  )
}
