// Words of this noun that the server writes too: headers of files, words in cells.
import type { Language } from '#domain/plan/words.ts'
import { asset as en } from './en/asset.ts'
import { asset as zhCN } from './zh-CN/asset.ts'
import { asset as zhTW } from './zh-TW/asset.ts'

type Words<Of> = { readonly [Group in keyof Of]: Of[Group] extends string ? string : { readonly [Word in keyof Of[Group]]: string } }
export type AssetWords = Words<typeof en>
export const assetWords: Readonly<Record<Language, AssetWords>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }
export const assetOf = (language: Language): AssetWords => assetWords[language]
