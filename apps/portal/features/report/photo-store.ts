// Photos of an unsent report, kept over a reload: phones often drop the page while the camera is open.
const open = (): Promise<IDBDatabase> => new Promise((resolve, fail) => {
  const request = indexedDB.open('portal', 1)
  request.onupgradeneeded = () => { request.result.createObjectStore('photos') }
  request.onsuccess = () => { resolve(request.result) }
  request.onerror = () => { fail(request.error ?? new Error('no store')) }
})

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
  try {
    const database = await open()
    return await new Promise((resolve, fail) => {
      const request = work(database.transaction('photos', mode).objectStore('photos'))
      request.onsuccess = () => { resolve(request.result) }
      request.onerror = () => { fail(request.error ?? new Error('not kept')) }
    })
  } catch {
    return null
  }
}

export const keepPhotos = (code: string, photos: readonly Blob[]) => within('readwrite', (store) => store.put([...photos], code))
export const forgetPhotos = (code: string) => within('readwrite', (store) => store.delete(code))

export async function keptPhotos(code: string): Promise<Blob[]> {
  const value: unknown = await within('readonly', (store) => store.get(code) as IDBRequest<unknown>)
  return Array.isArray(value) ? value.filter((each) => each instanceof Blob) : []
}
