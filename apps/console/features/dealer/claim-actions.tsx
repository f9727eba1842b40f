// What may be done with a claim now, by whom it may be done. Nothing is offered that the chain would refuse.
import { Button } from 'antd'
import type { ReactNode } from 'react'
import * as claims from '#contract/dealer/claims.ts'
import type { ClaimView } from '#contract/dealer/claim.ts'
import type { Endpoint, InputOf } from '#contract/endpoint.ts'
import { inMinor, inUnits } from '#domain/format/money.ts'
import type { Permission } from '#contract/permissions.ts'
import { useAct } from '#ui/record/refusal.ts'
import { urlOf } from '#ui/record/ask.ts'
import { useLanguage, useMe } from '#ui/record/session.ts'
import { FormAction, numberOf, text } from '#ui/record/form-action.tsx'
import type { Field } from '#ui/record/form-action.tsx'
import { SignRecord } from './sign-record.tsx'
import { useDealerWords } from './words.ts'

type Of = { claim: ClaimView }
type Action = { needs: Permission; when: boolean; show: ReactNode }

export function ClaimActions({ claim }: Of) {
  const say = useDealerWords()
  const me = useMe()
  const { id: claimId, nextLink, state } = claim
  const has = (kind: string) => claim.entries.some((entry) => entry.kind === kind)
  const isNext = (link: ClaimView['nextLink']) => state === 'open' && nextLink === link
  const reason: Field = { name: 'reason', label: say('dealer.reason'), kind: 'area', required: true }
  const isDealer = me.person.kind === 'dealer'
  const printNotice = () => { window.open(urlOf(claims.printNotice, { claimId }), '_blank', 'noopener') }
  const actions: readonly Action[] = [
    { needs: 'claim.file', when: isNext('record'), show: <SignRecord claimId={claimId} today={new Date(Date.now()).toLocaleDateString('sv-SE', { timeZone: me.org.zone })} /> },
    { needs: 'claim.file', when: state === 'open' && claim.replacedPart !== null && !has('part-sent') && !has('part-received'), show: <FormAction title={say('do.sent')} endpoint={claims.sendOldPart} initial={{ byTruck: false }}
      fields={[{ name: 'byTruck', label: say('do.byTruck'), kind: 'switch' }]} toInput={({ byTruck }) => ({ claimId, byTruck: byTruck === true })} /> },
    { needs: 'claim.manage', when: isNext('old-part'), show: <FormAction primary title={say('do.received')} endpoint={claims.receiveClaimedPart} initial={{ byTruck: false }}
      fields={[{ name: 'byTruck', label: say('do.byTruck'), kind: 'switch' }, { name: 'condition', label: say('dealer.note') }]} toInput={({ byTruck, condition }) => ({ claimId, byTruck: byTruck === true, condition: text(condition) })} /> },
    { needs: 'claim.manage', when: isNext('receipt'), show: <Press endpoint={claims.tellDepartment} input={{ claimId }} words={say('do.told')} /> },
    { needs: 'claim.appraise', when: isNext('appraisal') && claim.responsible === 'technical-department', show: <Appraise claim={claim} endpoint={claims.appraiseClaim} /> },
    { needs: 'claim.manage', when: isNext('appraisal') && claim.responsible === 'salesperson', show: <Appraise claim={claim} endpoint={claims.appraiseOutsourced} /> },
    { needs: 'claim.manage', when: has('appraised') && claim.replacedPart !== null && !has('part-stored'), show: <FormAction title={say('do.store')} endpoint={claims.storeOldPart} fields={[{ name: 'place', label: say('do.place'), required: true }]}
      toInput={({ place }) => ({ claimId, place: text(place) })} /> },
    { needs: 'claim.manage', when: isNext('formalities'), show: <Press endpoint={claims.doFormalities} input={{ claimId }} words={say('do.formalities')} /> },
    { needs: 'claim.manage', when: isNext('spot-check'), show: <FormAction primary title={say('do.check')} endpoint={claims.checkClaim} initial={{ inScope: true }} fields={[{ name: 'inScope', label: say('do.inScope'), kind: 'switch' }, { name: 'finding', label: say('do.finding'), kind: 'area', required: true }]}
      toInput={({ inScope, finding }) => ({ claimId, inScope: inScope === true, finding: text(finding) })} /> },
    { needs: 'claim.approve', when: claim.missing?.link === 'card' && state !== 'withdrawn' && state !== 'reversed', show: <FormAction title={say('do.approveCard')} endpoint={claims.approveCard} fields={[reason]} toInput={(values) => ({ claimId, reason: text(values['reason']) })} /> },
    { needs: 'claim.settle', when: isNext('write-off'), show: <WriteOff claim={claim} /> },
    { needs: 'claim.settle', when: isNext('notice'), show: <Press endpoint={claims.issueNotice} input={{ claimId }} words={say('do.notice')} /> },
    { needs: 'dealer.read', when: has('notice-issued'), show: <Button onClick={printNotice}>{say('do.printNotice')}</Button> },
    { needs: 'claim.confirm', when: isNext('confirmation') && isDealer, show: <Press endpoint={claims.confirmNotice} input={{ claimId }} words={say('do.confirm')} /> },
    { needs: 'claim.confirm', when: isNext('confirmation') && !isDealer, show: <FormAction title={say('do.confirm')} endpoint={claims.confirmNotice} fields={[{ name: 'paper', label: say('do.paper'), required: true }]} toInput={({ paper }) => ({ claimId, paper: text(paper) })} /> },
    { needs: 'claim.settle', when: isNext('offset'), show: <Press endpoint={claims.offsetClaim} input={{ claimId }} words={say('do.offset')} /> },
    { needs: 'claim.settle', when: has('written-off') && state !== 'reversed', show: <FormAction danger title={say('do.reverse')} endpoint={claims.reverseClaim} fields={[reason]} toInput={(values) => ({ claimId, reason: text(values['reason']) })} /> },
    { needs: 'claim.file', when: !has('written-off') && state !== 'withdrawn', show: <FormAction danger title={say('do.withdraw')} endpoint={claims.withdrawClaim} fields={[reason]} toInput={(values) => ({ claimId, reason: text(values['reason']) })} /> },
  ]
  const open = actions.filter(({ needs, when }) => when && me.permissions.includes(needs))
  return open.length === 0 ? null : <div className="dealer-actions">{open.map(({ show }, index) => <span key={index} style={{ display: 'contents' }}>{show}</span>)}</div>
}

function Press<E extends Endpoint>({ endpoint, input, words }: { endpoint: E; input: InputOf<E>; words: string }) {
  const say = useDealerWords()
  const act = useAct(endpoint, () => say('do.done'))
  return <Button type="primary" loading={act.isPending} onClick={() => act.mutate(input)}>{words}</Button>
}

function Appraise({ claim, endpoint }: Of & { endpoint: typeof claims.appraiseClaim | typeof claims.appraiseOutsourced }) {
  const say = useDealerWords()
  const language = useLanguage()
  const options = claim.causes.map(({ code, title, isInScope }) => ({ value: code, label: `${title[language]} (${say(isInScope ? 'do.inScope' : 'do.outOfScope')})` }))
  return (
    <FormAction primary title={say('do.appraise')} endpoint={endpoint} initial={{ reusable: false }} fields={[
      { name: 'cause', label: say('do.cause'), kind: 'select', options, required: true }, { name: 'finding', label: say('do.finding'), kind: 'area', required: true },
      ...(claim.replacedPart === null ? [] : [{ name: 'reusable', label: say('do.reusable'), kind: 'switch' as const }]),
    ]} toInput={({ cause, finding, reusable }) => ({ claimId: claim.id, cause: text(cause), finding: text(finding), ...(claim.replacedPart === null ? {} : { reusable: reusable === true }) })} />
  )
}

function WriteOff({ claim }: Of) {
  const say = useDealerWords()
  return (
    <FormAction primary title={say('do.writeOff')} endpoint={claims.writeOffClaim} initial={{ amount: inUnits(claim.amount, claim.currency), reason: '' }}
      fields={[{ name: 'amount', label: `${say('claim.approved')} (${claim.currency})`, kind: 'number', required: true }, { name: 'reason', label: say('dealer.reason'), kind: 'area' }]}
      toInput={({ amount, reason }) => ({ claimId: claim.id, amount: inMinor(numberOf(amount), claim.currency), reason: text(reason) })} />
  )
}
