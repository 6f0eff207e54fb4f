// The score of a feed: completeness, timeliness and accuracy, and the three as points of a hundred.

/** Counts of one day or of many; `timed` of the received came over a line, so that they can be late. */
export type FeedCount = {
  expected: number
  received: number
  timed: number
  onTime: number
  values: number
  valid: number
}
export type FeedShares = {
  completeness: number | null
  timeliness: number | null
  accuracy: number | null
  /** Points of 100. */
  score: number | null
}

/** Completeness counts double: what has not come can be neither late nor wrong (本产品默认，未核实). */
const WEIGHTS = { completeness: 0.5, timeliness: 0.25, accuracy: 0.25 } as const

const shareOf = (part: number, whole: number): number | null => (whole <= 0 ? null : Math.min(1, part / whole))

/**
 * Shares of 0–1; null where nothing was expected or came. What cannot be told, such as the timeliness of a file, takes no
 * points away; a feed that sent nothing has none.
 */
export function scoreFeed({ expected, received, timed, onTime, values, valid }: FeedCount): FeedShares {
  const completeness = shareOf(received, expected)
  const timeliness = shareOf(onTime, timed)
  const accuracy = shareOf(valid, values)
  if (completeness === null) return { completeness, timeliness, accuracy, score: null }
  const points =
    WEIGHTS.completeness * completeness +
    WEIGHTS.timeliness * (timeliness ?? 1) * completeness +
    WEIGHTS.accuracy * (accuracy ?? 1) * completeness
  return { completeness, timeliness, accuracy, score: Math.round(points * 1000) / 10 }
}

export const addCounts = (a: FeedCount, b: FeedCount): FeedCount => ({
  expected: a.expected + b.expected,
  received: a.received + b.received,
  timed: a.timed + b.timed,
  onTime: a.onTime + b.onTime,
  values: a.values + b.values,
  valid: a.valid + b.valid,
})

export const NO_COUNT: FeedCount = { expected: 0, received: 0, timed: 0, onTime: 0, values: 0, valid: 0 }
