import { Segmented, Space, Tag } from 'antd'
import type { TableColumnsType } from 'antd'
import { useState } from 'react'
import { answerPushBack, arrangeTask, endTask, listTasks, pushBackTask } from '#contract/dealer/endpoints.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { dealerWord } from '#locales/dealer.ts'
import { usePages } from '#ui/record/ask.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useLanguage, useMay, useMe, useMoments } from '#ui/record/session.ts'
import { Rows } from '#ui/record/states.tsx'
import { FormAction, text } from '#ui/record/form-action.tsx'
import { useDealerWords } from './words.ts'

type Task = ReplyOf<typeof listTasks>['rows'][number]
const colours = { open: 'processing', overdue: 'error', arranged: 'success', 'pushed-back': 'warning', returned: 'default', ended: 'default' } as const

export function TaskList({ dealerId }: { dealerId?: string }) {
  const say = useDealerWords()
  const language = useLanguage()
  const { moment } = useMoments()
  const [open, setOpen] = useState<'yes' | 'no'>('yes')
  const tasks = usePages(listTasks, { ...(dealerId ? { dealerId } : {}), open })
  const isDealer = useMe().person.kind === 'dealer'
  const columns: TableColumnsType<Task> = [
    { title: say('task.ticket'), render: (_, row) => <>{isDealer ? <b className="figure">{row.ticket.number}</b> : <a href={`/tickets/${row.ticket.id}`}>{row.ticket.number}</a>} {row.ticket.title}
      <div className="quiet">{row.ticket.customer} {row.ticket.phone} {row.ticket.address}</div></> },
    { title: say('task.task'), render: (_, row) => dealerWord(language, 'task', row.task) },
    ...(dealerId ? [] : [{ title: say('dealer.dealer'), render: (_: unknown, row: Task) => row.dealer.name }]),
    { title: say('task.dueAt'), render: (_, row) => moment(row.dueAt) },
    { title: say('claim.state'), render: (_, row) => <><Tag color={colours[row.state]}>{say(`task.state.${row.state}`)}</Tag>{row.person && <div className="quiet">{row.person} {moment(row.visitAt)}</div>}{row.pushReason && <div className="quiet">{row.pushReason}</div>}{row.liable && <div>! {say('task.liable', { clause: row.liable })}</div>}</> },
    { title: '', render: (_, row) => <TaskActions task={row} /> },
  ]
  return (
    <>
      <div className="screen-filters"><Segmented value={open} onChange={setOpen} options={[{ value: 'yes', label: say('task.state.open') }, { value: 'no', label: say('task.state.ended') }]} /></div>
      <Rows of={tasks} columns={columns} rowKey="id" empty={{ title: say('task.none') }} />
    </>
  )
}

function TaskActions({ task: { id: taskId, state } }: { task: Task }) {
  const say = useDealerWords()
  const mayFile = useMay('claim.file')
  const mayAssign = useMay('dealer.assign')
  const answer = useAct(answerPushBack, () => say('do.done'))
  const end = useAct(endTask, () => say('do.done'))
  if (state === 'ended' || state === 'returned') return null
  return (
    <Space wrap>
      {mayFile && <FormAction primary={state !== 'arranged'} title={say('task.arrange')} endpoint={arrangeTask} initial={{ userTold: true, departmentTold: true, explained: false }} fields={[
        { name: 'person', label: say('task.person'), required: true }, { name: 'visitAt', label: say('task.visitAt'), required: true, kind: 'custom', input: <input type="datetime-local" className="ant-input" /> },
        { name: 'userTold', label: say('task.userTold'), kind: 'switch' }, { name: 'departmentTold', label: say('task.departmentTold'), kind: 'switch' }, { name: 'explained', label: say('claim.explained'), kind: 'switch' },
      ]} toInput={(values) => ({ taskId, person: text(values['person']), visitAt: momentOf(values['visitAt']), userTold: values['userTold'] === true, departmentTold: values['departmentTold'] === true, explained: values['explained'] === true })} />}
      {mayFile && !mayAssign && state !== 'pushed-back' && <FormAction title={say('task.pushBack')} endpoint={pushBackTask} fields={[{ name: 'reason', label: say('dealer.reason'), kind: 'area', required: true }]} toInput={({ reason }) => ({ taskId, reason: text(reason) })} />}
      {mayAssign && state === 'pushed-back' && <ConfirmButton size="middle" ask={say('task.accept')} onYes={() => answer.mutate({ taskId, accepted: true })}>{say('task.accept')}</ConfirmButton>}
      {mayAssign && state === 'pushed-back' && <ConfirmButton size="middle" ask={say('task.leave')} onYes={() => answer.mutate({ taskId, accepted: false })}>{say('task.leave')}</ConfirmButton>}
      {mayAssign && state === 'arranged' && <ConfirmButton size="middle" ask={say('task.end')} onYes={() => end.mutate({ taskId })}>{say('task.end')}</ConfirmButton>}
    </Space>
  )
}

const momentOf = (value: unknown) => (text(value) === '' ? '' : new Date(text(value)).toISOString())
