// What is known of one frame when a device's profile is proposed; whoever decodes it fills this in.
import type { EpochMs } from '#kit/time.ts'

export type DataKind = 'realtime' | 'minute' | 'hour' | 'day'

/** 报文 — `code` of a factor is that of today; `isOld` where the device sent the code of 2005. */
export type FrameObservation = {
  recordId: number
  receivedAt: EpochMs
  /** Findings of severity error. */
  errors: readonly string[]
  /** Version bits of Flag; null without one. */
  version: number | null
  wantsAnswer: boolean
  systemCode: string | null
  password: string | null
  mn: string
  kind: DataKind | null
  dataTime: EpochMs | null
  isBackfill: boolean
  factors: readonly { code: string; isOld: boolean; value: number | null }[]
}

/** One reason of a proposal, with the frames that show it. */
export type Evidence = {
  field:
    | 'edition'
    | 'systemCode'
    | 'password'
    | 'answerPolicy'
    | 'periodStamp'
    | 'intervals'
    | 'factors'
    | 'units'
    | 'tolerates'
  zh: string
  en: string
  /** Raw records that show it, at most five. */
  records: number[]
  /** A guess that a person must look at. */
  isWeak: boolean
}

/** Raw records of the first few frames. */
export const recordsOf = (frames: readonly FrameObservation[]): number[] =>
  frames.slice(0, 5).map(({ recordId }) => recordId)

/** The value that occurs most often and how often; the first of equals. */
export function mostFrequent<T>(values: readonly T[]): { value: T; count: number } | undefined {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best: { value: T; count: number } | undefined
  for (const [value, count] of counts) if (!best || count > best.count) best = { value, count }
  return best
}
