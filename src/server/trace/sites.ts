// Sites and factors as the trace needs them.
import type { Bilingual } from '#contract/wire.ts'
import type { Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { notFound, type TraceNode } from './node.ts'

export type TracedSite = {
  id: number
  code: string
  kind: string
  name: string
  nameEn: string | null
  district: string | null
  waterType: string | null
  isEvaluationPoint: boolean
  isDemo: boolean
  hasDevice: boolean
}

const COLUMNS = `s.id, s.code, s.kind, s.name, s.name_en as "nameEn", s.district, s.water_type as "waterType",
  s.is_evaluation_point as "isEvaluationPoint", s.is_demo as "isDemo",
  exists (select 1 from device as d where d.site_id = s.id) as "hasDevice"`

/** The site of that code; retired ones too, as their history stays readable. */
export async function findTracedSite(db: Database, code: string, ref: string): Promise<TracedSite | Refusal> {
  const [site] = await db.query<TracedSite>(`select ${COLUMNS} from site as s where s.code = $1`, [code])
  return site ?? notFound(ref, `没有站点“${code}”`, `There is no site "${code}"`)
}

export const siteWords = ({ name, nameEn }: Pick<TracedSite, 'name' | 'nameEn'>): Bilingual => ({
  zh: name,
  en: nameEn ?? name,
})

/** Names of sites by code. */
export async function siteNames(db: Database, codes: readonly string[]): Promise<Map<string, Bilingual>> {
  const rows = await db.query<{ code: string; name: string; nameEn: string | null }>(
    'select s.code, s.name, s.name_en as "nameEn" from site as s where s.code = any ($1)',
    [codes],
  )
  return new Map(rows.map((row) => [row.code, siteWords(row)]))
}

/** Where a site's data come from: simulated, devices, or files. A district's come from its points. */
export function dataState({ isDemo, hasDevice, kind }: TracedSite): TraceNode['state'] {
  if (isDemo) return 'demo'
  if (hasDevice) return 'live'
  return kind === 'district' ? null : 'imported'
}

/** Stations that the pack counts to its district, whatever their own record says. */
const PACK_STATIONS = `(select t.code from setting as g
   cross join lateral jsonb_to_recordset(coalesce(g.value -> 'stations', '[]')) as t (code text) where g.key = 'district')`

/** Evaluation points in use whose day averages make the district's, simulated ones apart from real ones. */
export const evaluationPoints = (db: Database, district: TracedSite): Promise<TracedSite[]> =>
  db.query<TracedSite>(
    `select ${COLUMNS} from site as s
      where s.kind = 'air' and s.is_evaluation_point and s.is_demo = $1 and s.retired_at is null
        and (s.district = $2 or s.code in ${PACK_STATIONS})
      order by s.name, s.code`,
    [district.isDemo, district.district],
  )

/** District sites that an evaluation point belongs to. */
export const districtsOf = (db: Database, point: TracedSite): Promise<TracedSite[]> =>
  !point.isEvaluationPoint
    ? Promise.resolve([])
    : db.query<TracedSite>(
        `select ${COLUMNS} from site as s
          where s.kind = 'district' and s.is_demo = $1 and (s.district = $2 or $3 in ${PACK_STATIONS})`,
        [point.isDemo, point.district, point.code],
      )

export type TracedFactor = { id: number; code: string; zh: string; en: string; unit: string; decimals: number | null }

const FACTOR_COLUMNS = 'f.id, f.code, f.name_zh as zh, f.name_en as en, f.unit, f.decimals'

export const factorsById = (db: Database, ids: readonly number[]): Promise<TracedFactor[]> =>
  db.query<TracedFactor>(`select ${FACTOR_COLUMNS} from factor as f where f.id = any ($1::smallint[])`, [ids])

export async function findTracedFactor(db: Database, code: string): Promise<TracedFactor | undefined> {
  const [factor] = await db.query<TracedFactor>(`select ${FACTOR_COLUMNS} from factor as f where f.code = $1`, [code])
  return factor
}

/** A value with the digits its factor is reported with, unless that would hide digits that were stored. */
export function exactValue(value: number | null, { decimals }: Pick<TracedFactor, 'decimals'>): string | null {
  if (value === null) return null
  const shown = decimals === null ? String(value) : value.toFixed(decimals)
  return Number(shown) === value ? shown : String(value)
}
