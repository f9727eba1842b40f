// Runs the gates of the house two at a time: one line for each with its seconds, and what it said only when it failed.
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { findNode, root } from './node24.mjs'

export const node = findNode()
export const program = (path) => join(root, 'node_modules', path)

/** A gate is a name and the arguments of a Node program; it passes when that program ends with 0. */
export const gate = (name, ...args) => ({ name, args })

/** Runs all gates and answers with the names of those that failed. */
export async function pass(gates, width = 2) {
  const waiting = [...gates]
  const failed = []
  const walk = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (!(await passOne(next))) failed.push(next.name)
    }
  }
  await Promise.all(Array.from({ length: width }, walk))
  return failed
}

async function passOne({ name, args }) {
  const startedAt = performance.now()
  const { code, output } = await run(args)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name.padEnd(22)} ${seconds.padStart(6)} s\n`)
  if (code !== 0) process.stdout.write(`${output.trimEnd()}\n`)
  return code === 0
}

/** Runs a Node program in the given folder; its two streams come back as one text. */
export function run(args, cwd = root) {
  return new Promise((resolve) => {
    const bin = join(root, 'node_modules/.bin')
    const child = spawn(node, args, {
      cwd, stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, NO_COLOR: '1', FORCE_COLOR: '0' },
    })
    const parts = []
    child.stdout.on('data', (part) => parts.push(part))
    child.stderr.on('data', (part) => parts.push(part))
    child.once('error', (error) => resolve({ code: 1, output: error.message }))
    child.once('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(parts).toString('utf8') }))
  })
}
