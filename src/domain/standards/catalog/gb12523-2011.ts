// GB 12523—2011: noise at the boundary of construction sites, until the end of 2025.
import { rulesOf } from './limit-tables.ts'
import { BACKGROUND_RULE, type BoundaryNoiseEdition, backgroundCorrections } from './noise-tables.ts'

const CODE = 'GB 12523—2011'

/** 建筑施工场界环境噪声排放标准 GB 12523—2011. */
export const GB12523_2011: BoundaryNoiseEdition<'noise-construction'> = {
  id: 'GB12523-2011',
  code: CODE,
  family: 'noise-construction',
  zh: '建筑施工场界环境噪声排放标准',
  en: 'Emission standard of environment noise for boundary of construction site',
  issuer: '环境保护部、国家质量监督检验检疫总局',
  issued: '2011-12-05',
  from: '2012-07-01',
  until: '2026-01-01',
  sureness: 'verified',
  limits: [
    {
      item: 'site',
      zh: '建筑施工场界',
      en: 'Boundary of the site',
      unit: 'dB(A)',
      dayLimit: 70,
      nightLimit: 55,
      source: `${CODE} 表1`,
      sureness: 'verified',
    },
  ],
  corrections: backgroundCorrections({ code: CODE, sureness: 'single-source' }),
  events: [{ rule: 'night-largest', add: 15, events: ['frequent', 'occasional', 'unsteady'], periods: ['night'] }],
  indoor: { rule: 'near', add: -10 },
  rules: rulesOf(CODE, 'verified', [
    [
      'night-largest',
      '夜间最大声级超过限值的幅度不得高于 15 dB(A)。',
      'At night the largest level may be at most 15 dB(A) above the limit.',
      '4.2',
    ],
    [
      'near',
      '不满足室外测量条件时在敏感建筑物室内测量，限值减 10 dB(A)。',
      'Where it cannot be measured outside, measure in the sensitive building against a limit 10 dB(A) lower.',
      '4.3',
    ],
    [
      'duration',
      '施工期间测 20 min 等效声级，夜间同时测最大声级。',
      'While working, Leq of 20 min; at night the largest level too.',
      '5.4',
      { sureness: 'single-source' },
    ],
    [...BACKGROUND_RULE, { sureness: 'single-source' }],
  ]),
}
