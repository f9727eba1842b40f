// The sections of a plan page in reading order, and how much each holds.
import type { ComponentType } from 'react'
import type { Plan } from '#domain/plan/plan.ts'
import type { LibraryKey } from '#locales/en/library.ts'
import { DealerSection, ClauseSection, MeasureSection, OrganisationSection, TextSection } from './company-section.tsx'
import { ChargeSection, CoverSection, RepeatSection } from './cover-section.tsx'
import { CycleSection } from './cycle-section.tsx'
import { CalendarSection, ValueSection, VocabularySection } from './ground-section.tsx'
import { LadderSection, PromiseSection } from './promise-section.tsx'
import { ApprovalSection, ChecklistSection, DocumentSection, GateSection, ProcessSection } from './work-section.tsx'
import type { Wording } from './wording.ts'

export type Section = { key: string; title: LibraryKey; size: (plan: Plan) => number; Body: ComponentType<{ plan: Plan; wording: Wording }> }

const sizeOf = (list: object | undefined) => (list === undefined ? 0 : Object.keys(list).length)
const total = (lists: object) => Object.values(lists).reduce((sum: number, list: object | undefined) => sum + sizeOf(list), 0)

export const sections: readonly Section[] = [
  { key: 'values', title: 'section.values', size: (plan) => plan.values.length, Body: ValueSection },
  { key: 'vocabulary', title: 'section.vocabulary', size: (plan) => total(plan.vocabulary), Body: VocabularySection },
  { key: 'calendars', title: 'section.calendars', size: (plan) => sizeOf(plan.calendars), Body: CalendarSection },
  { key: 'promises', title: 'section.promises', size: (plan) => plan.promises.length, Body: PromiseSection },
  { key: 'ladders', title: 'section.ladders', size: (plan) => sizeOf(plan.ladders), Body: LadderSection },
  { key: 'cover', title: 'section.cover', size: (plan) => plan.cover.length, Body: CoverSection },
  { key: 'repeat', title: 'section.repeat', size: (plan) => plan.repeat.length, Body: RepeatSection },
  { key: 'charging', title: 'section.charging', size: (plan) => plan.charging.length, Body: ChargeSection },
  { key: 'cycles', title: 'section.cycles', size: (plan) => plan.cycles.length, Body: CycleSection },
  { key: 'checklists', title: 'section.checklists', size: (plan) => plan.checklists.length, Body: ChecklistSection },
  { key: 'process', title: 'section.process', size: (plan) => plan.process.length, Body: ProcessSection },
  { key: 'gates', title: 'section.gates', size: (plan) => plan.gates.length, Body: GateSection },
  { key: 'approvals', title: 'section.approvals', size: (plan) => plan.approvals.length, Body: ApprovalSection },
  { key: 'documents', title: 'section.documents', size: (plan) => plan.documents.length, Body: DocumentSection },
  { key: 'dealers', title: 'section.dealers', size: (plan) => plan.dealers.length, Body: DealerSection },
  { key: 'organisation', title: 'section.organisation', size: (plan) => total(plan.organisation), Body: OrganisationSection },
  { key: 'measures', title: 'section.measures', size: (plan) => plan.measures.length, Body: MeasureSection },
  { key: 'texts', title: 'section.texts', size: (plan) => plan.texts.length, Body: TextSection },
  { key: 'clauses', title: 'section.clauses', size: (plan) => sizeOf(plan.clauses), Body: ClauseSection },
]
