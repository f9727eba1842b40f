// Which files are kept, judged by their first bytes.
const signatures: readonly { type: string; test: (data: Buffer) => boolean }[] = [
  { type: 'image/jpeg', test: (data) => data.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) },
  { type: 'image/png', test: (data) => data.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) },
  { type: 'image/gif', test: (data) => /^GIF8[79]a/.test(head(data)) },
  { type: 'image/webp', test: (data) => head(data).startsWith('RIFF') && data.subarray(8, 12).toString('latin1') === 'WEBP' },
  { type: 'application/pdf', test: (data) => head(data).startsWith('%PDF-') },
  { type: 'video/mp4', test: (data) => data.subarray(4, 8).toString('latin1') === 'ftyp' },
  { type: 'application/zip', test: (data) => data.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04])) },
  { type: 'text/plain', test: isPlainText },
]

/** The media type under which a file is kept, or null when it is refused. Pages and drawings that can run scripts are kept as plain text. */
export function kindOfFile(data: Buffer): string | null {
  if (data.length === 0) return null
  return signatures.find(({ test }) => test(data))?.type ?? null
}

const head = (data: Buffer) => data.subarray(0, 16).toString('latin1')

function isPlainText(data: Buffer): boolean {
  const sample = data.subarray(0, 4096)
  if (sample.includes(0)) return false
  return !new TextDecoder().decode(sample.subarray(0, Math.max(0, sample.length - 4))).includes('\uFFFD')
}
