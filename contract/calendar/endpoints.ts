import { z } from 'zod'
import { endpoint, nothing } from '../endpoint.ts'
import { calendar } from '../plan/plan.ts'
import { text } from '../plan/text.ts'
import { calendarCode, calendarDay, calendarView, planCalendarRow } from './calendar.ts'

const refused = ['calendar.never-open', 'calendar.closed-too-long', 'calendar.unknown-zone', 'calendar.no-version', 'calendar.bad-day', 'calendar.bad-window'] as const

export const listCalendars = endpoint({
  method: 'GET', path: '/calendars', permission: 'calendar.read', summary: 'The newest version of each calendar of the organisation, and the calendars of its active plans',
  input: nothing, reply: z.object({ own: z.array(calendarView), ofPlans: z.array(planCalendarRow) }), refusals: [],
})
export const getCalendar = endpoint({
  method: 'GET', path: '/calendars/:code', permission: 'calendar.read', summary: 'All versions of a calendar, newest first',
  input: z.strictObject({ code: calendarCode }), reply: z.object({ versions: z.array(calendarView) }), refusals: ['calendar.unknown'],
})
export const saveCalendar = endpoint({
  method: 'PUT', path: '/calendars/:code', permission: 'calendar.write', summary: 'Save a new version of a calendar; earlier versions stay',
  input: z.strictObject({ code: calendarCode, title: text, document: calendar }), reply: calendarView, refusals: refused,
})
export const previewCalendar = endpoint({
  method: 'POST', path: '/calendars/preview', permission: 'calendar.read', summary: 'Every day of a year on this calendar, public holidays and make-up days included; nothing is stored',
  input: z.strictObject({ document: calendar, year: z.number().int().min(2000).max(2099) }), reply: z.object({ days: z.array(calendarDay) }), refusals: refused,
})
