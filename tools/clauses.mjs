#!/usr/bin/env node
// Counts the signed clauses: how many the plans account for, how many a passed test proves.
//   npm run clauses                 tables per plan and per capability
//   npm run clauses -- --json       one object: {total, accounted, proven, plans}
//   npm run clauses -- --missing    the ids no test proves
//   npm run clauses -- --markdown   writes docs/clauses.md
// Without a report of a test run it runs the tests first; --no-run leaves that out.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { program, run } from './gates.mjs'
import { ensureInstall, root, runOnNode } from './node24.mjs'

const asked = new Set(process.argv.slice(2))
const results = join(root, 'test-results')
const reports = () => (existsSync(results) ? readdirSync(results).filter((name) => name.endsWith('.json')).sort() : [])
const note = (line) => process.stderr.write(`${line}\n`)

ensureInstall('vitest')
// The mark keeps a hand-over from ever being repeated.
if (process.env.AFTERCARE_COUNTING) await count()
else runOnNode(['--disable-warning=ExperimentalWarning', ...process.argv.slice(1)], { AFTERCARE_COUNTING: '1' })

async function count() {
  if (reports().length === 0) {
    note('There is no report of a test run in test-results.')
    if (!asked.has('--no-run')) await runTests()
  }
  const { accountClauses, tally } = await import('#domain/plan/accounting.ts')
  const { parse } = await import('yaml')
  const { clauses, capabilities } = JSON.parse(readFileSync(join(root, 'plans/catalogue.json'), 'utf8'))
  const files = readdirSync(join(root, 'plans')).filter((name) => /^P\d+\.yaml$/.test(name)).sort()
  const documents = files.map((name) => parse(readFileSync(join(root, 'plans', name), 'utf8'), { maxAliasCount: 1000 }))
  const accounts = accountClauses(clauses, documents, reports().flatMap(testsIn))
  const byPlan = Map.groupBy(accounts, ({ plan }) => plan)
  const plans = Object.fromEntries([...byPlan].sort(([one], [other]) => (one < other ? -1 : 1)).map(([plan, list]) => [plan, tally(list)]))
  const sum = tally(accounts)
  if (asked.has('--json')) process.stdout.write(`${JSON.stringify({ ...sum, plans })}\n`)
  else if (asked.has('--missing')) process.stdout.write(accounts.filter(({ provenBy }) => provenBy.length === 0).map(({ id }) => `${id}\n`).join(''))
  else if (asked.has('--markdown')) writeMarkdown(accounts, plans, sum)
  else printTables({ accounts, plans, sum, clauses, capabilities, tally })
}

async function runTests() {
  mkdirSync(results, { recursive: true })
  const chromium = ensureChromium()
  if (chromium) process.env.CHROMIUM = chromium
  for (const [name, projects] of [['rules-and-database', ['rules', 'database']], ['journeys', ['journeys']]]) {
    note(`Running ${name.replaceAll('-', ' ')} …`)
    const { code } = await run([program('vitest/vitest.mjs'), 'run', '--passWithNoTests', ...projects.flatMap((project) => ['--project', project]),
      '--reporter=json', `--outputFile.json=${join(results, `${name}.json`)}`])
    if (code !== 0) note(`${name.replaceAll('-', ' ')}: some tests failed; they prove nothing.`)
  }
}

function testsIn(report) {
  const { testResults = [] } = JSON.parse(readFileSync(join(results, report), 'utf8'))
  return testResults.flatMap(({ assertionResults }) => assertionResults.map(({ ancestorTitles, title, status }) =>
    ({ title: [...ancestorTitles, title].filter(Boolean).join(' › '), passed: status === 'passed' })))
}

function row(name, { total, accounted, proven }, rest = '') {
  return `${name.padEnd(8)}${String(total).padStart(7)}${String(accounted).padStart(11)}${String(proven).padStart(8)}  ${rest}`.trimEnd()
}

function printTables({ accounts, plans, sum, clauses, capabilities, tally }) {
  const account = new Map(accounts.map((one) => [one.id, one]))
  const head = (name) => `${name.padEnd(8)}  total  accounted  proven`
  const of = (code) => tally(clauses.filter((clause) => clause.capabilities.includes(code)).map(({ id }) => account.get(id)))
  const lines = [
    head('plan'), ...Object.entries(plans).map(([plan, figures]) => row(plan, figures)), row('all', sum), '',
    head('cap.'), ...Object.entries(capabilities).map(([code, name]) => row(code, of(code), name)),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

function writeMarkdown(accounts, plans, sum) {
  const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
  const line = ([plan, { total, accounted, proven }]) => `| ${plan} | ${total} | ${accounted} | ${proven} |`
  const how = (carriers) => [...new Set(carriers.map(({ how, section, id }) => (how === 'note' ? 'note' : `${how} ${section}/${id}`)))].join(', ')
  const text = [
    '# Clauses', '',
    'Written by `npm run clauses -- --markdown`. Accounted: the plan carries the clause as a rule, a text or a note. Proven: a passed test names it.', '',
    '| plan | total | accounted | proven |', '|---|---|---|---|', ...Object.entries(plans).map(line), line(['all', sum]), '',
    '| clause | accounted by | proven by |', '|---|---|---|',
    ...accounts.map(({ id, carriers, provenBy }) => `| ${id} | ${cell(how(carriers)) || '—'} | ${cell(provenBy.join('; ')) || '—'} |`), '',
  ].join('\n')
  writeFileSync(join(root, 'docs/clauses.md'), text)
  note('docs/clauses.md written')
}
