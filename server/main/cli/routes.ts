// Every address of the API with what it takes to call it: the list that authorisation tests are made from.
import { endpoints } from '#contract/api.ts'
import { pathParameters } from '#contract/endpoint.ts'
import { exitCodes } from './command.ts'
import type { Command } from './command.ts'

export type RouteLine = { name: string; method: string; path: string; permission: string; ids: string[]; summary: string }

export const routeLines = (): RouteLine[] => Object.entries(endpoints)
  .map(([name, { method, path, permission, summary }]) => ({ name, method, path: `/api${path}`, permission, ids: pathParameters(path), summary }))
  .sort((one, other) => (one.path === other.path ? compare(one.method, other.method) : compare(one.path, other.path)))

export const routesCommand: Command = {
  usage: 'routes [--json]', about: 'every endpoint: method, path, permission, id parameters', options: { json: { type: 'boolean' } },
  run: async ({ values, out }) => {
    const lines = routeLines()
    if (values['json']) out(JSON.stringify(lines))
    else for (const { method, path, permission } of lines) out(`${method.padEnd(7)}${path.padEnd(60)}${permission}`)
    return Promise.resolve(exitCodes.good)
  },
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
