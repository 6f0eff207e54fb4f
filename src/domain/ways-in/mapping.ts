// What a sender's payload means, as data: where site, time, factor, value and unit of a row stand.
import { type Refusal, refuse } from '#kit/refusal.ts'
import { parsePath } from './json-path.ts'

export const ROW_KINDS = ['realtime', 'minute', 'hour', 'day', 'sample'] as const
export type RowKind = (typeof ROW_KINDS)[number]

/** Where a part of a row stands: in the content, on a level of the topic (from 1), always the same, or the time of arrival. */
export type Place =
  | { from: 'path'; path: string }
  | { from: 'topic'; level: number }
  | { from: 'fixed'; text: string }
  | { from: 'arrival' }

/** One value of a row: its number, which factor it is, and what else is said of it. */
export type ValueRule = { at: Place; factor: Place; unit: Place | null; flag: Place | null }

/** 数据映射 — how rows of one sender are read; names are the sender's, codes are ours. */
export type PayloadMapping = {
  format: 'auto' | 'json' | 'json-lines' | 'csv' | 'xlsx'
  encoding: 'auto' | 'utf-8' | 'gb18030'
  /** Path of the array of rows; empty: the payload is a row, or an array of rows. */
  rows: string
  site: Place
  siteBy: 'code' | 'name' | 'mn'
  /** The sender's name of a site → our site code. */
  sites: Readonly<Record<string, string>>
  kind: Place
  time: Place
  /** Offset of times that name none. */
  zone: string
  /** Whether a time is the start of its period or the end. */
  stamp: 'start' | 'end'
  values: readonly ValueRule[]
  /** Path of an object whose keys are factors; empty: none. */
  entries: string | null
  /** The sender's name of a factor → our code. */
  factors: Readonly<Record<string, string>>
}

const path = (text: string): Place => ({ from: 'path', path: text })

/** What a sender that keeps to our own form says: `{site, time, kind, values: {code: number}}`, or a row a value. */
export const STANDARD_MAPPING: PayloadMapping = {
  format: 'auto',
  encoding: 'auto',
  rows: '',
  site: path('site'),
  siteBy: 'code',
  sites: {},
  kind: path('kind'),
  time: path('time'),
  zone: '+08:00',
  stamp: 'start',
  values: [{ at: path('value'), factor: path('factor'), unit: path('unit'), flag: path('flag') }],
  entries: 'values',
  factors: {},
}

const placesOf = (mapping: PayloadMapping): [string, Place][] => [
  ['site', mapping.site],
  ['time', mapping.time],
  ['kind', mapping.kind],
  ...mapping.values.flatMap(({ at, factor, unit, flag }, n): [string, Place][] =>
    [at, factor, unit, flag].flatMap((place): [string, Place][] => (place ? [[`values ${n + 1}`, place]] : [])),
  ),
]

const unfit = (zh: string, en: string): Refusal =>
  refuse('ways-in.mapping-unfit', { zh: `映射不能使用：${zh}`, en: `Cannot use the mapping as ${en}` })

function placeFault(name: string, place: Place): Refusal | undefined {
  if (place.from === 'path' && !parsePath(place.path)) {
    return unfit(`“${place.path}”不是路径（${name}）`, `“${place.path}” is no path (${name})`)
  }
  if (place.from === 'arrival' && name !== 'time') {
    return unfit(`只有时间可取到达时间（${name}）`, `only the time can be that of arrival (${name})`)
  }
  return undefined
}

/** Refuses a mapping that could never place a row. */
export function checkPayloadMapping(mapping: PayloadMapping): Refusal | undefined {
  const { kind, rows, entries, values, zone } = mapping
  const fault = placesOf(mapping)
    .map(([name, place]) => placeFault(name, place))
    .find((one) => one !== undefined)
  if (fault) return fault
  const stray = [rows, entries ?? ''].find((text) => !parsePath(text))
  if (stray !== undefined) return unfit(`“${stray}”不是路径`, `“${stray}” is no path`)
  if (values.length === 0 && entries === null) return unfit('没有一个数值', 'it names no value')
  if (!/^(?:Z|[+-]\d{2}:\d{2})$/.test(zone)) return unfit('时区应形如 +08:00', 'the zone must be written as +08:00')
  if (kind.from !== 'fixed' || (ROW_KINDS as readonly string[]).includes(kind.text)) return undefined
  return unfit(`数据类型“${kind.text}”不存在`, `there is no kind of data “${kind.text}”`)
}
