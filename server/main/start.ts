// npm start: database, migrations, demo data on the first run, web apps, server and worker; then the addresses and logins.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { migrate } from '#server/platform/db/migrate.ts'
import { startPostgres } from '#server/platform/postgres/launch.ts'
import { LaunchError } from '#server/platform/postgres/launch-error.ts'
import { demoLogins, seedDemoOnce } from './demo.ts'
import { readEnvironment } from './environment.ts'
import { startNode } from './node.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const isDev = process.argv.includes('--dev')
const stops: (() => Promise<void>)[] = []
let ending: Promise<void> | null = null
/** What has not stopped by then is left behind; the database recovers by itself. */
const longestStop = 25_000

process.on('SIGINT', () => void end(0))
process.on('SIGTERM', () => void end(0))

try {
  await start()
} catch (error) {
  say(`✗ ${reasonOf(error)}`)
  await end(1)
}

async function start(): Promise<void> {
  const { port, dataDir, databaseUrl, publicUrl, smtpUrl, host, trustProxy, secret } = readEnvironment()
  const url = databaseUrl ?? await ownDatabase(dataDir)
  const applied = await migrate(url, { onProgress: (name) => say(`  database: ${name}`) })
  say(applied.length > 0 ? '✓ Database is up to date' : '✓ Database ready')
  const first = await seedDemoOnce(url, say)
  if (!isDev) await build()
  const node = await startNode({ databaseUrl: url, dataDir, port, host, smtpUrl, runs: 'all', trustProxy, ...(secret && { secret }), ...(publicUrl && { publicUrl }) })
  stops.unshift(node.stop)
  if (isDev) watchPages(port)
  greet(node.address, first)
}

async function ownDatabase(dataDir: string): Promise<string> {
  const database = await startPostgres({ dataDir, onProgress: (step) => say(`  database: ${step}`), onLost: () => { say('✗ The database stopped unexpectedly.'); void end(1) } })
  stops.push(() => database.stop())
  return database.connectionString
}

function toolPath(name: string): string {
  return fileURLToPath(new URL(`../../tools/${name}`, import.meta.url))
}

function build(): Promise<void> {
  return new Promise((resolve, fail) => {
    const child = spawn(process.execPath, [toolPath('build.mjs')], { stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', fail)
    child.once('close', (code) => (code === 0 ? resolve() : fail(new Error('The web apps could not be built; see the lines above.'))))
  })
}

function watchPages(port: number): void {
  const child = spawn(process.execPath, [toolPath('build.mjs'), '--serve'], { stdio: 'inherit', env: { ...process.env, API_PORT: String(port) } })
  stops.unshift(() => new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once('close', () => resolve())
    child.kill()
  }))
}

function greet(address: string, isFirst: boolean): void {
  say('')
  say(`  Aftercare     ${address}/`)
  say(`  Portal        ${address}/portal/`)
  say(`  API           ${address}/api/docs`)
  say('')
  if (isFirst || demoLogins.length > 0) for (const { email, password, role } of demoLogins) say(`  ${role.padEnd(16)}${email.padEnd(34)}${password}`)
  say('')
  say('Ctrl-C stops everything.')
}

function reasonOf(error: unknown): string {
  if (error instanceof LaunchError) return error.message
  const { code, port, message } = error as { code?: string; port?: number; message?: string }
  if (code === 'EADDRINUSE') return `Port ${port ?? ''} is in use. Choose another: npm start -- --port 3001`
  if (code === 'EACCES') return `This port needs more rights. Choose one above 1024: npm start -- --port 3000`
  return message ?? String(error)
}

function end(code: number): Promise<void> {
  ending ??= (async () => {
    setTimeout(() => process.exit(code), longestStop).unref()
    for (const stop of stops) await stop().catch((error: unknown) => say(`  ${String(error)}`))
    process.exit(code)
  })()
  return ending
}
