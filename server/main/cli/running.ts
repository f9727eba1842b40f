// Commands that run until they are stopped.
import { systemClock } from '#server/platform/clock/clock.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { readEnvironment } from '../environment.ts'
import { startNode } from '../node.ts'
import { exitCodes, whole } from './command.ts'
import type { Call, Command } from './command.ts'
import { withUrl } from './with-database.ts'

const port = { port: { type: 'string' } } as const

export const runningCommands: Readonly<Record<string, Command>> = {
  serve: { usage: 'serve [--port N]', about: 'the API and the worker in one process, without building the web apps', options: port, run: (call) => serve(call, 'all') },
  worker: { usage: 'worker [--port N]', about: 'a worker beside another node; the port answers health questions only', options: port, run: (call) => serve(call, 'worker') },
}

function serve(call: Call, runs: 'all' | 'worker'): Promise<number> {
  const { publicUrl, smtpUrl, mailFrom, host, trustProxy, secret, ...given } = readEnvironment()
  return withUrl(async (databaseUrl, dataDir) => {
    if (runs === 'all') await migrate(databaseUrl, { onProgress: (name) => call.say(`  database: ${name}`) })
    const node = await startNode({
      databaseUrl, dataDir, runs, host, smtpUrl, trustProxy, port: whole(call, 'port') ?? (runs === 'all' ? given.port : 0), now: systemClock(),
      ...(secret && { secret }), ...(publicUrl && { publicUrl }), ...(mailFrom && { mailFrom }),
    })
    call.say(`${runs === 'all' ? 'Serving' : 'Working; health'} at ${node.address}. Ctrl-C stops it.`)
    await new Promise<void>((resolve) => { for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve()) })
    await node.stop()
    return exitCodes.good
  })
}
