import type { Command } from './command.ts'

export function helpText(commands: Readonly<Record<string, Command>>): string {
  const width = Math.max(...Object.values(commands).map(({ usage }) => usage.length)) + 2
  return [
    'aftercare <command>', '',
    ...Object.values(commands).map(({ usage, about }) => `  ${usage.padEnd(width)}${about}`), '',
    'Exit codes: 0 all is well; 1 something was found (check, plan check, promise replay); 2 the command was not understood; 3 it failed.',
    'The database is DATABASE_URL; without it the one that runs on DATA_DIR (.data), and if none runs, one is started there for the command.',
  ].join('\n')
}
