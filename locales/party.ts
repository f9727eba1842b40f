// Words of this noun that the server writes too: headers of files, words in cells.
import type { Language } from '#domain/plan/words.ts'
import { party as en } from './en/party.ts'
import { party as zhCN } from './zh-CN/party.ts'
import { party as zhTW } from './zh-TW/party.ts'

type Words<Of> = { readonly [Group in keyof Of]: Of[Group] extends string ? string : { readonly [Word in keyof Of[Group]]: string } }
export type PartyWords = Words<typeof en>
export const partyWords: Readonly<Record<Language, PartyWords>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }
export const partyOf = (language: Language): PartyWords => partyWords[language]
