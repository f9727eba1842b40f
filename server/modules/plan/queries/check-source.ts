// Reads the YAML of a plan and says every mistake with its line, its field and what to do: the same for the editor and the console.
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { Document, Node } from 'yaml'
import { readPlanDocument } from '#contract/plan/shape-findings.ts'
import type { PlanFindingView } from '#contract/plan/view.ts'
import { checkPlan } from '#domain/plan/check.ts'
import { fieldName, mistake } from '#domain/plan/finding.ts'
import type { Finding, Path } from '#domain/plan/finding.ts'
import { openValues } from '#domain/plan/open-values.ts'
import type { OpenValue } from '#domain/plan/open-values.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { Language } from '#domain/plan/words.ts'
import { findingText } from '#locales/plan.ts'

export type OpenPlace = OpenValue & { field: string; line: number | null }
export type CheckedSource = { plan: Plan | null; findings: PlanFindingView[]; openValues: OpenPlace[] }
type Position = { line: number; col: number } | null

export function checkPlanSource(source: string, language: Language): CheckedSource {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  if (document.errors.length > 0) return unreadable(document, lines, language)
  const plain = plainOf(document)
  const { plan, findings } = readPlanDocument(plain, language)
  const positioned = (finding: Finding) => worded(finding, positionOf(document, lines, finding.path), language)
  if (!plan) return { plan: null, findings: findings.map(positioned), openValues: [] }
  return {
    plan,
    findings: checkPlan(plan).map(positioned),
    openValues: openValues(plan).map((open) => ({ ...open, field: fieldName(open.path), line: positionOf(document, lines, open.path)?.line ?? null })),
  }
}

function unreadable(document: Document, lines: LineCounter, language: Language): CheckedSource {
  const findings = document.errors.slice(0, 20).map((error) => {
    const code = error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'yaml'
    return worded(mistake([], code, { problem: error.code }), lines.linePos(error.pos[0]), language)
  })
  return { plan: null, findings, openValues: [] }
}

// Anchors may be repeated freely, but not so often that a small file becomes a huge plan.
function plainOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 1000 })
  } catch {
    return null
  }
}

function worded({ severity, code, params, path }: Finding, at: Position, language: Language): PlanFindingView {
  return { severity, code, ...findingText(language, code, params), line: at?.line ?? null, column: at?.col ?? null, field: fieldName(path), path: [...path] }
}

/** Of the key for a field, of the value in a list; where nothing stands, of the nearest thing above it. */
function positionOf(document: Document, lines: LineCounter, path: Path): Position {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = keyAt(document, path.slice(0, depth)) ?? document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0])
  }
  return { line: 1, col: 1 }
}

function keyAt(document: Document, path: Path): Node | null {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (!isMap(parent)) return null
  const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)))
  return isNode(pair?.key) ? pair.key : null
}
