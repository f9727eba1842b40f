import { uuidv7 } from 'uuidv7'

/** Time-ordered, so rows written together lie together. */
export const newId = (): string => uuidv7()
