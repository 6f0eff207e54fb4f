// GB 3096—2008: limits of environmental noise by functional zone.
import { rulesOf } from './limit-tables.ts'
import type { ZoneNoiseEdition } from './noise-tables.ts'

const CODE = 'GB 3096—2008'

const ZONES = [
  ['0', 50, 40, '0类：康复疗养区等特别需要安静的区域', 'Zone 0: sanatoria and the like'],
  ['1', 55, 45, '1类：居住、医疗、文教、科研、行政办公为主', 'Zone 1: housing, health, education, offices'],
  ['2', 60, 50, '2类：商业金融、集市贸易为主，或居住、商业、工业混杂', 'Zone 2: business, or mixed use'],
  ['3', 65, 55, '3类：工业生产、仓储物流为主', 'Zone 3: industry and storage'],
  [
    '4a',
    70,
    55,
    '4a类：公路、城市道路、轨道交通地面段、内河航道两侧',
    'Zone 4a: beside roads, city rail above ground, waterways',
  ],
  ['4b', 70, 60, '4b类：铁路干线两侧', 'Zone 4b: beside railway trunk lines'],
] as const

/** 声环境质量标准 GB 3096—2008. */
export const GB3096_2008: ZoneNoiseEdition<'sound-environment'> = {
  id: 'GB3096-2008',
  code: CODE,
  family: 'sound-environment',
  zh: '声环境质量标准',
  en: 'Environmental quality standard for noise',
  issuer: '环境保护部、国家质量监督检验检疫总局',
  issued: '2008-08-19',
  from: '2008-10-01',
  until: null,
  sureness: 'verified',
  limits: [
    ...ZONES.map(([item, day, night, zh, en]) => ({
      item,
      zh,
      en,
      unit: 'dB(A)',
      dayLimit: day,
      nightLimit: night,
      source: `${CODE} 表1`,
      sureness: 'verified' as const,
    })),
    {
      item: '4b-existing',
      zh: '穿越城区的既有铁路干线两侧，不通过列车时的背景噪声',
      en: 'Beside existing trunk lines through a city, background without trains',
      unit: 'dB(A)',
      dayLimit: 70,
      nightLimit: 55,
      source: `${CODE} 5.3`,
      sureness: 'single-source',
    },
  ],
  events: [{ rule: 'burst', add: 15, events: ['frequent', 'occasional', 'unsteady'], periods: ['night'] }],
  indoor: { rule: 'sensitive', add: -10 },
  rules: rulesOf(CODE, 'verified', [
    [
      'periods',
      '昼间 06:00–22:00，夜间 22:00–次日 06:00；县级以上人民政府另有规定的从其规定。',
      'Day is 06:00–22:00, night 22:00–06:00 of the next day, unless the local government set other hours.',
      '3.4、3.5',
    ],
    [
      'burst',
      '各类功能区夜间突发噪声的最大声级超过限值的幅度不得高于 15 dB(A)。',
      'The largest level of sudden noise at night may be at most 15 dB(A) above the limit, in every zone.',
      '5.4',
    ],
    [
      'existing-railway',
      '4b 类限值适用于 2011-01-01 起环评获批的新建铁路干线两侧；既有干线穿越城区段按背景噪声昼间 70、夜间 55。',
      'The limits of 4b hold beside new trunk lines approved from 2011-01-01; beside existing ones through a city the background is held to 70 by day and 55 by night.',
      '5.3',
      { sureness: 'single-source' },
    ],
    [
      'fixed-points',
      '功能区定点 24 h 监测，按小时等效声级计算昼间（16 h）和夜间（8 h）等效声级，各测点单独评价。',
      'Fixed points are monitored 24 hours; day (16 h) and night (8 h) levels are energy means of the hours; each point is judged alone.',
      '附录B',
      { sureness: 'memory' },
    ],
    [
      'sensitive',
      '噪声敏感建筑物在窗外 1 m 监测；只能在室内监测时限值减 10 dB(A)。',
      'Sensitive buildings are measured 1 m outside the window; where only indoors is possible the limit is 10 dB(A) lower.',
      '附录C',
      { sureness: 'memory' },
    ],
    [
      'villages',
      '村庄原则上执行 1 类，有工业活动或交通干线经过的可执行 2 类等。',
      'Villages are class 1 in principle; with industry or trunk roads class 2 and so on.',
      '7',
      { sureness: 'memory' },
    ],
  ]),
}
