// A typed request: the shapes are those of the contract, but only as types, so that a phone need not load the schemas.
import type { Endpoint, InputOf, Method, ReplyOf } from '#contract/endpoint.ts'
import type { ErrorCode } from '#contract/errors.ts'
import { currentLanguage } from './language.ts'
import { say } from './words.ts'

export type Face<Input, Reply> = { method: Method; path: string; readonly of?: (input: Input) => Reply }
export type Upload = { name: string; data: Blob }
export type CallOptions = { key?: string; files?: readonly Upload[]; onProgress?: (part: number) => void }

export const face = <E extends Endpoint>(method: Method, path: string): Face<InputOf<E>, ReplyOf<E>> => ({ method, path })

/** Why a request failed, in words for the reader. Without status the server was never reached, or its answer never came. */
export class CallFailure extends Error {
  readonly status: number
  readonly code: ErrorCode | 'offline' | 'slow'
  readonly trace: string | null

  constructor(status: number, code: ErrorCode | 'offline' | 'slow', message: string, trace: string | null) {
    super(message)
    this.status = status
    this.code = code
    this.trace = trace
  }
}

const readSeconds = 9
const writeSeconds = 60
const uploadSeconds = 180

export async function call<Input, Reply>(to: Face<Input, Reply>, input: Input, options: CallOptions = {}): Promise<Reply> {
  const { url, rest } = addressOf(to, input as Record<string, unknown>)
  const answer = options.files ? await upload(url, rest, options) : await request(to.method, url, rest, options)
  if (answer.status >= 200 && answer.status < 300) return answer.body as Reply
  throw refusalOf(answer)
}

type Answer = { status: number; body: unknown }

function addressOf({ method, path }: { method: Method; path: string }, input: Record<string, unknown>) {
  const rest = { ...input }
  const filled = path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = encodeURIComponent(String(rest[name]))
    delete rest[name]
    return value
  })
  const query = new URLSearchParams(Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])))
  return { url: `/api${filled}${method === 'GET' && query.size > 0 ? `?${query}` : ''}`, rest }
}

async function request(method: Method, url: string, rest: object, { key }: CallOptions): Promise<Answer> {
  const hasBody = method !== 'GET' && method !== 'DELETE'
  const patience = new AbortController()
  const timer = setTimeout(() => { patience.abort() }, (method === 'GET' ? readSeconds : writeSeconds) * 1000)
  try {
    const response = await fetch(url, {
      method, credentials: 'same-origin', signal: patience.signal,
      headers: { 'x-language': currentLanguage(), ...(hasBody && { 'content-type': 'application/json' }), ...(key && { 'idempotency-key': key }) },
      ...(hasBody && { body: JSON.stringify(rest) }),
    })
    setClock(response.headers.get('date'))
    return { status: response.status, body: await response.json().catch(() => null) }
  } catch {
    throw unreached(patience.signal.aborted)
  } finally {
    clearTimeout(timer)
  }
}

// Only XMLHttpRequest tells how much of an upload has left.
function upload(url: string, rest: object, { key, files = [], onProgress }: CallOptions): Promise<Answer> {
  const form = new FormData()
  form.append('json', JSON.stringify(rest))
  for (const { name, data } of files) form.append('files', data, name)
  return new Promise((resolve, fail) => {
    const xhr = new XMLHttpRequest()
    xhr.open('POST', url)
    xhr.timeout = uploadSeconds * 1000
    xhr.responseType = 'json'
    xhr.setRequestHeader('x-language', currentLanguage())
    if (key) xhr.setRequestHeader('idempotency-key', key)
    xhr.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0)
    xhr.onload = () => {
      setClock(xhr.getResponseHeader('date'))
      resolve({ status: xhr.status, body: xhr.response })
    }
    xhr.onerror = () => { fail(unreached(false)) }
    xhr.ontimeout = () => { fail(unreached(true)) }
    xhr.send(form)
  })
}

const unreached = (isSlow: boolean) => (isSlow ? new CallFailure(0, 'slow', say('error.slow'), null) : new CallFailure(0, 'offline', say('error.offline'), null))

function refusalOf({ status, body }: Answer): CallFailure {
  const said = typeof body === 'object' && body !== null ? body as { code?: ErrorCode; message?: string; trace?: string } : {}
  return new CallFailure(status, said.code ?? 'request.failed', said.message ?? say('error.failed'), said.trace ?? null)
}

let ahead = 0

function setClock(date: string | null): void {
  const told = date === null ? Number.NaN : Date.parse(date)
  if (!Number.isNaN(told)) ahead = Math.abs(told - Date.now()) < 3000 ? 0 : told - Date.now()
}

/** The server's time: a phone whose clock is wrong still counts down rightly. */
export const nowAtServer = () => Date.now() + ahead

/** A key for one attempt. Pages without https lack randomUUID. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
