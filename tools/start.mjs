import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureInstall, giveUp, root, runOnNode } from './node24.mjs'

const help = `Usage: npm start -- [options]

Starts Aftercare with its own database; nothing needs to be installed beside Node.js.

  --port <number>         port to listen on                      (PORT, 3000)
  --data-dir <folder>     where database and files are kept      (DATA_DIR, .data)
  --database-url <url>    use this PostgreSQL 18 server instead  (DATABASE_URL)
  --public-url <url>      address under which users reach it     (PUBLIC_URL)
  --dev                   for development: restart on changes
  --help                  this text
`

const flags = {
  port: { type: 'string' },
  'data-dir': { type: 'string' },
  'database-url': { type: 'string' },
  'public-url': { type: 'string' },
  dev: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
}

function readFlags() {
  try {
    return parseArgs({ options: flags }).values
  } catch (error) {
    return giveUp(`${error.message.split('\n')[0]} (npm start -- --help lists the options)`)
  }
}

// A flag is only another spelling of its variable: the server reads the environment alone.
function environment(given) {
  const { PORT, DATA_DIR, DATABASE_URL, PUBLIC_URL } = process.env
  const port = given.port ?? PORT
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65535)) giveUp(`This is no port: ${port}`)
  const wanted = {
    PORT: port,
    DATA_DIR: resolve(given['data-dir'] ?? DATA_DIR ?? join(root, '.data')),
    DATABASE_URL: given['database-url'] ?? DATABASE_URL,
    PUBLIC_URL: given['public-url'] ?? PUBLIC_URL,
  }
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
}

const given = readFlags()
if (given.help) {
  process.stdout.write(help)
} else {
  ensureInstall()
  const main = join(root, 'server/main/start.ts')
  const quiet = '--disable-warning=ExperimentalWarning'
  const follow = ['--import', new URL('follow-parent.mjs', import.meta.url).href]
  const watch = ['--watch', '--watch-preserve-output', `--watch-path=${root}/server`, `--watch-path=${root}/domain`,
    `--watch-path=${root}/contract`]
  runOnNode(given.dev ? [quiet, ...watch, main, '--dev'] : [quiet, ...follow, main], environment(given))
}
