// The transfer of hazardous waste: manifest number, deadlines and how long records are kept.
import type { Limit } from '../edition.ts'
import type { IndexEdition } from './index-tables.ts'

const TEXT = '危险废物转移管理办法 2022'
const MARK = { source: TEXT, sureness: 'single-source' } as const

/** 危险废物转移管理办法（部令第23号）. */
export const HW_TRANSFER_2022 = {
  id: 'HW-TRANSFER-2022',
  code: '危险废物转移管理办法（部令第23号，2022）',
  family: 'manifest',
  zh: '危险废物转移管理办法',
  en: 'Measures for the transfer of hazardous waste',
  issuer: '生态环境部、公安部、交通运输部',
  issued: '2021-11-30',
  from: '2022-01-01',
  until: null,
  sureness: 'single-source',
  limits: [
    { item: 'confirmation', zh: '接受确认期限', en: 'Confirmation of receipt', unit: '工作日', atMost: 5, ...MARK },
    {
      item: 'paper-entry',
      zh: '纸质联单补录期限',
      en: 'Entry of a paper manifest',
      unit: '工作日',
      atMost: 10,
      ...MARK,
    },
    {
      item: 'retention',
      zh: '电子联单保存期限',
      en: 'Retention of electronic manifests',
      unit: 'a',
      atLeast: 10,
      ...MARK,
    },
  ],
  /** Year, province, city, serial. */
  pattern: '^20\\d{2}\\d{2}\\d{2}\\d{6}$',
  rules: [
    {
      id: 'number',
      zh: '联单编号 14 位：年份 4、省 2、市 2、流水号 6。',
      en: 'Fourteen digits: year, province, city and a serial of six.',
      source: `${TEXT} 联单编号`,
      sureness: 'single-source',
    },
    {
      id: 'one-trip',
      zh: '一车（船）次一联单，同一移出人的多种危险废物可同单。',
      en: 'One manifest for each trip; several wastes of one sender may share it.',
      source: `${TEXT} 联单运行`,
      sureness: 'single-source',
    },
    {
      id: 'confirm',
      zh: '接受人五个工作日内确认，重量差异须核对。',
      en: 'The receiver confirms within five working days; differences of weight are checked.',
      source: `${TEXT} 接受确认`,
      sureness: 'single-source',
    },
    {
      id: 'waste-code',
      zh: '危险废物代码 8 位：行业 3、废物顺序 3、类别 2（000-000-00），类别与 HW 编号一致。',
      en: 'A waste code has eight digits: industry, waste and class (000-000-00); the class agrees with its HW number.',
      source: '国家危险废物名录 2021 废物代码',
      sureness: 'memory',
    },
    {
      id: 'cross-province',
      zh: '跨省转移须移出地、接受地省级部门批准。',
      en: 'Transfer across provinces needs both of them.',
      source: `${TEXT} 跨省转移`,
      sureness: 'single-source',
    },
  ],
} as const satisfies IndexEdition<'manifest', Limit & { zh: string; en: string; atMost?: number; atLeast?: number }> & {
  pattern: string
}
