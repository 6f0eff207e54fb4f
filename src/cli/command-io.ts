// What every command of the command line works with.
import type { Readable, Writable } from 'node:stream'

export type CommandIo = {
  stdin: Readable
  stdout: Writable
  stderr: Writable
  env: NodeJS.ProcessEnv
  now: () => number
  /** Messages in Chinese (default) or English, after LANG. */
  zh: boolean
}

export type Run = (args: string[], io: CommandIo) => Promise<number>

/** Wrong usage: one sentence on standard error, exit code 2. */
export class UsageFault extends Error {}
