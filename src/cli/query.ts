// `shanshui query`: indicators and readings as JSON, now or as they were known at an instant.
import { parseArgs } from 'node:util'
import { parseInstant } from '#kit/time.ts'
import type { CommandIo } from './command-io.ts'
import { queryIndicators } from './query-indicators.ts'
import { queryReadings } from './query-readings.ts'
import { withStore } from './with-store.ts'

const HELP = {
  zh: `shanshui query indicators [--year Y] [--as-known-at INSTANT] [--plan ID] [--data DIR] [--json]
shanshui query readings --mn MN --factor CODE --from T --until T [--kind hour] [--as-known-at T] [--data DIR] [--json]

时间如 2026-01-31 或 2026-01-31T08:00（北京时间）；--from 含，--until 不含。输出 JSON 数组。
`,
  en: `shanshui query indicators [--year Y] [--as-known-at INSTANT] [--plan ID] [--data DIR] [--json]
shanshui query readings --mn MN --factor CODE --from T --until T [--kind hour] [--as-known-at T] [--data DIR] [--json]

Times such as 2026-01-31 or 2026-01-31T08:00 (Beijing time unless a zone is given); --from counts, --until does not.
Prints a JSON array.
`,
}

const KINDS = ['realtime', 'minute', 'hour', 'day', 'sample']

/** Exit code 0; 1 where the thing asked for does not exist; 2 for wrong usage or a store that cannot be opened. */
export async function runQuery(args: string[], io: CommandIo): Promise<number> {
  const [what, ...rest] = args
  if (args.includes('--help')) {
    io.stdout.write(io.zh ? HELP.zh : HELP.en)
    return 0
  }
  try {
    if (what === 'indicators') return await runIndicators(rest, io)
    if (what === 'readings') return await runReadings(rest, io)
    throw new RangeError('indicators | readings')
  } catch (error) {
    // Wrong arguments only: whatever else is thrown is a fault of ours.
    if (!(error instanceof RangeError) && !String((error as { code?: string }).code).startsWith('ERR_PARSE'))
      throw error
    io.stderr.write(`${(error as Error).message}\n\n${io.zh ? HELP.zh : HELP.en}`)
    return 2
  }
}

function instantOf(name: string, text: string | undefined): number {
  const at = text === undefined ? undefined : parseInstant(text)
  if (at === undefined) throw new RangeError(`--${name}: ${text ?? '?'}`)
  return at
}

const knownAt = (text: string | undefined, io: CommandIo): number =>
  text === undefined ? io.now() : instantOf('as-known-at', text)

const COMMON = {
  data: { type: 'string', default: './data' },
  json: { type: 'boolean', default: true },
  'as-known-at': { type: 'string' },
} as const

async function runIndicators(args: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args, options: { ...COMMON, year: { type: 'string' }, plan: { type: 'string' } } })
  const year = values.year === undefined ? undefined : Number(values.year)
  if (year !== undefined && !(Number.isInteger(year) && year >= 2000 && year <= 2100)) {
    throw new RangeError(`--year: ${values.year}`)
  }
  const at = knownAt(values['as-known-at'], io)
  return withStore({ dataDir: values.data, io, name: 'query' }, async (db) => {
    const rows = await queryIndicators(db, { year, plan: values.plan, knownAtMs: at })
    io.stdout.write(`${JSON.stringify(rows)}\n`)
    return rows.length > 0 ? 0 : 1
  })
}

async function runReadings(args: string[], io: CommandIo): Promise<number> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: { ...COMMON, mn: text, factor: text, from: text, until: text, kind: { type: 'string', default: 'hour' } },
  })
  const { mn, factor, kind } = values
  if (mn === undefined || factor === undefined) throw new RangeError('--mn, --factor')
  if (!KINDS.includes(kind)) throw new RangeError(`--kind: ${kind} (${KINDS.join(', ')})`)
  const asked = {
    mn,
    factor,
    kind,
    fromMs: instantOf('from', values.from),
    untilMs: instantOf('until', values.until),
    knownAtMs: knownAt(values['as-known-at'], io),
  }
  return withStore({ dataDir: values.data, io, name: 'query' }, async (db) => {
    const rows = await queryReadings(db, asked)
    if (rows === undefined) {
      io.stderr.write(io.zh ? `没有设备 ${mn}\n` : `There is no device ${mn}\n`)
      return 1
    }
    io.stdout.write(`${JSON.stringify(rows)}\n`)
    return 0
  })
}
