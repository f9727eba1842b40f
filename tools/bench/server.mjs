// A process of its own for the API, or for a bare Fastify that answers JSON: the load is made in another process.
import Fastify from 'fastify'

const [kind, databaseUrl, dataDir] = process.argv.slice(2)

if (kind === 'bare') {
  const app = Fastify()
  app.get('/', async () => ({ rows: [], next: null }))
  process.send({ address: await app.listen({ port: 0, host: '127.0.0.1' }) })
} else {
  const { startNode } = await import('../../server/main/node.ts')
  const { address } = await startNode({ databaseUrl, dataDir, port: 0, host: '127.0.0.1', runs: 'api', quiet: true })
  process.send({ address: address.replace('localhost', '127.0.0.1'), memory: process.memoryUsage().rss })
}
process.once('disconnect', () => process.exit(0))
