// HJ 608—2017: codes of permitted sites, outlets, treatment and production facilities.
import type { IndexEdition, IndexTerm } from './index-tables.ts'

/** 编码格式 — `pattern` is a regular expression over the whole code. */
export type CodeFormat = IndexTerm & { pattern: string; example: string }

const format = (
  names: readonly [item: string, zh: string, en: string],
  pattern: string,
  example: string,
): CodeFormat => ({
  item: names[0],
  zh: names[1],
  en: names[2],
  unit: '位',
  pattern,
  example,
  source: `HJ 608—2017 ${names[1]}`,
  sureness: names[0] === 'production' ? 'single-source' : 'verified',
})

/** 排污单位编码规则 HJ 608—2017. */
export const HJ608_2017 = {
  id: 'HJ608-2017',
  code: 'HJ 608—2017',
  family: 'site-code',
  zh: '排污单位编码规则',
  en: 'Coding rules for pollutant discharging units',
  issuer: '环境保护部',
  issued: '2018-01-02',
  from: '2018-03-01',
  until: null,
  sureness: 'verified',
  limits: [
    format(
      ['permit', '排污许可证编号', 'Permit number'],
      '^[0-9A-HJ-NPQRTUWXY]{18}\\d{3}[A-Z]$',
      '91130200699229617X001P',
    ),
    format(
      ['permit-without-credit-code', '无统一社会信用代码的单位', 'Unit without credit code'],
      '^H9\\d{6}[0-9A-Z]{9}[a-hj-np-z]\\d{3}[A-Z]$',
      'H9440307000000001a001P',
    ),
    format(['outlet', '排放口编码', 'Outlet'], '^D[AW]\\d{3}$', 'DA001'),
    format(['treatment', '污染治理设施编码', 'Treatment facility'], '^T[AWNS]\\d{3}$', 'TA001'),
    format(['production', '生产设施编码', 'Production facility'], '^MF\\d{4}$', 'MF0001'),
  ],
  rules: [
    {
      id: 'site',
      zh: '18 位统一社会信用代码、3 位顺序码、1 位标识码。',
      en: 'Eighteen characters of credit code, three of serial, one letter.',
      source: 'HJ 608—2017 固定污染源代码',
      sureness: 'verified',
    },
    {
      id: 'letter',
      zh: '排污许可证标识为 P；登记回执以 W、X、Y、Z 结尾，故接受任一大写字母。',
      en: 'The letter of a permit is P; receipts of registration end with W to Z, so any capital is accepted.',
      source: 'HJ 608—2017 标识码（登记回执）',
      sureness: 'memory',
    },
    {
      id: 'no-credit-code',
      zh: '无信用代码的以 H9 加行政区划 6 位、9 位标识和一个小写字母（不含 o、i）组成 18 位。',
      en: 'Without credit code: H9, six digits of division, nine characters and a small letter other than o and i.',
      source: 'HJ 608—2017 无统一社会信用代码',
      sureness: 'single-source',
    },
    {
      id: 'outlet',
      zh: 'D 加要素（A 气、W 水）加 3 位，全厂统一编号。',
      en: 'D, the element (A air, W water) and three digits, one sequence in a site.',
      source: 'HJ 608—2017 排放口编码',
      sureness: 'verified',
    },
  ],
} as const satisfies IndexEdition<'site-code', CodeFormat>
