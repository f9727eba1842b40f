// What is planted, and the name of the rule that must answer. One violation each, in a tree of its own.
import { readFileSync } from 'node:fs'

const house = JSON.parse(readFileSync(new URL('../house.json', import.meta.url), 'utf8'))
const value = 'export const value = 1\n'
const use = (path) => `import { value } from '${path}'\nexport const taken = value\n`

// Where nothing is wrong, so that the planted lines have something to reach.
export const ground = {
  'domain/time/day.ts': value,
  'contract/ticket/ticket.ts': value,
  'locales/en/ticket.ts': value,
  'server/platform/db/database.ts': value,
  'server/main/start.ts': value,
  'server/modules/ticket/index.ts': value,
  'server/modules/ticket/store.ts': value,
  'server/modules/ticket/commands/open-ticket.ts': value,
  'ui/kit/button.tsx': value,
  'apps/console/main.tsx': value,
  'apps/portal/main.tsx': value,
  'apps/console/screens/home.tsx': value,
  'apps/console/features/asset/list.tsx': value,
  'tools/list.mjs': value,
  'tests/support/build.ts': value,
}

const above = (nouns, path) => nouns.slice(0, -1).flatMap((noun, floor) => {
  const higher = nouns[floor + 1]
  return [[noun, path(noun), use(`../${higher}/index.ts`)], [null, path(higher).replace('probe.ts', 'index.ts'), value]]
})
const named = (prefix, plants) => plants.map(([noun, file, text]) => ({ rule: noun && `${prefix}-${noun}`, file, text }))

export const imports = [
  { rule: 'domain-stands-alone', file: 'domain/time/probe-npm.ts', text: "import { z } from 'zod'\nexport const taken = z\n" },
  { rule: 'contract-adds-zod', file: 'contract/ticket/probe.ts', text: "import Fastify from 'fastify'\nexport const taken = Fastify\n" },
  { rule: 'locales-know-codes', file: 'locales/en/probe.ts', text: use('#server/platform/db/database.ts') },
  { rule: 'server-knows-no-screen', file: 'server/main/probe.ts', text: use('#ui/kit/button.tsx') },
  { rule: 'ui-knows-no-server', file: 'ui/kit/probe.ts', text: use('#server/platform/db/database.ts') },
  { rule: 'apps-know-no-server', file: 'apps/console/probe.ts', text: use('#server/platform/db/database.ts') },
  { rule: 'no-tool-in-product', file: 'server/main/probe-tool.ts', text: use('../../tools/list.mjs') },
  { rule: 'platform-knows-no-module', file: 'server/platform/db/probe.ts', text: use('../../modules/ticket/index.ts') },
  { rule: 'modules-know-no-main', file: 'server/modules/ticket/policy.ts', text: use('../../main/start.ts') },
  { rule: 'module-by-its-door', file: 'server/modules/report/store.ts', text: use('../ticket/store.ts') },
  { rule: 'queries-only-read', file: 'server/modules/ticket/queries/get-ticket.ts', text: use('../commands/open-ticket.ts') },
  { rule: 'routes-hold-no-sql', file: 'server/modules/ticket/routes.ts', text: use('../../platform/db/database.ts') },
  { rule: 'apps-never-meet', file: 'apps/console/probe-portal.ts', text: use('../portal/main.tsx') },
  { rule: 'features-know-no-screen', file: 'apps/console/features/ticket/probe.ts', text: use('../../screens/home.tsx') },
  { rule: 'features-never-meet', file: 'apps/console/features/ticket/probe-asset.ts', text: use('../asset/list.tsx') },
  { rule: 'no-circle', file: 'domain/time/one.ts', text: "import type { Other } from './other.ts'\nexport type One = Other | null\n" },
  { rule: null, file: 'domain/time/other.ts', text: "import type { One } from './one.ts'\nexport type Other = { one: One }\n" },
  { rule: 'no-dead-path', file: 'server/main/probe-dead.ts', text: use('./nowhere.ts') },
  { rule: 'no-test-in-product', file: 'server/main/probe-test.ts', text: use('#tests/support/build.ts') },
  ...named('ground', above(house.domain, (noun) => `domain/${noun}/probe.ts`)),
  ...named('floor', above(house.modules, (noun) => `server/modules/${noun}/probe.ts`)),
]

const later = 'export async function later(): Promise<void> {\n  await Promise.resolve()\n}\n'
const branches = Array.from({ length: 18 }, (_, at) => `  if (n === ${at}) return ${at}\n`).join('')

export const lint = [
  { rule: '@typescript-eslint/no-floating-promises', file: 'server/main/floating.ts', text: `${later}\nlater()\n` },
  { rule: '@typescript-eslint/no-misused-promises', file: 'server/main/misused.ts', text: `${later}\nexport const met = later() ? 1 : 2\n` },
  { rule: '@typescript-eslint/switch-exhaustiveness-check', file: 'server/main/switch.ts',
    text: "export function say(word: 'a' | 'b'): void {\n  switch (word) {\n    case 'a':\n      throw new Error('a')\n  }\n}\n" },
  { rule: '@typescript-eslint/consistent-type-imports', file: 'server/main/type-import.ts',
    text: "import { Stats } from 'node:fs'\n\nexport type Seen = Stats\n" },
  { rule: '@typescript-eslint/consistent-type-definitions', file: 'server/main/shape.ts', text: 'export interface Shape { side: number }\n' },
  { rule: '@typescript-eslint/no-explicit-any', file: 'server/main/any.ts', text: 'export const thing: any = 1\n' },
  { rule: '@typescript-eslint/no-unused-vars', file: 'server/main/unused.ts', text: 'const alone = 1\nexport const other = 2\n' },
  { rule: '@typescript-eslint/only-throw-error', file: 'server/main/throw.ts', text: "export function fail(): never {\n  throw 'words'\n}\n" },
  { rule: 'max-lines', file: 'server/main/long.ts', text: Array.from({ length: 301 }, (_, at) => `export const line${at} = ${at}\n`).join('') },
  { rule: 'max-len', file: 'server/main/wide.ts', text: `export const sum = ${Array.from({ length: 90 }, () => 1).join(' + ')}\n` },
  { rule: 'complexity', file: 'server/main/complex.ts', text: `export function complex(n: number): number {\n${branches}  return 0\n}\n` },
  { rule: 'max-depth', file: 'server/main/deep.ts', text: 'export function deep(n: number): number {\n  if (n > 0) {\n    if (n > 1) {\n      if (n > 2) {\n        if (n > 3) {\n          return n\n        }\n      }\n    }\n  }\n  return 0\n}\n' },
  { rule: 'no-default-export', file: 'server/main/default.ts', text: 'export default 1\n' },
  { rule: 'no-own-clock', file: 'domain/time/own-now.ts', text: 'export const now = () => Date.now()\n' },
  { rule: 'no-own-clock', file: 'contract/ticket/own-date.ts', text: 'export const now = () => new Date()\n' },
  { rule: 'no-own-chance', file: 'server/modules/ticket/own-chance.ts', text: 'export const pick = () => Math.random()\n' },
  // A waiver inside the file changes nothing.
  { rule: '@typescript-eslint/no-explicit-any', file: 'server/main/waiver.ts', text: '/* eslint-disable */\nexport const thing: any = 1\n' },
]

export const compiles = [
  ...['fetch', 'process', 'console', 'setTimeout', 'crypto', 'document'].flatMap((name) => ['domain', 'contract', 'locales'].map((wing) =>
    ({ rule: `'${name}'`, wing, file: `${wing}/probe-${name}.ts`, text: `export const taken = ${name}\n` }))),
  { rule: "'node:fs'", wing: 'domain', file: 'domain/probe-fs.ts', text: "import { readFileSync } from 'node:fs'\nexport const taken = readFileSync\n" },
  { rule: 'TS6059', wing: 'domain', file: 'domain/probe-out.ts', text: "import { value } from '../server/main/start.ts'\nexport const taken = value\n" },
  { rule: "'document'", wing: 'server', file: 'server/main/probe-dom.ts', text: 'export const taken = document\n' },
  { rule: "'process'", wing: 'ui', file: 'ui/kit/probe-process.ts', text: 'export const taken = process\n' },
  { rule: "'process'", wing: 'apps', file: 'apps/console/probe-process.ts', text: 'export const taken = process\n' },
  { rule: 'TS1294', wing: 'domain', file: 'domain/probe-enum.ts', text: 'export enum Word { One }\n' },
  { rule: 'TS1484', wing: 'domain', file: 'domain/probe-verbatim.ts', text: "import { Shape } from './probe-shape.ts'\nexport const taken: Shape = 1\n" },
  { rule: null, wing: 'domain', file: 'domain/probe-shape.ts', text: 'export type Shape = number\n' },
  { rule: 'TS2322', wing: 'domain', file: 'domain/probe-index.ts', text: 'const list: number[] = []\nexport const first: number = list[0]\n' },
  { rule: 'TS2375', wing: 'domain', file: 'domain/probe-exact.ts', text: 'export const box: { side?: number } = { side: undefined }\n' },
]

export const houses = [
  { rule: 'module-kind', file: 'server/modules/ticket/model.ts', text: value },
  { rule: 'module-kind', file: 'server/modules/ticket/sql/open.ts', text: value },
  { rule: 'unlisted-noun', file: 'server/modules/gizmo/index.ts', text: value },
  { rule: 'unlisted-noun', file: 'domain/gizmo/gizmo.test.ts', text: value },
  { rule: 'test-owed', file: 'domain/time/untested.ts', text: 'export function untested(): number {\n  return 1\n}\n' },
  { rule: 'nameless-file', file: 'server/platform/utils.ts', text: value },
  { rule: 'nameless-file', file: 'ui/helpers/field.tsx', text: value },
  { rule: 'machine-path', file: 'docs/probe.md', text: ['See /', 'home/someone/file.\n'].join('') },
  { rule: 'registry-host', file: '.npmrc', text: ['registry=https://', 'npm.example.internal/\n'].join('') },
  { rule: 'stale-file', file: 'docs/openapi.json', text: '{}\n' },
]
