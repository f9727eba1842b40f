// The endpoints of the portal. Types come from the contract; a test holds methods and paths to it.
import type * as portal from '#contract/channel/portal.ts'
import type * as charge from '#contract/charge/endpoints.ts'
import type * as entitlement from '#contract/entitlement/endpoints.ts'
import type * as session from '#contract/people/session.ts'
import { face } from './call.ts'

export const scanCode = face<typeof portal.scanCode>('GET', '/portal/q/:code')
export const reportByCode = face<typeof portal.reportByCode>('POST', '/portal/q/:code/reports')
export const followProgress = face<typeof portal.followProgress>('GET', '/portal/progress/:token')
export const answerProgress = face<typeof portal.answerProgress>('POST', '/portal/progress/:token')
export const listMyTickets = face<typeof portal.listMyTickets>('GET', '/portal/tickets')
export const getMyTicket = face<typeof portal.getMyTicket>('GET', '/portal/tickets/:ticketId')
export const answerMyTicket = face<typeof portal.answerMyTicket>('POST', '/portal/tickets/:ticketId')
export const listMyAssets = face<typeof portal.listMyAssets>('GET', '/portal/assets')
export const reportMine = face<typeof portal.reportMine>('POST', '/portal/tickets')
export const listMyPlans = face<typeof portal.listMyPlans>('GET', '/portal/plans')
export const readQuote = face<typeof charge.readQuote>('GET', '/public/quotes/:token')
export const answerQuote = face<typeof charge.answerQuote>('POST', '/public/quotes/:token/answer')
export const getMyAssetCover = face<typeof entitlement.getMyAssetCover>('GET', '/portal/assets/:assetId/cover')
export const getMyTicketCover = face<typeof entitlement.getMyTicketCover>('GET', '/portal/tickets/:ticketId/cover')
export const signIn = face<typeof session.signIn>('POST', '/session')
export const getMe = face<typeof session.getMe>('GET', '/session')
export const signOut = face<typeof session.signOut>('DELETE', '/session')
export const requestReset = face<typeof session.requestReset>('POST', '/session/reset')

export const fileAddress = (token: string, attachmentId: string) => `/api/portal/progress/${encodeURIComponent(token)}/files/${attachmentId}`
