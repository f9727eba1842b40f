// The views every desk has before anybody saves one.
import type { TicketScreensKey } from '#locales/en/ticket.ts'
import type { ListFilter } from './list-address.ts'

export type BuiltInView = { key: string; title: TicketScreensKey; filter: ListFilter }

export const builtInViews: readonly BuiltInView[] = [
  { key: 'open', title: 'view.open', filter: { open: 'yes', sort: 'due' } },
  { key: 'mine', title: 'view.mine', filter: { open: 'yes', holder: 'me', sort: 'due' } },
  { key: 'unassigned', title: 'view.unassigned', filter: { open: 'yes', holder: 'none', sort: 'due' } },
  { key: 'overdue', title: 'view.overdue', filter: { open: 'yes', due: 'overdue', sort: 'due' } },
  { key: 'hour', title: 'view.hour', filter: { open: 'yes', due: 'hour', sort: 'due' } },
  { key: 'today', title: 'view.today', filter: { open: 'yes', due: 'today', sort: 'due' } },
  { key: 'paused', title: 'view.paused', filter: { status: ['paused'], sort: 'due' } },
  { key: 'resolved', title: 'view.resolved', filter: { status: ['resolved'], sort: '-updated' } },
  { key: 'broken', title: 'view.broken', filter: { open: 'yes', due: 'broken', sort: 'due' } },
  { key: 'all', title: 'view.all', filter: { sort: '-registered' } },
]
