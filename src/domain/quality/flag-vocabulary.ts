// One set of words for the state of a value, and what the letters and digits of every vocabulary we meet mean in it.

/** What is said of a value, by a device, a rule or a person. */
export const FLAG_STATES = [
  'good',
  'suspect',
  'bad',
  'missing',
  'maintenance',
  'calibration',
  'stopped',
  'over-range',
  'manual',
  'below-detection',
  'unknown',
] as const
export type FlagState = (typeof FLAG_STATES)[number]

/** The same, and what a value becomes by a correction. */
export const QUALITY_STATES = [...FLAG_STATES, 'corrected', 'interpolated'] as const
export type QualityState = (typeof QUALITY_STATES)[number]

/** 数据状态 — `counts`: enters averages and verdicts; `rank`: of two that are said at once the higher one stands. */
export type StateMeaning = {
  zh: string
  en: string
  counts: boolean
  rank: number
  /** What it is called where it goes out: HJ 212 letter, QARTOD number, Copernicus number. */
  hj212: string
  qartod: number
  copernicus: number
}

/**
 * A suspect value counts until a person has looked at it; whatever explains a gap never does.
 * @source HJ 212—2017 表 8
 */
export const STATE_MEANINGS: Readonly<Record<QualityState, StateMeaning>> = {
  good: { zh: '有效', en: 'good', counts: true, rank: 0, hj212: 'N', qartod: 1, copernicus: 1 },
  'below-detection': {
    zh: '低于检出限',
    en: 'below the detection limit',
    counts: true,
    rank: 1,
    hj212: 'N',
    qartod: 1,
    copernicus: 6,
  },
  interpolated: { zh: '插补', en: 'interpolated', counts: true, rank: 2, hj212: 'S', qartod: 3, copernicus: 8 },
  corrected: { zh: '已更正', en: 'corrected', counts: true, rank: 3, hj212: 'S', qartod: 3, copernicus: 5 },
  suspect: { zh: '可疑', en: 'suspect', counts: true, rank: 4, hj212: 'N', qartod: 3, copernicus: 3 },
  manual: { zh: '手工输入', en: 'set by hand', counts: false, rank: 5, hj212: 'S', qartod: 3, copernicus: 5 },
  'over-range': { zh: '超测量上限', en: 'above range', counts: false, rank: 6, hj212: 'T', qartod: 4, copernicus: 4 },
  unknown: { zh: '未知标记', en: 'unknown flag', counts: false, rank: 7, hj212: 'D', qartod: 2, copernicus: 0 },
  stopped: { zh: '停运', en: 'stopped', counts: false, rank: 8, hj212: 'F', qartod: 9, copernicus: 9 },
  maintenance: { zh: '维护', en: 'maintenance', counts: false, rank: 9, hj212: 'M', qartod: 4, copernicus: 4 },
  calibration: { zh: '校准', en: 'calibration', counts: false, rank: 10, hj212: 'C', qartod: 4, copernicus: 4 },
  bad: { zh: '无效', en: 'bad', counts: false, rank: 11, hj212: 'D', qartod: 4, copernicus: 4 },
  missing: { zh: '缺测', en: 'missing', counts: false, rank: 12, hj212: 'B', qartod: 9, copernicus: 9 },
}

export const VOCABULARIES = [
  'hj212-2017',
  'hjt212-2005',
  'hjt212-2005-air',
  'qartod',
  'copernicus',
  'hj75',
  'hj355',
] as const
export type Vocabulary = (typeof VOCABULARIES)[number]

/**
 * What each vocabulary's signs mean here. HJ 75 and HJ 355 name states in words; those are theirs.
 * @source HJ 212—2017 表 8
 * @source HJ/T 212—2005 数据标记
 * @source QARTOD flag scheme
 * @source Copernicus Marine quality flags
 * @source HJ 75—2017 数据审核和处理
 * @source HJ 355—2019 数据有效性
 */
export const SIGNS: Readonly<Record<Vocabulary, Readonly<Record<string, FlagState | 'interpolated' | 'corrected'>>>> = {
  'hj212-2017': {
    N: 'good',
    F: 'stopped',
    M: 'maintenance',
    S: 'manual',
    D: 'bad',
    C: 'calibration',
    T: 'over-range',
    B: 'missing',
  },
  'hjt212-2005': {
    N: 'good',
    P: 'missing',
    F: 'stopped',
    C: 'calibration',
    M: 'maintenance',
    T: 'over-range',
    D: 'bad',
    S: 'manual',
  },
  'hjt212-2005-air': { 0: 'calibration', 1: 'good', 2: 'bad', 3: 'good' },
  qartod: { 1: 'good', 2: 'unknown', 3: 'suspect', 4: 'bad', 9: 'missing' },
  copernicus: {
    0: 'unknown',
    1: 'good',
    2: 'good',
    3: 'suspect',
    4: 'bad',
    5: 'corrected',
    6: 'below-detection',
    7: 'good',
    8: 'interpolated',
    9: 'missing',
  },
  hj75: {
    有效: 'good',
    失控: 'bad',
    超量程: 'over-range',
    维护: 'maintenance',
    校准: 'calibration',
    故障: 'bad',
    停运: 'stopped',
    缺失: 'missing',
    修约替代: 'corrected',
  },
  hj355: {
    有效: 'good',
    无效: 'bad',
    超量程: 'over-range',
    维护: 'maintenance',
    校准: 'calibration',
    停运: 'stopped',
    缺失: 'missing',
    补遗: 'interpolated',
  },
}

/** Meaning of a sign; a sign the vocabulary does not have is `unknown`, never `good`. */
export const stateOfSign = (sign: string, vocabulary: Vocabulary = 'hj212-2017'): QualityState =>
  Object.hasOwn(SIGNS[vocabulary], sign) ? (SIGNS[vocabulary][sign] ?? 'unknown') : 'unknown'

export const countsAs = (state: QualityState): boolean => STATE_MEANINGS[state].counts

/** The one of two states that stands where both are said. */
export const worseState = (a: QualityState, b: QualityState): QualityState =>
  STATE_MEANINGS[a].rank >= STATE_MEANINGS[b].rank ? a : b
