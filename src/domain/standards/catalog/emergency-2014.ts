// Grades of environmental emergencies after the national plan of 2014, and how soon each must be reported.
import type { IndexEdition, IndexLevel, IndexTerm } from './index-tables.ts'

/** 分级标准 — least figures of grades Ⅰ, Ⅱ and Ⅲ; anything less is Ⅳ. */
export type EmergencyTerm = IndexTerm & { atLeast: readonly [string, string, string] }

const PLAN = '国办函〔2014〕119号 附件1'
const MARK = { source: PLAN, sureness: 'single-source' } as const

/** 国家突发环境事件应急预案 国办函〔2014〕119号. */
export const EMERGENCY_2014 = {
  id: 'EMERGENCY-2014',
  code: '国办函〔2014〕119号',
  family: 'emergency-grade',
  zh: '国家突发环境事件应急预案：分级标准',
  en: 'National plan for environmental emergencies: grades',
  issuer: '国务院办公厅',
  issued: '2014-12-29',
  from: '2014-12-29',
  until: null,
  sureness: 'single-source',
  limits: [
    { item: 'deaths', zh: '死亡', en: 'Deaths', unit: '人', atLeast: ['30', '10', '3'], ...MARK },
    {
      item: 'poisoned',
      zh: '中毒或重伤',
      en: 'Poisoned or gravely hurt',
      unit: '人',
      atLeast: ['100', '50', '10'],
      ...MARK,
    },
    { item: 'evacuated', zh: '疏散、转移', en: 'Evacuated', unit: '人', atLeast: ['50000', '10000', '5000'], ...MARK },
    { item: 'loss', zh: '直接经济损失', en: 'Direct loss', unit: '万元', atLeast: ['10000', '2000', '500'], ...MARK },
  ],
  /** Whose centralised source was cut off, by grade. */
  waterSource: { prefecture: 1, county: 2, township: 3 },
  /** How far effects reach, by grade. */
  reach: { country: 1, province: 2, city: 3, county: 4 },
  levels: [
    { grade: 1, zh: '特别重大（Ⅰ级）', en: 'Ⅰ extraordinary', colour: '#FF0000' },
    { grade: 2, zh: '重大（Ⅱ级）', en: 'Ⅱ grave', colour: '#FF9900' },
    { grade: 3, zh: '较大（Ⅲ级）', en: 'Ⅲ serious', colour: '#FFFF00' },
    { grade: 4, zh: '一般（Ⅳ级）', en: 'Ⅳ plain', colour: '#0000FF' },
  ],
  /** Hours to report after it is known. */
  reportWithinHours: [2, 2, 4, 4],
  rules: [
    {
      id: 'grade',
      zh: '符合任一情形即定该级，取最高；“以上”含本数。',
      en: 'Any one condition makes the grade, the gravest counts; bounds are included.',
      source: PLAN,
      sureness: 'single-source',
    },
    {
      id: 'reporting',
      zh: 'Ⅰ、Ⅱ级 2 小时内报告并报省和部，Ⅲ、Ⅳ级 4 小时内报告。',
      en: 'Ⅰ and Ⅱ within two hours, also to province and ministry; Ⅲ and Ⅳ within four.',
      source: '部令第17号（2011）信息报告',
      sureness: 'single-source',
    },
    {
      id: 'sensitive',
      zh: '涉及饮用水源、居民聚集区、重金属、跨界、群体性等敏感情形的，按Ⅰ、Ⅱ级程序报告。',
      en: 'Sensitive cases are reported as Ⅰ or Ⅱ.',
      source: '部令第17号（2011）敏感事件',
      sureness: 'single-source',
    },
    {
      id: 'former',
      zh: '2011 年办法附录Ⅰ级为死亡 10 人以上、Ⅱ级 3 人以上；与 2014 年预案不同时并列。',
      en: 'The annex of 2011 puts grade Ⅰ at 10 deaths and Ⅱ at 3; both are shown where they differ.',
      source: '部令第17号（2011）附录',
      sureness: 'single-source',
    },
  ],
} as const satisfies IndexEdition<'emergency-grade', EmergencyTerm> & {
  levels: readonly IndexLevel[]
  waterSource: Readonly<Record<string, number>>
  reach: Readonly<Record<string, number>>
  reportWithinHours: readonly number[]
}
