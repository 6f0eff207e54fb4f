// What the noise standards share: limits at a boundary by zone, in rooms, in octave bands, and the correction for background.
import type { Family, Sureness } from '../edition.ts'
import type {
  BackgroundCorrection,
  FamilyEdition,
  NoiseLimit,
  NoiseOffset,
  OctaveLimit,
  RoomLimit,
} from './limit-tables.ts'

/** 突发噪声 — what kind of event the largest level belongs to; `unsteady` is noise in rooms (电梯、水泵等). */
export type NoiseEvent = 'frequent' | 'occasional' | 'unsteady'
export type EventOffset = NoiseOffset & { events: readonly NoiseEvent[]; periods: readonly ('day' | 'night')[] }

export type ZoneNoiseEdition<F extends Family> = FamilyEdition<F, NoiseLimit> & {
  /** What the largest level may be above the limit of the period. */
  events: readonly EventOffset[]
  /** What the limit is indoors, where it cannot be measured outside. */
  indoor: NoiseOffset
}

export type BoundaryNoiseEdition<F extends Family> = ZoneNoiseEdition<F> & {
  corrections: readonly BackgroundCorrection[]
  roomLimits?: readonly RoomLimit[]
  octaveLimits?: readonly OctaveLimit[]
}

type Mark = { code: string; sureness: Sureness }
const UNIT = 'dB(A)'
export const OCTAVES = ['31.5', '63', '125', '250', '500'] as const

/** Limits by zone outside a boundary, as factories and businesses share them. */
export const boundaryLimits = ({ code, sureness }: Mark): NoiseLimit[] =>
  (
    [
      ['0', 50, 40],
      ['1', 55, 45],
      ['2', 60, 50],
      ['3', 65, 55],
      ['4', 70, 55],
    ] as const
  ).map(([item, day, night]) => ({
    item,
    zh: `边界外 ${item} 类声环境功能区`,
    en: `Outside the boundary, zone ${item}`,
    unit: UNIT,
    dayLimit: day,
    nightLimit: night,
    source: `${code} 表1`,
    sureness,
  }))

/** Limits in rooms of noise sensitive buildings for sound through the structure. */
export const roomLimits = ({ code, sureness }: Mark): RoomLimit[] =>
  (
    [
      [['0'], 'A', 40, 30],
      [['0'], 'B', 40, 30],
      [['1'], 'A', 40, 30],
      [['1'], 'B', 45, 35],
      [['2', '3', '4'], 'A', 45, 35],
      [['2', '3', '4'], 'B', 50, 40],
    ] as const
  ).map(([zones, room, day, night]) => ({
    item: `${zones.join('、')}-${room}`,
    zh: `${zones.join('、')} 类区 ${room} 类房间`,
    en: `Zone ${zones.join(', ')}, room ${room}`,
    unit: UNIT,
    zones,
    room,
    dayLimit: day,
    nightLimit: night,
    source: `${code} 表2`,
    sureness,
  }))

/** Limits in rooms by octave band. */
export const octaveLimits = ({ code, sureness }: Mark): OctaveLimit[] =>
  (
    [
      [['0'], 'day', ['A', 'B'], [76, 59, 48, 39, 34]],
      [['0'], 'night', ['A', 'B'], [69, 51, 39, 30, 24]],
      [['1'], 'day', ['A'], [76, 59, 48, 39, 34]],
      [['1'], 'day', ['B'], [79, 63, 52, 44, 38]],
      [['1'], 'night', ['A'], [69, 51, 39, 30, 24]],
      [['1'], 'night', ['B'], [72, 55, 43, 35, 29]],
      [['2', '3', '4'], 'day', ['A'], [79, 63, 52, 44, 38]],
      [['2', '3', '4'], 'day', ['B'], [82, 67, 56, 49, 43]],
      [['2', '3', '4'], 'night', ['A'], [72, 55, 43, 35, 29]],
      [['2', '3', '4'], 'night', ['B'], [76, 59, 48, 39, 34]],
    ] as const
  ).map(([zones, period, rooms, octaves]) => ({
    item: `${zones.join('、')}-${rooms.join('')}-${period}`,
    zh: `${zones.join('、')} 类区 ${rooms.join('、')} 类房间${period === 'day' ? '昼间' : '夜间'}`,
    en: `Zone ${zones.join(', ')}, room ${rooms.join(', ')}, ${period}`,
    unit: 'dB',
    zones,
    rooms,
    half: period,
    octaves,
    source: `${code} 表3`,
    sureness,
  }))

/** The correction for background noise by the whole difference. */
export const backgroundCorrections = ({ code, sureness }: Mark): BackgroundCorrection[] =>
  (
    [
      [3, 3, -3],
      [4, 5, -2],
      [6, 10, -1],
    ] as const
  ).map(([from, to, add]) => ({
    item: 'background',
    unit: 'dB(A)',
    from,
    to,
    add,
    source: `${code} 测量结果修正`,
    sureness,
  }))

/** The rule of the correction in words, the same in every noise emission standard. */
export const BACKGROUND_RULE = [
  'background',
  '测量值与背景值之差取整：大于 10 不修正，3 减 3，4–5 减 2，6–10 减 1；小于 3 应降低背景噪声后重测，或按 HJ 706 处理。',
  'By the whole difference to the background: above 10 nothing, 3 takes 3, 4–5 take 2, 6–10 take 1; below 3 the background must be lowered and the noise measured again, or HJ 706 applied.',
  '测量结果修正',
] as const
