import { closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { LaunchError } from './launch-error.ts'

// One product at a time on a data folder. The lock is a listening socket: the kernel drops it with its process,
// so it is never stale by age and never taken from a live owner, not even from a suspended one.
export type FolderLock = { release(): Promise<void> }

const lockName = 'in-use.sock'

export async function lockFolder(folder: string): Promise<FolderLock> {
  // The abstract name settles a race inside one container; the socket file is also seen from other containers.
  const named = process.platform === 'linux' ? await listenOn(abstractName(folder)) : null
  if (named === 'taken') throw await inUse(folder, abstractName(folder))
  try {
    const file = await listenOnFile(folder)
    return {
      release: async () => {
        await file?.close()
        await close(named)
      },
    }
  } catch (error) {
    await close(named)
    throw error
  }
}

function abstractName(folder: string): string {
  const { dev, ino } = statSync(folder, { bigint: true })
  return `\0aftercare-folder-${dev}-${ino}`
}

async function listenOnFile(folder: string): Promise<{ close(): Promise<void> } | null> {
  const door = shortPath(folder)
  try {
    if (existsSync(join(folder, lockName))) {
      if (await answers(door.path)) throw await inUse(folder, door.path)
      rmSync(join(folder, lockName), { force: true })
    }
    const server = await listenOn(door.path)
    if (server === 'taken') throw await inUse(folder, door.path)
    return {
      close: async () => {
        rmSync(join(folder, lockName), { force: true })
        await close(server)
        door.done()
      },
    }
  } catch (error) {
    door.done()
    // Some mounted file systems hold no sockets; the abstract name guards those alone.
    if (process.platform === 'linux' && isSocketless(error)) return null
    throw error
  }
}

// A socket path may have about 100 characters; an open folder's own door is always short.
function shortPath(folder: string): { path: string; done(): void } {
  if (process.platform !== 'linux') return { path: join(folder, lockName), done: () => undefined }
  const handle = openSync(folder, 'r')
  return { path: `/proc/self/fd/${handle}/${lockName}`, done: () => closeSync(handle) }
}

const isSocketless = (error: unknown): boolean =>
  ['EPERM', 'EOPNOTSUPP', 'ENOTSUP', 'ENOSYS', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')

function listenOn(path: string): Promise<Server | 'taken'> {
  return new Promise((resolve, reject) => {
    const server = createServer((caller) => {
      caller.on('error', () => undefined)
      caller.end(`${process.pid}`)
    })
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve('taken') : reject(error)))
    server.listen(path, () => resolve(server.unref()))
  })
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const caller = connect(path)
    caller.once('connect', () => resolve(Boolean(caller.destroy())))
    // A full queue of callers is still a live owner; only a refusal says that nobody listens.
    caller.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EAGAIN'))
  })
}

async function inUse(folder: string, path: string): Promise<LaunchError> {
  const owner = await askOwner(path)
  return new LaunchError('folder-in-use',
    `The data folder ${folder} is already in use by ${owner ? `process ${owner}` : 'another process'}; `
    + 'stop that one first or choose another DATA_DIR.')
}

function askOwner(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    let said = ''
    const caller = connect(path)
    const timer = setTimeout(() => caller.destroy(), 1000)
    caller.on('data', (chunk) => (said += chunk.toString()))
    caller.on('error', () => undefined)
    caller.once('close', () => {
      clearTimeout(timer)
      resolve(/^\d+$/.test(said) ? said : null)
    })
  })
}

function close(server: Server | null): Promise<void> {
  return new Promise((resolve) => (server ? server.close(() => resolve()) : resolve()))
}
