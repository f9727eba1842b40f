// The addresses of the console. Each screen is loaded when it is first opened.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { RouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { adminRoutes } from '../screens/admin-routes.tsx'
import { ticketRoutes } from '../screens/ticket-routes.tsx'
import { Frame } from './frame.tsx'
import { Lost } from './lost.tsx'

const root = createRootRoute({ component: Frame, notFoundComponent: () => <Lost kind="notFound" />, errorComponent: () => <Lost kind="broken" /> })

type Screen = { path: string; component: RouteComponent }

const later = ({ path, load }: { path: string; load: () => Promise<ComponentType> }): Screen =>
  ({ path, component: lazyRouteComponent(async () => ({ default: await load() })) })

const own = [
  { path: '/', load: async () => (await import('../screens/home/home.tsx')).HomeScreen },
  { path: '/account', load: async () => (await import('../screens/session/account.tsx')).AccountScreen },
]

export function createConsoleRouter() {
  const screens: readonly Screen[] = [...own.map(later), ...ticketRoutes.map(({ path, component }) => ({ path, component: component as RouteComponent })), ...adminRoutes.map(later)]
  const routes = screens.map(({ path, component }) => createRoute({ getParentRoute: () => root, path, component, validateSearch: (search: Record<string, unknown>) => search }))
  return createRouter({ routeTree: root.addChildren(routes), defaultPreload: 'intent', scrollRestoration: true })
}
