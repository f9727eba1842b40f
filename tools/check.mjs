#!/usr/bin/env node
// The one gate: types, lint, imports, probes, house; then rules and database. With --static it stops before the tests.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { gate, pass, program } from './gates.mjs'
import { ensureInstall, root } from './node24.mjs'
import { typeGates } from './types.mjs'

ensureInstall('typescript')
const quiet = '--disable-warning=ExperimentalWarning'
const tool = (name) => join(root, 'tools', name)
const wings = ['domain', 'contract', 'locales', 'server', 'ui', 'apps'].filter((wing) => existsSync(join(root, wing)))

// The longest first, so that the two lanes end together.
const fixed = [
  gate('lint', program('eslint/bin/eslint.js'), '.', '--cache', '--cache-location', join(root, '.cache/eslint/')),
  ...typeGates(),
  gate('probes', quiet, tool('probes.mjs')),
  gate('imports', program('dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', 'tools/import-rules.cjs', '--output-type', 'err', ...wings),
  gate('house', quiet, tool('check-house.mjs')),
]
const tests = gate('rules and database', program('vitest/vitest.mjs'), 'run', '--passWithNoTests', '--project', 'rules', '--project', 'database')

const failed = await pass(fixed)
if (!process.argv.includes('--static')) failed.push(...(await pass([tests])))
if (failed.length > 0) process.stdout.write(`\nfailed: ${failed.join(', ')}\n`)
process.exitCode = failed.length > 0 ? 1 : 0
