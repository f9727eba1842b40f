// Which fields a plan may have at a place: read from the published schema, so that a misspelt field can be told what it meant.
import { planJsonSchema } from './json-schema.ts'

type Node = { [key: string]: unknown; properties?: Record<string, Node>; additionalProperties?: Node | boolean; items?: Node; prefixItems?: Node[]; anyOf?: Node[]; oneOf?: Node[]; $ref?: string }
let kept: Node | null = null

export function fieldsAt(path: readonly (string | number)[]): string[] {
  kept ??= planJsonSchema() as Node
  const root = kept
  const nodes = path.reduce<Node[]>((found, part) => found.flatMap((node) => inside(root, node, part)), branches(root, root))
  return [...new Set(nodes.flatMap(({ properties }) => Object.keys(properties ?? {})))]
}

function inside(root: Node, node: Node, part: string | number): Node[] {
  const { properties, additionalProperties, items, prefixItems } = node
  const next = typeof part === 'number' ? prefixItems?.[part] ?? items : properties?.[part] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined)
  return next ? branches(root, next) : []
}

function branches(root: Node, node: Node): Node[] {
  const target = node.$ref ? followed(root, node.$ref) : node
  const choices = [...(target.anyOf ?? []), ...(target.oneOf ?? [])]
  return choices.length > 0 ? choices.flatMap((choice) => branches(root, choice)) : [target]
}

const followed = (root: Node, ref: string): Node => ref.replace(/^#\/?/, '').split('/').filter(Boolean).reduce<Node>((at, part) => at[part] as Node, root)
