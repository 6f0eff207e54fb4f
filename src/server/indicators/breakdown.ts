// One indicator and year in its parts: by month, street, basin or site, from what is judged of each site.
import type * as wire from '#contract/indicators.ts'
import type { ReplyOf } from '#contract/route.ts'
import { type BreakdownBy, noteOnSum, type Part, type PlaceFacts, partOf } from '#domain/indicators/breakdown.ts'
import { type Formula, parseFormula } from '#domain/indicators/formula.ts'
import { isReported } from '#domain/indicators/reported.ts'
import type { Indicator } from '#domain/plans/pack.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { beijingDate, beijingYearStart, DAY_MS, endOf } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { standsAt } from '../stands.ts'
import { type StoredValue, toValue, VALUE_COLUMNS } from './values.ts'

type Breakdown = ReplyOf<typeof wire.readBreakdown>
type Asked = {
  planId: string
  id: string
  year: number
  by?: BreakdownBy | undefined
  asKnownAt?: number | undefined
  nowMs: number
}

const CHOICES: Readonly<Record<Formula['over'], BreakdownBy[]>> = {
  'district-air': ['month', 'street', 'site'],
  'district-water': ['month', 'basin', 'street', 'site'],
}

/** Refuses what is not there; what units report has no parts and says so. */
export async function readBreakdown(db: Database, asked: Asked): Promise<Breakdown | Refusal> {
  const model = await findPlan(db, asked.planId)
  if (isRefusal(model)) return model
  const indicator = model.indicators.get(asked.id)
  if (indicator === undefined) {
    return refuse('indicators.not-found', {
      zh: `规划没有指标“${asked.id}”`,
      en: `The plan has no indicator "${asked.id}"`,
    })
  }
  const stored = await valuesOf(db, asked)
  const whole = stored.find(({ period }) => period === 'year')
  const formula = formulaOf(indicator)
  if (formula === undefined) return withoutParts(asked, whole)
  const choices = CHOICES[formula.over]
  // Months stand on the page already: places are what is asked for first.
  const by = choices.find((one) => one === asked.by) ?? choices[1] ?? 'month'
  const isDemo = whole?.isDemo ?? false
  const rows = by === 'month' ? stored.flatMap(monthRow) : await placeRows(db, formula, { ...asked, by, isDemo })
  return {
    year: asked.year,
    by,
    choices,
    isDemo,
    whole: whole === undefined ? null : toValue(whole),
    rows,
    note: noteOnSum(formula, by, { whole: whole && countsOf(whole), parts: rows }),
  }
}

function formulaOf({ formula }: Indicator): Formula | undefined {
  if (formula === null || isReported(formula)) return undefined
  const parsed = parseFormula(formula)
  return isRefusal(parsed) ? undefined : parsed
}

const withoutParts = ({ year }: Asked, whole: StoredValue | undefined): Breakdown => ({
  year,
  by: 'month',
  choices: [],
  isDemo: false,
  whole: whole === undefined ? null : toValue(whole),
  rows: [],
  note: {
    addsUp: false,
    zh: '这项指标由主管单位按全区填报一个年度数，没有分月、分区域的数据',
    en: 'A unit reports one number a year for the whole district: there are no months and no places',
  },
})

const valuesOf = (db: Database, { planId, id, year, asKnownAt }: Asked): Promise<StoredValue[]> =>
  db.query<StoredValue>(
    `select ${VALUE_COLUMNS} from indicator_value as v
      where v.plan_id = $1 and v.indicator_id = $2 and v.basis = 'in-force' and v.at >= $3 and v.at < $4 and ${standsAt(asKnownAt)}
      order by v.at`,
    [planId, id, timestamptz(beijingYearStart(year)), timestamptz(beijingYearStart(year + 1))],
  )

const countsOf = ({ body }: StoredValue): Pick<Part, 'numerator' | 'denominator'> => ({
  numerator: body.numerator,
  denominator: body.denominator ?? 0,
})

function monthRow(row: StoredValue): wire.BreakdownRow[] {
  if (row.period !== 'month') return []
  const { value, at, completeness } = row
  return [
    {
      place: beijingDate(at).slice(0, 7),
      code: null,
      sites: null,
      value,
      ...countsOf(row),
      completeness: completeness === null ? null : Number(completeness),
      ref: toValue(row).ref,
    },
  ]
}

type Places = Asked & { by: Exclude<BreakdownBy, 'month'>; isDemo: boolean }
type PlaceRow = { place: string | null; code: string | null; sites: number } & Omit<PlaceFacts, 'expected'>

/** By place, those that name none last; days or sections of sites in use that make the district's value. */
async function placeRows(db: Database, formula: Formula, asked: Places): Promise<wire.BreakdownRow[]> {
  const isAir = formula.over === 'district-air'
  const rows = await placesOf(db, formula, asked)
  const days = daysSoFar(asked)
  return rows.map(({ place, code, sites, ...facts }) => ({
    place,
    code,
    sites,
    ...partOf(formula, { ...facts, expected: isAir ? sites * days : sites }),
    ref: null,
  }))
}

function daysSoFar({ year, nowMs, asKnownAt }: Asked): number {
  const start = beijingYearStart(year)
  const until = Math.min(endOf('year', start), nowMs, asKnownAt ?? nowMs)
  return Math.max(0, Math.floor((until - start) / DAY_MS))
}

const PLACE = { street: 's.street', basin: 's.basin', site: 's.name' } as const

/** Sites in use then; `$1` is whether they are simulated. */
const sitesOf = ({ by, asKnownAt }: Places, kinds: string): string => {
  const inUse =
    asKnownAt === undefined
      ? 's.retired_at is null'
      : `s.created_at <= '${timestamptz(asKnownAt)}' and (s.retired_at is null or s.retired_at > '${timestamptz(asKnownAt)}')`
  return `select s.id, nullif(${PLACE[by]}, '') as place, ${by === 'site' ? 's.code' : 'null::text'} as code
            from site as s cross join (select d.value from setting as d where d.key = 'district') as d
           where s.is_demo = $1 and ${inUse} and ${kinds}`
}

const AIR_POINTS = `s.kind = 'air' and s.is_evaluation_point and (s.district = d.value ->> 'nameZh'
  or s.code in (select e ->> 'code' from jsonb_array_elements(coalesce(d.value -> 'stations', '[]')) as e))`
const SECTIONS = `s.kind in ('section', 'reservoir') and s.district = d.value ->> 'nameZh'`

type Span = [isDemo: boolean, from: string, until: string]

/** Means read the days' averages, shares what was judged: of air its days, of a section its year. */
function placesOf(db: Database, formula: Formula, asked: Places): Promise<PlaceRow[]> {
  const span: Span = [
    asked.isDemo,
    timestamptz(beijingYearStart(asked.year)),
    timestamptz(beijingYearStart(asked.year + 1)),
  ]
  return formula.op === 'mean'
    ? averagedPlaces(db, asked, [...span, formula.of.item])
    : judgedPlaces(db, asked, [...span, formula.over === 'district-air' ? 'air-day' : 'water-year'])
}

function averagedPlaces(db: Database, asked: Places, params: [...Span, item: string]): Promise<PlaceRow[]> {
  const exact = `(a.items -> $4 ->> 'exact')`
  return db.query<PlaceRow>(
    `with p as (${sitesOf(asked, AIR_POINTS)})
     select p.place, p.code, count(distinct p.id)::int as sites, '[]'::jsonb as facts, count(a.site_id)::int as valid,
            coalesce(sum(${exact}::numeric), 0)::float8 as sum
       from p left join average as a on a.site_id = p.id and a.period = 'day' and a.at >= $2 and a.at < $3
            and (a.items -> $4 ->> 'valid')::boolean and ${standsAt(asked.asKnownAt, 'a')}
      group by p.place, p.code order by p.place nulls last`,
    params,
  )
}

const judgedPlaces = (db: Database, asked: Places, params: [...Span, subject: string]): Promise<PlaceRow[]> =>
  db.query<PlaceRow>(
    `with p as (${sitesOf(asked, params[3] === 'air-day' ? AIR_POINTS : SECTIONS)}), g as (
       select p.place, p.code, v.judged, v.aqi, v.grade, count(*)::int as n
         from p join verdict as v on v.site_id = p.id and v.subject = $4 and v.at >= $2 and v.at < $3
              and v.in_force and ${standsAt(asked.asKnownAt)}
        group by p.place, p.code, v.judged, v.aqi, v.grade)
     select p.place, p.code, p.sites, 0 as valid, 0 as sum,
            coalesce(jsonb_agg(jsonb_build_object('judged', g.judged, 'aqi', g.aqi, 'grade', g.grade, 'count', g.n))
                       filter (where g.n > 0), '[]') as facts
       from (select p.place, p.code, count(*)::int as sites from p group by p.place, p.code) as p
       left join g on g.place is not distinct from p.place and g.code is not distinct from p.code
      group by p.place, p.code, p.sites order by p.place nulls last`,
    params,
  )
