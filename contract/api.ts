// All endpoints of the product, by name. The server, the API document and the authorisation matrix are made from this list.
import type { Endpoint } from './endpoint.ts'
import * as agreement from './agreement/endpoints.ts'
import * as approval from './approval/endpoints.ts'
import * as asset from './asset/endpoints.ts'
import * as calendar from './calendar/endpoints.ts'
import * as charge from './charge/endpoints.ts'
import * as claims from './dealer/claims.ts'
import * as dealer from './dealer/endpoints.ts'
import * as channel from './channel/endpoints.ts'
import * as portal from './channel/portal.ts'
import * as document from './document/endpoints.ts'
import * as entitlement from './entitlement/endpoints.ts'
import * as lifecycle from './lifecycle/endpoints.ts'
import * as delivery from './lifecycle/delivery-endpoints.ts'
import * as org from './org/endpoints.ts'
import * as party from './party/endpoints.ts'
import * as people from './people/endpoints.ts'
import * as keys from './people/keys.ts'
import * as roster from './people/roster.ts'
import * as session from './people/session.ts'
import * as plan from './plan/endpoints.ts'
import * as product from './product/endpoints.ts'
import * as promise from './promise/endpoints.ts'
import * as loaners from './repair/loaners.ts'
import * as returns from './repair/returns.ts'
import * as rma from './repair/rma.ts'
import * as report from './report/endpoints.ts'
import * as stock from './stock/endpoints.ts'
import * as parts from './stock/parts.ts'
import * as requisitions from './stock/requisitions.ts'
import * as ticketParts from './stock/ticket-parts.ts'
import * as ticket from './ticket/endpoints.ts'

const isEndpoint = (value: unknown): value is Endpoint => typeof value === 'object' && value !== null && 'path' in value && 'method' in value

const modules: readonly Record<string, unknown>[] = [
  org, session, people, roster, keys, party, product, asset, plan, agreement, calendar, promise, ticket, lifecycle, delivery, approval, charge,
  loaners, rma, returns, entitlement, document, portal, channel, report, dealer, claims, parts, stock, ticketParts, requisitions,
]

const named = modules.flatMap((module) => Object.entries(module)).filter((entry): entry is [string, Endpoint] => isEndpoint(entry[1]))

const twice = <T>(all: readonly T[]): T[] => all.filter((one, at) => all.indexOf(one) !== at)

// Two modules that declare one name or one address would hide each other without a word.
const clashes = [...twice(named.map(([name]) => name)), ...twice(named.map(([, { method, path }]) => `${method} ${path}`))]
if (clashes.length > 0) throw new Error(`declared twice: ${clashes.join(', ')}`)

export const endpoints: Readonly<Record<string, Endpoint>> = Object.fromEntries(named)
