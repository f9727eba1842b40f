// Every command by its name, in the order of the help text.
import type { Command } from './command.ts'
import { databaseCommands } from './database-commands.ts'
import { deadLetterCommands } from './dead-letters.ts'
import { planCommands } from './plans.ts'
import { promiseCommands } from './promises.ts'
import { routesCommand } from './routes.ts'
import { runningCommands } from './running.ts'
import { seedCommand } from './seeding.ts'
import { subjectCommands } from './subject-commands.ts'
import { timeCommand } from './time.ts'
import { userCommands } from './users.ts'

export const commands: Readonly<Record<string, Command>> = {
  ...runningCommands, ...databaseCommands, seed: seedCommand, ...userCommands, ...planCommands, ...promiseCommands, ...deadLetterCommands, ...subjectCommands,
  routes: routesCommand, 'time judge': timeCommand,
}
