import type { Instant } from '#domain/time/instant.ts'
export const seedProfiles = { small: { tickets: 800, orgs: 4, years: 1 }, mid: { tickets: 100_000, orgs: 4, years: 2 }, 'five-year': { tickets: 1_000_000, orgs: 5, years: 5 } }
export type SeedOptions = { tickets: number; orgs: number; years: number; seed: number; now: Instant; say: (line: string) => void }
export async function seed(_url: string, _options: SeedOptions): Promise<Record<string, number>> { return Promise.reject(new Error('soon')) }
