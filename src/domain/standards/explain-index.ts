// The explanation of an index: each fact with its formula filled in, then the steps by their rules, then what came out.
import { getRule } from './edition.ts'
import { edition as findEdition } from './editions.ts'
import { findingStep, ruleStep } from './explain-air.ts'
import type { IndexItem, IndexVerdict } from './index-verdict.ts'
import type { Explanation } from './verdict-parts.ts'

type Named = { item: string; zh?: string; en?: string }

function namesOf(entry: object, key: string): { zh: string; en: string } {
  const rows = Object.values(entry).filter(Array.isArray).flat() as unknown[]
  const row = rows.find(
    (candidate): candidate is Named =>
      typeof candidate === 'object' && candidate !== null && 'item' in candidate && candidate.item === key,
  )
  return { zh: row?.zh ?? key, en: row?.en ?? key }
}

const STATUS = {
  missing: { zh: '缺测', en: 'missing' },
  rejected: { zh: '无效，按缺测处理', en: 'invalid, counts as missing' },
} as const

function itemStep(entry: { id: string }, item: IndexItem): Explanation {
  const names = namesOf(entry, item.key)
  const status = item.status === 'missing' || item.status === 'rejected' ? STATUS[item.status] : undefined
  const input = `${item.value ?? '—'}${item.used === undefined ? '' : ` ⇒ ${item.used}`}`
  return {
    zh: `${names.zh}（${item.unit}）${status ? `：${status.zh}` : ''}`,
    en: `${names.en} (${item.unit})${status ? `: ${status.en}` : ''}`,
    value: item.result ?? input,
    ...(item.formula === undefined ? {} : { formula: item.formula }),
    clause: item.clause,
    edition: entry.id,
    children: item.result === null ? [] : [{ zh: '输入', en: 'Input', value: input, children: [] }],
  }
}

/** Explains any index from its verdict and the catalogue alone. */
export function explainIndex(verdict: IndexVerdict): Explanation {
  const entry = findEdition(verdict.edition)
  if (!entry) throw new Error(`Cannot explain as the catalogue must hold ${verdict.edition}`)
  const steps = verdict.steps.map(({ rule, formula, value }) =>
    ruleStep(entry, getRule(entry, rule), { formula, value }),
  )
  const result = [
    verdict.value === null ? '' : `${verdict.value}${verdict.unit === '1' ? '' : ` ${verdict.unit}`}`,
    verdict.level ?? '',
  ]
  const text = result.filter((part) => part !== '').join('，')
  const head = verdict.judged
    ? { zh: `${entry.zh}：${text}`, en: `${entry.en}: ${text.replace('，', ', ')}`, value: text }
    : { zh: verdict.why?.zh ?? '', en: verdict.why?.en ?? '' }
  const children = [
    ...verdict.items.map((item) => itemStep(entry, item)),
    ...verdict.findings.map(findingStep),
    ...steps,
  ]
  return { ...head, clause: entry.code, edition: entry.id, sureness: verdict.sureness, children }
}
