// How far the demo history is, told now and then.
import type { CommandIo } from '../command-io.ts'

const TELL_EVERY_MS = 5_000

type Progress = { done: number; total: number }

export function historyProgress(io: CommandIo): (progress: Progress) => void {
  let toldMs = io.now()
  let isTold = false
  return ({ done, total }) => {
    const isLast = done >= total
    if (!isLast && io.now() - toldMs < TELL_EVERY_MS) return
    // What was never begun aloud needs no end.
    if (isLast && !isTold) return
    toldMs = io.now()
    isTold = !isLast
    const percent = total === 0 ? 100 : Math.floor((done / total) * 100)
    io.stderr.write(io.zh ? `  演示历史数据 ${percent}%\n` : `  Demo history ${percent}%\n`)
  }
}
