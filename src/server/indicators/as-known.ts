// A year as it was known at a past instant against what stands now: differing measurables, and the acts between that made them differ.
import type * as wire from '#contract/as-known.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Indicator } from '#domain/plans/pack.ts'
import { editionFor } from '#domain/standards/editions.ts'
import { FAMILY_WORDS } from '#domain/standards/families.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingYearStart } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { assess, COMPARED } from './assessment.ts'

type Asked = { planId: string; year: number; at: number; nowMs: number }
type Reply = ReplyOf<typeof wire.readKnownDifferences>
/** What an act touched: one indicator, or all that are computed over air or water. */
type Act = wire.KnownCause & { id?: string; over?: 'district-air' | 'district-water' }

export async function readKnownDifferences(db: Database, asked: Asked): Promise<Reply | Refusal> {
  const { planId, year, at, nowMs } = asked
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const [then, now, acts, sites, signoffs] = await Promise.all([
    assess(db, model, { planId, year, asKnownAt: at }),
    assess(db, model, { planId, year }),
    actsSince(db, asked),
    countSites(db, at),
    countSignoffs(db, asked),
  ])
  const before = new Map(then.map((row) => [row.id, row]))
  const rows = now.flatMap((row): wire.KnownDifference[] => {
    const old = before.get(row.id)
    const fields = COMPARED.flatMap((field) => {
      const [was, is] = [old?.[field] ?? null, row[field]]
      return was === is ? [] : [{ field, before: was, now: is }]
    })
    const { id, nameZh, nameEn, unit } = row
    return fields.length === 0
      ? []
      : [{ id, nameZh, nameEn, unit, fields, causes: causesOf(model.indicators.get(id), acts) }]
  })
  return { year, at, rows, ...sites, signoffs, editions: editionsAt(at, nowMs) }
}

/** Newest first; without any noted cause the value moved with data that came in their time. */
function causesOf(indicator: Indicator | undefined, acts: readonly Act[]): wire.KnownCause[] {
  const own = acts.filter(({ id, over }) =>
    id === undefined ? over !== undefined && indicator?.formula?.over === over : id === indicator?.id,
  )
  return own.map(({ kind, at, text, author, reason, cause }) => ({ kind, at, text, author, reason, cause }))
}

const FAMILIES = ['aqi', 'ambient-air', 'surface-water'] as const

const editionsAt = (then: number, now: number): Reply['editions'] =>
  FAMILIES.map((family) => ({
    family: FAMILY_WORDS[family],
    before: editionFor(family, then)?.id ?? null,
    now: editionFor(family, now)?.id ?? null,
  }))

async function actsSince(db: Database, asked: Asked): Promise<Act[]> {
  const acts = await Promise.all([formulaActs(db, asked), enteredActs(db, asked), dataActs(db, asked)])
  return acts.flat().sort((a, b) => b.at - a.at)
}

async function formulaActs(db: Database, { planId, at }: Asked): Promise<Act[]> {
  const rows = await db.query<{ id: string; at: number; newFormula: boolean }>(
    `select n.indicator_id as id, n.known_from as at,
            n.definition -> 'formula' is distinct from o.definition -> 'formula' as "newFormula"
       from indicator_definition as n
       left join indicator_definition as o on o.plan_id = n.plan_id and o.indicator_id = n.indicator_id and o.known_until = n.known_from
      where n.plan_id = $1 and n.known_from > $2
        and n.known_from > (select min(f.known_from) from indicator_definition as f where f.plan_id = $1)`,
    [planId, timestamptz(at)],
  )
  return rows.map(({ id, at: since, newFormula }) => ({
    id,
    kind: newFormula ? 'formula' : 'target',
    at: since,
    text: newFormula
      ? { zh: '规划包换了公式', en: 'The pack brought a new formula' }
      : { zh: '规划包改了目标或说明', en: 'The pack changed the target or the words' },
    author: null,
    reason: null,
    cause: null,
  }))
}

const ENTERED = {
  report: {
    came: { zh: '填报', en: 'Reported' },
    corrected: { zh: '更正填报', en: 'Report corrected' },
    gone: { zh: '撤回填报', en: 'Report withdrawn' },
  },
  target: {
    came: { zh: '录入市下达目标', en: 'Target of the city entered' },
    corrected: { zh: '更正市下达目标', en: 'Target of the city corrected' },
    gone: { zh: '撤回市下达目标', en: 'Target of the city withdrawn' },
  },
} as const

type EnteredRow = {
  id: string
  kind: keyof typeof ENTERED
  what: keyof (typeof ENTERED)['report']
  at: number
  author: string | null
  reason: string | null
  source: string
}

/** Reports and targets that were entered, corrected or withdrawn. */
async function enteredActs(db: Database, { planId, year, at }: Asked): Promise<Act[]> {
  const part = (table: 'indicator_report' | 'city_target', kind: string, source: string) =>
    `select r.indicator_id as id, '${kind}' as kind, case when r.reason = '' then 'came' else 'corrected' end as what,
            r.known_from as at, r.author, nullif(r.reason, '') as reason, r.${source} as source
       from ${table} as r where r.plan_id = $1 and r.at = $2 and r.known_from > $3
     union all
     select r.indicator_id, '${kind}', 'gone', r.known_until, r.closed_by, r.closed_reason, r.${source}
       from ${table} as r where r.plan_id = $1 and r.at = $2 and r.known_until > $3 and r.known_until < 'infinity'
        and not exists (select 1 from ${table} as n where n.plan_id = $1 and n.indicator_id = r.indicator_id and n.at = $2
                           and n.known_from = r.known_until)`
  const rows = await db.query<EnteredRow>(
    `${part('indicator_report', 'report', 'source')} union all ${part('city_target', 'target', 'document')}`,
    [planId, timestamptz(beijingYearStart(year)), timestamptz(at)],
  )
  return rows.map(({ id, kind, what, at: when, author, reason, source }) => {
    const { zh, en } = ENTERED[kind][what]
    return {
      id,
      kind,
      at: when,
      text: { zh: `${zh}（${source}）`, en: `${en} (${source})` },
      author,
      reason,
      cause: null,
    }
  })
}

const LATE: ReadonlySet<string> = new Set(['import', 'late', 'reingest', 'replay', 'undo', 'undo-run'])
const CAUSE_WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  import: { zh: '导入数据', en: 'Data imported' },
  undo: { zh: '撤销导入', en: 'Import undone' },
  'undo-run': { zh: '撤销接入', en: 'Intake undone' },
  late: { zh: '迟到数据', en: 'Late data' },
  revised: { zh: '设备重报', en: 'Sent again by the device' },
  reingest: { zh: '重新入库', en: 'Taken in again' },
  replay: { zh: '重放原始记录', en: 'Frames read again' },
  flag: { zh: '人工标记', en: 'Flagged by a person' },
  'flag-undone': { zh: '撤销标记', en: 'Flag undone' },
  correction: { zh: '数据订正', en: 'Data corrected' },
  'correction-undone': { zh: '撤销订正', en: 'Correction undone' },
  rule: { zh: '质控规则变更', en: 'Quality rule changed' },
}

type DataRow = { cause: string; isAir: boolean; at: number; days: number }
const MOST_CAUSES = 40

/** Why days of the year were computed again, by cause; newest first. */
async function dataActs(db: Database, { year, at }: Asked): Promise<Act[]> {
  const rows = await db.query<DataRow>(
    `select r.cause, s.kind = 'air' as "isAir", max(r.known_from) as at, count(distinct (r.site_id, r.day))::int as days
       from reevaluation as r join site as s on s.id = r.site_id
      where r.known_from > $1 and r.day >= $2 and r.day < $3 and s.kind in ('air', 'section', 'reservoir')
      group by 1, 2 order by 3 desc limit ${MOST_CAUSES}`,
    [timestamptz(at), timestamptz(beijingYearStart(year)), timestamptz(beijingYearStart(year + 1))],
  )
  return rows.map(({ cause, isAir, at: when, days }) => {
    const head = cause.split(':', 1)[0] ?? ''
    const { zh, en } = CAUSE_WORDS[head] ?? { zh: head, en: head }
    return {
      over: isAir ? 'district-air' : 'district-water',
      kind: LATE.has(head) ? 'late' : 'correction',
      at: when,
      text: { zh: `${zh}，${days} 个点位日重算`, en: `${en}, ${days} site-days computed again` },
      author: null,
      reason: null,
      cause,
    }
  })
}

type Counted = Reply['signoffs']

async function countSites(db: Database, at: number): Promise<Pick<Reply, 'airPoints' | 'sections'>> {
  const then = `s.created_at <= $1 and (s.retired_at is null or s.retired_at > $1)`
  const [row] = await db.query<{ airThen: number; airNow: number; waterThen: number; waterNow: number }>(
    `select count(*) filter (where s.kind = 'air' and ${then})::int as "airThen",
            count(*) filter (where s.kind = 'air' and s.retired_at is null)::int as "airNow",
            count(*) filter (where s.kind <> 'air' and ${then})::int as "waterThen",
            count(*) filter (where s.kind <> 'air' and s.retired_at is null)::int as "waterNow"
       from site as s cross join (select d.value from setting as d where d.key = 'district') as d
      where (s.kind = 'air' and s.is_evaluation_point
             and (s.district = d.value ->> 'nameZh'
                  or s.code in (select e ->> 'code' from jsonb_array_elements(coalesce(d.value -> 'stations', '[]')) as e)))
         or (s.kind in ('section', 'reservoir') and s.district = d.value ->> 'nameZh')`,
    [timestamptz(at)],
  )
  const { airThen = 0, airNow = 0, waterThen = 0, waterNow = 0 } = row ?? {}
  return { airPoints: { before: airThen, now: airNow }, sections: { before: waterThen, now: waterNow } }
}

async function countSignoffs(db: Database, { planId, year, at }: Asked): Promise<Counted> {
  const [row] = await db.query<Counted>(
    `select count(*) filter (where s.signed_at <= $3)::int as before, count(*)::int as now
       from indicator_signoff as s where s.plan_id = $1 and s.at = $2`,
    [planId, timestamptz(beijingYearStart(year)), timestamptz(at)],
  )
  return row ?? { before: 0, now: 0 }
}
