// The change report of one cause: every average, verdict and indicator that moved with it, from what to what.
import type { ChangeCause, ChangeRow } from '#contract/quality-reports.ts'
import { formatRef } from '#contract/trace-ref.ts'
import type { AverageItems } from '#domain/monitoring/average-items.ts'
import { averageText, indicatorText, verdictText } from '#domain/quality/change-texts.ts'
import { formatCsvRow } from '#kit/csv.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { beijingDateTime } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import { findCause } from './causes.ts'

export const MOST_CHANGES = 5000

export type Report = { cause: ChangeCause; rows: ChangeRow[]; counts: Record<string, number>; truncated: boolean }

/** Results that are new or only recounted are left out unless `all`. */
export async function readChanges(db: Database, cause: string, all: boolean): Promise<Report | Refusal> {
  const known = await findCause(db, cause)
  if (!known) {
    return refuse('quality.cause-not-found', {
      zh: '没有这次变更，或它没有引起重算',
      en: 'There is no such cause, or nothing was computed again for it',
    })
  }
  const found = [
    ...(await averageChanges(db, cause)),
    ...(await verdictChanges(db, cause)),
    ...(await indicatorChanges(db, cause)),
  ]
  const rows = found.filter(({ before, after }) => all || (before !== null && before !== after))
  const counts: Record<string, number> = {}
  for (const { what } of rows) counts[what] = (counts[what] ?? 0) + 1
  return { cause: known, rows: rows.slice(0, MOST_CHANGES), counts, truncated: rows.length > MOST_CHANGES }
}

/** Steps of this cause with the periods their days lie in; districts are computed again with their points. */
const KEYS = `with run as (
    select distinct r.known_from, r.day, r.site_id from reevaluation as r where r.cause = $1
  ), place as (
    select w.known_from, w.day, w.site_id from run as w
    union
    select distinct w.known_from, w.day, s.id from run as w cross join site as s where s.kind = 'district'
  )`

/** A version that ended with a step of the cause, or began with it; of two steps the first `before` and the last `after` count. */
type Version<T> = { key: string; isNew: boolean; changedAt: number } & T

function pairVersions<T>(
  versions: readonly Version<T>[],
): { before: Version<T> | undefined; after: Version<T> | undefined }[] {
  const pairs = new Map<string, { before: Version<T> | undefined; after: Version<T> | undefined }>()
  for (const version of versions) {
    const pair = pairs.get(version.key) ?? { before: undefined, after: undefined }
    pairs.set(version.key, pair)
    if (version.isNew) {
      if (!pair.after || version.changedAt >= pair.after.changedAt) pair.after = version
    } else if (!pair.before || version.changedAt < pair.before.changedAt) pair.before = version
  }
  return [...pairs.values()]
}

type AverageVersion = { site: string; name: string; period: 'day' | 'month' | 'year'; at: number; items: AverageItems }
const PERIOD_WORDS = {
  day: { zh: '日均值', en: 'day' },
  month: { zh: '月均值', en: 'month' },
  year: { zh: '年均值', en: 'year' },
}

async function averageChanges(db: Database, cause: string): Promise<ChangeRow[]> {
  const versions = await db.query<Version<AverageVersion>>(
    `${KEYS}, asked as (
       select distinct p.known_from, p.site_id, w.period, date_trunc(w.period, p.day, 'Asia/Shanghai') as at
         from place as p cross join (values ('day'), ('month'), ('year')) as w (period)
     )
     select concat_ws(' ', a.site_id, a.period, a.at) as key, k.is_new as "isNew", q.known_from as "changedAt",
            s.code as site, s.name, a.period, a.at, a.items
       from asked as q
      cross join (values (true), (false)) as k (is_new)
       join average as a on a.site_id = q.site_id and a.period = q.period and a.at = q.at
            and case when k.is_new then a.known_from = q.known_from else a.known_until = q.known_from end
       join site as s on s.id = a.site_id
      order by a.at, s.name`,
    [cause],
  )
  return pairVersions(versions).flatMap(({ before, after }): ChangeRow[] => {
    const shown = after ?? before
    if (!shown) return []
    const items = new Set([...Object.keys(before?.items ?? {}), ...Object.keys(after?.items ?? {})])
    return [...items].map((item) => ({
      what: 'average',
      place: shown.name,
      name: { zh: `${item} ${PERIOD_WORDS[shown.period].zh}`, en: `${item} of the ${PERIOD_WORDS[shown.period].en}` },
      at: shown.at,
      before: averageText(before?.items[item]),
      after: averageText(after?.items[item]),
      unit: '',
      changedAt: shown.changedAt,
      ref: formatRef('average', shown.site, shown.period, shown.at, item),
    }))
  })
}

type VerdictVersion = {
  site: string
  name: string
  subject: string
  edition: string
  at: number
  judged: boolean
  grade: number | null
  aqi: number | null
}
const SUBJECT_WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  'air-hour': { zh: '小时空气质量', en: 'hourly air quality' },
  'air-day': { zh: '日空气质量', en: 'daily air quality' },
  'water-sample': { zh: '单次水质类别', en: 'water class of a sample' },
  'water-month': { zh: '月水质类别', en: 'water class of the month' },
  'water-year': { zh: '年水质类别', en: 'water class of the year' },
}

async function verdictChanges(db: Database, cause: string): Promise<ChangeRow[]> {
  const versions = await db.query<Version<VerdictVersion>>(
    `${KEYS}, asked as (
       select p.known_from, p.site_id, w.subject, p.day as from_at, p.day + interval '1 day' as until_at
         from place as p cross join (values ('air-hour'), ('air-day'), ('water-sample')) as w (subject)
       union
       select p.known_from, p.site_id, w.subject, date_trunc(w.period, p.day, 'Asia/Shanghai'),
              date_trunc(w.period, p.day, 'Asia/Shanghai') + interval '1 second'
         from place as p cross join (values ('water-month', 'month'), ('water-year', 'year')) as w (subject, period)
     )
     select concat_ws(' ', v.site_id, v.subject, v.at, v.edition) as key, k.is_new as "isNew", q.known_from as "changedAt",
            s.code as site, s.name, v.subject, v.edition, v.at, v.judged, v.grade, v.aqi
       from asked as q
      cross join (values (true), (false)) as k (is_new)
       join verdict as v on v.site_id = q.site_id and v.subject = q.subject and v.at >= q.from_at and v.at < q.until_at
            and case when k.is_new then v.known_from = q.known_from else v.known_until = q.known_from end
       join site as s on s.id = v.site_id
      order by v.at, s.name, v.edition`,
    [cause],
  )
  return pairVersions(versions).flatMap(({ before, after }): ChangeRow[] => {
    const shown = after ?? before
    if (!shown) return []
    const words = SUBJECT_WORDS[shown.subject] ?? { zh: shown.subject, en: shown.subject }
    return [
      {
        what: 'verdict',
        place: shown.name,
        name: { zh: `${words.zh} ${shown.edition}`, en: `${words.en}, ${shown.edition}` },
        at: shown.at,
        before: before ? verdictText(before) : null,
        after: after ? verdictText(after) : null,
        unit: '',
        changedAt: shown.changedAt,
        ref: formatRef('verdict', shown.site, shown.subject, shown.at, shown.edition),
      },
    ]
  })
}

type IndicatorVersion = {
  plan: string
  title: string
  indicator: string
  nameZh: string
  nameEn: string
  unit: string
  period: string
  basis: string
  at: number
  value: string | null
  status: string
}

async function indicatorChanges(db: Database, cause: string): Promise<ChangeRow[]> {
  const versions = await db.query<Version<IndicatorVersion>>(
    `${KEYS}, asked as (
       select distinct p.known_from, w.period, date_trunc(w.period, p.day, 'Asia/Shanghai') as at
         from place as p cross join (values ('month'), ('year')) as w (period)
     )
     select concat_ws(' ', v.plan_id, v.indicator_id, v.period, v.at, v.basis) as key, k.is_new as "isNew",
            q.known_from as "changedAt", v.plan_id as plan, p.title_zh as title, v.indicator_id as indicator,
            i.name_zh as "nameZh", i.name_en as "nameEn", i.body ->> 'unit' as unit, v.period, v.basis, v.at,
            v.value::text as value, v.status
       from asked as q
      cross join (values (true), (false)) as k (is_new)
       join indicator_value as v on v.period = q.period and v.at = q.at
            and case when k.is_new then v.known_from = q.known_from else v.known_until = q.known_from end
       join plan as p on p.id = v.plan_id
       join plan_indicator as i on i.plan_id = v.plan_id and i.id = v.indicator_id
      order by v.at, i.ordinal, v.basis`,
    [cause],
  )
  return pairVersions(versions).flatMap(({ before, after }): ChangeRow[] => {
    const shown = after ?? before
    if (!shown) return []
    const [zh, en] = shown.period === 'year' ? ['年', 'year'] : ['月', 'month']
    return [
      {
        what: 'indicator',
        place: shown.title,
        name: { zh: `${shown.nameZh}（${zh}，${shown.basis}）`, en: `${shown.nameEn} (${en}, ${shown.basis})` },
        at: shown.at,
        before: before ? indicatorText(before) : null,
        after: after ? indicatorText(after) : null,
        unit: shown.unit ?? '',
        changedAt: shown.changedAt,
        ref: formatRef('indicator', shown.plan, shown.indicator, shown.period, shown.at, shown.basis),
      },
    ]
  })
}

const WHAT_WORDS = { average: '均值', verdict: '评价结论', indicator: '指标' } as const

/** With a byte-order mark, so that office programs read the Chinese. */
export function* changeLines({ cause, rows }: Report): Generator<string> {
  const line = (cells: readonly string[]): string => `${formatCsvRow(cells)}\r\n`
  yield `\uFEFF${line(['类型', '站点或规划', '名称', '时段（北京时间）', '变更前', '变更后', '单位', '变更时间', '原因', '操作人', '理由'])}`
  for (const row of rows) {
    yield line([
      WHAT_WORDS[row.what],
      row.place,
      row.name.zh,
      beijingDateTime(row.at),
      row.before ?? '',
      row.after ?? '',
      row.unit,
      beijingDateTime(row.changedAt),
      cause.text.zh,
      cause.author ?? '',
      cause.reason ?? '',
    ])
  }
}
