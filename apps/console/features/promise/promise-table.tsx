import { Tag } from 'antd'
import type { ReplyOf } from '#contract/endpoint.ts'
import { listPromises } from '#contract/promise/endpoints.ts'
import type { InputOf } from '#contract/endpoint.ts'
import { usePages } from '#ui/record/ask.ts'
import { useMoments } from '#ui/record/session.ts'
import { Rows } from '#ui/record/states.tsx'
import { useSay } from '#ui/ticket/say.ts'
import { SlaClock } from '#ui/ticket/sla-clock.tsx'

type Row = ReplyOf<typeof listPromises>['rows'][number]
type Props = { filter: Omit<InputOf<typeof listPromises>, 'cursor'>; onOpen: (promiseId: string) => void; onSubject: (row: Row) => void; onClear?: () => void }

export function PromiseTable({ filter, onOpen, onSubject, onClear }: Props) {
  const say = useSay()
  const { moment } = useMoments()
  const promises = usePages(listPromises, { limit: 50, ...filter })
  const { state, ...narrowing } = filter
  return (
    <Rows<Row> of={promises} rowKey="id" onOpen={(row) => onOpen(row.id)} empty={{ title: state === 'open' ? say.promise('board.noneSoon') : say.promise('promise.none'), isFiltered: Object.keys(narrowing).length > 0, ...(onClear ? { onClear } : {}) }} columns={[
      { title: say.promise('promise.due'), width: 180, render: (_, row) => <SlaClock dueAt={row.dueAt} state={row.state} metAt={row.metAt} /> },
      { title: '', width: 140, render: (_, row) => <span className="figure quiet">{moment(row.dueAt)}</span> },
      { title: say.promise('promise.clause'), width: 92, render: (_, row) => <Tag>{row.clause}</Tag> },
      { title: say.promise('promise.promise'), render: (_, row) => <a href={`/promises/${row.id}`} onClick={(event) => { event.preventDefault(); onOpen(row.id) }}>{row.title[say.language]}</a> },
      { title: say.promise('promise.subject'), width: 150, render: (_, row) => <a className="figure" title={row.subjectTitle} href={`/${row.subjectKind}s/${row.subjectId}`} onClick={(event) => { event.preventDefault(); onSubject(row) }}>{row.subjectNumber}</a> },
      { title: say.promise('promise.customer'), width: 130, ellipsis: true, render: (_, row) => row.customer.name },
      { title: say.promise('promise.plan'), width: 66, dataIndex: 'plan' },
      { title: say.promise('promise.holder'), width: 80, dataIndex: 'holder' },
      { title: say.promise('promise.explained'), width: 110, ellipsis: true, dataIndex: 'explained' },
    ]} />
  )
}
