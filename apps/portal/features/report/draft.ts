// What a reporter has written so far, kept on this device per code until it is sent.
import { useEffect, useState } from 'react'
import { newKey } from '../../call.ts'
import { forget, keep, kept } from '../../keeping.ts'
import { forgetPhotos, keepPhotos, keptPhotos } from './photo-store.ts'

export type Answers = Readonly<Record<string, string | number | boolean>>
export type Words = { description: string; name: string; phone: string; answers: Answers }
/** One attempt to send: its key goes with exactly these words, so that a lost answer is never a second report. */
export type Attempt = { key: string; of: string }
type Draft = Words & { attempt: Attempt | null }

const empty: Draft = { description: '', name: '', phone: '', answers: {}, attempt: null }

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && ['description', 'name', 'phone'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string')
  && typeof (value as Draft).answers === 'object'

/** The key of the last attempt while the words are the same, else a new one. */
export function attemptFor(last: Attempt | null, words: object, make: () => string): Attempt {
  const of = JSON.stringify(words)
  return last?.of === of ? last : { key: make(), of }
}

export type DraftHold = {
  words: Words
  photos: readonly Blob[]
  wasKept: boolean
  write: (part: Partial<Words>) => void
  setPhotos: (photos: readonly Blob[]) => void
  attempt: (sent: object) => string
  clear: () => void
}

export function useDraft(code: string): DraftHold {
  const name = `draft:${code}`
  const [found] = useState(() => kept(name, isDraft))
  const [draft, setDraft] = useState<Draft>(found ?? empty)
  const [photos, setPhotos] = useState<readonly Blob[]>([])
  useEffect(() => { void keptPhotos(code).then((list) => { if (list.length > 0) setPhotos((now) => (now.length > 0 ? now : list)) }) }, [code])

  const save = (next: Draft) => {
    setDraft(next)
    keep(name, next)
  }
  return {
    words: draft, photos, wasKept: found !== null && found.description !== '',
    write: (part) => { save({ ...draft, ...part }) },
    setPhotos: (list) => {
      setPhotos(list)
      void keepPhotos(code, list)
    },
    attempt: (sent) => {
      const attempt = attemptFor(draft.attempt, sent, newKey)
      save({ ...draft, attempt })
      return attempt.key
    },
    clear: () => {
      setDraft(empty)
      setPhotos([])
      forget(name)
      void forgetPhotos(code)
    },
  }
}
