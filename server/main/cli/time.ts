import { createReadStream } from 'node:fs'
import { timeJudge } from '../time-judge.ts'
import { exitCodes } from './command.ts'
import type { Command } from './command.ts'

export const timeCommand: Command = {
  usage: 'time judge [FILE]', about: 'due moments of written cases: JSON of calendars and cases in (standard input), one line a case out', takes: [0, 1],
  run: async ({ positionals: [file] }) => {
    await timeJudge(file ? createReadStream(file) : process.stdin)
    return exitCodes.good
  },
}
