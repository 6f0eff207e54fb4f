// Units that an ambient station seems to send: annex B prints units nobody uses there, so the size of the values decides.
import type { Evidence, FrameObservation } from './observation.ts'
import { recordsOf } from './observation.ts'

/** Ambient air, ambient VOC, dust. */
const AMBIENT: ReadonlySet<string> = new Set(['22', '27', '39'])

/** A median below this is taken for mg/m³: as µg/m³ it would be cleaner than air is. */
const MILLIGRAMS_BELOW: Readonly<Record<string, number>> = {
  a34004: 1,
  a34002: 1,
  a34001: 2,
  a21026: 0.5,
  a21004: 0.5,
  a21003: 0.5,
  a21002: 0.5,
  a05024: 0.5,
}
/** Carbon monoxide in mg/m³ is about one; hundreds can only be µg/m³. */
const CARBON_MONOXIDE = 'a21005'
const MICROGRAMS_ABOVE = 50

type Proposed = { units: Record<string, string>; evidence: Evidence[] }

/** Unit of each factor whose unit the values can tell; others are left to annex B. */
export function proposeUnits(frames: readonly FrameObservation[], systemCode: string | null): Proposed {
  if (systemCode === null || !AMBIENT.has(systemCode)) return { units: {}, evidence: [] }
  const medians = mediansOf(frames)
  const units: Record<string, string> = {}
  for (const [code, median] of medians) {
    const unit = unitOf(code, median)
    if (unit !== undefined) units[code] = unit
  }
  const named = Object.entries(units).map(([code, unit]) => `${code} ${medians.get(code)} → ${unit}`)
  if (named.length === 0) return { units, evidence: [] }
  return {
    units,
    evidence: [
      {
        field: 'units',
        zh: `按数值大小（中位数）推断单位，请核对：${named.join('，')}`,
        en: `Units inferred from the size of the values (median), please check: ${named.join(', ')}`,
        records: recordsOf(frames.filter(({ factors }) => factors.some(({ code }) => code in units))),
        isWeak: true,
      },
    ],
  }
}

function unitOf(code: string, median: number): string | undefined {
  if (code === CARBON_MONOXIDE) return median > MICROGRAMS_ABOVE ? 'µg/m³' : 'mg/m³'
  const bound = MILLIGRAMS_BELOW[code]
  if (bound === undefined) return undefined
  return median < bound ? 'mg/m³' : 'µg/m³'
}

/** Median of each factor's values above zero. */
function mediansOf(frames: readonly FrameObservation[]): Map<string, number> {
  const values = new Map<string, number[]>()
  for (const { code, value } of frames.flatMap(({ factors }) => factors)) {
    if (value !== null && value > 0) values.set(code, [...(values.get(code) ?? []), value])
  }
  return new Map(
    [...values].map(([code, of]) => {
      const sorted = of.sort((a, b) => a - b)
      return [code, sorted[Math.floor(sorted.length / 2)] ?? 0]
    }),
  )
}
