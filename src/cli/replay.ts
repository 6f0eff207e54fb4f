// `shanshui replay frames`: reads stored frames again after a decoder fix and keeps what changed as revisions.
import { parseArgs } from 'node:util'
import { replayFrames } from '#gateway/replay.ts'
import { parseInstant } from '#kit/time.ts'
import { type CommandIo, UsageFault } from './command-io.ts'
import { withStore } from './with-store.ts'

/** Exit code 0; 2 for wrong usage or a store that cannot be opened. */
export async function runReplay(args: string[], io: CommandIo): Promise<number> {
  const options = readOptions(args, io)
  if (options instanceof UsageFault) {
    io.stderr.write(`${options.message}\n`)
    return 2
  }
  return withStore({ dataDir: options.dataDir, io, name: 'replay' }, async (db) => {
    const counts = await replayFrames(db, {
      ...options,
      onProgress: (frames) => void io.stderr.write(io.zh ? `已重放 ${frames} 帧\n` : `${frames} frames replayed\n`),
    })
    io.stdout.write(`${JSON.stringify(counts)}\n`)
    return 0
  })
}

type Options = { dataDir: string; sinceMs: number; untilMs: number }

function readOptions(args: string[], { zh, now }: CommandIo): Options | UsageFault {
  const usage = 'shanshui replay frames [--since TIME] [--until TIME] [--data DIR]'
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        since: { type: 'string', default: '2020-01-01' },
        until: { type: 'string' },
        data: { type: 'string', default: './data' },
      },
    })
    if (positionals.length !== 1 || positionals[0] !== 'frames') return new UsageFault(usage)
    const sinceMs = parseInstant(values.since)
    const untilMs = values.until === undefined ? now() : parseInstant(values.until)
    if (sinceMs === undefined || untilMs === undefined) {
      const sentence = zh
        ? '--since、--until 须为时间，如 2026-01-31 或 2026-01-31T08:00'
        : '--since and --until must be times, such as 2026-01-31 or 2026-01-31T08:00'
      return new UsageFault(sentence)
    }
    return { dataDir: values.data, sinceMs, untilMs }
  } catch (error) {
    return new UsageFault(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}
