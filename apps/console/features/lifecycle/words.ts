import { lifecycleIn } from '#locales/lifecycle.ts'
import type { SayLifecycle } from '#locales/lifecycle.ts'
import { useLanguage } from '#ui/record/session.ts'

export const useWords = (): SayLifecycle => lifecycleIn(useLanguage())
