// The approvals of one ticket: those under way and decided, and those that may be asked for.
import { Button, Collapse, Input, Popover, Space, Tag } from 'antd'
import { useState } from 'react'
import { askApproval, listApprovals, listAskable } from '#contract/approval/endpoints.ts'
import { approvalIn, seatName } from '#locales/approval.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay } from '#ui/record/session.ts'
import { Nothing } from '#ui/record/states.tsx'
import { ApprovalTag } from './approval-tag.tsx'
import { Chain } from './chain.tsx'

export function ApprovalPanel({ ticketId }: { ticketId: string }) {
  const language = useLanguage()
  const say = approvalIn(language)
  const mayAsk = useMay('form.file')
  const asked = useAsk(listApprovals, { ticketId, limit: 50 })
  const askable = useAsk(listAskable, { ticketId })
  const rows = asked.data?.rows ?? []
  const rules = askable.data?.rows ?? []
  return (
    <section>
      {rows.length === 0 && rules.length === 0 && <Nothing title={say('none')} />}
      {rows.length > 0 && <Collapse size="small" defaultActiveKey={rows.filter(({ state }) => state === 'pending').map(({ id }) => id)} items={rows.map((row) => ({
        key: row.id, label: <>{row.title[language]}</>, extra: <ApprovalTag state={row.state} />, children: <Chain approvalId={row.id} />,
      }))} />}
      {rules.filter((rule) => !rows.some((row) => row.clause === rule.clause && row.state !== 'refused')).map((rule) => (
        <div key={rule.ruleId} className="action-row">
          <Tag>{rule.clause}</Tag>{rule.title[language]} <span className="quiet">{rule.seats.map((seat) => seatName(language, seat)).join(' → ')}</span>
          {rule.form !== null ? <span className="quiet">{say('byForm')}</span> : mayAsk && rule.canAsk && <AskButton ticketId={ticketId} ruleId={rule.ruleId} />}
        </div>
      ))}
    </section>
  )
}

function AskButton({ ticketId, ruleId }: { ticketId: string; ruleId: string }) {
  const say = approvalIn(useLanguage())
  const [note, setNote] = useState('')
  const ask = useAct(askApproval, () => say('askDone'))
  const content = (
    <Space orientation="vertical" style={{ width: 280 }}>
      <Input.TextArea value={note} onChange={(event) => setNote(event.target.value)} placeholder={say('note')} aria-label={say('note')} autoSize={{ minRows: 3 }} maxLength={2000} />
      <Button type="primary" loading={ask.isPending} onClick={() => ask.mutate({ ticketId, ruleId, ...(note.trim() && { note }) })}>{say('ask')}</Button>
    </Space>
  )
  return <Popover trigger="click" content={content}><Button size="small">{say('ask')}</Button></Popover>
}
