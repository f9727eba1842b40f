import * as api from '#contract/report/endpoints.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { getDashboard } from './queries/get-dashboard.ts'
import { listAllCycles, listCycles } from './queries/list-cycles.ts'

export const routes: Route[] = [serve(api.getDashboard, getDashboard), serve(api.listCycles, listCycles), serve(api.listAllCycles, listAllCycles)]
