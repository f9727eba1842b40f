// A small file can unpack to a huge one. Each entry is unpacked once within a bound before a library may touch it.
import { inflateRawSync } from 'node:zlib'
import { Refusal } from '../http/refusal.ts'

const endMark = 0x06054b50
const entryMark = 0x02014b50
const maxEntries = 2_000

export function refuseZipBomb(data: Buffer, maxBytes: number): void {
  const end = data.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > data.length || data.readUInt32LE(end) !== endMark) throw new Refusal('import.unreadable')
  const count = data.readUInt16LE(end + 10)
  if (count > maxEntries) throw new Refusal('request.too-large')
  let at = data.readUInt32LE(end + 16)
  let left = maxBytes
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== entryMark) throw new Refusal('import.unreadable')
    left -= unpackedBytes(data, at, left)
    at += 46 + data.readUInt16LE(at + 28) + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32)
  }
}

function unpackedBytes(data: Buffer, entry: number, left: number): number {
  const [method, packed, local] = [data.readUInt16LE(entry + 10), data.readUInt32LE(entry + 20), data.readUInt32LE(entry + 42)]
  if (local + 30 > data.length) throw new Refusal('import.unreadable')
  const start = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28)
  if (method === 0) return packed
  try {
    return inflateRawSync(data.subarray(start, start + packed), { maxOutputLength: Math.max(1, left) }).length
  } catch (error) {
    throw new Refusal((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'request.too-large' : 'import.unreadable')
  }
}
