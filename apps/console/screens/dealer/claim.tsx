import { useParams } from '@tanstack/react-router'
import { Alert, Descriptions, Table, Tag } from 'antd'
import { getClaim, readClaimFile } from '#contract/dealer/claims.ts'
import type { ClaimView } from '#contract/dealer/claim.ts'
import { urlOf, useAsk } from '#ui/record/ask.ts'
import { useMoments } from '#ui/record/session.ts'
import { Answer, Screen } from '#ui/record/states.tsx'
import { ClaimActions } from '../../features/dealer/claim-actions.tsx'
import { ClaimChain } from '../../features/dealer/claim-chain.tsx'
import { StateTag } from '../../features/dealer/claim-table.tsx'
import { money, useDealerWords } from '../../features/dealer/words.ts'

export function ClaimScreen() {
  const { claimId = '' } = useParams({ strict: false }) as { claimId?: string }
  const say = useDealerWords()
  const claim = useAsk(getClaim, { claimId })
  if (!claim.data) return <Screen title={say('claim.claim')} needs="dealer.read"><Answer of={claim}>{() => null}</Answer></Screen>
  return <ClaimPage claim={claim.data} />
}

function ClaimPage({ claim }: { claim: ClaimView }) {
  const say = useDealerWords()
  const { day, moment } = useMoments()
  const { currency } = claim
  return (
    <Screen needs="dealer.read" title={<><span className="figure">{claim.number}</span> <StateTag state={claim.state} /></>}>
      {claim.userNote && <Alert type="info" showIcon title={say('claim.user-right-stays')} style={{ marginBottom: 12 }} />}
      <ClaimActions claim={claim} />
      <ClaimChain chain={claim.chain} />
      <Descriptions size="small" column={{ xs: 1, md: 2, xl: 4 }} items={[
        { key: 'dealer', label: say('claim.dealer'), children: claim.dealer ? <a href={`/dealers/${claim.dealer.id}`}>{claim.dealer.name}</a> : say(`claimant.${claim.claimant}`) },
        { key: 'serial', label: say('claim.serial'), children: `${claim.serial} ${claim.product}` }, { key: 'record', label: say('claim.recordNumber'), children: claim.recordNumber }, { key: 'repaired', label: say('claim.repairedOn'), children: day(claim.repairedOn) },
        { key: 'part', label: say('claim.replacedPart'), children: claim.replacedPart ? `${claim.replacedPart}${claim.returnBy ? ` · ${say('claim.returnBy')} ${day(claim.returnBy)}` : ''}` : '–' }, { key: 'origin', label: say('claim.origin'), children: say(`origin.${claim.origin}`) },
        { key: 'responsible', label: say('claim.responsible'), children: say(`responsible.${claim.responsible}`) }, { key: 'sales', label: say('claim.salesperson'), children: claim.salesperson?.name ?? '–' },
        { key: 'fault', label: say('claim.fault'), children: claim.fault }, { key: 'work', label: say('claim.work'), children: claim.work },
        { key: 'amount', label: say('claim.amount'), children: <b className="figure">{money(claim.amount, currency)}</b> }, { key: 'borne', label: say('claim.dealerBorne'), children: money(claim.dealerBorne, currency) },
        { key: 'approved', label: say('claim.approved'), children: <b className="figure">{money(claim.approved, currency)}</b> },
        ...(claim.files.length > 0 ? [{ key: 'files', label: say('do.photo'), children: claim.files.map((file) => <div key={file.id}><a href={urlOf(readClaimFile, { fileId: file.id })} target="_blank" rel="noreferrer">{file.name}</a></div>) }] : []),
      ]} />
      <Table style={{ marginTop: 12 }} size="small" rowKey={(line) => `${line.kind} ${line.text}`} pagination={false} dataSource={claim.lines} scroll={{ x: 'max-content' }} columns={[
        { title: say('claim.lines'), render: (_, line) => <>{say(`line.${line.kind}`)} {line.text} {line.beyondScope && <Tag>{say('claim.beyondScope')}</Tag>} {line.rateVersion !== null && <span className="quiet">{say('claim.rateVersion', { version: line.rateVersion })}</span>}</> },
        { title: say('claim.quantity'), align: 'right', dataIndex: 'quantity' }, { title: say('claim.price'), align: 'right', render: (_, line) => money(line.price, currency) }, { title: say('dealer.amount'), align: 'right', render: (_, line) => <span className="figure">{money(line.amount, currency)}</span> },
      ]} />
      <ol style={{ paddingInlineStart: 18, marginTop: 16 }}>
        {claim.entries.map((entry) => <li key={entry.kind}>{moment(entry.recordedAt)} <b>{entryWords(say, entry.kind)}</b> {entry.by} <span className="quiet">{shown(entry.data)}</span></li>)}
      </ol>
    </Screen>
  )
}

const names = { filed: 'claim.file', 'record-signed': 'link.record', 'part-sent': 'do.sent', 'part-received': 'do.received', 'department-told': 'link.receipt', appraised: 'link.appraisal', 'part-stored': 'part.state.stored', 'formalities-done': 'do.formalities', drawn: 'do.draw',
  checked: 'link.spot-check', 'card-approved': 'do.approveCard', 'written-off': 'link.write-off', 'notice-issued': 'link.notice', confirmed: 'link.confirmation', offset: 'link.offset', reversed: 'do.reverse', withdrawn: 'do.withdraw' } as const
const entryWords = (say: ReturnType<typeof useDealerWords>, kind: ClaimView['entries'][number]['kind']) => say(names[kind])
const texts = ['signedBy', 'finding', 'reason', 'place', 'condition', 'paper', 'cause'] as const
const shown = (data: ClaimView['entries'][number]['data']) => texts.flatMap((key) => (typeof data[key] === 'string' && data[key] !== '' ? [data[key]] : [])).join(' · ')
