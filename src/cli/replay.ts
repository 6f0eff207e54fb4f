// `shanshui replay`: reads stored frames again after a decoder fix, or makes indicator values again as known at an instant.
import { parseArgs } from 'node:util'
import { replayFrames } from '#gateway/replay.ts'
import { parseInstant } from '#kit/time.ts'
import { replayIndicators } from '#server/evaluation/replay.ts'
import { replayDays } from '#server/evaluation/replay-days.ts'
import { type CommandIo, UsageFault } from './command-io.ts'
import { withStore } from './with-store.ts'

/** Exit code 0; 1 where a value was not made again as it was stored; 2 for wrong usage or a store that cannot be opened. */
export async function runReplay(args: string[], io: CommandIo): Promise<number> {
  const options = readOptions(args, io)
  if (options instanceof UsageFault) {
    io.stderr.write(`${options.message}\n`)
    return 2
  }
  const use = { dataDir: options.dataDir, io, name: 'replay' }
  return withStore(use, (db) => (options.what === 'frames' ? replayAll(db, options, io) : makeAgain(db, options, io)))
}

type Store = Parameters<Parameters<typeof withStore>[1]>[0]

async function replayAll(db: Store, options: Options, io: CommandIo): Promise<number> {
  const counts = await replayFrames(db, {
    ...options,
    onProgress: (frames) => void io.stderr.write(io.zh ? `已重放 ${frames} 帧\n` : `${frames} frames replayed\n`),
  })
  io.stdout.write(`${JSON.stringify(counts)}\n`)
  return 0
}

/** One line for each value that differs, then the counts. */
async function makeAgain(db: Store, { atMs, year, hasReadings }: Options, io: CommandIo): Promise<number> {
  if (hasReadings && year !== undefined) return makeDaysAgain(db, { atMs, year }, io)
  const { values, unknown } = await replayIndicators(db, { asKnownAt: atMs, year })
  const differing = values.filter(({ differs }) => differs.length > 0)
  for (const value of differing) io.stdout.write(`${JSON.stringify(value)}\n`)
  const counts = { equal: values.length - differing.length, differing: differing.length, unknown: unknown.length }
  io.stdout.write(`${JSON.stringify(counts)}\n`)
  return differing.length === 0 ? 0 : 1
}

/** One line for each day average of a station that its readings do not give, then the counts. */
async function makeDaysAgain(
  db: Store,
  { atMs, year }: { atMs: number; year: number },
  io: CommandIo,
): Promise<number> {
  const { equal, differing } = await replayDays(db, { asKnownAt: atMs, year })
  for (const day of differing) io.stdout.write(`${JSON.stringify(day)}\n`)
  io.stdout.write(`${JSON.stringify({ equal, differing: differing.length })}\n`)
  return differing.length === 0 ? 0 : 1
}

type Options = {
  what: 'frames' | 'indicators'
  dataDir: string
  sinceMs: number
  untilMs: number
  atMs: number
  year: number | undefined
  /** Whether the averages of days are made again from readings, instead of the indicators from averages. */
  hasReadings: boolean
}

const USAGE = [
  'shanshui replay frames [--since TIME] [--until TIME] [--data DIR]',
  'shanshui replay indicators [--at TIME] [--year YEAR [--readings]] [--data DIR]',
].join('\n')

function readOptions(args: string[], { zh, now }: CommandIo): Options | UsageFault {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        since: { type: 'string', default: '2020-01-01' },
        until: { type: 'string' },
        at: { type: 'string' },
        year: { type: 'string' },
        readings: { type: 'boolean', default: false },
        data: { type: 'string', default: './data' },
      },
    })
    const [what] = positionals
    if (positionals.length !== 1 || (what !== 'frames' && what !== 'indicators')) return new UsageFault(USAGE)
    const sinceMs = parseInstant(values.since)
    const [untilMs, atMs] = [values.until, values.at].map((text) => (text === undefined ? now() : parseInstant(text)))
    if (sinceMs === undefined || untilMs === undefined || atMs === undefined) {
      const sentence = zh
        ? '--since、--until、--at 须为时间，如 2026-01-31 或 2026-01-31T08:00'
        : '--since, --until and --at must be times, such as 2026-01-31 or 2026-01-31T08:00'
      return new UsageFault(sentence)
    }
    const year = readYear(values, zh)
    if (year instanceof UsageFault) return year
    return { what, dataDir: values.data, sinceMs, untilMs, atMs, year, hasReadings: values.readings }
  } catch (error) {
    return new UsageFault(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
}

function readYear(values: { year?: string; readings: boolean }, zh: boolean): number | UsageFault | undefined {
  if (values.year === undefined) return values.readings ? new UsageFault(USAGE) : undefined
  const year = Number(values.year)
  if (Number.isInteger(year)) return year
  return new UsageFault(zh ? '--year 须为年份，如 2025' : '--year must be a year, such as 2025')
}
