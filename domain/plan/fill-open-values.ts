// Fills the gaps of a plan with given figures, so that a demonstration or a first draft can run. The clauses stay what they are.
import { openValues } from './open-values.ts'
import type { Plan } from './plan.ts'

export type Figures = { reply: string; arrive: string; solve: string; cycle: string; text: string; number: number }
export const sampleFigures: Figures = { reply: '30min', arrive: '4h', solve: '24h', cycle: '6mo', text: '—', number: 1 }

export function fillOpenValues(plan: Plan, figures: Figures = sampleFigures): Plan {
  const filled = JSON.parse(JSON.stringify(plan)) as Tree
  for (const { path, kind } of openValues(plan)) put(filled, path, kind === 'value' ? figures.text : figureFor(plan, path, figures))
  return filled as unknown as Plan
}

type Tree = Record<string | number, unknown>

function figureFor(plan: Plan, [section, index]: readonly (string | number)[], figures: Figures): string {
  if (section !== 'promises') return figures.cycle
  const rule = plan.promises[Number(index)]
  const facts = JSON.stringify(rule?.by ?? {})
  if (/ticket\.resolved|fault\.removed|work\.finished|ticket\.closed|unit\.repaired|part\.replaced/.test(facts)) return figures.solve
  return /engineer\.arrived|loaner\.|spare\.|engineer\.dispatched/.test(facts) ? figures.arrive : figures.reply
}

function put(tree: Tree, path: readonly (string | number)[], value: unknown): void {
  const [last] = path.slice(-1)
  const parent = path.slice(0, -1).reduce<Tree>((node, key) => node[key] as Tree, tree)
  parent[last!] = value
}
