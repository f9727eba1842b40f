// Outlets of dealers: which of them answers around the clock, and which is nearest to a fault.
export type Place = { latitude: number; longitude: number }
export type Outlet = { name: string; phone: string; hours: number; place: Place | null }

/** An outlet with fewer hours than promised, or without a number to call, is named. */
export const lackingHours = <One extends Outlet>(outlets: readonly One[], hours: number): One[] => outlets.filter((outlet) => outlet.hours < hours || outlet.phone.trim() === '')

const earthKm = 6371

/** Along the great circle. */
export function distanceKm(from: Place, to: Place): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180
  const [dLat, dLon] = [rad(to.latitude - from.latitude), rad(to.longitude - from.longitude)]
  const a = Math.sin(dLat / 2) ** 2 + Math.cos(rad(from.latitude)) * Math.cos(rad(to.latitude)) * Math.sin(dLon / 2) ** 2
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(a)))
}

/** Nearest first; outlets without a place are left out. */
export function byDistance<One extends Outlet>(outlets: readonly One[], from: Place): { outlet: One; km: number }[] {
  return outlets.flatMap((outlet) => (outlet.place ? [{ outlet, km: distanceKm(from, outlet.place) }] : [])).sort((a, b) => a.km - b.km)
}
