// Cover and its reasons: the same verdict for desk, engineer, dealer and customer.
export { coverOfTicket } from './queries/ticket-cover.ts'
export type { AskedOfTicket } from './queries/ticket-cover.ts'
export { loadGround } from './queries/load-ground.ts'
export { owedOf } from './queries/repeat-failures.ts'
export { verdictView } from './queries/views.ts'
