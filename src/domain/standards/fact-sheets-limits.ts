// What is asked for where facts are held against tables of limits: noise, groundwater, soil, emissions.
import { EMISSION_EDITIONS } from './catalog/limit-editions.ts'
import { OCTAVES } from './catalog/noise-tables.ts'
import { editionsOf } from './editions.ts'
import { CONDITIONS } from './emission-conditions.ts'
import { choice, type FactField, type FactSheet, fieldsOf, flag, number, onDemand } from './fact-sheet.ts'
import type { LimitSubject } from './limit-verdict.ts'

const DB = 'dB(A)'
const DAY = number('ld', ['昼间等效声级', 'Day level'], DB, '58')
const NIGHT = number('ln', ['夜间等效声级', 'Night level'], DB, '52')
const ZONES = [
  ['0', '0 类', 'Class 0'],
  ['1', '1 类', 'Class 1'],
  ['2', '2 类', 'Class 2'],
  ['3', '3 类', 'Class 3'],
  ['4a', '4a 类', 'Class 4a'],
  ['4b', '4b 类', 'Class 4b'],
] as const
const ZONE = choice('zone', ['声环境功能区类别', 'Class of the zone'], ZONES, '2')
const EVENT = choice(
  'event',
  ['噪声类型', 'Kind of event'],
  [
    ['occasional', '夜间偶发', 'Occasional at night'],
    ['frequent', '夜间频发', 'Frequent at night'],
    ['unsteady', '非稳态（室内）', 'Unsteady (indoors)'],
  ],
)
const LARGEST = onDemand(number('lmax', ['夜间最大声级', 'Largest level at night'], DB))
const BACKGROUND = [
  number('ld-background', ['昼间背景值', 'Background by day'], DB, '49'),
  number('ln-background', ['夜间背景值', 'Background at night'], DB, '45'),
]
const OCTAVE_FIELDS = (['day', 'night'] as const).flatMap((half) =>
  OCTAVES.map((band) =>
    onDemand(
      number(
        `octave-${half}-${band}`,
        [`${half === 'day' ? '昼间' : '夜间'}室内倍频带 ${band} Hz`, `Octave ${band} Hz indoors, ${half}`],
        'dB',
      ),
    ),
  ),
)
const ROOMS: readonly FactField[] = [
  onDemand(
    choice(
      'room',
      ['房间类型', 'Kind of room'],
      [
        ['A', 'A 类（睡眠为主）', 'A (for sleep)'],
        ['B', 'B 类（昼间使用）', 'B (used by day)'],
      ],
    ),
  ),
  onDemand(number('room-day', ['室内昼间等效声级', 'Day level in the room'], DB)),
  onDemand(number('room-night', ['室内夜间等效声级', 'Night level in the room'], DB)),
  ...OCTAVE_FIELDS,
]
const NEAR = [
  onDemand(number('distance', ['距敏感建筑物距离', 'Distance to the building'], 'm')),
  onDemand(flag('indoor', ['室内测量', 'Measured indoors'])),
]
const boundary = (zh: string, en: string, own: readonly FactField[] = []): FactSheet => ({
  zh,
  en,
  fields: [
    ...own,
    DAY,
    NIGHT,
    ...BACKGROUND,
    LARGEST,
    onDemand(number('lmax-day', ['昼间最大声级', 'Largest level by day'], DB)),
    onDemand(EVENT),
    ...NEAR,
  ],
})
const city = (zh: string, en: string): FactSheet => ({
  zh,
  en,
  fields: [number('ld', ['昼间平均等效声级', 'Mean day level'], DB, '56.4'), onDemand(NIGHT)],
})

const text = (key: string, words: readonly [string, string], unit = ''): FactField => onDemand(number(key, words, unit))

const EMISSION_ROWS = EMISSION_EDITIONS.flatMap(({ limits }) => limits)
const EMISSION_VALUES = { cod: '46.6', nh3n: '3.2', tp: '0.3', ph: '7.2' }
const emissionItems = fieldsOf(EMISSION_ROWS, EMISSION_VALUES)
const permitOf = (field: FactField): FactField =>
  text(`permit-${field.key}`, [`许可限值：${field.zh}`, `Permitted: ${field.en}`], field.unit)

const rowsOf = (family: 'groundwater' | 'soil-construction' | 'soil-farmland') =>
  editionsOf(family).at(-1)?.limits ?? []

export const LIMIT_SHEETS: Readonly<Record<LimitSubject, FactSheet>> = {
  'noise-zone': {
    zh: '声环境功能区噪声',
    en: 'Noise of a functional zone',
    fields: [
      ZONE,
      DAY,
      NIGHT,
      LARGEST,
      onDemand(flag('indoor', ['室内测量', 'Measured indoors'])),
      onDemand(flag('existing-railway', ['既有铁路干线', 'Existing railway'])),
    ],
  },
  'noise-region': city('城市区域声环境等级', 'Grade of a city’s area noise'),
  'noise-road': city('道路交通噪声等级', 'Grade of a city’s road noise'),
  'noise-factory': {
    ...boundary('工业企业厂界噪声', 'Noise at a factory boundary', [ZONE]),
    fields: [...boundary('', '', [ZONE]).fields, ...ROOMS],
  },
  'noise-social': {
    ...boundary('社会生活噪声', 'Noise of businesses', [ZONE]),
    fields: [...boundary('', '', [ZONE]).fields, ...ROOMS],
  },
  'noise-construction': boundary('建筑施工噪声', 'Noise of construction sites'),
  groundwater: {
    zh: '地下水质量类别',
    en: 'Groundwater class',
    fields: fieldsOf(rowsOf('groundwater'), {
      ph: '7.1',
      hardness: '310',
      tds: '620',
      nh3n: '0.32',
      codmn: '2.1',
      nitrate: '8.5',
    }),
  },
  'soil-construction': {
    zh: '建设用地土壤污染风险',
    en: 'Risk of soil for building',
    fields: [
      choice(
        'land',
        ['用地类型', 'Kind of land'],
        [
          ['1', '第一类用地', 'First kind'],
          ['2', '第二类用地', 'Second kind'],
        ],
        '1',
      ),
      ...fieldsOf(rowsOf('soil-construction'), { as: '32', cd: '0.8', pb: '210', hg: '0.4', ni: '60', cu: '120' }),
    ],
  },
  'soil-farmland': {
    zh: '农用地土壤污染风险',
    en: 'Risk of farmland soil',
    fields: [
      choice(
        'use',
        ['利用类型', 'Use'],
        [
          ['水田', '水田', 'Paddy'],
          ['水旱轮作', '水旱轮作', 'Rotation'],
          ['果园', '果园', 'Orchard'],
          ['其他', '其他', 'Other'],
        ],
        '水田',
      ),
      number('ph', ['土壤 pH', 'pH of the soil'], '无量纲', '5.8'),
      ...fieldsOf(rowsOf('soil-farmland'), { cd: '0.35', hg: '0.4', as: '22', pb: '88', cr: '120' }),
    ],
  },
  emission: {
    zh: '污染物排放达标',
    en: 'Compliance of an outlet',
    fields: [...CONDITIONS, ...emissionItems, ...emissionItems.map(permitOf)],
  },
}
