// Structured lines for operators, without personal data: names, phones, mails, texts and tokens never enter a line.
export type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>
export type Log = { info: (event: string, fields?: Fields) => void; warn: (event: string, fields?: Fields) => void; error: (event: string, error: unknown, fields?: Fields) => void }

export function createLog(write: (line: string) => void = (line) => process.stderr.write(`${line}\n`)): Log {
  const line = (level: string, event: string, fields: Fields) => write(JSON.stringify({ at: new Date().toISOString(), level, event, ...fields }))
  return {
    info: (event, fields = {}) => line('info', event, fields),
    warn: (event, fields = {}) => line('warn', event, fields),
    error: (event, error, fields = {}) => line('error', event, { ...fields, ...described(error) }),
  }
}

// The message of a database error may quote a row, so only its code and place are kept.
function described(error: unknown): Fields {
  if (!(error instanceof Error)) return { error: 'unknown' }
  const code = 'code' in error ? String(error.code) : undefined
  const isDatabase = 'severity' in error
  return { error: error.name, code, ...(isDatabase ? {} : { message: error.message }), stack: error.stack?.split('\n').slice(1, 6).join(' | ') }
}
