import type { Plan } from '#domain/plan/plan.ts'
import type { Language } from '#domain/plan/words.ts'
import type { Path } from './yaml-edit.ts'

/** A change of the YAML by one field of the form. */
export type Edit = (change: (source: string) => string) => void
export type EditProps = { draft: Partial<Plan>; language: Language; edit: Edit; disabled: boolean; onJump: (path: Path) => void }
