// Steps of the start: each tells every two seconds that it still runs, and none begins once a stop was asked for.
import type { CommandIo } from '../command-io.ts'
import { type Running, StartStopped } from './running.ts'

const TELL_EVERY_MS = 2_000

export type Step = <T>(what: { zh: string; en: string }, work: () => Promise<T>) => Promise<T>

export function stepsOf(io: CommandIo, running: Running): Step {
  return async (what, work) => {
    if (running.isStopping) throw new StartStopped()
    const begun = performance.now()
    const text = io.zh ? what.zh : what.en
    const tell = (): void => {
      io.stderr.write(`  … ${text} ${Math.round((performance.now() - begun) / 1000)} s\n`)
    }
    const timer = setInterval(tell, TELL_EVERY_MS)
    try {
      return await work()
    } finally {
      clearInterval(timer)
    }
  }
}
