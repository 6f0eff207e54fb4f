// The trophic index of lakes and reservoirs and the state it stands for.
import { SWQ_2011, type TrophicItem, type TrophicState, type TrophicTerm } from './catalog/swq-eval-2011.ts'
import { FINDINGS, factText, parseFact } from './facts.ts'
import type { Facts, Finding, Why } from './verdict.ts'

/** 综合营养状态指数结论 — `tli` with two decimals; `terms` hold TLI(j) with three. */
export type TrophicVerdict = {
  edition: string
  judged: boolean
  why?: Why
  tli: string | null
  state: string | null
  terms: { key: TrophicItem; value: string; tli: string; weight: string; clause: string }[]
  findings: Finding[]
  inputs: Record<string, string>
}

/** TLI(j) of one item in its own unit; the logarithm makes it a float. */
export const trophicTerm = ({ a, b }: TrophicTerm, value: number): number => 10 * (a + b * Math.log(value))

/**
 * TLI(Σ) of terms: the printed weights where all five are there, otherwise weights of those that are, from their r².
 * Undefined where chlorophyll a, to which the correlations refer, is absent.
 */
export function combineTrophic(terms: Readonly<Partial<Record<TrophicItem, number>>>): number | undefined {
  const present = SWQ_2011.limits.filter((term) => terms[term.item] !== undefined)
  if (terms.chla === undefined) return undefined
  const isFull = present.length === SWQ_2011.limits.length
  const whole = present.reduce((sum, term) => sum + term.correlation, 0)
  return present.reduce(
    (sum, term) => sum + (isFull ? term.weight : term.correlation / whole) * (terms[term.item] ?? 0),
    0,
  )
}

/** 营养状态 of an unrounded index. */
export function trophicState(tli: number): TrophicState {
  const state = SWQ_2011.trophicStates.find(
    ({ below, upTo }) => (below === undefined || tli < below) && (upTo === undefined || tli <= upTo),
  )
  if (!state) throw new RangeError(`Cannot grade trophic index ${tli} as it must be a number`)
  return state
}

/** A fact of the index: its number, or why there is none. */
function readTerm({ item, unit }: TrophicTerm, text: string): { value?: number; finding?: Finding } {
  const fact = parseFact(text)
  if (fact.kind === 'missing') return {}
  if (fact.kind === 'not-detected') return { finding: FINDINGS.noDetectionLimit(item, text) }
  if (fact.kind === 'rejected') return { finding: FINDINGS.notANumber(item, text) }
  if (fact.decimal.units <= 0n) return { finding: FINDINGS.outOfRange(item, text, `> 0 ${unit}`) }
  if (fact.kind === 'number') return { value: Number(text) }
  return { value: Number(fact.used), finding: FINDINGS.belowDetection(item, text, fact.used) }
}

/**
 * 综合营养状态指数 of `chla` (mg/m³), `tp`, `tn`, `codmn` (mg/L) and `sd` (m); all five are needed and must be above zero.
 * @source 环办〔2011〕22号 综合营养状态指数
 * @example chla 15, tp 0.045, tn 1.2, sd 1.1, codmn 3.6 → 48.57 中营养
 */
export function evaluateTrophic(facts: Facts): TrophicVerdict {
  const inputs: Record<string, string> = {}
  const findings: Finding[] = []
  const values: Partial<Record<TrophicItem, number>> = {}
  const missing: string[] = []
  for (const term of SWQ_2011.limits) {
    const text = factText(facts[term.item])
    if (text !== '') inputs[term.item] = text
    const { value, finding } = readTerm(term, text)
    if (finding) findings.push(finding)
    if (value === undefined) missing.push(term.item)
    else values[term.item] = value
  }
  return { edition: SWQ_2011.id, ...conclude(values, missing), findings, inputs }
}

function conclude(
  values: Readonly<Partial<Record<TrophicItem, number>>>,
  missing: readonly string[],
): Pick<TrophicVerdict, 'judged' | 'why' | 'tli' | 'state' | 'terms'> {
  const indices: Partial<Record<TrophicItem, number>> = {}
  const terms: TrophicVerdict['terms'] = []
  for (const term of SWQ_2011.limits) {
    const value = values[term.item]
    if (value === undefined) continue
    const index = trophicTerm(term, value)
    indices[term.item] = index
    terms.push({
      key: term.item,
      value: String(value),
      tli: index.toFixed(3),
      weight: String(term.weight),
      clause: term.source,
    })
  }
  const tli = missing.length === 0 ? combineTrophic(indices) : undefined
  if (tli === undefined) {
    const why: Why = {
      code: 'water.trophic-missing',
      zh: `${missing.join('、')} 缺测或无效，不能计算综合营养状态指数`,
      en: `${missing.join(', ')} missing or invalid, so no trophic index can be given`,
    }
    return { judged: false, why, tli: null, state: null, terms }
  }
  return { judged: true, tli: tli.toFixed(2), state: trophicState(tli).zh, terms }
}
