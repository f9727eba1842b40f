// People: who they are, what they may do, when they are on duty.
export { createIdentify } from './queries/find-caller.ts'
export type { IdentifyOptions } from './queries/find-caller.ts'
export { countAttempt, isAllowed } from '#server/platform/auth/attempts.ts'
export { routes } from './routes.ts'
