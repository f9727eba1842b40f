// One approval: its seats in order, who may decide, and the decision of whoever's turn it is.
import { Button, Input, Space, Steps, Tag } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { decideApproval, getApproval } from '#contract/approval/endpoints.ts'
import type { approvalView } from '#contract/approval/approval.ts'
import { approvalIn, seatName } from '#locales/approval.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { Answer } from '#ui/record/states.tsx'

type Approval = z.output<typeof approvalView>

export function Chain({ approvalId }: { approvalId: string }) {
  const approval = useAsk(getApproval, { approvalId })
  return <Answer of={approval}>{(data) => <ChainOf approval={data} />}</Answer>
}

const stepStatus = { done: 'finish', refused: 'error', next: 'process', waiting: 'wait' } as const

function ChainOf({ approval }: { approval: Approval }) {
  const language = useLanguage()
  const say = approvalIn(language)
  const { moment } = useMoments()
  const holders = (names: string[]) => (names.length > 0 ? say('holders', { names: names.join('、') }) : `! ${say('nobody')}`)
  return (
    <div>
      <p><Tag>{approval.clause}</Tag><b>{approval.title[language]}</b></p>
      {approval.note && <p>{approval.note}</p>}
      <p className="quiet">{say('asked')} {approval.askedBy} {moment(approval.askedAt)}</p>
      <Steps orientation="vertical" size="small" items={approval.steps.map((step) => ({
        title: <>{seatName(language, step.seat)} <span className="quiet">{say(`step.${step.state}`)}</span></>, status: stepStatus[step.state],
        content: step.at ? <span>{step.signedBy ?? step.by} {moment(step.at)}{step.reason && <>：{step.reason}</>}</span> : !step.isOutside && <span className="quiet">{holders(step.holders.map(({ name }) => name))}</span>,
      }))} />
      {approval.isMine && <Decision key={approval.seat} approval={approval} />}
    </div>
  )
}

function Decision({ approval }: { approval: Approval }) {
  const say = approvalIn(useLanguage())
  const [reason, setReason] = useState('')
  const [signedBy, setSignedBy] = useState('')
  const decide = useAct(decideApproval, () => say('decided'))
  const isOutside = approval.steps.some(({ state, isOutside: outside }) => state === 'next' && outside)
  const send = (yes: boolean) => decide.mutate({ approvalId: approval.id, yes, ...(reason.trim() && { reason }), ...(signedBy.trim() && { signedBy }) })
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      {isOutside && <Input value={signedBy} onChange={(event) => setSignedBy(event.target.value)} placeholder={say('signedBy')} aria-label={say('signedBy')} maxLength={100} />}
      <Input.TextArea value={reason} onChange={(event) => setReason(event.target.value)} placeholder={`${say('reason')}（${say('reasonNo')}）`} aria-label={say('reason')} autoSize={{ minRows: 2 }} maxLength={2000} />
      <Space>
        <Button type="primary" loading={decide.isPending} onClick={() => send(true)}>✓ {say('yes')}</Button>
        <Button danger loading={decide.isPending} onClick={() => send(false)}>✕ {say('no')}</Button>
      </Space>
    </Space>
  )
}
