// The kinds of evaluation the command line offers: their columns, how a row is judged, what is printed.

import { GB3838_2002 } from '#domain/standards/catalog/gb3838-2002.ts'
import { editionFor, editionsOf } from '#domain/standards/editions.ts'
import { evaluate } from '#domain/standards/evaluate.ts'
import { explain } from '#domain/standards/explain.ts'
import type { Verdict } from '#domain/standards/verdict.ts'
import { isRefusal } from '#kit/refusal.ts'
import { type EpochMs, parseInstant } from '#kit/time.ts'
import type { Kind, NamedCells, Settings } from './evaluate-kind.ts'
import { SHEET_KINDS } from './sheet-kinds.ts'

type Canonical = (column: string) => string | undefined

/** Finds a column exactly, then regardless of case. */
function finder(names: ReadonlyMap<string, string>): Canonical {
  const folded = new Map([...names].map(([name, canonical]) => [name.toLowerCase(), canonical]))
  return (column) => names.get(column) ?? folded.get(column.toLowerCase())
}

const AIR_HOUR = ['PM2.5', 'PM10', 'SO2', 'NO2', 'CO', 'O3_1h'] as const
const AIR_DAY = ['PM2.5', 'PM10', 'SO2', 'NO2', 'CO', 'O3_8h'] as const

const NO_INDEX = { aqi: null, level: null, primary: [] } as const
const NO_CLASS = { class: null, worst: [], multiples: {} } as const

const identity = (names: readonly string[]): [string, string][] => names.map((name) => [name, name])
const airColumns = (names: readonly string[], also: readonly string[]): Canonical =>
  finder(new Map(identity([...names, ...also])))

/** Items of GB 3838 by key, HJ 212 code, official name and the `…_raw` columns of the national feed. */
function waterColumns(): Canonical {
  const names = new Map(identity(['type', 'temperature']))
  names.set('w01010', 'temperature')
  for (const row of [...GB3838_2002.chosenSourceLimits, ...GB3838_2002.sourceLimits]) {
    names.set(row.zh, row.item).set(row.item, row.item)
  }
  for (const { item, code, zh } of GB3838_2002.limits) {
    for (const name of [`${item}_raw`, zh, zh.replace(/（.*/, ''), code, item]) names.set(name, item)
  }
  const find = finder(names)
  return (column) => find(column) ?? find(column.replace(/[(（][^()（）]*[)）]$/, ''))
}

function why(code: string, zh: string, en: string): { why: { code: string; zh: string; en: string } } {
  return { why: { code, zh, en } }
}

const printed = (verdict: Verdict, settings: Settings): Record<string, unknown> => ({
  edition: verdict.edition,
  ...(verdict.why ? { why: verdict.why } : {}),
  ...(verdict.findings.length > 0 ? { findings: verdict.findings } : {}),
  ...(settings.explain ? { explanation: explain(verdict) } : {}),
})

/** Options with the edition given, the row's time, or today. */
function choice(at: EpochMs | undefined, settings: Settings): { edition: string } | { at: EpochMs } {
  return settings.edition === undefined ? { at: at ?? settings.now } : { edition: settings.edition }
}

function judgeAir(subject: 'air-hour' | 'air-day'): Kind['judge'] {
  return ({ facts }, at, settings) => {
    const onGap = settings.onGap === undefined ? {} : { onGap: settings.onGap }
    const verdict = evaluate(subject, facts, { ...choice(at, settings), ...onGap })
    if (isRefusal(verdict)) {
      return { ...NO_INDEX, ...why(verdict.refused, '数据时间没有有效的标准版本', verdict.because) }
    }
    const { aqi, level, primary } = verdict
    return { aqi, level, primary, ...printed(verdict, settings) }
  }
}

/** Canonical water items keep the column name of the file where it is another name, not merely another case. */
function nameIn({ names }: NamedCells, key: string): string {
  const column = names.get(key)
  return column === undefined || column.toLowerCase() === key ? key : column
}

const judgeWater: Kind['judge'] = (named, at, settings) => {
  const verdict = evaluate('water', named.facts, choice(at, settings))
  if (isRefusal(verdict)) {
    return { ...NO_CLASS, ...why(verdict.refused, '数据时间没有有效的标准版本', verdict.because) }
  }
  const multiples = Object.entries(verdict.multiples).map(([key, text]) => [nameIn(named, key), Number(text)])
  return {
    class: verdict.class,
    worst: verdict.worst.map((key) => nameIn(named, key)),
    multiples: Object.fromEntries(multiples),
    ...printed(verdict, settings),
  }
}

/** Every kind that can be evaluated. */
export const KINDS: Readonly<Record<string, Kind>> = {
  'air-hour': {
    families: ['aqi'],
    columns: AIR_HOUR,
    canonical: airColumns(AIR_HOUR, ['SO2_24h', 'O3']),
    zh: '小时空气质量指数：PM2.5,PM10,SO2,NO2,CO,O3_1h（µg/m³；CO mg/m³），可选 time',
    en: 'Hourly AQI: PM2.5,PM10,SO2,NO2,CO,O3_1h (µg/m³; CO mg/m³), optional time',
    blank: NO_INDEX,
    judge: judgeAir('air-hour'),
  },
  'air-day': {
    families: ['aqi'],
    columns: AIR_DAY,
    canonical: airColumns(AIR_DAY, ['O3_1h', 'O3']),
    zh: '日空气质量指数：PM2.5,PM10,SO2,NO2,CO,O3_8h，可选 time；2012 版另可有 O3_1h 日最大值',
    en: 'Daily AQI: PM2.5,PM10,SO2,NO2,CO,O3_8h, optional time; under the edition of 2012 also O3_1h, the day’s largest',
    blank: NO_INDEX,
    judge: judgeAir('air-day'),
  },
  water: {
    families: ['surface-water'],
    columns: ['ph', 'do', 'codmn', 'nh3n', 'tp'],
    canonical: waterColumns(),
    zh: '地表水类别：ph,do,codmn,nh3n,tp，可选 tn、GB 3838 其他项目（按代码或名称）、temperature（℃）、type（river 或 lake）',
    en: 'Surface-water class: ph,do,codmn,nh3n,tp, optional tn, other items of GB 3838 by code or name, temperature (°C), type (river or lake)',
    blank: NO_CLASS,
    judge: judgeWater,
  },
  ...SHEET_KINDS,
}

const TIME_COLUMNS = ['time', 'date', 'hour'] as const
type TimeColumn = (typeof TIME_COLUMNS)[number]
const timeColumn = finder(new Map(identity(TIME_COLUMNS)))

export type ColumnPlan = { facts: ReadonlyMap<string, string>; time: ReadonlyMap<TimeColumn, string> }

/** Which columns of the file hold which facts; an exact name is preferred to one that differs in case or is an alias. */
export function planColumns(kind: Kind, columns: readonly string[]): ColumnPlan {
  const facts = new Map<string, string>()
  const time = new Map<TimeColumn, string>()
  for (const column of columns) {
    const canonical = kind.canonical(column)
    if (canonical !== undefined && (column === canonical || !facts.has(canonical))) facts.set(canonical, column)
    const timePart = canonical === undefined ? (timeColumn(column) as TimeColumn | undefined) : undefined
    if (timePart !== undefined && (column === timePart || !time.has(timePart))) time.set(timePart, column)
  }
  return { facts, time }
}

const cellText = (value: unknown): string => (value === null || value === undefined ? '' : String(value).trim())

/** The row's Beijing time; undefined where it has none, null where it cannot be read. */
function instantOf(plan: ColumnPlan, cells: Readonly<Record<string, unknown>>): EpochMs | null | undefined {
  const read = (part: TimeColumn): string => {
    const column = plan.time.get(part)
    return column === undefined ? '' : cellText(cells[column])
  }
  const date = read('date')
  const text = read('time') || (date === '' ? '' : `${date} ${read('hour')}`.trim())
  if (text === '') return undefined
  return parseInstant(text.replaceAll('/', '-')) ?? null
}

function factsOf(plan: ColumnPlan, cells: Readonly<Record<string, unknown>>): NamedCells['facts'] {
  const facts: NamedCells['facts'] = {}
  for (const [canonical, column] of plan.facts) {
    const value = cells[column]
    if (value === undefined) continue
    facts[canonical] =
      typeof value === 'string' || typeof value === 'number' || value === null ? value : JSON.stringify(value)
  }
  return facts
}

const unreadableTime = why(
  'row.time-unreadable',
  '时间无法识别，不能确定标准版本',
  'The time cannot be read, so no edition can be chosen',
)

/** Judges one row. A time that cannot be read matters only where several editions could apply. */
export function judgeRow(
  kind: Kind,
  plan: ColumnPlan,
  cells: Readonly<Record<string, unknown>>,
  settings: Settings,
): { result: Record<string, unknown>; rejected: boolean } {
  const named = { facts: factsOf(plan, cells), names: plan.facts }
  const at = settings.edition === undefined ? instantOf(plan, cells) : undefined
  const isOneEdition = kind.families.flatMap((family) => editionsOf(family)).length === 1
  if (at === null && !isOneEdition) return { result: { ...kind.blank, ...unreadableTime }, rejected: true }
  const result = kind.judge(named, at ?? undefined, settings)
  return { result, rejected: typeof at === 'number' && !kind.families.some((family) => editionFor(family, at)) }
}
