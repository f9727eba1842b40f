// Files live outside the database, named by id only. A blob is complete on disk before any row refers to it.
import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export type Blobs = {
  put: (orgId: string, id: string, data: Buffer) => Promise<{ sha256: string; bytes: number }>
  get: (orgId: string, id: string, sha256: string) => Promise<Buffer>
  remove: (orgId: string, id: string) => Promise<void>
}

const safe = /^[0-9a-f-]{36}$/

export function folderBlobs(root: string): Blobs {
  const place = (orgId: string, id: string) => {
    if (!safe.test(orgId) || !safe.test(id)) throw new Error('a blob is named by two uuids')
    return join(root, orgId, id.slice(-2), id)
  }
  return {
    put: async (orgId, id, data) => {
      const path = place(orgId, id)
      await mkdir(dirname(path), { recursive: true })
      const file = await open(`${path}.part`, 'w')
      try { await file.writeFile(data); await file.sync() } finally { await file.close() }
      await rename(`${path}.part`, path)
      return { sha256: digest(data), bytes: data.length }
    },
    get: async (orgId, id, sha256) => {
      const data = await readFile(place(orgId, id))
      if (digest(data) !== sha256) throw new Error('blob does not match its checksum')
      return data
    },
    remove: (orgId, id) => rm(place(orgId, id), { force: true }),
  }
}

const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex')
