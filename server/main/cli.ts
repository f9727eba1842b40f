// The command line of the product: aftercare <command>. What each command does and what it answers with stands in cli/commands.ts.
import { runCli } from './cli/run.ts'

process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => { process.stdout.write(`${text}\n`) },
  say: (text) => { process.stderr.write(`${text}\n`) },
})
