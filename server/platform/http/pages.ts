// The built web apps, read once and held ready in two encodings. Names with a hash may be kept for ever; pages are asked for anew.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { constants, brotliCompressSync, gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

type Page = { type: string; plain: Buffer; gzip: Buffer; brotli: Buffer; tag: string; isLasting: boolean }
type Site = { base: string; pages: ReadonlyMap<string, Page> }

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.json': 'application/json',
  '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.webmanifest': 'application/manifest+json', '.txt': 'text/plain; charset=utf-8',
}

/** How a label answers before its page is read: 404 and 410 are for machines and link checkers, the page explains itself to people. */
export type LabelStatus = (code: string) => Promise<200 | 404 | 410>

/** Serves the console at '/', the portal at '/portal/' and behind the short addresses on labels ('/q/…') and links ('/p/…'). */
export function servePages(app: FastifyInstance, dist: string, statusOf: LabelStatus): void {
  const portal = readSite(join(dist, 'portal'), '/portal/')
  const console = readSite(join(dist, 'console'), '/')
  const answer = (site: Site) => (request: FastifyRequest, reply: FastifyReply) => send(site, request, reply)
  for (const url of ['/portal', '/portal/*', '/p/:token']) app.get(url, answer(portal))
  app.get('/q/:code', async (request, reply) => {
    const status = await statusOf((request.params as { code: string }).code)
    return answer(portal)(request, status === 200 ? reply : reply.status(status))
  })
  // A printed page has no icon of its own, so the browser asks here.
  app.get('/favicon.ico', (_request, reply) => reply.redirect('/mark.svg'))
  app.get('/*', answer(console))
}

function readSite(folder: string, base: string): Site {
  const files = existsSync(folder) ? filesIn(folder) : []
  return { base, pages: new Map(files.map((path) => [`${base}${relative(folder, path).replaceAll('\\', '/')}`, readPage(path)])) }
}

const filesIn = (folder: string): string[] => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name)
  return statSync(path).isDirectory() ? filesIn(path) : [path]
})

function readPage(path: string): Page {
  const plain = readFileSync(path)
  const type = types[extname(path)] ?? 'application/octet-stream'
  const isText = /^(text|application\/(json|manifest)|image\/svg)/.test(type)
  return {
    type, plain, isLasting: /-[\w-]{8,}\.\w+$/.test(path), tag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    gzip: isText ? gzipSync(plain) : plain, brotli: isText ? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }) : plain,
  }
}

function send({ base, pages }: Site, request: FastifyRequest, reply: FastifyReply): unknown {
  const path = request.url.split('?')[0] ?? '/'
  const isFile = /\.\w{2,11}$/.test(path)
  const page = pages.get(path) ?? (isFile ? undefined : pages.get(`${base}index.html`))
  if (!page) return reply.callNotFound()
  void reply.header('cache-control', page.isLasting ? 'public, max-age=31536000, immutable' : 'no-cache').header('etag', page.tag).header('vary', 'accept-encoding').type(page.type)
  if (reply.statusCode === 200 && request.headers['if-none-match'] === page.tag) return reply.status(304).send()
  return encoded(page, String(request.headers['accept-encoding'] ?? ''), reply)
}

function encoded(page: Page, accepted: string, reply: FastifyReply): unknown {
  if (page.gzip === page.plain) return reply.send(page.plain)
  if (accepted.includes('br')) return reply.header('content-encoding', 'br').send(page.brotli)
  return accepted.includes('gzip') ? reply.header('content-encoding', 'gzip').send(page.gzip) : reply.send(page.plain)
}
