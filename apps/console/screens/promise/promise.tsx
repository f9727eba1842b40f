import { useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Space, Tag } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#contract/endpoint.ts'
import { getPromise } from '#contract/promise/endpoints.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useMay } from '#ui/record/session.ts'
import { Answer, Screen } from '#ui/record/states.tsx'
import { useSay } from '#ui/ticket/say.ts'
import { PromiseTag, SlaClock } from '#ui/ticket/sla-clock.tsx'
import { AnswerDialog } from '../../features/promise/answer-dialog.tsx'
import { Explain } from '../../features/promise/explain.tsx'
import { Ledger } from '../../features/promise/ledger.tsx'
import '../../features/ticket/ticket.css'

export function PromiseScreen() {
  const { promiseId = '' } = useParams({ strict: false }) as { promiseId?: string }
  const say = useSay()
  const promise = useAsk(getPromise, { promiseId })
  if (!promise.data) return <Screen title={say.promise('promise.promise')} needs="promise.read"><Answer of={promise}>{() => null}</Answer></Screen>
  return <PromisePage promiseId={promiseId} reading={promise.data} />
}

function PromisePage({ promiseId, reading: { row, promise, ledger } }: { promiseId: string; reading: ReplyOf<typeof getPromise> }) {
  const say = useSay()
  const navigate = useNavigate()
  const mayExcuse = useMay('promise.excuse')
  const mayWork = useMay('ticket.work')
  const [how, setHow] = useState<'explain' | 'excuse' | null>(null)
  const address = `/${row.subjectKind}s/${row.subjectId}`
  const isBroken = row.state === 'broken'
  const signatures = ledger.filter(({ factKind }) => factKind === 'promise.excused')
  return (
    <Screen needs="promise.read" title={<Space wrap><Tag>{row.clause}</Tag>{row.title[say.language]}<PromiseTag state={promise.state} /><SlaClock dueAt={promise.dueAt} state={promise.state} warnAt={promise.warnAt} metAt={promise.metAt} /></Space>} actions={(
      <>
        {isBroken && mayWork && <Button onClick={() => setHow('explain')}>{say.promise('answer.explain')}</Button>}
        {isBroken && mayExcuse && <Button onClick={() => setHow('excuse')}>{say.promise('answer.excuse')}</Button>}
      </>
    )}>
      <p><a className="figure" href={address} onClick={(event) => { event.preventDefault(); void navigate({ to: address }) }}>{row.subjectNumber}</a> {row.subjectTitle} · {row.customer.name} · {row.plan}{row.holder && <> · {row.holder}</>}</p>
      {promise.explained && <Alert type="info" showIcon title={`${say.promise('promise.explained')}：${promise.explained}`} style={{ marginBottom: 12 }} />}
      {isBroken && signatures.length > 0 && <Alert type="warning" showIcon title={say.promise('answer.second')} description={signatures.map(({ by }) => say.promise('answer.first', { by: by ?? '' })).join('；')} style={{ marginBottom: 12 }} />}
      <h3>{say.promise('explain.title')}</h3>
      <Explain promise={promise} />
      <h3 style={{ marginTop: 16 }}>{say.promise('ledger.title')}</h3>
      <Ledger entries={ledger} />
      <AnswerDialog promiseId={promiseId} how={how} onClose={() => setHow(null)} />
    </Screen>
  )
}
