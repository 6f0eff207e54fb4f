// A stored verdict in the short form that tables and the map show.
import { z } from 'zod'
import type { VerdictBrief, VerdictSubject } from '#contract/sites.ts'
import { formatRef } from '#contract/trace-ref.ts'
import { findFactorOfItem } from '#domain/monitoring/factors.ts'
import { HJ633_2026 } from '#domain/standards/catalog/hj633-2026.ts'
import type { AirVerdict, WaterVerdict } from '#domain/standards/verdict.ts'

export type StoredVerdict = {
  siteCode: string
  subject: VerdictSubject
  at: number
  edition: string
  judged: boolean
  grade: number | null
  aqi: number | null
  body: AirVerdict | WaterVerdict
}

/** Columns of `verdict as v` joined with `site as s`, as `StoredVerdict`. */
export const VERDICT_COLUMNS = `s.code as "siteCode", v.subject, v.at, v.edition, v.judged, v.grade, v.aqi, v.body`

const itemName = (item: string): string =>
  findFactorOfItem(item.replace(/_\w+$/, ''))?.zh.replace(/^.*（(.*)）$/, '$1') ?? item

function labelOf(body: StoredVerdict['body']): VerdictBrief['label'] {
  if (body.subject === 'water') return body.class === null ? null : { zh: body.class, en: body.class }
  const level = HJ633_2026.levels.find(({ zh }) => zh === body.level)
  return level ? { zh: level.zh, en: level.en } : null
}

/** @example an hour at 龙岗 with AQI 57 → grade 2, 良 */
export function briefOfVerdict(row: StoredVerdict): VerdictBrief {
  const { body } = row
  return {
    subject: row.subject,
    at: row.at,
    edition: row.edition,
    judged: row.judged,
    why: body.why ? z.object({ zh: z.string(), en: z.string() }).parse(body.why) : null,
    grade: row.grade,
    label: labelOf(body),
    colour: body.colour,
    aqi: row.aqi,
    limiting: (body.subject === 'water' ? body.worst : body.primary).map(itemName),
    sureness: body.sureness,
    ref: formatRef('verdict', row.siteCode, row.subject, row.at, row.edition),
  }
}
