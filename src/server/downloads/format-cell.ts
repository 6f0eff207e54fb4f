// How a cell reads for people: times of Beijing, digits as reported, words for yes and no.
import { roundHalfEven } from '#kit/round.ts'
import { beijingDateTime } from '#kit/time.ts'
import type { Cell, Column } from '../http/download.ts'

export type Language = 'zh' | 'en'

/** The heading with its unit. */
export function headingOf({ words, unit }: Column, language: Language): string {
  if (unit === undefined || unit === '') return words[language]
  return language === 'zh' ? `${words.zh}（${unit}）` : `${words.en} (${unit})`
}

const TRUTH = { zh: ['否', '是'], en: ['no', 'yes'] } as const

/** A value of the column's kind as text; nothing is an empty text. */
export function textOf(cell: Cell, { kind, decimals }: Column, language: Language): string {
  if (cell === null) return ''
  if (kind === 'instant' && typeof cell === 'number') return beijingDateTime(cell)
  if (typeof cell === 'boolean') return TRUTH[language][cell ? 1 : 0]
  return typeof cell === 'number' ? digitsOf(cell, decimals) : cell
}

function digitsOf(value: number, decimals: number | undefined): string {
  const text = String(value)
  if (decimals === undefined || !Number.isFinite(value)) return text
  const point = text.indexOf('.')
  const digits = point < 0 ? 0 : text.length - point - 1
  // Most values come with no more digits than they are reported with: nothing is to be rounded then.
  if (digits <= decimals && !text.includes('e')) {
    const dot = digits === 0 && decimals > 0 ? '.' : ''
    return text + dot + '0'.repeat(decimals - digits)
  }
  return roundHalfEven(text.includes('e') ? value.toFixed(20) : text, decimals)
}
