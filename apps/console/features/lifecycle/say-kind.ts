import type { LifeEntry } from '#contract/lifecycle/life.ts'
import type { Language } from '#domain/plan/words.ts'
import { libraryIn, libraryWord } from '#locales/library.ts'
import { isLifecycleKey, lifecycleIn } from '#locales/lifecycle.ts'

/** What happened, in the words of the life where it has its own, else in those of the ticket. */
export function sayKind(language: Language, { kind, data }: Pick<LifeEntry, 'kind' | 'data'>): string {
  const key = `life.kind.${kind}`
  if (kind === 'form.filed' || !isLifecycleKey(key)) return libraryWord(libraryIn(language), 'fact', kind)
  const words = lifecycleIn(language)(key)
  return kind === 'settings.recorded' ? `${words} v${String(data['version'])}` : words
}
