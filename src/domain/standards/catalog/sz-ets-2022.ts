// Shenzhen's carbon trading rules: calendar, threshold, offsets and penalty, most of them from memory.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

const MEMORY = { source: '深圳市碳排放权交易管理办法 2022', sureness: 'memory' } as const

/** 深圳市碳排放权交易管理办法. */
export const SZ_ETS_2022 = {
  id: 'SZ-ETS-2022',
  code: '深圳市碳排放权交易管理办法（2022）',
  family: 'carbon-trading',
  zh: '深圳市碳排放权交易管理办法',
  en: 'Measures for carbon emission trading of Shenzhen',
  issuer: '深圳市人民政府',
  issued: '2022-05-29',
  from: '2022-07-01',
  until: null,
  sureness: 'single-source',
  limits: [
    { item: 'listing-threshold', zh: '纳入门槛', en: 'Listing threshold', unit: 'tCO2e/a', atMost: '3000', ...MEMORY },
    { item: 'offset-share', zh: '抵销比例上限', en: 'Largest share of offsets', unit: '%', atMost: '20', ...MEMORY },
    {
      item: 'penalty-multiple',
      zh: '未履约罚款倍数',
      en: 'Multiple of the price as penalty',
      unit: '倍',
      atMost: '3',
      ...MEMORY,
    },
  ],
  deadlines: [
    { item: 'report', unit: '月-日', zh: '提交排放报告', en: 'Report emissions', monthDay: '03-31', ...MEMORY },
    { item: 'surrender', unit: '月-日', zh: '履约清缴', en: 'Surrender quota', monthDay: '08-31', ...MEMORY },
  ],
  rules: [
    {
      id: 'scheme',
      zh: '总量固定，按行业设年度强度目标，基准法分配，以免费为主；碳普惠减排量可交易。',
      en: 'A fixed cap, yearly intensity targets by industry, benchmark allocation, mostly free; inclusive reductions may be traded.',
      source: '深圳市碳排放权交易管理办法 2022 配额',
      sureness: 'single-source',
    },
    {
      id: 'threshold',
      zh: '年排放 3 000 吨二氧化碳当量以上可纳入。',
      en: 'Units of 3,000 tCO2e a year or more may be listed.',
      ...MEMORY,
    },
    {
      id: 'calendar',
      zh: '3 月 31 日前报告，8 月 31 日前履约（个别年份顺延）。',
      en: 'Report by 31 March, surrender by 31 August, extended in single years.',
      ...MEMORY,
    },
    {
      id: 'offset',
      zh: '核证减排量抵销不超过年度缺口的 20%，以当年通知为准。',
      en: 'Offsets up to 20 % of the year’s shortfall; each year’s notice decides.',
      ...MEMORY,
    },
    {
      id: 'penalty',
      zh: '未履约：扣减下一年度配额，并处缺口均价三倍罚款。',
      en: 'Failure: next year’s quota is cut and three times the mean price of the gap is due.',
      ...MEMORY,
    },
  ],
} as const satisfies IndexEdition<'carbon-trading', IndexTerm & { atMost: string }> & { deadlines: readonly unknown[] }
