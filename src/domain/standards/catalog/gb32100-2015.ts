// GB 32100—2015: the unified social credit code, its alphabet, weights and check character.
import type { IndexEdition } from './index-tables.ts'

/** 法人和其他组织统一社会信用代码编码规则 GB 32100—2015. */
export const GB32100_2015 = {
  id: 'GB32100-2015',
  code: 'GB 32100—2015',
  family: 'credit-code',
  zh: '法人和其他组织统一社会信用代码编码规则',
  en: 'Coding rule of the unified social credit identifier for legal entities and other organizations',
  issuer: '国家质量监督检验检疫总局、国家标准化管理委员会',
  issued: '2015-09-17',
  from: '2015-10-01',
  until: null,
  sureness: 'verified',
  limits: [],
  /** Characters in order of their values 0 to 30: digits and letters without I, O, S, V, Z. */
  alphabet: '0123456789ABCDEFGHJKLMNPQRTUWXY',
  weights: [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28],
  organisationWeights: [3, 7, 9, 10, 5, 8, 4, 2],
  rules: [
    {
      id: 'parts',
      zh: '登记管理部门 1 位、机构类别 1 位、行政区划 6 位、主体标识码 9 位、校验码 1 位。',
      en: 'One character each of authority and kind, six of division, nine of the organisation, one check.',
      source: 'GB 32100—2015 代码结构',
      sureness: 'verified',
    },
    {
      id: 'check',
      zh: '校验值为 31 减前 17 位加权和模 31，31 记为 0。',
      en: 'The check is 31 less the weighted sum of 17 characters modulo 31; 31 is nought.',
      formula: 'C18 = 31 − (Σ C_i·3^(i−1) mod 31)',
      source: 'GB 32100—2015 校验码计算',
      sureness: 'verified',
    },
    {
      id: 'organisation',
      zh: '主体标识码末位按 GB 11714 模 11 校验。',
      en: 'The last character of the organisation’s nine is checked modulo 11.',
      formula: 'C9 = 11 − (Σ C_i·W_i mod 11)，10 记 X，11 记 0',
      source: 'GB 11714—1997 校验码',
      sureness: 'verified',
    },
    {
      id: 'legacy',
      zh: '少数早期代码校验不符，只提示，不拒绝。',
      en: 'A few early codes fail the check: warn, do not reject.',
      source: 'GB 32100—2015 早期代码（实践）',
      sureness: 'verified',
    },
  ],
} as const satisfies IndexEdition<'credit-code'> & {
  alphabet: string
  weights: readonly number[]
  organisationWeights: readonly number[]
}
