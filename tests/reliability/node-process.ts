// Nodes as processes of their own: what one knows, another has to learn.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { pathParameters } from '#contract/endpoint.ts'

export type Heard = { status: number; body: ReturnType<JSON['parse']>; text: string; cookie: string | null }
export type NodeProcess = {
  address: string; port: number; pid: number; log: () => string
  ask: <E extends Endpoint>(endpoint: E, input: z.input<E['input']>, headers?: Record<string, string>) => Promise<Heard>
  /** Ends at once, as if the power had gone. */
  kill: () => Promise<void>
  signal: (name: NodeJS.Signals) => void
}

export async function startProcess(databaseUrl: string, dataDir: string, env: Record<string, string> = {}): Promise<NodeProcess> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('node-child.ts', import.meta.url))], {
    env: { ...process.env, NODE_NO_WARNINGS: '1', DATABASE_URL: databaseUrl, DATA_DIR: dataDir, ...env }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (text: Buffer) => { said += text.toString() })
  const ended = new Promise<void>((resolve) => { child.once('exit', () => resolve()) })
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(Number(line.toString().trim())))
    child.once('exit', (code) => reject(new Error(`the node ended with ${String(code)}: ${said}`)))
  })
  const address = `http://127.0.0.1:${port}`
  return {
    address, port, pid: child.pid!, log: () => said, signal: (name) => { child.kill(name) },
    ask: (endpoint, input, headers = {}) => ask(address, endpoint, input as Record<string, unknown>, headers),
    kill: async () => { child.kill('SIGKILL'); await ended },
  }
}

async function ask(address: string, { method, path }: Endpoint, input: Record<string, unknown>, headers: Record<string, string>): Promise<Heard> {
  const names = pathParameters(path)
  const url = names.reduce((made, name) => made.replace(`:${name}`, encodeURIComponent(String(input[name]))), path)
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)))
  const isRead = method === 'GET'
  const query = isRead ? new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, String(value)])).toString() : ''
  const reply = await fetch(`${address}/api${url}${query && `?${query}`}`, { method, headers: isRead ? headers : { 'content-type': 'application/json', ...headers }, ...(isRead ? {} : { body: JSON.stringify(rest) }) })
  const text = await reply.text()
  const isJson = reply.headers.get('content-type')?.includes('json')
  return { status: reply.status, text, body: isJson ? JSON.parse(text) : null, cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? null }
}

export function dataFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'aftercare-node-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** How long until it is so, in milliseconds; fails when it takes longer than `most`. */
export async function until(so: () => boolean | Promise<boolean>, most: number): Promise<number> {
  const from = performance.now()
  while (!(await so())) {
    if (performance.now() - from > most) throw new Error(`not so after ${most} ms`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return performance.now() - from
}
