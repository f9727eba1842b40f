// A node of its own, to be killed: DATABASE_URL and DATA_DIR say where, the first line of output says its address.
import { startNode } from '#server/main/node.ts'

const node = await startNode({ databaseUrl: process.env['DATABASE_URL']!, dataDir: process.env['DATA_DIR']!, port: 0, host: '127.0.0.1', runs: 'all', quiet: true })
process.stdout.write(`${node.address}\n`)
