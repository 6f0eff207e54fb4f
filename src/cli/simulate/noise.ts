// Repeatable weather: every simulated value is a pure function of a seed and the time, so history, live data and resends agree.

/** Uniform number in [0, 1) from a text and an integer. */
export function uniform(seed: string, n: number): number {
  let h = 2166136261 ^ n
  for (let i = 0; i < seed.length; i++) h = Math.imul(h ^ seed.charCodeAt(i), 16777619)
  h = Math.imul(h ^ (h >>> 15), 2246822519)
  h = Math.imul(h ^ (h >>> 13), 3266489917)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

/** About normal, mean 0, deviation 1. */
function normal(seed: string, n: number): number {
  let sum = 0
  for (let i = 0; i < 4; i++) sum += uniform(seed, n * 4 + i)
  return (sum - 2) * 1.732
}

/** Smooth random curve with the given period between knots, mean 0, deviation about 1. */
export function drift(seed: string, atMs: number, periodMs: number): number {
  const position = atMs / periodMs
  const knot = Math.floor(position)
  const t = position - knot
  const eased = t * t * (3 - 2 * t)
  return normal(seed, knot) * (1 - eased) + normal(seed, knot + 1) * eased
}
