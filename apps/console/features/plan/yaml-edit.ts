// One figure of a plan is changed in its YAML without touching any other character: comments and layout stay the author's.
import { isNode, LineCounter, parseDocument, stringify } from 'yaml'
import type { Document } from 'yaml'

export type Path = readonly (string | number)[]
export type YamlReading =
  | { ok: true; plain: unknown; lineOf: (path: Path) => number | null }
  | { ok: false; line: number; problem: string }

const options = { prettyErrors: false, uniqueKeys: true } as const

export function readYaml(source: string): YamlReading {
  const lines = new LineCounter()
  const document = parseDocument(source, { ...options, lineCounter: lines })
  const [problem] = document.errors
  if (problem) return { ok: false, line: lines.linePos(problem.pos[0]).line, problem: problem.message }
  return { ok: true, plain: document.toJS({ maxAliasCount: 1000 }) as unknown, lineOf: (path) => lineIn(document, lines, path) }
}

/** A path that does not exist leads to the nearest thing above it that does. */
function lineIn(document: Document, lines: LineCounter, path: Path): number | null {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return null
}

export function withValue(source: string, path: Path, value: unknown): string {
  const document = parseDocument(source, options)
  const node = document.getIn(path, true)
  const isScalar = value === null || typeof value !== 'object'
  if (isScalar && isNode(node) && node.range) {
    const [start, end] = node.range
    // An empty value ends where it begins, right after the colon.
    const space = start === end && source[start - 1] === ':' ? ' ' : ''
    return source.slice(0, start) + space + scalarText(value, document, path) + source.slice(end)
  }
  document.setIn(path, value)
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}

/** Inside braces a comma or a brace would end the value, so such texts are quoted. */
function scalarText(value: unknown, document: Document, path: Path): string {
  const node = document.getIn(path, true) as { type?: string } | undefined
  if (value === null) return 'null'
  if (typeof value !== 'string') return String(value)
  const quoted = node?.type === 'QUOTE_SINGLE' || /[,{}[\]#:]/.test(value)
  return quoted ? `'${value.replaceAll("'", "''")}'` : stringify(value, { lineWidth: 0 }).trimEnd()
}

export function withoutPath(source: string, path: Path): string {
  const document = parseDocument(source, options)
  document.deleteIn(path)
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}
