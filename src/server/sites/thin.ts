// Fewer points of a line that still show what it shows: every peak, every valley and every gap.

export type Point = [at: number, value: number | null, flag: string]

const GAP_FLAG = ''

/** A period that is missing breaks the line: a null stands in its place. What is usual is learnt from the points. */
export function withGaps(points: readonly Point[]): Point[] {
  if (points.length < 3) return [...points]
  const steps = points.slice(1).map(([at], n) => at - (points[n]?.[0] ?? at))
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0
  return points.flatMap((point, n): Point[] => {
    const before = points[n - 1]
    const isGap = before !== undefined && usual > 0 && point[0] - before[0] > usual * 1.5
    return isGap ? [[before[0] + usual, null, GAP_FLAG], point] : [point]
  })
}

/** Least, greatest and a gap of each bucket of neighbours; at most `most` points. */
export function thin(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points]
  const width = Math.ceil((points.length * 3) / most)
  const kept: Point[] = []
  for (let n = 0; n < points.length; n += width) {
    const bucket = points.slice(n, n + width)
    const least = pick(bucket, (a, b) => a < b)
    const greatest = pick(bucket, (a, b) => a > b)
    const gap = bucket.find((point) => point[1] === null)
    kept.push(...new Set([least, greatest, gap].filter((point) => point !== undefined).sort((a, b) => a[0] - b[0])))
  }
  return kept
}

function pick(points: readonly Point[], isBetter: (a: number, b: number) => boolean): Point | undefined {
  let best: Point | undefined
  for (const point of points) {
    if (point[1] !== null && (best?.[1] == null || isBetter(point[1], best[1]))) best = point
  }
  return best
}
