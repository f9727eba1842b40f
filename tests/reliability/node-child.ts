// A node of its own, to be killed or asked from outside: DATABASE_URL and DATA_DIR say where, the first line of output says its address.
import { startNode } from '#server/main/node.ts'

const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, RUNS: runs = 'all', PUBLIC_URL: publicUrl, TRUST_PROXY: trustProxy } = process.env
const node = await startNode({ databaseUrl: databaseUrl!, dataDir: dataDir!, port: 0, host: '127.0.0.1', runs: runs as 'all', ...(publicUrl && { publicUrl }), ...(trustProxy && { trustProxy }) })
process.stdout.write(`${JSON.stringify(node.port)}\n`)
