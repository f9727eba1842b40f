#!/usr/bin/env node
// Proves that the walls still bite: plants one violation for each rule in a tree of its own, runs the real rules over it once,
// and expects each rule by its name. The tree goes away afterwards, also when a run fails.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { program, run } from './gates.mjs'
import { findViolations } from './house-rules.mjs'
import { root } from './node24.mjs'
import { compiles, ground, houses, imports, lint } from './probes/plants.mjs'

const rulesOfTheHouse = ['package.json', 'tsconfig.base.json', 'eslint.config.js', 'tools/house.json', 'tools/import-rules.cjs', 'tools/wings.mjs',
  ...['domain', 'contract', 'locales', 'server', 'ui', 'apps', 'tests'].map((wing) => `${wing}/tsconfig.json`)]

async function inTree(plants, look) {
  const cache = join(root, '.cache')
  mkdirSync(cache, { recursive: true })
  const tree = mkdtempSync(join(cache, 'probes-'))
  const leave = () => rmSync(tree, { recursive: true, force: true })
  process.once('exit', leave)
  try {
    for (const file of rulesOfTheHouse) copy(tree, file)
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'dir')
    for (const [file, text] of Object.entries(ground)) write(tree, file, text)
    for (const { file, text } of plants) write(tree, file, text)
    return await look(tree)
  } finally {
    leave()
    process.off('exit', leave)
  }
}

function copy(tree, file) {
  if (!existsSync(join(root, file))) return
  mkdirSync(dirname(join(tree, file)), { recursive: true })
  cpSync(join(root, file), join(tree, file))
}

function write(tree, file, text) {
  mkdirSync(dirname(join(tree, file)), { recursive: true })
  writeFileSync(join(tree, file), text)
}

// Each answer is `file rule`, however the program words it.
const askImports = (tree) => run([program('dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', 'tools/import-rules.cjs', '--output-type', 'json',
  'domain', 'contract', 'locales', 'server', 'ui', 'apps'], tree)
  .then(({ output }) => JSON.parse(output.slice(output.indexOf('{'))).summary.violations.map(({ from, rule }) => `${from} ${rule.name}`))

const askLint = (tree) => run([program('eslint/bin/eslint.js'), '--format', 'json', ...lint.map(({ file }) => file)], tree)
  .then(({ output }) => JSON.parse(output.slice(output.indexOf('['))).flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message }) => `${filePath.slice(tree.length + 1)} ${ruleId} ${message}`)))

const askCompiler = (tree) => Promise.all([...new Set(compiles.map(({ wing }) => wing))].map((wing) =>
  run([program('typescript/bin/tsc'), '-p', wing, '--pretty', 'false'], tree))).then((runs) => runs.flatMap(({ output }) => output.split('\n')))

const askHouse = async (tree) => findViolations(tree, { filesOf: 'folder', generated: ['docs/openapi.json'] })
  .then((violations) => violations.map(({ file, rule }) => `${file} ${rule}`))

const sets = [['imports', imports, askImports], ['lint', lint, askLint], ['compiler', compiles, askCompiler], ['house', houses, askHouse]]

const answers = await Promise.all(sets.map(async ([name, plants, ask]) => ({ name, plants, said: await inTree(plants, ask) })))
const silent = answers.flatMap(({ name, plants, said }) => plants
  .filter(({ rule, file }) => rule && !said.some((line) => line.startsWith(file) && line.includes(rule)))
  .map(({ rule, file }) => `${name}: ${rule} did not answer to ${file}`))

for (const line of silent) console.log(line)
if (process.argv.includes('--verbose')) for (const { said } of answers) console.log(said.join('\n'))
console.log(`${answers.flatMap(({ plants }) => plants.filter(({ rule }) => rule)).length - silent.length} rules answered, ${silent.length} did not`)
process.exitCode = silent.length > 0 ? 1 : 0
