// How a promise was counted: window by window, pause by pause, with the sum so far.
import { Table, Tag } from 'antd'
import type { PromiseView } from '#contract/promise/promise.ts'
import { useMoments } from '#ui/record/session.ts'
import { useSay } from '#ui/ticket/say.ts'
import type { Say } from '#ui/ticket/say.ts'
import { lengthWords } from '#ui/ticket/time-left.ts'

type Step = PromiseView['steps'][number]

export function Explain({ promise }: { promise: PromiseView }) {
  const say = useSay()
  const { moment } = useMoments()
  let total = 0
  const rows = promise.steps.map((step, index) => {
    if (step.kind === 'window') total += step.counted ?? 0
    return { key: index, step, total }
  })
  return (
    <>
      <dl className="ticket-facts" style={{ marginBottom: 8 }}>
        <div><dt>{say.promise('promise.started')}</dt><dd className="figure">{moment(promise.startedAt)}</dd></div>
        <div><dt>{say.promise('promise.target')}</dt><dd>{promise.target ? say.span(promise.target) : '–'}</dd></div>
        <div><dt>{say.promise('promise.due')}</dt><dd className="figure">{moment(promise.dueAt) || '–'}</dd></div>
        {promise.lateAfter && promise.lateAfter !== promise.dueAt && <div><dt>{say.promise('promise.lateAfter')}</dt><dd className="figure">{moment(promise.lateAfter)}</dd></div>}
        {promise.metAt && <div><dt>{say.promise('promise.met')}</dt><dd className="figure">{moment(promise.metAt)}</dd></div>}
        <div><dt>{say.promise('promise.elapsed')}</dt><dd>{lengthWords(say, promise.elapsed)}</dd></div>
        {promise.over > 0 ? <div><dt>{say.promise('promise.over')}</dt><dd>{lengthWords(say, promise.over)}</dd></div> : promise.left !== null && <div><dt>{say.promise('promise.left')}</dt><dd>{lengthWords(say, promise.left)}</dd></div>}
        <div><dt>{say.promise('promise.clock')}</dt><dd>{promise.clock === '7x24' ? say.promise('promise.around') : promise.clock}</dd></div>
      </dl>
      {promise.note && <p className="quiet">{promise.note[say.language]}</p>}
      <Table size="small" pagination={false} dataSource={rows} columns={[
        { title: say.promise('explain.what'), render: (_, { step }) => <>{wordsOf(say, step)} {step.clause && <Tag>{step.clause}</Tag>}</> },
        { title: say.promise('explain.when'), width: 290, render: (_, { step }) => <span className="figure">{whenOf(step, moment)}</span> },
        { title: say.promise('explain.counted'), width: 110, render: (_, { step }) => (step.counted === undefined ? '' : lengthWords(say, step.counted)) },
        { title: say.promise('explain.total'), width: 110, render: (_, row) => (row.step.kind !== 'window' ? '' : lengthWords(say, row.total)) },
      ]} />
      {promise.ladder.length > 0 && <p style={{ marginTop: 8 }}><b>{say.promise('promise.ladder')}</b> {promise.ladder.map(({ at, notify }) => <Tag key={`${at}${notify}`}>{moment(at)} → {say.escalation(notify)}</Tag>)}</p>}
    </>
  )
}

function wordsOf(say: Say, step: Step): string {
  const reason = step.reason ? say.pause(step.reason) : ''
  return say.promise(`explain.${step.kind}`, { span: step.span ? say.span(step.span) : '', reason, count: step.count ?? '', counted: step.counted === undefined ? '' : lengthWords(say, step.counted) }).replace(/[：:]\s*$/, '')
}

const whenOf = ({ at, from, until }: Step, moment: (text: string | null | undefined) => string) => (from ? `${moment(from)} – ${moment(until)}` : moment(at))
