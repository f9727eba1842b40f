// The screens of tickets and promises: each loaded when it is first opened.
import { lazy } from 'react'
import type { ComponentType, LazyExoticComponent } from 'react'
import type { Permission } from '#contract/permissions.ts'

export type TicketRoute = { path: string; component: LazyExoticComponent<ComponentType>; permission?: Permission }

export const ticketRoutes: readonly TicketRoute[] = [
  { path: '/tickets', permission: 'ticket.read', component: lazy(async () => ({ default: (await import('./ticket/tickets.tsx')).TicketsScreen })) },
  { path: '/tickets/new', permission: 'ticket.register', component: lazy(async () => ({ default: (await import('./ticket/new-ticket.tsx')).NewTicketScreen })) },
  { path: '/tickets/$ticketId', permission: 'ticket.read', component: lazy(async () => ({ default: (await import('./ticket/ticket.tsx')).TicketScreen })) },
  { path: '/promises', permission: 'promise.read', component: lazy(async () => ({ default: (await import('./promise/promises.tsx')).PromisesScreen })) },
  { path: '/promises/$promiseId', permission: 'promise.read', component: lazy(async () => ({ default: (await import('./promise/promise.tsx')).PromiseScreen })) },
]
