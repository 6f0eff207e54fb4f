// The command line: finds the command, gives it its arguments and turns its answer into an exit code.

import type { CommandIo } from './command-io.ts'
import { COMMANDS, commandHelp, overview } from './commands.ts'

async function main(args: string[]): Promise<number> {
  const io: CommandIo = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    now: () => Date.now(),
    zh: !/^en/i.test(process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? 'zh'),
  }
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.stdout.write(overview(io.zh))
    return name === undefined ? 2 : 0
  }
  const command = COMMANDS[name]
  if (!command) {
    const because = io.zh ? `没有命令 “${name}”` : `There is no command "${name}"`
    io.stderr.write(`${because}\n\n${overview(io.zh)}`)
    return 2
  }
  if (command.help && (rest.includes('--help') || rest.includes('-h'))) {
    io.stdout.write(commandHelp(name, command, io.zh))
    return 0
  }
  const run = await command.load()
  return run(rest, io)
}

// A reader that closes early (`| head`) is not a fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exitCode = 2
  },
)
