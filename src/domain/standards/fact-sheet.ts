// What a subject asks for, as data: the form people try values with and the columns of the command line are made from it.
import type { Words } from './limit-verdict.ts'

export type FactOption = Words & { value: string }

/** One fact; `options` empty means a number or text, `isCore` facts are asked first, the others on demand. */
export type FactField = Words & {
  key: string
  unit: string
  options: readonly FactOption[]
  example: string
  isCore: boolean
}

/** 评价所需数据 — `isOpen`: facts of any other name are taken too (species, whatever was counted). */
export type FactSheet = Words & { fields: readonly FactField[]; isOpen?: true }

type Row = { item: string; zh?: string; en?: string; unit: string }

/** A number in a unit. */
export const number = (key: string, [zh, en]: readonly [string, string], unit: string, example = ''): FactField => ({
  key,
  zh,
  en,
  unit,
  options: [],
  example,
  isCore: true,
})

/** One of several words. */
export const choice = (
  key: string,
  [zh, en]: readonly [string, string],
  options: readonly (readonly [value: string, zh: string, en: string])[],
  example = '',
): FactField => ({
  key,
  zh,
  en,
  unit: '',
  options: options.map(([value, optionZh, optionEn]) => ({ value, zh: optionZh, en: optionEn })),
  example,
  isCore: true,
})

/** Yes or no. */
export const flag = (key: string, words: readonly [string, string]): FactField =>
  choice(key, words, [
    ['yes', '是', 'Yes'],
    ['no', '否', 'No'],
  ])

/** The same field, asked on demand only. */
export const onDemand = (field: FactField): FactField => ({ ...field, isCore: false })

/** A field for each row of a table; those with an example are asked first, all where none has one. */
export function fieldsOf(rows: readonly Row[], examples: Readonly<Record<string, string>> = {}): FactField[] {
  const isShort = Object.keys(examples).length === 0
  const named = new Map(rows.map((row) => [row.item, row]))
  return [...named.values()].map(({ item, zh = item, en = item, unit }) => ({
    ...number(item, [zh, en], unit, examples[item] ?? ''),
    isCore: isShort || examples[item] !== undefined,
  }))
}
