// Values on, just under and just over every figure that a table of limits holds, one fact at a time.
import { editionsOf } from '#domain/standards/editions.ts'
import { EVALUATORS } from '#domain/standards/evaluators.ts'
import { exampleFacts, FACT_SHEETS } from '#domain/standards/fact-sheets.ts'
import type { Facts, Subject } from '#domain/standards/verdict.ts'

export type Sweep = { subject: Subject; edition: string; facts: Facts; key: string; values: readonly string[] }

/** Every number in a row, whatever its field. */
function figuresOf(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (Array.isArray(value)) return value.flatMap(figuresOf)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(figuresOf)
  return []
}

/** The figure and its neighbours one digit further on. */
function around(figure: number): string[] {
  const [whole = '', digits = ''] = String(figure).split('.')
  if (whole.includes('e')) return [String(figure)]
  const scale = digits.length + 1
  return [-1, 0, 1].map((step) => (figure + step / 10 ** scale).toFixed(scale)).filter((text) => Number(text) >= 0)
}

const SWEPT: readonly Subject[] = ['air-hour', 'air-day', 'water', 'groundwater', 'soil-construction', 'soil-farmland']
const BASES: Readonly<Partial<Record<Subject, readonly Facts[]>>> = {
  water: [{ type: 'river' }, { type: 'lake' }],
  'soil-construction': [{ land: '1' }, { land: '2' }],
  'soil-farmland': ['5', '6', '7', '8'].flatMap((ph) =>
    ['水田', '果园', '其他', '水旱轮作'].map((use) => ({ ph, use })),
  ),
}

export const SWEEPS: readonly Sweep[] = SWEPT.flatMap((subject) =>
  EVALUATORS[subject].families
    .flatMap((family) => editionsOf(family))
    .flatMap((edition) =>
      (BASES[subject] ?? [{}]).flatMap((base) =>
        FACT_SHEETS[subject].fields
          .filter(({ options, key }) => options.length === 0 && !Object.hasOwn(base, key))
          .flatMap(({ key }): Sweep[] => {
            const rows = edition.limits.filter(({ item }) => item === key || item.startsWith(`${key}_`))
            const values = [...new Set(rows.flatMap(figuresOf).flatMap(around))]
            const facts = subject === 'water' ? { ...exampleFacts('water'), ...base } : base
            return values.length === 0 ? [] : [{ subject, edition: edition.id, facts, key, values }]
          }),
      ),
    ),
)
