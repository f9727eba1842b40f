import { handTask, listDealers } from '#contract/dealer/endpoints.ts'
import { listTickets } from '#contract/ticket/endpoints.ts'
import { dealerWord } from '#locales/dealer.ts'
import { call } from '#ui/record/ask.ts'
import { Pick } from '#ui/record/pick.tsx'
import { useLanguage, useMay } from '#ui/record/session.ts'
import { Screen } from '#ui/record/states.tsx'
import { FormAction, text } from '#ui/record/form-action.tsx'
import { TaskList } from '../../features/dealer/task-list.tsx'
import { useDealerWords } from '../../features/dealer/words.ts'

const kinds = ['ordinary-repair', 'installation-guidance', 'technical-question', 'formalities'] as const
const findDealers = async (q: string) => (await call(listDealers, { ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: `${row.name} ${row.territory.join(' ')}` }))
const findTickets = async (q: string) => (await call(listTickets, { ...(q ? { q } : {}), open: 'yes', limit: 20 })).rows.map((row) => ({ value: row.id, label: `${row.number} ${row.title}` }))

export function TasksScreen() {
  const say = useDealerWords()
  const language = useLanguage()
  const mayAssign = useMay('dealer.assign')
  const hand = (
    <FormAction primary title={say('task.hand')} endpoint={handTask} initial={{ task: 'ordinary-repair' }} fields={[
      { name: 'ticketId', label: say('task.ticket'), kind: 'custom', input: <Pick label={say('task.ticket')} findKey="open tickets" find={findTickets} />, required: true },
      { name: 'dealerId', label: say('dealer.dealer'), kind: 'custom', input: <Pick label={say('dealer.dealer')} findKey="dealers of a territory" find={findDealers} />, required: true },
      { name: 'task', label: say('task.task'), kind: 'select', options: kinds.map((value) => ({ value, label: dealerWord(language, 'task', value) })), required: true }, { name: 'note', label: say('dealer.note'), kind: 'area' },
    ]} toInput={(values) => ({ ticketId: text(values['ticketId']), dealerId: text(values['dealerId']), task: text(values['task']), note: text(values['note']) })} />
  )
  return <Screen title={say('task.tasks')} needs="dealer.read" actions={mayAssign && hand}><TaskList /></Screen>
}
