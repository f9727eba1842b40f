import { systemClock } from '#server/platform/clock/clock.ts'
import { instant } from '#domain/time/instant.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { seed, seedProfiles } from '../seed.ts'
import { exitCodes, oneOf, text, whole } from './command.ts'
import type { Command } from './command.ts'
import { withUrl } from './with-database.ts'

const profileNames = ['small', 'mid', 'five-year'] as const

export const seedCommand: Command = {
  usage: 'seed --profile small|mid|five-year --seed N [--tickets N] [--at MOMENT]', about: 'organisations with a history, the same for the same seed: 800, 100,000 or 1,000,000 tickets',
  options: { profile: { type: 'string' }, seed: { type: 'string' }, tickets: { type: 'string' }, at: { type: 'string' } },
  run: (call) => withUrl(async (url) => {
    const profile = seedProfiles[oneOf(call, 'profile', profileNames, 'small')]
    await migrate(url)
    const at = text(call, 'at')
    const made = await seed(url, { ...profile, seed: whole(call, 'seed') ?? 1, tickets: whole(call, 'tickets') ?? profile.tickets, now: at ? instant(at) : systemClock()(), say: call.say })
    call.out(JSON.stringify(made))
    return exitCodes.good
  }),
}
