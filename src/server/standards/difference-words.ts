// What differs between two editions, said in words instead of field names.
import type { FactSheet } from '#domain/standards/fact-sheet.ts'
import { FIELD_WORDS, TABLE_WORDS, type Words } from '#domain/standards/tables.ts'

/** Fields of verdicts and of their items. */
const RESULT_WORDS: Readonly<Record<string, Words>> = {
  judged: { zh: '能否评价', en: 'judged' },
  why: { zh: '不能评价的原因', en: 'why not' },
  grade: { zh: '级别', en: 'grade' },
  level: { zh: '级别名称', en: 'level' },
  colour: { zh: '颜色', en: 'colour' },
  aqi: { zh: 'AQI', en: 'AQI' },
  iaqi: { zh: 'IAQI', en: 'IAQI' },
  primary: { zh: '首要污染物', en: 'primary pollutants' },
  class: { zh: '类别', en: 'class' },
  quality: { zh: '水质状况', en: 'quality' },
  outcome: { zh: '结论', en: 'outcome' },
  worst: { zh: '决定性项目', en: 'deciding items' },
  multiples: { zh: '超标倍数', en: 'multiples' },
  multiple: { zh: '超标倍数', en: 'multiple' },
  value: { zh: '数值', en: 'value' },
  used: { zh: '参评值', en: 'value used' },
  unit: { zh: '单位', en: 'unit' },
  status: { zh: '取值状态', en: 'status' },
  result: { zh: '分项结果', en: 'result' },
  formula: { zh: '算式', en: 'formula' },
  column: { zh: '限值列', en: 'column' },
  zh: { zh: '中文名称', en: 'Chinese name' },
  en: { zh: '英文名称', en: 'English name' },
}

const fieldWords = (field: string): Words => {
  const [head = field, ...rest] = field.split('.')
  const words = RESULT_WORDS[field] ?? FIELD_WORDS[field] ?? FIELD_WORDS[head]
  if (!words) return { zh: field, en: field }
  const tail = rest.length === 0 ? '' : ` ${rest.join('.')}`
  return { zh: `${words.zh}${tail}`, en: `${words.en}${tail}` }
}

const itemWords = (item: string, sheet: FactSheet): Words =>
  sheet.fields.find(({ key }) => key === item) ?? { zh: item, en: item }

/** Where it differs – the verdict, an item, or a row of a table – and in what. */
export function differenceWords(where: string, field: string, sheet: FactSheet): Words {
  const what = fieldWords(field)
  if (where === 'verdict') return { zh: `结论：${what.zh}`, en: `Verdict: ${what.en}` }
  const [table = '', ...row] = where.split(' ')
  const title = row.length > 0 ? TABLE_WORDS[table] : undefined
  const item = itemWords(title ? row.join(' ') : where, sheet)
  const place = title ? { zh: `${title.zh} ${item.zh}`, en: `${title.en} ${item.en}` } : item
  return { zh: `${place.zh}：${what.zh}`, en: `${place.en}: ${what.en}` }
}
