// The shapes of tables of limits for noise, groundwater, soil and emissions, and short ways to write their rows.
import type { Edition, Family, Limit, Rule, Sureness } from '../edition.ts'

export type Named = Limit & { zh: string; en: string }
/** An edition with its family kept literal. */
export type FamilyEdition<F extends Family, L extends Limit = Named> = Edition<L> & { family: F }

/** 环境噪声限值 — dB(A) by day and by night; the item is the class of the functional zone. */
export type NoiseLimit = Named & { dayLimit: number; nightLimit: number }

/** What may be added to (or taken from) a limit in a stated case, in dB(A). */
export type NoiseOffset = { rule: string; add: number }

/** 结构传播固定设备室内噪声 — zones that share a row are joined; rooms are A (sleep) and B (other). */
export type RoomLimit = NoiseLimit & { zones: readonly string[]; room: 'A' | 'B' }
/** 倍频带声压级 — dB at 31.5, 63, 125, 250 and 500 Hz. */
export type OctaveLimit = Named & {
  zones: readonly string[]
  rooms: readonly ('A' | 'B')[]
  half: 'day' | 'night'
  octaves: readonly [number, number, number, number, number]
}

/** 背景噪声修正 — for differences of whole dB in [from, to], what is added to the measured value. */
export type BackgroundCorrection = Limit & { from: number; to: number; add: number }

/** 地下水质量分类指标限值 — upper limits of classes Ⅰ–Ⅳ; Ⅴ is worse than Ⅳ. */
export type GroundwaterLimit = Named & {
  classLimits?: readonly [number, number, number, number]
  /** Class Ⅰ asks that nothing be detected; `classLimits[0]` is then not compared. */
  absentInFirst?: true
  /** Closed ranges of classes Ⅰ–Ⅲ and of Ⅳ (pH). */
  ranges?: readonly [readonly [number, number], readonly [number, number]]
  /** Judged by eye or nose: none seen in Ⅰ–Ⅳ. */
  bySight?: true
  /** Above the limit of Ⅲ is Ⅳ; the standard tells Ⅳ and Ⅴ apart only by dose. */
  openFourth?: true
}

/** 建设用地风险筛选值和管制值 — mg/kg for land of the first and of the second kind. */
export type ConstructionSoilLimit = Named & {
  screening: readonly [number, number]
  control: readonly [number, number]
}

export type FarmUse = '水田' | '果园' | '其他' | '全部'
/** 农用地风险筛选值和管制值 — mg/kg for pH ≤ 5.5, 5.5–6.5, 6.5–7.5, > 7.5. */
export type FarmSoilLimit = Named & {
  landUse: FarmUse
  screeningByPh?: readonly [number, number, number, number]
  controlByPh?: readonly [number, number, number, number]
}

/** A condition on a number: all given bounds must hold. */
export type NumberCondition = { fact: string; atLeast?: number; over?: number; atMost?: number; below?: number }

/** 排放限值 — holds where every fact named in `when` has one of its values and every number of `where` lies in its bounds. */
export type EmissionLimit = Named & {
  atMost?: number
  below?: number
  atLeast?: number
  absent?: true
  when?: Readonly<Record<string, readonly string[]>>
  where?: readonly NumberCondition[]
  /** Dates of construction (环评批准) for which the row holds, half-open. */
  builtFrom?: string
  builtUntil?: string
  /** Dates of the facts for which the row holds, half-open, where they differ from the edition's. */
  from?: string
  until?: string
}

/** A fact that follows from another where it was not given: the grade from the class of the receiving water. */
export type Derived = { fact: string; from: string; values: Readonly<Record<string, string>>; rule: string }

/** 基准氧含量 — percent, for the fuels or uses named in `when`; `converts` are the items it is for. */
export type OxygenReference = Limit & {
  referencePercent: number
  converts: readonly string[]
  when?: Readonly<Record<string, readonly string[]>>
}

/** An emission standard: which industries it is for, its limits, and how measured values are brought to its terms. */
export type EmissionEdition<F extends Family = Family> = FamilyEdition<F, EmissionLimit> & {
  industries: readonly string[]
  derived?: readonly Derived[]
  /** What is taken where a fact was not given; each is told as a finding. */
  assumed?: Readonly<Record<string, string>>
  oxygen?: readonly OxygenReference[]
}

/** Rules of one standard that share their source text; rows are id, Chinese, English, clause, and what differs. */
export const rulesOf = (
  code: string,
  sureness: Sureness,
  rows: readonly (readonly [
    id: string,
    zh: string,
    en: string,
    clause: string,
    rest?: { sureness?: Sureness; formula?: string },
  ])[],
): Rule[] => rows.map(([id, zh, en, clause, rest]) => ({ id, zh, en, source: `${code} ${clause}`, sureness, ...rest }))
