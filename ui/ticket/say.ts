// All words a ticket and its promises need, in the reader's language.
import { useMemo } from 'react'
import type { ActionView } from '#contract/ticket/ticket.ts'
import type { Language } from '#domain/plan/words.ts'
import { adminIn } from '#locales/admin.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import type { CustomerScreensKey } from '#locales/en/customer-screens.ts'
import { libraryIn, librarySpan, libraryWord } from '#locales/library.ts'
import { promiseScreensIn, promiseWord } from '#locales/promise.ts'
import { ticketScreensIn, ticketWord } from '#locales/ticket.ts'
import { useLanguage } from '../record/session.ts'

export function sayIn(language: Language) {
  const library = libraryIn(language)
  const customer = customerScreensIn(language)
  return {
    language, ticket: ticketScreensIn(language), promise: promiseScreensIn(language), screen: adminIn(language),
    word: (family: string, word: string) => ticketWord(language, family, word), promiseWord: (family: string, word: string) => promiseWord(language, family, word),
    type: (type: string) => libraryWord(library, 'type', type), status: (status: string) => customer(`ticket.status.${status}` as CustomerScreensKey),
    fact: (kind: string) => libraryWord(library, 'fact', kind), verb: ({ kind }: Pick<ActionView, 'verb' | 'kind'>) => libraryWord(library, 'fact', kind),
    pause: (reason: string) => libraryWord(library, 'pause', reason), channel: (kind: string) => libraryWord(library, 'kind', kind),
    escalation: (to: string) => libraryWord(library, 'escalation', to), span: (span: string) => librarySpan(library, span),
  }
}

export type Say = ReturnType<typeof sayIn>

export function useSay(): Say {
  const language = useLanguage()
  return useMemo(() => sayIn(language), [language])
}
