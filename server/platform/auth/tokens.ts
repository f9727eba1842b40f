import { createHash, randomBytes } from 'node:crypto'

/** 256 bits nobody can guess. Only the hash is stored: who reads the database cannot sign in. */
export const newToken = (prefix = ''): string => prefix + randomBytes(32).toString('base64url')

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
