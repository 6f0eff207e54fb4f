// A result as one text, so that what it was and what it has become can be compared and printed.
import type { AverageItem } from '#domain/monitoring/average-items.ts'

const WATER_CLASSES = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '劣Ⅴ']
const AIR_LEVELS = ['优', '良', '轻度污染', '中度污染', '重度污染', '严重污染']

/** `58`, or `58（无效）` where it has too few inputs to stand; undefined where there is no such item. */
export function averageText(item: AverageItem | undefined): string | null {
  if (item === undefined || item.value === null) return null
  return item.valid ? item.value : `${item.value}（无效）`
}

/** `AQI 79 良`, `Ⅲ类`, `无法评价`. */
export function verdictText(verdict: {
  judged: boolean
  grade: number | null
  aqi: number | null
  subject: string
}): string {
  if (!verdict.judged || verdict.grade === null) return '无法评价'
  if (verdict.subject.startsWith('air')) {
    const level = AIR_LEVELS[verdict.grade - 1] ?? ''
    return verdict.aqi === null ? level : `AQI ${verdict.aqi} ${level}`
  }
  return `${WATER_CLASSES[verdict.grade - 1] ?? verdict.grade}类`
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  met: '达标',
  'not-met': '未达标',
  'cannot-judge': '无法评价',
  'awaiting-city-target': '待市下达',
  'no-formula': '无公式',
}

export const indicatorText = ({ value, status }: { value: string | null; status: string }): string =>
  `${value === null ? '—' : value} ${STATUS_WORDS[status] ?? status}`.trim()
