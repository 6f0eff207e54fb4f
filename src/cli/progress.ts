// How far a long work is, told now and then and never in the first two seconds.
import type { CommandIo } from './command-io.ts'

const TELL_EVERY_MS = 2_000

/** A function to call after each piece of work; writes `words done/total` to standard error. */
export function progressTeller(
  io: CommandIo,
  words: { zh: string; en: string },
): (done: number, total: number) => void {
  let toldMs = io.now()
  return (done, total) => {
    if (io.now() - toldMs < TELL_EVERY_MS) return
    toldMs = io.now()
    io.stderr.write(`${io.zh ? words.zh : words.en} ${done}/${total}\n`)
  }
}
