// The screens of tickets and promises: each loaded when it is first opened.
import { lazy } from 'react'
import type { ComponentType, LazyExoticComponent } from 'react'
import type { Permission } from '#contract/permissions.ts'

export type TicketRoute = { path: string; component: LazyExoticComponent<ComponentType>; permission?: Permission }
export type TicketEntry = { path: string; title: 'list.title' | 'promise.title'; icon: string; permission: Permission; group: 'desk' }

export const ticketRoutes: readonly TicketRoute[] = [
  { path: '/tickets', permission: 'ticket.read', component: lazy(async () => ({ default: (await import('./ticket/tickets.tsx')).TicketsScreen })) },
  { path: '/tickets/new', permission: 'ticket.register', component: lazy(async () => ({ default: (await import('./ticket/new-ticket.tsx')).NewTicketScreen })) },
  { path: '/tickets/$ticketId', permission: 'ticket.read', component: lazy(async () => ({ default: (await import('./ticket/ticket.tsx')).TicketScreen })) },
  { path: '/promises', permission: 'promise.read', component: lazy(async () => ({ default: (await import('./promise/promises.tsx')).PromisesScreen })) },
  { path: '/promises/$promiseId', permission: 'promise.read', component: lazy(async () => ({ default: (await import('./promise/promise.tsx')).PromiseScreen })) },
]

/** Entries of the menu; titles are keys of the words of tickets and of promises. */
export const ticketNav: readonly TicketEntry[] = [
  { path: '/tickets', title: 'list.title', icon: 'InboxOutlined', permission: 'ticket.read', group: 'desk' },
  { path: '/promises', title: 'promise.title', icon: 'FieldTimeOutlined', permission: 'promise.read', group: 'desk' },
]
