// `shanshui evaluate KIND FILE`: judges every row of a file and prints one JSON object a row, in order.
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { editionOf, editionsOf } from '#domain/standards/editions.ts'
import type { OnGap } from '#domain/standards/verdict.ts'
import { isRefusal } from '#kit/refusal.ts'
import type { CommandIo } from './command-io.ts'
import type { Kind, Settings } from './evaluate-kind.ts'
import { type ColumnPlan, judgeRow, KINDS, planColumns } from './evaluate-kinds.ts'
import { evaluateNoise, NOISE_HELP } from './evaluate-noise.ts'
import { readRows, type TableRow, UnreadableTable } from './evaluate-rows.ts'
import { learnTypes } from './learn-types.ts'
import { factLines } from './sheet-kinds.ts'

type Usage = { kind: Kind | 'noise'; file: string; out?: string; learnType: boolean; settings: Settings }
type Bilingual = { zh: string; en: string }

const OPTIONS = {
  edition: { type: 'string' },
  out: { type: 'string' },
  explain: { type: 'boolean' },
  'on-gap': { type: 'string' },
  'learn-type': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

function helpText(zh: boolean): string {
  const named = { ...KINDS, noise: NOISE_HELP }
  const kinds = Object.entries(named).map(([name, kind]) => `  ${name.padEnd(28)}${zh ? kind.zh : kind.en}`)
  const usage =
    'shanshui evaluate KIND FILE [--edition ID] [--out FILE] [--explain] [--on-gap publish|withhold] [--learn-type]'
  const body = zh
    ? [
        'FILE 为带表头的 CSV（UTF-8 或 GB18030）或 JSON Lines，“-” 为标准输入。每行输出一个 JSON 对象。',
        'shanshui evaluate KIND --help 列出该类的全部列。',
        '空格、NA、NaN、--、*、— 表示缺测；不认识的列不用。列名先按原样匹配，再不分大小写匹配。',
        '未给 --edition 时由该行 time（或 date 与 hour，北京时间）确定版本，没有时间则用今天有效的版本；',
        '标注为 2026-03-01 00:00 的小时值按当日起施行的版本评价。',
        'water --learn-type：没有 type 列时，由文件中公布的类别学得各站是河流还是湖库（同数据导入）。',
        'water：总磷空白或为 * 视为该站不监测总磷，以其余四项评价；-- 等缺测标记则不评价。',
      ]
    : [
        'FILE is CSV with a header (UTF-8 or GB18030) or JSON Lines, "-" is standard input. One JSON object a row is printed.',
        'shanshui evaluate KIND --help lists every column of a kind.',
        'Blank, NA, NaN, --, *, — are missing; unknown columns are ignored. Names match exactly first, then regardless of case.',
        'Without --edition the row’s time (or date and hour, Beijing time) decides, without a time the edition in force today;',
        'an hour labelled 2026-03-01 00:00 falls under the edition that begins with that day.',
        'water --learn-type: without a column type, whether a station is a river or a lake is learnt from the classes published in the file, as imports do.',
        'water: blank or * phosphorus means that the station has no analyser and the other four items give the class; -- and the like leave the row unjudged.',
      ]
  return `${usage}\n\n${kinds.join('\n')}\n\n${body.join('\n')}\n`
}

const say = (io: CommandIo, { zh, en }: Bilingual): void => {
  io.stderr.write(`${io.zh ? zh : en}\n`)
}

function wrongEdition(kind: Kind, id: string): Bilingual {
  const ids = kind.families.flatMap((family) => editionsOf(family).map((entry) => entry.id))
  return {
    zh: `没有版本“${id}”，可用：${ids.join('、')}`,
    en: `There is no edition "${id}" here; choose ${ids.join(', ')}`,
  }
}

const isOnGap = (text: string): text is OnGap => text === 'publish' || text === 'withhold'

/** Arguments as a usage, or the one sentence that says what is wrong with them. */
function readUsage(args: string[], now: number): Usage | Bilingual | { help: string | undefined } {
  let parsed: ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>
  try {
    parsed = parseArgs({ args, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return { zh: `参数有误：${text}`, en: `Wrong usage: ${text}` }
  }
  const { values, positionals } = parsed
  const [name, file, ...more] = positionals
  if (values.help) return { help: name }
  if (name === undefined || file === undefined || more.length > 0) {
    return {
      zh: '用法：shanshui evaluate KIND FILE（见 --help）',
      en: 'Usage: shanshui evaluate KIND FILE (see --help)',
    }
  }
  if (name === 'noise') return chooseNoise(file, { ...values, now })
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined
  if (!kind) {
    const names = [...Object.keys(KINDS), 'noise'].join(', ')
    return { zh: `没有评价种类“${name}”，可用：${names}`, en: `There is no kind "${name}"; choose ${names}` }
  }
  return chooseUsage(kind, file, { ...values, now })
}

type Choices = {
  edition?: string | undefined
  out?: string | undefined
  explain?: boolean | undefined
  'on-gap'?: string | undefined
  'learn-type'?: boolean | undefined
  now: number
}

/** Noise days take no edition: the hours of day and night are the same in all. */
function chooseNoise(file: string, { out, now, ...others }: Choices): Usage | Bilingual {
  const wrong = Object.entries(others).find(([, value]) => value !== undefined && value !== false)
  if (wrong) return { zh: `noise 不用 --${wrong[0]}`, en: `noise takes no --${wrong[0]}` }
  const settings = { explain: false, now }
  return { kind: 'noise', file, learnType: false, settings, ...(out === undefined ? {} : { out }) }
}

/** What was chosen beside kind and file, or why it cannot be. */
function chooseUsage(kind: Kind, file: string, choices: Choices): Usage | Bilingual {
  const { edition, out, 'on-gap': onGap, 'learn-type': learnType = false } = choices
  if (edition !== undefined && !kind.families.some((family) => editionOf(family, edition))) {
    return wrongEdition(kind, edition)
  }
  if (onGap !== undefined && !isOnGap(onGap)) {
    return { zh: '--on-gap 须为 publish 或 withhold', en: '--on-gap must be publish or withhold' }
  }
  if (learnType && (kind !== KINDS.water || file === '-')) {
    return { zh: '--learn-type 只用于 water 和文件', en: '--learn-type is for water and for a file' }
  }
  const settings: Settings = {
    explain: choices.explain === true,
    now: choices.now,
    ...(edition === undefined ? {} : { edition }),
    ...(onGap === undefined ? {} : { onGap }),
  }
  return { kind, file, learnType, settings, ...(out === undefined ? {} : { out }) }
}

/** Tells which expected columns are not there; throws where none is. */
function checkColumns(kind: Kind, plan: ColumnPlan, io: CommandIo): void {
  const absent = kind.columns.filter((column) => !plan.facts.has(column))
  if (absent.length > 0 && absent.length === kind.columns.length) {
    const names = kind.columns.join(', ')
    throw new UnreadableTable(`表头中没有任何所需的列：${names}`, `The header has none of the columns ${names}`)
  }
  if (absent.length > 0) {
    say(io, {
      zh: `表头缺列，按缺测处理：${absent.join(', ')}`,
      en: `Columns absent, taken as missing: ${absent.join(', ')}`,
    })
  }
}

type Tally = { rows: number; rejected: number }

type Judging = { io: CommandIo; tally: Tally }

const sourceOf = (usage: Usage, io: CommandIo) =>
  usage.file === '-' ? io.stdin : createReadStream(usage.file, { highWaterMark: 1 << 18 })

const MOST_TOLD = 20

/** The days of a record; rows that gave no sample are told one by one. */
async function* judgeNoise(usage: Usage, { io, tally }: Judging): AsyncGenerator<string> {
  const { days, rows, lost } = await evaluateNoise(sourceOf(usage, io))
  tally.rows = rows
  tally.rejected = lost.length
  for (const { row, zh, en } of lost.slice(0, MOST_TOLD))
    say(io, { zh: `第 ${row} 行：${zh}`, en: `Row ${row}: ${en}` })
  if (lost.length > MOST_TOLD) {
    const more = lost.length - MOST_TOLD
    say(io, { zh: `另有 ${more} 行无法读取`, en: `${more} more rows cannot be read` })
  }
  yield days.map((day) => `${JSON.stringify(day)}\n`).join('')
}

/** Judges batches of rows as they are read and gives the lines of each batch. */
async function* judgeRows(usage: Usage, kind: Kind, { io, tally }: Judging): AsyncGenerator<string> {
  const { settings } = usage
  const types = usage.learnType ? await learnTypes(usage.file, settings.now) : undefined
  if (isRefusal(types)) throw new UnreadableTable(types.zh ?? types.because, types.because)
  const withType = (columns: readonly string[]): string[] => (types ? [...columns, 'type'] : [...columns])
  let shared: ColumnPlan | undefined
  const line = (row: TableRow): string => {
    tally.rows += 1
    if ('problem' in row) {
      tally.rejected += 1
      return `${JSON.stringify({ row: row.row, ...kind.blank, why: { code: 'row.unreadable', ...row.problem } })}\n`
    }
    // Rows of JSON Lines may each have other keys.
    const plan = shared ?? planColumns(kind, withType(Object.keys(row.cells)))
    // A type that the file itself gives stands.
    const cells = types ? { type: types[row.row - 1], ...row.cells } : row.cells
    const { result, rejected } = judgeRow(kind, plan, cells, settings)
    if (rejected) tally.rejected += 1
    return `${JSON.stringify({ row: row.row, ...result })}\n`
  }
  const onColumns = (columns: readonly string[], isJson: boolean): void => {
    if (isJson) return
    shared = planColumns(kind, withType(columns))
    checkColumns(kind, shared, io)
  }
  for await (const rows of readRows(sourceOf(usage, io), onColumns)) yield rows.map(line).join('')
}

async function write(target: Writable, text: string): Promise<void> {
  if (text !== '' && !target.write(text)) await once(target, 'drain')
}

/** The sentence for a file that cannot be read or written; undefined for a fault of the program. */
function fileFault(error: unknown): Bilingual | undefined {
  if (error instanceof UnreadableTable) return { zh: error.zh, en: error.message }
  const { code, path } = error as NodeJS.ErrnoException
  if (code === undefined || !['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EPERM'].includes(code)) return undefined
  return { zh: `不能打开 ${path ?? '文件'}（${code}）`, en: `Cannot open ${path ?? 'the file'} (${code})` }
}

async function evaluateFile(usage: Usage, io: CommandIo): Promise<number> {
  const tally: Tally = { rows: 0, rejected: 0 }
  const target = usage.out === undefined ? io.stdout : createWriteStream(usage.out)
  if (usage.out !== undefined) await once(target, 'open')
  const { kind } = usage
  const judging = { io, tally }
  const lines = kind === 'noise' ? judgeNoise(usage, judging) : judgeRows(usage, kind, judging)
  for await (const text of lines) await write(target, text)
  if (usage.out !== undefined) {
    target.end()
    await finished(target)
  }
  say(io, {
    zh: `${tally.rows} 行，其中 ${tally.rejected} 行无法读取`,
    en: `${tally.rows} rows, ${tally.rejected} rejected`,
  })
  return tally.rejected > 0 ? 1 : 0
}

/**
 * Runs the command. 0: every row was read (whether or not it could be judged), 1: rows were rejected,
 * 2: wrong usage or unreadable input.
 */
export async function runEvaluate(args: string[], io: CommandIo): Promise<number> {
  const usage = readUsage(args, io.now())
  if ('help' in usage) {
    const facts = usage.help === undefined ? undefined : factLines(usage.help, io.zh)
    io.stdout.write(facts ? `${facts.join('\n')}\n` : helpText(io.zh))
    return 0
  }
  if (!('kind' in usage)) {
    say(io, usage)
    return 2
  }
  try {
    return await evaluateFile(usage, io)
  } catch (error) {
    const fault = fileFault(error)
    if (!fault) throw error
    say(io, fault)
    return 2
  }
}
