// Finds the command, reads its arguments, and turns whatever happens into one line and an exit code.
import { parseArgs } from 'node:util'
import { Refusal } from '#server/platform/http/refusal.ts'
import { LaunchError } from '#server/platform/postgres/launch-error.ts'
import { commands } from './commands.ts'
import { exitCodes, Misuse } from './command.ts'
import type { Command, Terminal } from './command.ts'
import { helpText } from './help.ts'

export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [first = 'help', second = ''] = argv
  if (first === 'help' || first === '--help' || first === '-h') {
    terminal.out(helpText(commands))
    return exitCodes.good
  }
  const name = commands[`${first} ${second}`] ? `${first} ${second}` : first
  const command = commands[name]
  try {
    if (!command) throw new Misuse(`There is no command "${first}${second && ` ${second}`}".`)
    return await run(command, argv.slice(name.split(' ').length), terminal)
  } catch (error) {
    terminal.say(`✗ ${lineOf(error)}`)
    return error instanceof Misuse ? exitCodes.misuse : exitCodes.failed
  }
}

function run(command: Command, args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = read(command, args)
  const [fewest, most] = command.takes ?? [0, 0]
  if (positionals.length < fewest || positionals.length > most) throw new Misuse(`Usage: aftercare ${command.usage}`)
  return command.run({ ...terminal, values, positionals })
}

function read(command: Command, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: command.options ?? {}, allowPositionals: true, strict: true })
  } catch (error) {
    throw new Misuse(`${(error as Error).message.split('\n')[0]!.replace(/\.? To specify.*$/, '.')} Usage: aftercare ${command.usage}`)
  }
}

function lineOf(error: unknown): string {
  if (error instanceof Misuse) return `${error.message} See: aftercare help`
  if (error instanceof LaunchError) return error.message
  if (error instanceof Refusal) return `${error.code} ${JSON.stringify(error.params ?? {})}`
  const { code, port, message } = error as { code?: string; port?: number; message?: string }
  if (code === 'EADDRINUSE') return `Port ${port ?? ''} is in use. Choose another with --port.`
  if (code === 'ECONNREFUSED') return 'The database does not answer. Check DATABASE_URL.'
  return (message ?? String(error)).split('\n')[0]!
}
