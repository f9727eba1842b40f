// The disk takes no more in the middle of a file: nothing is acknowledged that is not there, reading goes on, and room made is used without a restart.
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getTicket } from '#contract/ticket/endpoints.ts'
import { checkConsistency } from '#server/main/consistency.ts'
import { newId } from '#server/platform/db/ids.ts'
import { openTown, sessionOf } from './house.ts'
import type { House, Town } from './house.ts'
import { dataFolder, startProcess } from './node-process.ts'
import type { NodeProcess } from './node-process.ts'

const data = dataFolder()
let town: Town
let home: House
let nodes: NodeProcess[] = []
let cookie: string
beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
  cookie = await sessionOf(town.db, home.orgId, home.known['person']!, 'd')
  nodes = await Promise.all([startProcess(town.database.url, data.path), startProcess(town.database.url, data.path)])
})
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.kill()))
  await town.close()
  data.remove()
})

// A limit of the operating system on one file stands in for the end of the disk: the write stops in the middle, as it does there.
const canLimit = spawnSync('prlimit', ['--version']).status === 0
const room = (bytes: number | 'unlimited') => { for (const { pid } of nodes) execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]) }
const picture = (size: number, of: number) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]), Buffer.alloc(size, of)])

async function upload(node: NodeProcess, of: number): Promise<{ status: number; code?: string; id?: string }> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(picture(300_000, of))]), `${of}.jpg`)
  const reply = await fetch(`${node.address}/api/tickets/${home.known['ticket']!}/attachments`, { method: 'POST', headers: { cookie, 'idempotency-key': newId() }, body: form })
  const body = await reply.json() as { code?: string; attachments?: { id: string }[] }
  return { status: reply.status, ...(body.code && { code: body.code }), ...(body.attachments && { id: body.attachments[0]!.id }) }
}

const filesLeft = () => readdirSync(join(data.path, 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name)

test.skipIf(!canLimit)('R-23 a full disk refuses files with 507, keeps no half of one, goes on reading, and takes them again as soon as there is room', async () => {
  const kept = new Map<string, number>()
  const refused = new Set<string>()
  for (let round = 0; round < 6; round += 1) {
    const isFull = round % 2 === 1
    room(isFull ? 65_536 + round * 40_000 : 'unlimited')
    const replies = await Promise.all(nodes.flatMap((node, which) => [0, 1].map(async (n) => ({ of: round * 10 + which * 2 + n, ...await upload(node, round * 10 + which * 2 + n) }))))
    const statuses = new Set(replies.map(({ status, code }) => `${status} ${code ?? ''}`.trim()))
    expect([...statuses]).toEqual([isFull ? '507 request.no-space' : '200'])
    for (const { id, of } of replies) { if (id) kept.set(id, of); else refused.add(String(of)) }
    const read = await nodes[0]!.ask(getTicket, { ticketId: home.known['ticket']! }, { cookie })
    expect(read.status).toBe(200)
  }
  room('unlimited')
  expect([kept.size, refused.size]).toEqual([12, 12])
  for (const [id, of] of kept) {
    const reply = await fetch(`${nodes[1]!.address}/api/attachments/${id}`, { headers: { cookie } })
    expect(Buffer.from(await reply.arrayBuffer()).equals(picture(300_000, of))).toBe(true)
  }
  expect(filesLeft().filter((name) => name.endsWith('.part'))).toEqual([])
  expect(filesLeft()).toHaveLength(12)
  expect((await checkConsistency(town.db, data.path)).findings).toEqual([])
}, 120_000)
