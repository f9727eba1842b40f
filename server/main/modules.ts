// All routes of the product, module by module in the order of the floors.
import type { Route } from '#server/platform/http/serve.ts'
import type { Live } from '#server/platform/live/live.ts'
import { routes as approval } from '../modules/approval/routes.ts'
import { lookupRoute } from '../modules/asset/index.ts'
import { routes as asset } from '../modules/asset/routes.ts'
import { routes as charge } from '../modules/charge/routes.ts'
import { routes as channel } from '../modules/channel/routes.ts'
import { fileForm } from '../modules/document/index.ts'
import { routes as dealer } from '../modules/dealer/routes.ts'
import { routes as document } from '../modules/document/routes.ts'
import { routes as entitlement } from '../modules/entitlement/routes.ts'
import { routes as lifecycle } from '../modules/lifecycle/routes.ts'
import { routes as org } from '../modules/org/routes.ts'
import { routes as party } from '../modules/party/routes.ts'
import { routes as people } from '../modules/people/routes.ts'
import { routes as plan } from '../modules/plan/routes.ts'
import { routes as product } from '../modules/product/routes.ts'
import { routes as promise } from '../modules/promise/routes.ts'
import { routes as repair } from '../modules/repair/routes.ts'
import { routes as report } from '../modules/report/routes.ts'
import { routes as stock } from '../modules/stock/routes.ts'
import { visibleTickets } from '../modules/ticket/index.ts'
import { routes as ticket } from '../modules/ticket/routes.ts'

export const routesOf = (live: Live): Route[] => [
  ...org, ...people, ...party, ...product, ...asset, lookupRoute(visibleTickets), ...plan, ...promise, ...ticket(live),
  ...lifecycle(fileForm), ...approval, ...repair, ...dealer, ...entitlement, ...charge, ...document, ...channel, ...report, ...stock,
]
