// Typed requests to the server and the queries made of them. The shapes come from the endpoint; no client is generated.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Endpoint, InputOf, ReplyOf } from '#contract/endpoint.ts'
import { errorStatuses } from '#contract/errors.ts'
import type { ErrorCode } from '#contract/errors.ts'

/** Why a request failed. Status 0: the server was never reached. */
export class CallError extends Error {
  readonly status: number
  readonly code: ErrorCode
  readonly params: Readonly<Record<string, unknown>>
  readonly trace: string | null

  constructor(status: number, body: { code?: string; params?: Record<string, unknown>; message?: string; trace?: string }) {
    super(body.message ?? '')
    this.status = status
    this.code = body.code !== undefined && body.code in errorStatuses ? (body.code as ErrorCode) : 'request.failed'
    this.params = body.params ?? {}
    this.trace = body.trace ?? null
  }
}

type Fields = Record<string, unknown>

function addressOf(endpoint: Endpoint, input: Fields) {
  const rest = { ...input }
  const path = endpoint.path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = encodeURIComponent(String(rest[name]))
    delete rest[name]
    return value
  })
  return { path: `/api${path}`, rest }
}

/** The address of a file or a page to print. */
export function urlOf<E extends Endpoint>(endpoint: E, input: InputOf<E>): string {
  const { path, rest } = addressOf(endpoint, input as Fields)
  const query = new URLSearchParams(Object.entries(rest).flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, String(value as string)]])))
  return query.size > 0 ? `${path}?${query.toString()}` : path
}

/** With the same key the same request is carried out once, however often it is sent. */
export async function call<E extends Endpoint>(endpoint: E, input: InputOf<E>, files?: readonly File[], key: string = crypto.randomUUID()): Promise<ReplyOf<E>> {
  const isRead = endpoint.method === 'GET'
  const { path, rest } = addressOf(endpoint, input as Fields)
  const response = await fetch(isRead ? urlOf(endpoint, input) : path, {
    method: endpoint.method, credentials: 'same-origin', headers: headersOf(isRead, files, key),
    ...(isRead ? {} : { body: files ? formOf(rest, files) : JSON.stringify(rest) }),
  }).catch(() => null)
  if (!response) throw new CallError(0, {})
  const body = (await response.json().catch(() => ({}))) as Fields
  if (!response.ok) throw new CallError(response.status, body)
  return body as ReplyOf<E>
}

function headersOf(isRead: boolean, files: readonly File[] | undefined, key: string): Record<string, string> {
  const language = { 'x-language': document.documentElement.lang || 'zh-TW' }
  if (isRead) return language
  return { ...language, 'idempotency-key': key, ...(files ? {} : { 'content-type': 'application/json' }) }
}

function formOf(rest: Fields, files: readonly File[]): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(rest)) form.set(name, String(value as string))
  for (const file of files) form.append('file', file, file.name)
  return form
}

export const keyOf = (endpoint: Endpoint, input: unknown) => [endpoint.path, endpoint.method, input]

export function useAsk<E extends Endpoint>(endpoint: E, input: InputOf<E>, options: { enabled?: boolean } = {}) {
  return useQuery<ReplyOf<E>>({ queryKey: keyOf(endpoint, input), queryFn: () => call(endpoint, input), ...options })
}

type Page<Row> = { rows: readonly Row[]; next?: string | null }
type RowOf<E> = ReplyOf<E> extends Page<infer Row> ? Row : never

/** A list read page by page; all pages so far in one array. */
export function usePages<E extends Endpoint>(endpoint: E, input: InputOf<E>, options: { enabled?: boolean } = {}) {
  const pages = useInfiniteQuery({
    ...options, queryKey: [...keyOf(endpoint, input), 'pages'], initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => call(endpoint, (pageParam ? { ...(input as Fields), cursor: pageParam } : input) as InputOf<E>),
    getNextPageParam: (last) => (last as Page<unknown>).next ?? undefined,
  })
  const rows = (pages.data?.pages ?? []).flatMap((page) => (page as Page<RowOf<E>>).rows)
  return { rows, isPending: pages.isPending, error: pages.error, refetch: () => void pages.refetch(), hasMore: pages.hasNextPage,
    loadMore: () => void pages.fetchNextPage(), isLoadingMore: pages.isFetchingNextPage }
}
