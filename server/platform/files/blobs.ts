// Files live outside the database, named by id only. A blob is complete on disk before any row refers to it.
import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
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
      const part = `${path}.part`
      try {
        await synced(part, 'w', (file) => file.writeFile(data))
        await rename(part, path)
      } catch (error) {
        await rm(part, { force: true })
        throw error
      }
      await synced(dirname(path), 'r')
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

async function synced(path: string, flags: string, write?: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags)
  try { await write?.(file); await file.sync() } finally { await file.close() }
}

const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex')
