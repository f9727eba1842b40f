// Who is signed in, and what follows for the screens: permissions, language, how a day is written.
import { createContext, useContext } from 'react'
import type { Permission } from '#contract/permissions.ts'
import type { Me } from '#contract/people/session.ts'
import { showDate } from '#domain/format/date.ts'
import type { Day } from '#domain/time/day.ts'
import type { Language } from '#domain/plan/words.ts'

export const MeContext = createContext<Me | null>(null)

export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('a screen was shown before anyone signed in')
  return me
}

export const useLanguage = (): Language => useMe().language
export const useMay = (permission: Permission): boolean => useMe().permissions.includes(permission)

/** Days and moments as the reader writes them, in the zone of the organisation. */
export function useMoments() {
  const { org, preferences, language } = useMe()
  const minguo = preferences.minguo ?? org.minguo
  const style = minguo ? 'minguo-short' as const : language === 'zh-TW' ? 'slash' as const : 'dash' as const
  const day = (text: string | null | undefined) => (text ? showDate(text as Day, style) : '')
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: org.zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const moment = (text: string | null | undefined) => {
    if (!text) return ''
    const [date = '', time = ''] = parts.format(new Date(text)).split(' ')
    return `${day(date)} ${time}`
  }
  return { day, moment, zone: org.zone }
}
