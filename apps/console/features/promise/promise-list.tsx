// The promises of a ticket, each with its clock; opened, each shows how it was counted and its ledger.
import { Collapse, Tabs, Tag } from 'antd'
import type { PromiseView } from '#contract/promise/promise.ts'
import { getTicketLedger } from '#contract/ticket/endpoints.ts'
import { useAsk } from '#ui/record/ask.ts'
import { Answer, Nothing } from '#ui/record/states.tsx'
import { useSay } from '#ui/ticket/say.ts'
import { SlaClock } from '#ui/ticket/sla-clock.tsx'
import { Explain } from './explain.tsx'
import { Ledger } from './ledger.tsx'

const order: Record<PromiseView['state'], number> = { running: 0, paused: 0, broken: 1, kept: 2, measured: 3, excused: 3, withdrawn: 4 }

export function PromiseList({ ticketId, promises }: { ticketId: string; promises: readonly PromiseView[] }) {
  const say = useSay()
  if (promises.length === 0) return <Nothing title={say.ticket('panel.noPromises')} />
  const sorted = [...promises].sort((one, other) => order[one.state] - order[other.state] || (one.dueAt ?? '9').localeCompare(other.dueAt ?? '9'))
  return (
    <Collapse size="small" destroyOnHidden items={sorted.map((promise) => ({
      key: promise.key,
      label: (
        <span className="promise-line">
          <Tag>{promise.clause}</Tag>
          <span>{promise.title[say.language]}{promise.repeat && <span className="quiet"> {say.promise('promise.repeat')}</span>}</span>
          <SlaClock dueAt={promise.dueAt} state={promise.state} warnAt={promise.warnAt} metAt={promise.metAt} />
        </span>
      ),
      children: <PromiseDetails ticketId={ticketId} promise={promise} />,
    }))} />
  )
}

function PromiseDetails({ ticketId, promise }: { ticketId: string; promise: PromiseView }) {
  const say = useSay()
  const ledger = useAsk(getTicketLedger, { ticketId })
  return (
    <Tabs size="small" items={[
      { key: 'explain', label: say.promise('explain.title'), children: <Explain promise={promise} /> },
      { key: 'ledger', label: say.promise('ledger.title'), children: <Answer of={ledger}>{({ entries }) => <Ledger entries={entries.filter(({ key }) => key === promise.key)} />}</Answer> },
    ]} />
  )
}
