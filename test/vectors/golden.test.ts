// Whole verdicts and explanations as people read them, kept as text: a change of a word or a figure shows in the difference.
// `UPDATE_DOCS=1` prints the files anew; whoever does so reads what changed.
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { evaluate, reevaluate, SUBJECTS } from '#domain/standards/evaluate.ts'
import { explain } from '#domain/standards/explain.ts'
import type { Explanation, Subject, Verdict } from '#domain/standards/verdict.ts'
import { isRefusal } from '#kit/refusal.ts'
import { GOLDEN_CASES, type GoldenCase, optionsOf } from './golden-facts.ts'
import { SWEEPS, type Sweep } from './golden-sweeps.ts'

const fileOf = (subject: Subject): URL => new URL(`golden/${subject}.txt`, import.meta.url)

function stepLines({ zh, en, children, ...rest }: Explanation, depth: number): string[] {
  const marks = Object.entries(rest).map(([name, value]) => `${name}: ${value}`)
  const line = `${'  '.repeat(depth)}${zh} | ${en}${marks.length > 0 ? ` [${marks.join('; ')}]` : ''}`
  return [line, ...children.flatMap((child) => stepLines(child, depth + 1))]
}

/** Everything a verdict says outside its explanation, a line each. */
function verdictLines(verdict: Verdict): string[] {
  const { items, findings, inputs, ...head } = verdict as Verdict & { steps?: unknown }
  return [
    JSON.stringify(head),
    ...findings.map((finding) => `! ${JSON.stringify(finding)}`),
    ...items.map((item) => `- ${JSON.stringify(item)}`),
  ]
}

function printCase(one: GoldenCase): string {
  const { subject, facts, at, edition, options, says } = one
  const verdict = evaluate(subject, facts, optionsOf(one))
  const head = `## ${says}${edition === undefined ? ` (${at})` : ` (${edition})`}\n${JSON.stringify(facts)}${options ? ` ${JSON.stringify(options)}` : ''}`
  if (isRefusal(verdict)) return `${head}\nrefused ${verdict.refused}: ${verdict.because}`
  return [head, ...verdictLines(verdict), ...stepLines(explain(verdict), 1)].join('\n')
}

/** Later cases of a subject repeat most of the first: only lines the file has not had are printed, the others are counted. */
function printSubject(subject: Subject): string {
  const seen = new Set<string>()
  const printed = GOLDEN_CASES.filter((one) => one.subject === subject).map((one) => {
    const lines = printCase(one).split('\n')
    const fresh = lines.filter((line) => !seen.has(line))
    for (const line of lines) seen.add(line)
    return [...fresh, `(${lines.length} lines)`].join('\n')
  })
  return `${printed.join('\n\n')}\n`
}

/** What a value comes to: the outcome of its item and of the whole. */
function sweepLine({ subject, edition, facts, key, values }: Sweep): string {
  const results = values.map((value) => {
    const verdict = evaluate(subject, { ...facts, [key]: value }, { edition })
    if (isRefusal(verdict)) return `${value} ⇒ ${verdict.refused}`
    const item = verdict.items.find((one) => one.key === key)
    const own =
      item && ('iaqi' in item ? item.iaqi : item.status === 'ok' && 'grade' in item ? item.grade : item.status)
    const multiple = item && 'multiple' in item ? ` ×${item.multiple}` : ''
    return `${value} ⇒ ${own ?? '—'}${multiple} / ${verdict.grade ?? '—'}`
  })
  return `${edition} ${Object.values(facts).join(' ')} ${key}: ${results.join('; ')}`
}

test('every figure of the tables parts what is under it from what is over it', () => {
  const text = `${SWEEPS.map(sweepLine).join('\n')}\n`
  const file = new URL('golden/sweeps.txt', import.meta.url)
  if (process.env.UPDATE_DOCS) writeFileSync(file, text)
  expect(text).toBe(readFileSync(file, 'utf8'))
})

describe.each(SUBJECTS)('golden %s', (subject) => {
  test('says what it said', () => {
    const text = printSubject(subject)
    if (process.env.UPDATE_DOCS) writeFileSync(fileOf(subject), text)
    expect(text).toBe(readFileSync(fileOf(subject), 'utf8'))
  })

  test('is the same when it is computed again from its own inputs', () => {
    for (const one of GOLDEN_CASES.filter((entry) => entry.subject === subject)) {
      const verdict = evaluate(one.subject, one.facts, optionsOf(one))
      if (!isRefusal(verdict)) expect(JSON.stringify(reevaluate(verdict))).toBe(JSON.stringify(verdict))
    }
  })
})
