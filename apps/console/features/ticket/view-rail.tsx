// Saved views with their counts beside the list.
import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import type { ReplyOf } from '#contract/endpoint.ts'
import { countTickets, deleteView, listViews } from '#contract/ticket/endpoints.ts'
import { ticketFilterShape } from '#contract/ticket/ticket.ts'
import { call, keyOf, useAsk } from '#ui/record/ask.ts'
import { ConfirmButton } from '#ui/record/confirm-button.tsx'
import { useAct } from '#ui/record/refusal.ts'
import { useSay } from '#ui/ticket/say.ts'
import { builtInViews } from './built-in-views.ts'
import type { ListFilter } from './list-address.ts'

export type SavedView = ReplyOf<typeof listViews>['rows'][number]
type Entry = { key: string; title: string; filter: ListFilter; saved?: SavedView }
type Props = { current: string | null; onChoose: (filter: ListFilter, key: string, saved?: SavedView) => void }

export function ViewRail({ current, onChoose }: Props) {
  const say = useSay()
  const views = useAsk(listViews, {})
  const builtIn: Entry[] = builtInViews.map(({ key, title, filter }) => ({ key, title: say.ticket(title), filter }))
  const saved: Entry[] = (views.data?.rows ?? []).map((view) => ({ key: view.id, title: view.title, filter: filterOfView(view), saved: view }))
  const entries = [...builtIn, ...saved].slice(0, 40)
  const filters = entries.map(({ filter: { sort: _, ...filter } }) => filter)
  const counts = useQuery({
    queryKey: keyOf(countTickets, filters), queryFn: () => call(countTickets, { filters }),
    enabled: views.data !== undefined, refetchInterval: 60_000, placeholderData: (before) => before,
  })
  const line = (entry: Entry) => <ViewLine key={entry.key} entry={entry} count={counts.data?.counts[entries.indexOf(entry)]} isCurrent={entry.key === current} onChoose={onChoose} />
  const own = saved.filter(({ saved: view }) => view?.isMine && !view.isPinned)
  const shared = saved.filter(({ saved: view }) => view && !view.isMine && !view.isPinned)
  const pinned = saved.filter(({ saved: view }) => view?.isPinned)
  return (
    <nav className="view-rail" aria-label={say.ticket('view.views')}>
      <Group title={say.ticket('view.views')}>{pinned.map(line)}{builtIn.map(line)}</Group>
      {views.isPending && <Skeleton active paragraph={{ rows: 2 }} title={false} />}
      {own.length > 0 && <Group title={say.ticket('view.own')}>{own.map(line)}</Group>}
      {shared.length > 0 && <Group title={say.ticket('view.shared')}>{shared.map(line)}</Group>}
    </nav>
  )
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => <section><h2>{title}</h2><ul>{children}</ul></section>

function ViewLine({ entry, count, isCurrent, onChoose }: { entry: Entry; count: number | undefined; isCurrent: boolean; onChoose: Props['onChoose'] }) {
  const say = useSay()
  const remove = useAct(deleteView)
  return (
    <li>
      <button type="button" className="view-line" aria-current={isCurrent ? 'true' : undefined} onClick={() => onChoose(entry.filter, entry.key, entry.saved)}>
        <span>{entry.saved?.isPinned && <span aria-label={say.ticket('view.pinned')}>★ </span>}{entry.title}</span>
        <span className="figure view-count">{count === undefined ? '' : count >= 999 ? '999+' : count}</span>
      </button>
      {isCurrent && entry.saved?.isMine && (
        <ConfirmButton type="text" danger ask={say.ticket('view.deleteAsk', { title: entry.title })} aria-label={say.ticket('view.delete')} onYes={() => remove.mutate({ viewId: entry.saved!.id })}>{say.screen('screen.delete')}</ConfirmButton>
      )}
    </li>
  )
}

const filterOfView = ({ filter }: SavedView): ListFilter => {
  const read = ticketFilterShape.safeParse(filter)
  return (read.success ? read.data : {}) as ListFilter
}
