// The explanation of a verdict by tables of limits: value, steps, each limit with its clause, the worst item.
import type { Rule } from './edition.ts'
import { edition as findEdition } from './editions.ts'
import { findingStep, ruleStep } from './explain-air.ts'
import type { AppliedLimit, LimitItem, LimitStep, LimitVerdict } from './limit-verdict.ts'
import type { Explanation } from './verdict-parts.ts'

function stepOf({ edition, rule, formula, value }: LimitStep): Explanation {
  const found: Rule | undefined = findEdition(edition)?.rules.find(({ id }) => id === rule)
  if (!found) throw new Error(`Cannot explain as the catalogue must hold rule "${rule}" of ${edition}`)
  return ruleStep({ id: edition }, found, { value, ...(formula === '' ? {} : { formula }) })
}

/** Editions that are not of the catalogue are permits. */
const isPermit = (edition: string): boolean => findEdition(edition) === undefined

/** `46.6 ≤ 50`, `7.2 ∈ 6–9`; a bound that is not kept is crossed out. */
function comparisonOf(used: string, { text, meets }: AppliedLimit): string {
  const isSign = /^[≤≥<>]/.test(text)
  return `${used} ${isSign ? '' : '∈ '}${text}${meets ? '' : ' ✗'}`
}

function limitStep(used: string, several: boolean, limit: AppliedLimit): Explanation {
  const label = limit.label ? { zh: `${limit.label.zh} `, en: `${limit.label.en} ` } : { zh: '', en: '' }
  const stricter = several && limit.governs
  return {
    zh: `${label.zh}限值 ${limit.text}：${limit.meets ? '符合' : '不符合'}${stricter ? '（较严，执行）' : ''}`,
    en: `${label.en}limit ${limit.text}: ${limit.meets ? 'kept' : 'not kept'}${stricter ? ' (stricter, decides)' : ''}`,
    value: limit.meets ? '✓' : '✗',
    formula: comparisonOf(used, limit),
    clause: limit.clause,
    ...(isPermit(limit.edition) ? {} : { edition: limit.edition }),
    sureness: limit.sureness,
    children: [],
  }
}

const STATUS: Readonly<Record<string, { zh: string; en: string }>> = {
  missing: { zh: '缺测', en: 'missing' },
  rejected: { zh: '无效，按缺测处理', en: 'invalid, counts as missing' },
}

function itemStep(item: LimitItem): Explanation {
  const input: Explanation = {
    zh: `测得值（${item.unit}）`,
    en: `Value (${item.unit})`,
    value: item.value ?? '—',
    children: [],
  }
  const used = item.used ?? item.value ?? ''
  const several = new Set(item.limits.map(({ edition, clause }) => `${edition} ${clause}`)).size > 1
  const outcome = item.outcome ?? STATUS[item.status] ?? { zh: '未评价', en: 'not judged' }
  const over = item.multiple === undefined ? { zh: '', en: '' } : overWords(item.multiple)
  return {
    zh: `${item.zh}：${outcome.zh}${over.zh}`,
    en: `${item.en}: ${outcome.en}${over.en}`,
    value: used === '' ? '—' : used,
    clause: item.clause,
    ...editionOfClause(item),
    children: [input, ...item.steps.map(stepOf), ...item.limits.map((limit) => limitStep(used, several, limit))],
  }
}

/** The edition whose clause an item names: that of the limit which decides. */
function editionOfClause({ limits, clause }: LimitItem): { edition?: string } {
  const limit = limits.find((one) => one.clause === clause && !isPermit(one.edition))
  return limit ? { edition: limit.edition } : {}
}

const overWords = (multiple: string): { zh: string; en: string } => ({
  zh: `，超标 ${multiple} 倍`,
  en: `, over by a multiple of ${multiple}`,
})

/** Explains a verdict by tables of limits. */
export function explainLimits(verdict: LimitVerdict): Explanation {
  const entry = findEdition(verdict.edition)
  const judged = verdict.judged && verdict.outcome
  const children = [...verdict.steps.map(stepOf), ...verdict.items.map(itemStep), ...verdict.findings.map(findingStep)]
  const head = judged
    ? { zh: judged.zh, en: judged.en, value: judged.zh }
    : { zh: verdict.why?.zh ?? '', en: verdict.why?.en ?? '' }
  const clause = entry ? { clause: entry.code, edition: entry.id } : {}
  return { ...head, ...clause, sureness: verdict.sureness, children }
}
