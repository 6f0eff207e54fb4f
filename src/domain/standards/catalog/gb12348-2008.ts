// GB 12348—2008: noise at the boundary of industrial enterprises.
import { rulesOf } from './limit-tables.ts'
import {
  BACKGROUND_RULE,
  type BoundaryNoiseEdition,
  backgroundCorrections,
  boundaryLimits,
  octaveLimits,
  roomLimits,
} from './noise-tables.ts'

const MARK = { code: 'GB 12348—2008', sureness: 'single-source' } as const

/** 工业企业厂界环境噪声排放标准 GB 12348—2008. */
export const GB12348_2008: BoundaryNoiseEdition<'noise-factory'> = {
  id: 'GB12348-2008',
  code: MARK.code,
  family: 'noise-factory',
  zh: '工业企业厂界环境噪声排放标准',
  en: 'Emission standard for industrial enterprises noise at boundary',
  issuer: '环境保护部、国家质量监督检验检疫总局',
  issued: '2008-08-19',
  from: '2008-10-01',
  until: null,
  sureness: 'single-source',
  limits: boundaryLimits(MARK),
  roomLimits: roomLimits(MARK),
  octaveLimits: octaveLimits(MARK),
  corrections: backgroundCorrections(MARK),
  events: [
    { rule: 'night-frequent', add: 10, events: ['frequent'], periods: ['night'] },
    { rule: 'night-occasional', add: 15, events: ['occasional'], periods: ['night'] },
  ],
  indoor: { rule: 'near', add: -10 },
  rules: rulesOf(MARK.code, MARK.sureness, [
    [
      'night-frequent',
      '夜间频发噪声的最大声级超过限值的幅度不得高于 10 dB(A)。',
      'At night the largest level of frequent noise may be at most 10 dB(A) above the limit.',
      '4.1.2',
    ],
    [
      'night-occasional',
      '夜间偶发噪声的最大声级超过限值的幅度不得高于 15 dB(A)。',
      'At night the largest level of occasional noise may be at most 15 dB(A) above the limit.',
      '4.1.3',
    ],
    [
      'near',
      '厂界与噪声敏感建筑物距离小于 1 m 时在室内测量，限值减 10 dB(A)。',
      'Where the boundary is less than 1 m from a sensitive building, measure indoors against a limit 10 dB(A) lower.',
      '4.1.5',
    ],
    [
      'structure',
      '固定设备通过建筑结构传播至室内的噪声按室内 A 声级和倍频带限值评价。',
      'Sound of fixed equipment through the structure is held to the limits in rooms, in A-weighted level and by octave.',
      '4.2',
    ],
    [
      'duration',
      '稳态噪声测 1 min 等效声级，非稳态测整个正常工作时段；夜间有突发噪声同时测最大声级。',
      'Steady noise: 1 min Leq; unsteady: the whole working period; sudden noise at night: the largest level as well.',
      '5.4',
    ],
    [
      'calibration',
      '测量前后校准，示值偏差不得大于 0.5 dB，否则无效；风速小于 5 m/s，无雨雪雷电。',
      'Calibrated before and after, within 0.5 dB or void; wind below 5 m/s, no rain, snow or lightning.',
      '5.1',
    ],
    BACKGROUND_RULE,
    [
      'result',
      '各测点单独评价，同一测点昼间、夜间分别评价；最大声级直接评价。',
      'Each point is judged alone, day and night apart; the largest level is judged as it is.',
      '6',
    ],
  ]),
}
