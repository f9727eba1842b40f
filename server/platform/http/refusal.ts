import { errorStatuses } from '#contract/errors.ts'
import type { ErrorCode } from '#contract/errors.ts'

export type RefusalParams = Readonly<Record<string, string | number | readonly unknown[] | null>>

/** A "no" to the caller: a code, its parameters and, where one field is at fault, its path. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly params: RefusalParams
  readonly status: number
  constructor(code: ErrorCode, params: RefusalParams = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.params = params
    this.status = errorStatuses[code]
  }
}
