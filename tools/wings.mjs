// The wings that hold at least one source file. An empty wing is not wrong, only empty; compiler and linter would refuse it.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

// Slowest to compile first.
const compiled = ['tests', 'apps', 'server', 'ui', 'contract', 'locales', 'domain']

export const compiledWings = (tree) => compiled.filter((wing) => existsSync(join(tree, wing, 'tsconfig.json')) && hasSources(join(tree, wing)))

const hasSources = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
  .some((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
