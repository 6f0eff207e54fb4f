// The words of the chain in both languages: kinds of readings, periods, subjects, flags, states of records.
import type { Bilingual } from '#contract/wire.ts'
import { BELOW_DETECTION_FLAG, findFactorOfItem } from '#domain/monitoring/factors.ts'

type Table = Readonly<Record<string, Bilingual>>
const look = (table: Table, key: string): Bilingual => table[key] ?? { zh: key, en: key }

const READING_KINDS: Table = {
  realtime: { zh: '实时值', en: 'real-time value' },
  minute: { zh: '分钟值', en: 'minute value' },
  hour: { zh: '小时值', en: 'hourly value' },
  day: { zh: '日值', en: 'daily value' },
  sample: { zh: '样品值', en: 'sample value' },
}
const PERIODS: Table = {
  day: { zh: '日均值', en: 'daily average' },
  month: { zh: '月均值', en: 'monthly average' },
  year: { zh: '年均值', en: 'yearly average' },
}
const SUBJECTS: Table = {
  'air-hour': { zh: '空气质量小时评价', en: 'air quality of the hour' },
  'air-day': { zh: '空气质量日评价', en: 'air quality of the day' },
  'water-sample': { zh: '单次水质类别', en: 'water class of the sample' },
  'water-month': { zh: '月度水质类别', en: 'water class of the month' },
  'water-year': { zh: '年度水质类别', en: 'water class of the year' },
}
// @source HJ 212—2017 表8
const FLAGS: Table = {
  F: { zh: '停运', en: 'stopped' },
  M: { zh: '维护', en: 'maintenance' },
  S: { zh: '手工输入', en: 'set by hand' },
  D: { zh: '故障', en: 'fault' },
  C: { zh: '校准', en: 'calibrating' },
  T: { zh: '超测量上限', en: 'above range' },
  B: { zh: '通信异常', en: 'communication lost' },
}
const CHANNELS: Table = {
  hj212: { zh: '设备报文', en: 'Frame of a device' },
  import: { zh: '导入文件的一行', en: 'Line of an imported file' },
  'demo-history': { zh: '演示历史报文', en: 'Frame of the demo history' },
  mqtt: { zh: 'MQTT 消息', en: 'MQTT message' },
  http: { zh: '接口提交的一行', en: 'Row handed in over HTTP' },
  pull: { zh: '拉取文件的一行', en: 'Row of a pulled file' },
  manual: { zh: '人工录入', en: 'Entered by hand' },
}
const RECORD_STATES: Table = {
  stored: { zh: '已入库', en: 'stored' },
  acknowledged: { zh: '仅应答', en: 'acknowledged only' },
  quarantined: { zh: '隔离', en: 'in quarantine' },
  reingested: { zh: '重新入库', en: 'read again' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
}
const ITEM_STATES: Table = {
  missing: { zh: '缺测', en: 'missing' },
  rejected: { zh: '无效值', en: 'rejected' },
  'not-monitored': { zh: '未监测', en: 'not monitored' },
  'above-top': { zh: '高于限值表最高档', en: 'above the last figure of the table' },
  'no-sub-index': { zh: '无分指数', en: 'no sub-index' },
  'below-detection': { zh: '低于检出限', en: 'below detection' },
}

export const readingKindWords = (kind: string): Bilingual => look(READING_KINDS, kind)
export const periodWords = (period: string): Bilingual => look(PERIODS, period)
export const subjectWords = (subject: string): Bilingual => look(SUBJECTS, subject)
export const channelWords = (channel: string): Bilingual => look(CHANNELS, channel)
export const recordStateWords = (state: string): Bilingual => look(RECORD_STATES, state)

/** Why an item of a verdict took no part, or how; null where it simply did. */
export const itemStateWords = (status: string): Bilingual | null => ITEM_STATES[status] ?? null

/** Why a flagged value does not count; null for one that does. */
export function flagNote(flag: string | null): Bilingual | null {
  if (flag === null || flag === 'N') return null
  if (flag === BELOW_DETECTION_FLAG) {
    return { zh: '低于检出限，所列为检出限，按其一半计', en: 'below detection: the limit is shown, half of it counts' }
  }
  const words = look(FLAGS, flag)
  return { zh: `标记 ${flag} ${words.zh}，不计入`, en: `flag ${flag}, ${words.en}: does not count` }
}

/** The pollutant an item is about, without its averaging time: `O3_8h` → `O3`. */
export const pollutantOf = (item: string): string => item.replace(/_\d+h$/, '')

/** Name of an item as tables print it. */
export function itemWords(item: string): Bilingual {
  const factor = findFactorOfItem(pollutantOf(item))
  const hours = /_(\d+)h$/.exec(item)?.[1]
  const zh = factor?.zh.replace(/^.*（(.*)）$/, '$1') ?? item
  const en = factor?.en ?? item
  return hours === undefined ? { zh, en } : { zh: `${zh} ${hours} 小时`, en: `${en} ${hours} h` }
}

export const joined = (separator: string, ...parts: readonly Bilingual[]): Bilingual => ({
  zh: parts.map(({ zh }) => zh).join(separator),
  en: parts.map(({ en }) => en).join(separator),
})
