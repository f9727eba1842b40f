export const launchErrorCodes = [
  'folder-unusable', 'disk-full', 'folder-in-use', 'platform-unsupported', 'version-mismatch', 'start-failed',
] as const
export type LaunchErrorCode = (typeof launchErrorCodes)[number]

// Its message is one line, fit to be shown to whoever started the product.
export class LaunchError extends Error {
  readonly code: LaunchErrorCode
  constructor(code: LaunchErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'LaunchError'
    this.code = code
  }
}
