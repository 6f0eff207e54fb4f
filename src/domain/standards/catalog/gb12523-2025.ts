// GB 12523—2025: noise of construction, from 2026; what of its text could not be read keeps the rule of 2011, marked unverified.
import { rulesOf } from './limit-tables.ts'
import { BACKGROUND_RULE, type BoundaryNoiseEdition, backgroundCorrections } from './noise-tables.ts'

const CODE = 'GB 12523—2025'

/** 建筑施工噪声排放标准 GB 12523—2025. */
export const GB12523_2025: BoundaryNoiseEdition<'noise-construction'> = {
  id: 'GB12523-2025',
  code: CODE,
  family: 'noise-construction',
  zh: '建筑施工噪声排放标准',
  en: 'Emission standard for construction noise',
  issuer: '生态环境部、国家市场监督管理总局',
  issued: '2025-10-31',
  from: '2026-01-01',
  until: null,
  sureness: 'verified',
  limits: [
    {
      item: 'site',
      zh: '建筑施工场界',
      en: 'Boundary of the site',
      unit: 'dB(A)',
      dayLimit: 70,
      nightLimit: 55,
      source: `${CODE} 排放限值`,
      sureness: 'verified',
    },
  ],
  corrections: backgroundCorrections({ code: CODE, sureness: 'memory' }),
  events: [{ rule: 'night-largest', add: 15, events: ['frequent', 'occasional', 'unsteady'], periods: ['night'] }],
  indoor: { rule: 'near', add: -10 },
  rules: rulesOf(CODE, 'memory', [
    [
      'scope',
      '适用于房屋、市政、通信、交通、水利、电力等建筑施工；抢险、抢修除外。',
      'For building, municipal, communication, transport, water and power works; not for emergency repair and rescue.',
      '适用范围',
      { sureness: 'verified' },
    ],
    [
      'night-largest',
      '夜间最大声级的幅度沿用 2011 版的 15 dB(A)，新文本未核对。',
      'The 15 dB(A) for the largest level at night are those of 2011; the new text was not read.',
      '夜间最大声级（沿用 2011 版）',
    ],
    [
      'near',
      '室内测量限值减 10 dB(A)，沿用 2011 版，新文本未核对。',
      'Indoors the limit is 10 dB(A) lower, as in 2011; the new text was not read.',
      '室内测量（沿用 2011 版）',
    ],
    BACKGROUND_RULE,
  ]),
}
