// Facts whose whole verdict and explanation are kept in test/vectors/golden: every example, and every fact gone wrong in turn.

import { type EvaluateOptions, SUBJECTS } from '#domain/standards/evaluate.ts'
import { exampleFacts, FACT_SHEETS } from '#domain/standards/fact-sheets.ts'
import type { Facts, Subject } from '#domain/standards/verdict.ts'
import { MORE_CASES } from './golden-cases.ts'

/** `at`: Beijing date that chooses the edition; absent: the editions named. */
export type GoldenCase = {
  subject: Subject
  facts: Facts
  at?: string
  edition?: string
  options?: EvaluateOptions
  says: string
}

/** Options of a case: its edition or its day, and what it chooses besides. */
export const optionsOf = ({ at, edition, options }: GoldenCase): EvaluateOptions => ({
  ...options,
  ...(edition === undefined ? { at: Date.parse(`${at}T12:00:00+08:00`) } : { edition }),
})

/** Values that a careless hand, a device or a laboratory writes. */
const ODD = ['', 'abc', '-3', '0', '<0.02', '0.5L', '未检出', '99999999', '*'] as const

/** The example of a sheet, and the example with one fact at a time replaced or left out. */
function variations(subject: Subject): GoldenCase[] {
  const facts = exampleFacts(subject)
  const core = FACT_SHEETS[subject].fields.filter(({ example }) => example !== '')
  const odd = core.flatMap(({ key }) =>
    ODD.map((value) => ({ subject, facts: { ...facts, [key]: value }, at: '2026-06-01', says: `${key} = “${value}”` })),
  )
  const options = core.flatMap(({ key, options: choices }) =>
    choices.map(({ value }) => ({
      subject,
      facts: { ...facts, [key]: value },
      at: '2026-06-01',
      says: `${key} = ${value}`,
    })),
  )
  const doubled = core
    .filter(({ options: choices, example }) => choices.length === 0 && /^[\d.]+$/.test(example))
    .flatMap(({ key, example }) =>
      [0.5, 2, 10].map((times) => ({
        subject,
        facts: { ...facts, [key]: String(Number((Number(example) * times).toPrecision(12))) },
        at: '2026-06-01',
        says: `${key} × ${times}`,
      })),
    )
  return [{ subject, facts, at: '2026-06-01', says: 'example' }, ...options, ...doubled, ...odd]
}

export const GOLDEN_CASES: readonly GoldenCase[] = [...SUBJECTS.flatMap(variations), ...MORE_CASES]
