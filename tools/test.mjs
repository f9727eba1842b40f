// npm test: the static gate, then rules and database, then journeys. The last line sums up all of them.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { ensureInstall, findNode, root } from './node24.mjs'

const timeLimit = 23 * 60_000
const startedAt = Date.now()
const results = join(root, 'test-results')

ensureInstall('vitest')
const node = findNode()
const sum = { passed: 0, failed: 0, skipped: 0 }
const troubles = []

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

await gate()
await suites('rules-and-database', ['rules', 'database'])
await journeys()
conclude()

async function gate() {
  const check = join(root, 'tools/check.mjs')
  if (!existsSync(check)) return
  heading('static gate')
  if ((await run([check, '--static'])) !== 0) trouble('the static gate (npm run check)')
}

async function journeys() {
  const chromium = ensureChromium()
  if (chromium) return suites('journeys', ['journeys'], { CHROMIUM: chromium })
  return trouble('the journeys cannot run: there is no Chromium here and none could be installed; set CHROMIUM to its path')
}

async function suites(name, projects, env = {}) {
  heading(name.replaceAll('-', ' '))
  const report = join(results, `${name}.json`)
  const code = await run([
    join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--passWithNoTests',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default', '--reporter=json', `--outputFile.json=${report}`,
  ], env)
  const failures = add(report)
  if (code !== 0 && failures === 0) trouble(`${name}: the run ended with ${code} although no test failed`)
}

// Counts a report in and returns how many failures it held. A file that could not be loaded counts as one.
function add(report) {
  if (!existsSync(report)) return 0
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const unloaded = testResults.filter(({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((test) => test.status === 'failed'))
  sum.passed += numPassedTests
  sum.failed += numFailedTests + unloaded.length
  sum.skipped += numPendingTests + numTodoTests
  for (const { name } of unloaded) troubles.push(`could not be run whole: ${name}`)
  return numFailedTests + unloaded.length
}

function trouble(line) {
  sum.failed += 1
  troubles.push(line)
}

function heading(text) {
  process.stdout.write(`\n── ${text} ──\n`)
}

// A program in its own process group, so that a run out of time ends with all its children.
function run(args, env = {}) {
  return new Promise((resolve) => {
    const left = startedAt + timeLimit - Date.now()
    if (left <= 0) return resolve('no time left')
    const child = spawn(node, args, {
      cwd: root, detached: true, stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`, ...env },
    })
    const end = (signal) => {
      try {
        process.kill(-child.pid, signal)
      } catch {
        // It has already ended.
      }
    }
    const interrupted = () => {
      end('SIGTERM')
      process.exit(130)
    }
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
    const soft = setTimeout(end, left, 'SIGTERM')
    const hard = setTimeout(end, left + 10_000, 'SIGKILL')
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => {
      clearTimeout(soft)
      clearTimeout(hard)
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
      resolve(code ?? signal)
    })
  })
}

function conclude() {
  if (sum.passed + sum.failed === 0) trouble('no test ran')
  for (const line of troubles) process.stdout.write(`✗ ${line}\n`)
  process.exitCode = sum.failed > 0 ? 1 : 0
  process.stdout.write(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}\n`)
}
