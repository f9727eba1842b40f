// The organisation itself: settings, numbers of documents, and the record of who changed what.
export { audit } from './store.ts'
export type { AuditContext, AuditEntry } from './store.ts'
export { sealAudit } from './commands/seal-audit.ts'
export { verifyAudit } from './queries/verify-audit.ts'
export type { AuditHead, AuditVerdict } from './queries/verify-audit.ts'
export { nextNumber, takeNumbers } from './commands/next-number.ts'
export { getOrg, readOrg } from './queries/get-org.ts'
export { routes } from './routes.ts'
