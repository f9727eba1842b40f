// The calendars of the organisation: hours, closures and public holidays that promises are counted on.
import { z } from 'zod'
import { day, id, moment } from '../endpoint.ts'
import { calendar } from '../plan/plan.ts'
import { text } from '../plan/text.ts'

/** '<plan>.<name>' edits one plan's calendar; '<name>' stands in for that name in every plan. */
export const calendarCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/)

export const calendarView = z.object({
  id, code: calendarCode, title: text, version: z.number().int(), document: calendar, createdAt: moment,
}).meta({ id: 'CalendarVersion' })
export const planCalendarRow = z.object({
  plan: z.string(), planVersionId: id, name: z.string(), title: text.nullable(), document: calendar, replacedBy: z.string().nullable().describe('code of the organisation calendar used instead'),
}).meta({ id: 'PlanCalendar' })

export const calendarDay = z.object({
  day, kind: z.enum(['open', 'closed', 'holiday', 'make-up']), name: text.nullable(), windows: z.array(z.tuple([z.string(), z.string()])),
}).meta({ id: 'CalendarDay' })
