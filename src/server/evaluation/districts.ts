// The district as a place of its own: the mean of its evaluation points on each day, and the verdicts of that mean.
import type { AverageItems } from '#domain/monitoring/average-items.ts'
import { districtAverages } from '#domain/monitoring/district-average.ts'
import { DAY_MS } from '#kit/time.ts'
import { contentHash } from '#platform/content-hash.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { dayVerdicts, type SiteDay } from './air-days.ts'
import { storeAirPeriods } from './air-periods.ts'
import { replaceAverages, replaceVerdicts, type Step, type StoredAverage } from './versions.ts'

/** What the plan pack says of its district; null where no pack with a district was loaded. */
export type District = { code: string; nameZh: string; nameEn: string; stations: readonly string[] }

type Setting = { code?: string; nameZh?: string; nameEn?: string; stations?: { code?: string }[] }

export async function findDistrict(db: Queryable): Promise<District | null> {
  const [row] = await db.query<{ value: Setting }>(`select s.value from setting as s where s.key = 'district'`)
  const { code, nameZh, nameEn, stations } = row?.value ?? {}
  if (code === undefined || nameZh === undefined) return null
  return { code, nameZh, nameEn: nameEn ?? nameZh, stations: (stations ?? []).flatMap((one) => one.code ?? []) }
}

export const districtCode = ({ code }: District, isDemo: boolean): string => `district-${code}${isDemo ? '-demo' : ''}`

/**
 * Air stations whose days make the district's: its evaluation points in use, simulated ones apart from real ones.
 * A station the pack names belongs to the district even where its own record does not say so.
 */
export async function evaluationPoints(db: Queryable, district: District, isDemo: boolean): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `select s.id from site as s
      where s.kind = 'air' and s.is_evaluation_point and s.is_demo = $1 and s.retired_at is null
        and (s.district = $2 or s.code = any ($3))
      order by s.id`,
    [isDemo, district.nameZh, district.stations],
  )
  return rows.map(({ id }) => id)
}

export async function findDistrictSite(db: Queryable, district: District, isDemo: boolean): Promise<number | null> {
  const [row] = await db.query<{ id: number }>('select s.id from site as s where s.code = $1', [
    districtCode(district, isDemo),
  ])
  return row?.id ?? null
}

async function ensureDistrictSite({ tx }: Step, district: District, isDemo: boolean): Promise<number> {
  const found = await findDistrictSite(tx, district, isDemo)
  if (found !== null) return found
  const suffix = isDemo ? { zh: '（演示）', en: ' (demo)' } : { zh: '', en: '' }
  const [row] = await tx.query<{ id: number }>(
    `insert into site (code, kind, name, name_en, district, is_demo) values ($1, 'district', $2, $3, $4, $5)
     on conflict (code) do update set code = excluded.code
     returning id`,
    [
      districtCode(district, isDemo),
      `${district.nameZh}${suffix.zh}`,
      `${district.nameEn}${suffix.en}`,
      district.nameZh,
      isDemo,
    ],
  )
  if (!row) throw new Error(`Cannot create the site of district ${district.code}`)
  return row.id
}

type PointDay = { siteId: number; at: number; items: AverageItems; hash: string }

/**
 * Writes the district's days where one of its points changed, its months and years with them.
 * Gives the district's site-days; none where no point has anything to do with the district.
 */
export async function storeDistrictDays(
  step: Step,
  district: District,
  { isDemo, days }: { isDemo: boolean; days: readonly number[] },
): Promise<SiteDay[]> {
  if (days.length === 0) return []
  const points = await evaluationPoints(step.tx, district, isDemo)
  const known = await findDistrictSite(step.tx, district, isDemo)
  if (points.length === 0 && known === null) return []
  const siteId = known ?? (await ensureDistrictSite(step, district, isDemo))
  const byDay = Map.groupBy(await pointDays(step, points, days), ({ at }) => at)
  const rows = days.flatMap((day) => districtDay({ siteId, day }, byDay.get(day) ?? [], points.length))
  const scopes = (name: string) => days.map((day) => ({ siteId, name, from: day, until: day + DAY_MS }))
  await replaceAverages(step, scopes('day'), rows)
  await replaceVerdicts(step, scopes('air-day'), rows.flatMap(dayVerdicts))
  const siteDays = days.map((day) => ({ siteId, day }))
  await storeAirPeriods(step, siteDays)
  return siteDays
}

/** A day on which no point has data has no average of the district. */
function districtDay({ siteId, day }: SiteDay, points: readonly PointDay[], expected: number): StoredAverage[] {
  if (points.length === 0) return []
  const items = districtAverages(
    day,
    points.map((point) => point.items),
    expected,
  )
  const inputs = points.map((point) => [point.siteId, point.hash])
  return [{ siteId, period: 'day', at: day, items, inputsHash: contentHash({ inputs, expected }) }]
}

const pointDays = ({ tx }: Step, points: readonly number[], days: readonly number[]): Promise<PointDay[]> =>
  tx.query<PointDay>(
    `select a.site_id as "siteId", a.at, a.items, a.inputs_hash as hash from average as a
      where a.site_id = any ($1) and a.period = 'day' and a.at = any ($2::timestamptz[]) and a.known_until = 'infinity'
      order by a.at, a.site_id`,
    [points, days.map(timestamptz)],
  )
