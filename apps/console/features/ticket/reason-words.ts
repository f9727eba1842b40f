// A refusal names states and facts by their codes; a reader sees their words.
import type { Say } from '#ui/ticket/say.ts'

export const readable = (say: Say, sentence: string): string => sentence.replaceAll(/[a-z][a-z-]*\.[a-z][a-z-]*/g, (code) => {
  const reason = say.word('reason', code)
  return reason.startsWith('reason.') ? say.fact(code).replace(/^fact\./, '') : reason
})
