// `shanshui evaluate noise FILE`: samples of a continuous record, one object a day printed.
import { type NoiseDay, type NoiseSample, noiseDays } from '#domain/standards/noise-levels.ts'
import { parseDecimal } from '#kit/rational.ts'
import { parseInstant } from '#kit/time.ts'
import { readRows, type TableRow, UnreadableTable } from './evaluate-rows.ts'

/** A row that gave no sample. */
export type LostRow = { row: number; zh: string; en: string }

export const NOISE_COLUMNS = ['time', 'laeq'] as const
export const NOISE_HELP = {
  zh: '噪声逐日统计：time,laeq（dB），可选 excluded（雨雪大风为 1）；每日输出 date,ld,ln,ldn,leq,l10,l50,l90，跨零点的夜属于前一日',
  en: 'Noise day by day: time,laeq (dB), optional excluded (1 in rain or strong wind); prints date,ld,ln,ldn,leq,l10,l50,l90 a day, a night belonging to the day it begins on',
}

const LOST = {
  time: { zh: '时间无法识别', en: 'The time cannot be read' },
  level: { zh: '声级不是数字', en: 'The level is no number' },
}
const MISSING = /^(?:|na|n\/a|nan|null|-{1,3}|\*|—+|\/)$/i

const cell = (cells: Readonly<Record<string, unknown>>, name: string): string => {
  const key = Object.keys(cells).find((column) => column.trim().toLowerCase() === name)
  const value = key === undefined ? undefined : cells[key]
  return value === undefined || value === null ? '' : String(value).trim()
}

function sampleOf(row: TableRow): NoiseSample | LostRow {
  if ('problem' in row) return { row: row.row, ...row.problem }
  const at = parseInstant(cell(row.cells, 'time').replaceAll('/', '-'))
  if (at === undefined) return { row: row.row, ...LOST.time }
  const text = cell(row.cells, 'laeq')
  const isMissing = MISSING.test(text)
  if (!isMissing && !parseDecimal(text)) return { row: row.row, ...LOST.level }
  const excluded = ['1', 'true', 'yes', '是'].includes(cell(row.cells, 'excluded').toLowerCase())
  return { at, level: isMissing ? null : Number(text), ...(excluded ? { excluded } : {}) }
}

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text))

/** Levels as numbers, null where too little of the day was recorded. */
const printed = ({ ld, ln, ldn, leq, l10, l50, l90, date, ...counts }: NoiseDay): Record<string, unknown> => ({
  date,
  ...Object.fromEntries(
    Object.entries({ ld, ln, ldn, leq, l10, l50, l90 }).map(([key, text]) => [key, numberOf(text)]),
  ),
  ...counts,
})

/** Reads the whole record: a day can only be judged when all of it is known, and rows need no order. */
export async function evaluateNoise(
  source: AsyncIterable<Uint8Array | string>,
): Promise<{ days: Record<string, unknown>[]; rows: number; lost: LostRow[] }> {
  const samples: NoiseSample[] = []
  const lost: LostRow[] = []
  let rows = 0
  const onColumns = (columns: readonly string[], isJson: boolean): void => {
    const absent = NOISE_COLUMNS.filter((name) => !columns.some((column) => column.trim().toLowerCase() === name))
    if (isJson || absent.length === 0) return
    throw new UnreadableTable(`表头缺列：${absent.join(', ')}`, `The header lacks ${absent.join(', ')}`)
  }
  for await (const batch of readRows(source, onColumns)) {
    for (const row of batch) {
      rows += 1
      const read = sampleOf(row)
      if ('row' in read) lost.push(read)
      else samples.push(read)
    }
  }
  return { days: noiseDays(samples).map(printed), rows, lost }
}
