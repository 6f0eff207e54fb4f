// A stored verdict in the short form that tables and the map show.
import type { VerdictBrief } from '#contract/sites.ts'
import { formatRef } from '#contract/trace-ref.ts'
import { findFactorOfItem } from '#domain/monitoring/factors.ts'
import { HJ633_2026 } from '#domain/standards/catalog/hj633-2026.ts'

export type StoredVerdict = Omit<VerdictBrief, 'label' | 'limiting' | 'ref'> & {
  siteCode: string
  class: string | null
  level: string | null
  /** Items of the catalogue: the worst of water, the primary of air. */
  items: string[] | null
}

/** Columns of `VERDICT_TABLES` as `StoredVerdict`; of the stored body only what the short form shows. */
export const VERDICT_COLUMNS = `s.code as "siteCode", v.subject, v.at, v.edition, v.judged, v.grade, v.aqi, b.colour,
  b.sureness, b.class, b.level, coalesce(b.worst, b.primary) as items,
  case when b.why is null then null else jsonb_build_object('zh', b.why -> 'zh', 'en', b.why -> 'en') end as why`

/** To stand behind a verdict `v` and its site `s`: the body is unpacked once, however many columns are taken. */
export const VERDICT_BODY = `cross join lateral jsonb_to_record(v.body)
  as b (colour text, sureness text, class text, level text, worst jsonb, "primary" jsonb, why jsonb)`

const itemName = (item: string): string =>
  findFactorOfItem(item.replace(/_\w+$/, ''))?.zh.replace(/^.*（(.*)）$/, '$1') ?? item

function labelOf({ class: name, level }: StoredVerdict): VerdictBrief['label'] {
  if (name !== null) return { zh: name, en: name }
  const known = HJ633_2026.levels.find(({ zh }) => zh === level)
  return known ? { zh: known.zh, en: known.en } : null
}

/** @example an hour at 龙岗 with AQI 57 → grade 2, 良 */
export function briefOfVerdict(row: StoredVerdict): VerdictBrief {
  const { siteCode, class: _, level: __, items, ...plain } = row
  return {
    ...plain,
    label: labelOf(row),
    limiting: (items ?? []).map(itemName),
    ref: formatRef('verdict', siteCode, row.subject, row.at, row.edition),
  }
}
