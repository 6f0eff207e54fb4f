// What the overview, the site list and the site page ask: one function a question.
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import type {
  listSites as listSitesRoute,
  ReadingKind,
  readMap as readMapRoute,
  VerdictSubject,
} from '#contract/sites.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { factorsOf } from './factor-cache.ts'
import { untilOf } from './period-ends.ts'
import { completeSites, type OrderingFacts, orderingFacts, SITE_COLUMNS, type SiteRecord } from './site-rows.ts'
import { briefOfVerdict, type StoredVerdict, VERDICT_BODY, VERDICT_COLUMNS } from './verdict-brief.ts'

export type SiteQuestion = QueryOf<typeof listSitesRoute>

/** Sites as a page: what orders and filters them is asked of all, values and verdicts only of the page. */
export async function listSites(
  db: Database,
  asked: SiteQuestion,
  now: number,
): Promise<ReplyOf<typeof listSitesRoute>> {
  const kinds = asked.kind?.split(',').filter((kind) => kind !== '') ?? []
  const q = asked.q?.trim() ?? ''
  const records = await db.query<SiteRecord>(
    `select ${SITE_COLUMNS} from site as s
      where s.retired_at is null
        and (cardinality($1::text[]) = 0 or s.kind = any ($1))
        and ($2::boolean is null or s.is_demo = $2)
        and ($3 = '' or concat_ws(E'\n', s.name, s.name_en, s.code, s.city, s.street, s.basin) ilike $4)`,
    [kinds, asked.demo ?? null, q, `%${q.replace(/[\\%_]/g, '\\$&')}%`],
  )
  const facts = await orderingFacts(db, records, { needsGrade: asked.sort === 'grade', now })
  const rows = facts.filter(({ state }) => asked.state === undefined || asked.state === '' || asked.state === state)
  const counts: Record<string, number> = {}
  for (const { site } of rows) counts[site.kind] = (counts[site.kind] ?? 0) + 1
  const sorted = rows.sort((a, b) => compareSites(a, b, asked.sort) * (asked.order === 'asc' ? 1 : -1))
  const from = (asked.page - 1) * asked.pageSize
  const page = sorted.slice(from, from + asked.pageSize).map(({ site }) => site)
  return {
    rows: await completeSites(db, page, now),
    total: rows.length,
    page: asked.page,
    pageSize: asked.pageSize,
    kinds: counts,
  }
}

const KINDS = ['district', 'air', 'section', 'reservoir', 'outfall', 'dust', 'noise']
const byName = new Intl.Collator('zh')

function compareSites(a: OrderingFacts, b: OrderingFacts, by: SiteQuestion['sort']): number {
  const named = byName.compare(a.site.name, b.site.name) || a.site.id - b.site.id
  if (by === 'latest') return (a.latestAt ?? 0) - (b.latestAt ?? 0) || named
  if (by === 'grade') return (a.grade ?? 0) - (b.grade ?? 0) || named
  const kind = KINDS.indexOf(a.site.kind) - KINDS.indexOf(b.site.kind)
  return by === 'kind' ? kind || Number(a.site.isDemo) - Number(b.site.isDemo) || named : named
}

/** What the plan's pack says of its district, as far as the map shows it. */
type District = {
  nameZh: string
  nameEn: string
  outline?: { coordinates: [number, number][][]; note_zh?: string }
  streets?: { nameZh: string; centre?: { lon: number; lat: number } }[]
}

/** The district's outline and streets with every site that has a place in or near it. */
export async function readMap(db: Database, now: number): Promise<ReplyOf<typeof readMapRoute>> {
  const [setting] = await db.query<{ value: District }>(`select t.value from setting as t where t.key = 'district'`)
  const district = setting?.value
  const records = await db.query<SiteRecord>(
    `select ${SITE_COLUMNS} from site as s where s.retired_at is null and s.lon is not null and s.lat is not null`,
  )
  return {
    district: { zh: district?.nameZh ?? '', en: district?.nameEn ?? '' },
    outline: district?.outline?.coordinates[0] ?? [],
    outlineNote: district?.outline?.note_zh ?? '',
    streets: (district?.streets ?? []).flatMap(({ nameZh, centre }) =>
      centre ? [{ name: nameZh, lon: centre.lon, lat: centre.lat }] : [],
    ),
    sites: await completeSites(db, records, now),
  }
}

export async function findSite(db: Database, code: string): Promise<SiteRecord | Refusal> {
  const [row] = await db.query<SiteRecord>(`select ${SITE_COLUMNS} from site as s where s.code = $1`, [code])
  return row ?? refuse('sites.not-found', { zh: `没有编码为“${code}”的站点`, en: `There is no site “${code}”` })
}

const READING_KINDS: readonly ReadingKind[] = ['realtime', 'minute', 'hour', 'day', 'sample']
const SUBJECTS: readonly VerdictSubject[] = ['air-hour', 'air-day', 'water-sample', 'water-month', 'water-year']

/** All of one site's page but its readings. */
export async function readSite(db: Database, site: SiteRecord, now: number) {
  const [[row], devices, kinds, verdicts] = await Promise.all([
    completeSites(db, [site], now),
    db.query<{ mn: string; edition: string; systemCode: string; expectedIntervalS: number | null }>(
      `select d.mn, d.edition, d.system_code as "systemCode", d.expected_interval_s as "expectedIntervalS"
         from device as d where d.site_id = $1 order by d.mn`,
      [site.id],
    ),
    spansOf(db, site.id),
    newestOfEachSubject(db, site.id),
  ])
  if (!row) throw new Error(`Cannot complete site ${site.code}`)
  const ids = [...new Set(kinds.flatMap((kind) => kind.factors))]
  const factors = await factorsOf(db, ids)
  return {
    ...row,
    waterTypeSource: site.waterTypeSource,
    devices,
    factors: ids.flatMap((id) => {
      const factor = factors.get(id)
      return factor ? [{ code: factor.code, nameZh: factor.zh, nameEn: factor.en, unit: factor.unit }] : []
    }),
    // Exclusive, so that a period up to here holds the newest value too.
    kinds: kinds.map(({ kind, from, until }) => ({ kind, from, until: Math.max(untilOf(kind, until), until + 1) })),
    subjects: verdicts.map(({ subject }) => subject),
    verdicts: verdicts.map(briefOfVerdict),
  }
}

/** Which kinds of data a site has, from when to when; both ends by the primary key, however many rows lie between. */
async function spansOf(db: Database, siteId: number) {
  const rows = await Promise.all(
    READING_KINDS.map((kind) =>
      db.query<{ kind: ReadingKind; from: number; until: number; factors: number[] }>(
        `select $2 as kind, f.at as "from", l.at as until, l.factors
           from (select r.at, r.factors from reading as r where r.site_id = $1 and r.kind = $2 order by r.at desc limit 1) as l
          cross join (select r.at from reading as r where r.site_id = $1 and r.kind = $2 order by r.at limit 1) as f`,
        [siteId, kind],
      ),
    ),
  )
  return rows.flat()
}

async function newestOfEachSubject(db: Database, siteId: number): Promise<StoredVerdict[]> {
  return db.query<StoredVerdict>(
    `select ${VERDICT_COLUMNS}
       from unnest($2::text[]) with ordinality as w (subject, n)
      cross join lateral (
            select v.* from verdict as v
             where v.site_id = $1 and v.subject = w.subject and v.known_until = 'infinity' and v.in_force
             order by v.at desc limit 1) as v
       join site as s on s.id = v.site_id
       ${VERDICT_BODY}
      order by w.n`,
    [siteId, SUBJECTS],
  )
}

export type VerdictQuestion = {
  page: number
  pageSize: number
  from?: number | undefined
  until?: number | undefined
  subject: VerdictSubject
  edition?: string | undefined
  asKnownAt?: number | undefined
}

/** Verdicts of a site, newest first: those in force, or those of a named edition. */
export async function listVerdicts(db: Database, siteId: number, asked: VerdictQuestion) {
  const params = [
    siteId,
    asked.subject,
    timestamptz(asked.from ?? Number.NEGATIVE_INFINITY),
    timestamptz(asked.until ?? Number.POSITIVE_INFINITY),
    asked.edition ?? null,
    timestamptz(asked.asKnownAt ?? Number.POSITIVE_INFINITY),
  ]
  const where = `v.site_id = $1 and v.subject = $2 and v.at >= $3 and v.at < $4
    and case when $6 = 'infinity'::timestamptz then v.known_until = 'infinity'
             else v.known_from <= $6 and v.known_until > $6 end
    and case when $5::text is null then v.in_force else v.edition = $5 end`
  const [rows, [count]] = await Promise.all([
    db.query<StoredVerdict>(
      `select ${VERDICT_COLUMNS}
         from (select v.* from verdict as v where ${where} order by v.at desc limit $7 offset $8) as v
         join site as s on s.id = v.site_id
         ${VERDICT_BODY}
        order by v.at desc`,
      [...params, asked.pageSize, (asked.page - 1) * asked.pageSize],
    ),
    db.query<{ n: number }>(`select count(*)::int as n from verdict as v where ${where}`, params),
  ])
  return { rows: rows.map(briefOfVerdict), total: count?.n ?? 0, page: asked.page, pageSize: asked.pageSize }
}
