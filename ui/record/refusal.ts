import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type { Endpoint, InputOf, ReplyOf } from '#contract/endpoint.ts'
import type { Language } from '#domain/plan/words.ts'
import { adminIn } from '#locales/admin.ts'
import { errorMessage } from '#locales/errors.ts'
import { call, CallError } from './ask.ts'
import { useLanguage } from './session.ts'

export function refusalWords(language: Language, error: unknown): string {
  if (!(error instanceof CallError)) return errorMessage(language, 'request.failed')
  return error.status === 0 ? adminIn(language)('screen.offline') : errorMessage(language, error.code, error.params)
}

/** A change by one press: a refusal is told in the reader's words, success in the words given. */
export function useAct<E extends Endpoint>(endpoint: E, done?: (reply: ReplyOf<E>) => string | void) {
  const { message } = App.useApp()
  const language = useLanguage()
  const client = useQueryClient()
  return useMutation<ReplyOf<E>, Error, InputOf<E>>({
    mutationFn: (input) => call(endpoint, input),
    onSuccess: async (reply) => {
      await client.invalidateQueries()
      const words = done?.(reply)
      if (words) void message.success(words)
    },
    onError: (error) => { void message.error(refusalWords(language, error)) },
  })
}
