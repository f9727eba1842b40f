// Cover on the ticket: the verdict with its reasons, the cause and its proof, repeat failures, and what people decided beside the plan.
import { Alert, Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { getTicketCover, printCover } from '#contract/entitlement/endpoints.ts'
import type { TicketCoverView } from '#contract/entitlement/verdict.ts'
import { urlOf, useAsk } from '#ui/record/ask.ts'
import { useLanguage } from '#ui/record/session.ts'
import { Answer } from '#ui/record/states.tsx'
import { CauseDialog } from './cause-dialog.tsx'
import type { ProofField } from './cause-dialog.tsx'
import { CheckDialog } from './check-dialog.tsx'
import { DecideDialog } from './decide-dialog.tsx'
import type { Deciding } from './decide-dialog.tsx'
import { DecisionList } from './decision-list.tsx'
import { OwedList } from './owed-list.tsx'
import { useCoverWords } from './cover-words.ts'
import { VerdictLine } from './verdict-line.tsx'

export function CoverPanel({ ticketId, Files }: { ticketId: string; Files: ProofField }) {
  const cover = useAsk(getTicketCover, { ticketId })
  return <Answer of={cover}>{(found) => <Panel cover={found} Files={Files} />}</Answer>
}

function Panel({ cover, Files }: { cover: TicketCoverView; Files: ProofField }) {
  const say = useCoverWords()
  const language = useLanguage()
  const [dialog, setDialog] = useState<'cause' | 'check' | Deciding | null>(null)
  if (!cover.agreement) return <Alert type="info" showIcon title={say('noAgreement')} description={say('noAgreementHint')} />
  const { verdict, may } = cover
  const close = () => setDialog(null)
  return (
    <section aria-label={say('title')}>
      <VerdictLine verdict={verdict} causes={cover.causes} phase={cover.phaseTitle} />
      <div style={{ marginBlock: 6 }}>
        <b>{say('cause')}</b> {verdict.cause ? <>{verdict.cause.title[language]} <Tag>{say(`party.${verdict.cause.party}`)}</Tag>{verdict.cause.clause && <Tag>{verdict.cause.clause}</Tag>}</> : <span className="quiet">{say('noCause')}</span>}
        {cover.evidence && <div className="quiet">{say('proof')}：{cover.evidence}</div>}
      </div>
      <Space wrap size={6}>
        {may.decide && cover.causes.length > 0 && <Button size="small" type="primary" onClick={() => setDialog('cause')}>{say(verdict.cause ? 'changeCause' : 'chooseCause')}</Button>}
        {may.decide && <Button size="small" onClick={() => setDialog('check')}>{say(cover.decisions.some(({ kind }) => kind === 'check') ? 'checkAgain' : 'check')}</Button>}
        {may.grant && <Button size="small" onClick={() => setDialog('grant')}>{say('grant')}</Button>}
        {may.override && <Button size="small" onClick={() => setDialog('override')}>{say('override')}</Button>}
        <Button size="small" href={urlOf(printCover, { ticketId: cover.ticketId })} target="_blank" rel="noreferrer">{say('print')}</Button>
      </Space>
      <OwedList owed={cover.owed} />
      <DecisionList decisions={cover.decisions} />
      {dialog === 'cause' && <CauseDialog cover={cover} Files={Files} onClose={close} />}
      {dialog === 'check' && <CheckDialog ticketId={cover.ticketId} isAgain={cover.decisions.some(({ kind }) => kind === 'check')} onClose={close} />}
      {(dialog === 'grant' || dialog === 'override') && cover.assetId && <DecideDialog what={dialog} assetId={cover.assetId} ticketId={cover.ticketId} terms={cover.terms} onClose={close} />}
    </section>
  )
}
