// The links of reports made on this device, so that a second scan leads to the progress instead of a second report.
import { keep, kept } from '../../keeping.ts'

type Links = Readonly<Record<string, string>>
const isLinks = (value: unknown): value is Links => typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string')
const most = 30

export const linkOf = (number: string): string | null => kept('links', isLinks)?.[number] ?? null

export function rememberLink(number: string, token: string): void {
  const { [number]: _, ...others } = kept('links', isLinks) ?? {}
  keep('links', Object.fromEntries([...Object.entries(others), [number, token]].slice(-most)))
}
