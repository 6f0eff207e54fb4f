// Whether the formulas and targets of a pack's indicators can be run, told with file, place, reason and the nearest name.
import { formulaFaults } from '#domain/indicators/formula-faults.ts'
import { isReported } from '#domain/indicators/reported.ts'
import { reportedFaults } from '#domain/indicators/reported-faults.ts'
import type { Refusal } from '#kit/refusal.ts'
import type { Indicator, Pack } from './pack-parts.ts'
import { fault } from './pack-shape.ts'

const FILE = 'indicators.json'

/** Every formula that cannot be run, and every target that has a comparator and nothing to compare with. */
export const checkFormulas = ({ indicators }: Pick<Pack, 'indicators'>): Refusal[] =>
  indicators.flatMap((indicator, n) => {
    const at = `$.indicators[${n}]`
    return [...formulaRefusals(indicator, `${at}.formula`), ...targetRefusals(indicator, at)]
  })

function formulaRefusals({ formula, unit }: Indicator, at: string): Refusal[] {
  if (formula === null) return []
  const faults = isReported(formula) ? reportedFaults({ ...formula }, unit) : formulaFaults(formula, unit)
  return faults.map(({ path, zh, en }) => fault('formula-unknown', { file: FILE, path: `${at}${path}` }, { zh, en }))
}

const BARE: ReadonlySet<string> = new Set([
  'not_decrease',
  'unchanged',
  'not_worsen',
  'full_coverage',
  'all',
  'qualitative',
])

function targetRefusals({ target, readings }: Indicator, at: string): Refusal[] {
  const lacks = (comparator: string | null, value: number | null): boolean =>
    comparator !== null && value === null && !BARE.has(comparator)
  const refusal = (path: string, comparator: string | null): Refusal =>
    fault(
      'comparator-bare',
      { file: FILE, path },
      { zh: `有比较符“${comparator}”而没有数值`, en: `has the comparator "${comparator}" and no value` },
    )
  const own = target.comparator ?? target.assumedComparator
  return [
    ...(lacks(own, target.value) ? [refusal(`${at}.target.value`, own)] : []),
    ...readings.flatMap(({ comparator, value }, n) =>
      lacks(comparator, value) ? [refusal(`${at}.readings[${n}].value`, comparator)] : [],
    ),
  ]
}
