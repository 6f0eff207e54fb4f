// Value of ecosystem services per hectare of land in Shenzhen: the coefficients a published study used for 2002.
import type { AccountEdition } from './gep-sz-2021.ts'
import type { IndexTerm } from './index-tables.ts'

const SOURCE = '深圳市生态系统服务价值研究 2002 年系数表'

/** `coefficient` is the sum over nine services, CNY a hectare and year. */
const land = (item: string, zh: string, en: string, coefficient: string): IndexTerm & { coefficient: string } => ({
  item,
  zh,
  en,
  unit: 'hm²',
  coefficient,
  source: SOURCE,
  sureness: 'single-source',
})

/** 深圳市生态系统服务价值系数. */
export const ESV_SZ_2002 = {
  id: 'ESV-SZ-2002',
  code: '深圳市生态系统服务价值系数（2002）',
  family: 'ecosystem-value',
  zh: '深圳市生态系统服务价值系数',
  en: 'Coefficients of ecosystem service value of Shenzhen',
  issuer: '公开文献',
  issued: null,
  from: '2002-01-01',
  until: null,
  sureness: 'single-source',
  limits: [
    land('cultivated', '耕地', 'Cultivated land', '93189.64'),
    land('orchard', '园地', 'Orchard', '196156.78'),
    land('forest', '林地', 'Forest', '294673.47'),
    land('grass', '草地', 'Grass', '97640.09'),
    land('water', '水域', 'Water', '619960.61'),
    land('other', '其他用地', 'Other land', '5664.20'),
  ],
  rules: [
    {
      id: 'line',
      zh: '一类用地的价值为面积乘单位面积价值系数。',
      en: 'The value of a kind of land is its area times the coefficient of a hectare.',
      formula: 'ESV_k = A_k × VC_k',
      source: SOURCE,
      sureness: 'single-source',
    },
    {
      id: 'sum',
      zh: '总价值为各类用地价值之和。',
      en: 'The whole is the sum over kinds of land.',
      formula: 'ESV = Σ A_k·VC_k',
      source: SOURCE,
      sureness: 'single-source',
    },
  ],
} as const satisfies AccountEdition<'ecosystem-value'>
