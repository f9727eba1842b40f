// Work repeated by several callers for some seconds: how often in a second, and how long the slow ones took.
import { Agent, request } from 'node:http'

const seconds = 3
const warmUpMs = 700

export async function load(work, { callers = 8, forSeconds = seconds } = {}) {
  const times = []
  let turn = 0
  const warmUntil = performance.now() + warmUpMs
  const until = warmUntil + forSeconds * 1000
  const call = async () => {
    while (performance.now() < until) {
      const from = performance.now()
      await work(turn++)
      if (from >= warmUntil) times.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: callers }, call))
  times.sort((one, other) => one - other)
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { rate: times.length / forSeconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** Pure work, in rounds of some thousand until a second has gone. */
export function spin(work, things = 1) {
  for (let warm = 0; warm < 200; warm += 1) work(warm)
  let count = 0
  const from = performance.now()
  while (performance.now() - from < 1500) {
    for (let round = 0; round < 50; round += 1) work(count + round)
    count += 50
  }
  return { rate: (count * things) / ((performance.now() - from) / 1000) }
}

export function httpCaller(address, headers = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const { hostname, port } = new URL(address)
  const call = (method, path, body) => new Promise((resolve, fail) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const sent = request({
      agent, hostname, port, method, path, headers: { ...headers, ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }) },
    }, (reply) => {
      const parts = []
      reply.on('data', (part) => parts.push(part))
      reply.on('end', () => {
        const answer = Buffer.concat(parts).toString()
        if (reply.statusCode === 200) resolve(answer)
        else fail(new Error(`${method} ${path}: ${reply.statusCode} ${answer.slice(0, 300)}`))
      })
    })
    sent.once('error', fail)
    sent.end(text)
  })
  return { call, close: () => agent.destroy() }
}
