// The words a plan has for the values of a fact: its severities, levels, zones, phases, causes and further choices.
import type { Vocabulary } from './plan.ts'
import type { Text } from './words.ts'

export function valueTitles({ severities, levels, zones, phases, causes, choices = [] }: Vocabulary, data: Readonly<Record<string, unknown>>): Record<string, Text> {
  const words: Readonly<Record<string, readonly { code: string; title: Text }[]>> = {
    severity: severities, level: levels, zone: zones, phase: phases, cause: causes, ...Object.fromEntries(choices.map(({ field, options }) => [field, options])),
  }
  return Object.fromEntries(Object.entries(data).flatMap(([key, value]) => {
    const title = words[key]?.find(({ code }) => code === value)?.title
    return title ? [[key, title]] : []
  }))
}
