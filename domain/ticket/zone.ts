// In which zone of the plan a site lies: the zone it was given, the zone whose places its address names, else the rest.
import type { Vocabulary } from '../plan/plan.ts'

export function zoneOf({ zones }: Pick<Vocabulary, 'zones'>, site: { zoneCode: string | null; address: string | null }): string | null {
  if (site.zoneCode && zones.some(({ code }) => code === site.zoneCode)) return site.zoneCode
  const named = zones.find(({ places = [] }) => places.some((place) => site.address?.includes(place)))
  const rest = zones.find(({ places }) => !places || places.length === 0)
  return named?.code ?? rest?.code ?? null
}
