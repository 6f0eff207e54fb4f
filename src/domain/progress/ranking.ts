// Units in order of how the obligations they lead stand, where they lead enough of them to be compared.
import { ratio, roundRational } from '#kit/rational.ts'
import type { ProgressStatus } from './status.ts'

/** Fewer obligations than this say nothing of a unit: one late one would decide its place. */
export const LEAST_LED = 5
/** What counts as being as it should. */
const WELL: readonly ProgressStatus[] = ['done', 'on-track']

type Led = { unit: string; status: ProgressStatus }
type Counted = { unit: string; led: number; well: number; late: number }
/** `share`: of what it leads, percent to one decimal; equal shares have one place, and the next are as many further. */
export type RankedUnit = Counted & { place: number; share: string }

/** 情况通报排名 — what has not begun yet speaks for nobody and is left out. */
export function rankUnits(obligations: readonly Led[]): { ranked: RankedUnit[]; tooFew: Counted[]; least: number } {
  const counted = [...Map.groupBy(obligations, ({ unit }) => unit)].map(([unit, led]) => countOf(unit, led))
  const enough = counted.filter(({ led }) => led >= LEAST_LED)
  // Shares are compared crosswise, so that none is rounded before it has its place.
  const sorted = enough.toSorted((a, b) => b.well * a.led - a.well * b.led || a.unit.localeCompare(b.unit, 'zh'))
  return {
    ranked: sorted.map((one) => ({
      ...one,
      place: 1 + sorted.filter((other) => other.well * one.led > one.well * other.led).length,
      share: roundRational(ratio(BigInt(one.well * 100), BigInt(one.led)), 1),
    })),
    tooFew: counted.filter(({ led }) => led < LEAST_LED).toSorted((a, b) => a.unit.localeCompare(b.unit, 'zh')),
    least: LEAST_LED,
  }
}

function countOf(unit: string, all: readonly Led[]): Counted {
  const led = all.filter(({ status }) => status !== 'not-started')
  return {
    unit,
    led: led.length,
    well: led.filter(({ status }) => WELL.includes(status)).length,
    late: led.filter(({ status }) => status === 'late').length,
  }
}
