import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { prepare } from './database.mjs'
import { measureHttp } from './http.mjs'
import { page, plain, tableOf } from './report.mjs'
import { measureRules, measureStrikes } from './rules.mjs'
import { measureSettlement } from './settlement.mjs'
import { measureStock } from './stock.mjs'

const { values } = parseArgs({ options: { tickets: { type: 'string' }, quick: { type: 'boolean' } } })
const tickets = Number(values.tickets ?? (values.quick ? 5000 : 100_000))
const busy = loadavg()[0]
const say = (line) => process.stderr.write(`${line}\n`)

say(`A database with ${tickets} tickets …`)
const database = await prepare(tickets, say)
try {
  const figures = []
  const add = (figure) => {
    figures.push(figure)
    say(`  ${figure.name}: ${Math.round(figure.rate)}/s`)
  }
  await measureRules(database, add)
  const { apiMemory } = await measureHttp(database, add)
  await measureStock(database, add)
  await measureStrikes(database, add)
  await measureSettlement(database, add)
  const table = tableOf(figures)
  process.stdout.write(`${plain(table)}\n`)
  if (!values.quick) {
    writeFileSync(new URL('../../docs/bench.md', import.meta.url), page(table, {
      tickets, cores: availableParallelism(), cpu: cpus()[0]?.model.trim() ?? 'unknown', memory: Math.round(totalmem() / 2 ** 30), node: process.versions.node, postgres: database.version,
      busy, seedSeconds: database.seedSeconds, size: Number(database.size), apiMemory, day: new Date().toISOString().slice(0, 10),
    }))
  }
} catch (error) {
  say(`✗ ${error.stack}`)
  process.exitCode = 1
} finally {
  await database.db.close()
  await database.stop()
}
