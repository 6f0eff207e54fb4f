// GB 22337—2008: noise of business and entertainment at their boundary.
import { rulesOf } from './limit-tables.ts'
import {
  BACKGROUND_RULE,
  type BoundaryNoiseEdition,
  backgroundCorrections,
  boundaryLimits,
  octaveLimits,
  roomLimits,
} from './noise-tables.ts'

const MARK = { code: 'GB 22337—2008', sureness: 'single-source' } as const

/** 社会生活环境噪声排放标准 GB 22337—2008. */
export const GB22337_2008: BoundaryNoiseEdition<'noise-social'> = {
  id: 'GB22337-2008',
  code: MARK.code,
  family: 'noise-social',
  zh: '社会生活环境噪声排放标准',
  en: 'Emission standard for community noise',
  issuer: '环境保护部、国家质量监督检验检疫总局',
  issued: '2008-08-19',
  from: '2008-10-01',
  until: null,
  sureness: 'single-source',
  limits: boundaryLimits(MARK),
  roomLimits: roomLimits(MARK),
  octaveLimits: octaveLimits(MARK),
  corrections: backgroundCorrections(MARK),
  events: [{ rule: 'unsteady', add: 10, events: ['unsteady', 'frequent', 'occasional'], periods: ['day', 'night'] }],
  indoor: { rule: 'near', add: -10 },
  rules: rulesOf(MARK.code, MARK.sureness, [
    [
      'scope',
      '适用于营业性文化娱乐场所和商业经营活动中使用的设备、设施。',
      'For entertainment venues and for equipment and facilities of business.',
      '1',
    ],
    [
      'near',
      '边界与噪声敏感建筑物距离小于 1 m 时在室内测量，限值减 10 dB(A)。',
      'Where the boundary is less than 1 m from a sensitive building, measure indoors against a limit 10 dB(A) lower.',
      '4.1.3',
    ],
    [
      'structure',
      '通过建筑结构传播至室内的噪声按室内 A 声级和倍频带限值评价。',
      'Sound through the structure is held to the limits in rooms, in A-weighted level and by octave.',
      '4.2',
    ],
    [
      'unsteady',
      '非稳态噪声（电梯、水泵等）的最大声级超过限值的幅度不得高于 10 dB(A)。',
      'The largest level of unsteady noise (lifts, pumps) may be at most 10 dB(A) above the limit.',
      '4.2.3',
    ],
    BACKGROUND_RULE,
  ]),
}
