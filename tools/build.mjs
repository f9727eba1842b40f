// Builds the web apps that changed since they were last built; with --serve it watches them instead.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findNode, root } from './node24.mjs'

const apps = ['console', 'portal'].filter((app) => existsSync(join(root, 'apps', app, 'index.html')))
const vite = join(root, 'node_modules/vite/bin/vite.js')
const run = (app, args) => new Promise((resolve) => {
  const child = spawn(findNode(), [vite, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, APP: app, NODE_ENV: args[0] === 'build' ? 'production' : 'development' } })
  process.once('SIGTERM', () => child.kill())
  child.once('close', (code) => resolve(code ?? 1))
})

if (process.argv.includes('--serve')) {
  process.exit(Math.max(...await Promise.all(apps.map((app) => run(app, ['--config', join(root, 'vite.config.ts')])))))
}

for (const app of apps) {
  const mark = join(root, 'dist', `${app}.hash`)
  const hash = hashOf(['vite.config.ts', 'package-lock.json', `apps/${app}`, 'ui', 'locales', 'contract', 'domain'])
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hash && existsSync(join(root, 'dist', app, 'index.html'))) continue
  process.stdout.write(`  web app: ${app} …\n`)
  const code = await run(app, ['build', '--config', join(root, 'vite.config.ts'), '--logLevel', 'warn'])
  if (code !== 0) process.exit(code)
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(mark, hash)
}
process.stdout.write('✓ Web apps are built\n')

function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesIn)) hash.update(path).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

function filesIn(path) {
  const whole = join(root, path)
  if (!existsSync(whole)) return []
  return statSync(whole).isDirectory() ? readdirSync(whole).sort().flatMap((name) => filesIn(join(path, name))) : [path]
}
