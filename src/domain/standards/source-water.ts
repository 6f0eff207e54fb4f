// Items of drinking-water sources (tables 2 and 3 of GB 3838): kept or not, never a class.
import { compareDecimals, getDecimal } from '#kit/rational.ts'
import type { SourceWaterLimit, SurfaceWaterEdition } from './catalog/gb3838-2002.ts'
import { FINDINGS, factText, parseFact } from './facts.ts'
import type { Facts, Finding, WaterItem } from './verdict.ts'

const zero = getDecimal(0)
const tables = new WeakMap<SurfaceWaterEdition, ReadonlyMap<string, SourceWaterLimit>>()

/** The limit of tables 2 and 3 by item key or Chinese name; undefined where there is none. */
export function sourceLimitOf(edition: SurfaceWaterEdition, item: string): SourceWaterLimit | undefined {
  let table = tables.get(edition)
  if (!table) {
    const rows = [...edition.chosenSourceLimits, ...edition.sourceLimits]
    table = new Map(rows.flatMap((row) => [[row.item, row] as const, [row.zh, row] as const]))
    tables.set(edition, table)
  }
  return table.get(item)
}

function judge(limit: SourceWaterLimit, text: string): { item: WaterItem; finding?: Finding } {
  const base = {
    key: limit.item,
    value: text,
    unit: limit.unit,
    clause: limit.source,
    grade: null,
    class: null,
    counts: false,
  }
  const fact = parseFact(text)
  if (fact.kind === 'missing') return { item: { ...base, value: null, status: 'missing' } }
  if (fact.kind === 'not-detected') {
    return { item: { ...base, status: 'rejected' }, finding: FINDINGS.noDetectionLimit(limit.item, text) }
  }
  if (fact.kind === 'rejected')
    return { item: { ...base, status: 'rejected' }, finding: FINDINGS.notANumber(limit.item, text) }
  if (compareDecimals(fact.decimal, zero) < 0) {
    return { item: { ...base, status: 'rejected' }, finding: FINDINGS.negative(limit.item, text) }
  }
  const meets = compareDecimals(fact.decimal, getDecimal(limit.atMost)) <= 0
  if (fact.kind === 'number') return { item: { ...base, status: 'ok', meets } }
  const finding = FINDINGS.belowDetection(limit.item, text, fact.used)
  return { item: { ...base, used: fact.used, status: 'below-detection', meets }, finding }
}

/** Judges the facts that tables 2 and 3 limit; records them in `inputs`. Other facts are left alone. */
export function judgeSourceItems(
  edition: SurfaceWaterEdition,
  facts: Facts,
  inputs: Record<string, string>,
): { items: WaterItem[]; findings: Finding[] } {
  const items: WaterItem[] = []
  const findings: Finding[] = []
  for (const key in facts) {
    const limit = sourceLimitOf(edition, key)
    const text = limit ? factText(facts[key]) : ''
    if (!limit || text === '') continue
    inputs[limit.item] = text
    const { item, finding } = judge(limit, text)
    items.push(item)
    if (finding) findings.push(finding)
  }
  return { items, findings }
}
