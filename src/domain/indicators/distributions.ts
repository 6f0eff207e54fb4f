// Chances and quantiles of the normal and of Student's distribution, by series and continued fraction.

/** How a figure that is not known yet is spread: Student's with so many degrees of freedom, the normal one without. */
export type Spread = { centre: number; scale: number; freedom?: number }

/** Chance, 0 to 1, that the figure is below `value`. */
export function chanceBelow({ centre, scale, freedom }: Spread, value: number): number {
  if (scale === 0) return value > centre ? 1 : 0
  const z = (value - centre) / scale
  return freedom === undefined ? normalBelow(z) : studentBelow(z, freedom)
}

/** The value below which the figure lies with this chance, to nine digits of the scale. */
export function quantileOf(spread: Spread, chance: number): number {
  if (spread.scale === 0) return spread.centre
  const unit: Spread = { ...spread, centre: 0, scale: 1 }
  let low = -1e3
  let high = 1e3
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2
    if (chanceBelow(unit, middle) < chance) low = middle
    else high = middle
  }
  return spread.centre + spread.scale * ((low + high) / 2)
}

/** Below seven scales the series is exact to twelve digits; beyond, the chance is nought or one to all digits shown. */
function normalBelow(z: number): number {
  if (Math.abs(z) > 7) return z > 0 ? 1 : 0
  let term = z
  let sum = z
  for (let n = 1; n < 200; n += 1) {
    term *= (z * z) / (2 * n + 1)
    sum += term
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI)
}

function studentBelow(t: number, freedom: number): number {
  const tail = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
  return t > 0 ? 1 - tail : tail
}

/** Regularised incomplete beta function. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x))
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b
}

/** Its continued fraction, from the front; 200 steps are far more than it takes. */
function betaFraction(x: number, a: number, b: number): number {
  const held = (value: number): number => (Math.abs(value) < 1e-30 ? 1e-30 : value)
  let c = 1
  let d = 1 / held(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= 200; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / held(1 + even * d)
    c = held(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / held(1 + odd * d)
    c = held(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-14) break
  }
  return fraction
}

/** Stirling's series after the argument was raised above eight. */
function logGamma(x: number): number {
  let shift = 0
  let z = x
  for (; z < 8; z += 1) shift += Math.log(z)
  const series = 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5)
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series - shift
}
