// What changed in a plan since a person last looked: cases, evidence, reports, projects, the plan itself, and values of indicators.

import { aboutPage } from '#contract/about.ts'
import type { ReplyOf } from '#contract/route.ts'
import { formatRef } from '#contract/trace-ref.ts'
import type { readChangesSince as route } from '#contract/visits.ts'
import type { Bilingual } from '#contract/wire.ts'
import { INDICATOR_STATUS_WORDS } from '#domain/indicators/status-words.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingYear, DAY_MS, type EpochMs } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'

type Changes = ReplyOf<typeof route>
type Row = Changes['rows'][number]

/** Nobody reads more than a month of changes, and nobody more than these of one kind. */
const MOST_DAYS = 30
const MOST_OF_A_KIND = 8

type Seen = { since: EpochMs; event: number; isFirst: boolean; upTo: number }
type Asked = { planId: string; accountId: number; nowMs: EpochMs }

const pageOf = (planId: string): string => `cockpit ${planId}`

async function lastSeen(db: Database, { planId, accountId, nowMs }: Asked): Promise<Seen> {
  const earliest = nowMs - MOST_DAYS * DAY_MS
  const [row] = await db.query<{ at: number; event: number }>(
    `select v.seen_at as at, v.seen_event as event from account_visit as v where v.account_id = $1 and v.page = $2`,
    [accountId, pageOf(planId)],
  )
  const [newest] = await db.query<{ id: number }>('select coalesce(max(e.id), 0) as id from domain_event as e')
  return {
    since: Math.max(row?.at ?? 0, earliest),
    event: Number(row?.event ?? 0),
    isFirst: row === undefined,
    upTo: Number(newest?.id ?? 0),
  }
}

export async function readChangesSince(db: Database, asked: Asked): Promise<Changes | Refusal> {
  const model = await findPlan(db, asked.planId)
  if (isRefusal(model)) return model
  const seen = await lastSeen(db, asked)
  const kinds = await Promise.all([
    indicatorChanges(db, asked.planId, seen),
    caseChanges(db, asked.planId, seen),
    evidenceChanges(db, asked.planId, seen),
    reportChanges(db, asked.planId, seen),
    projectChanges(db, asked.planId, seen),
    planChanges(db, asked.planId, seen),
  ])
  const told = kinds.filter(({ n }) => n > 0)
  return {
    since: seen.since,
    isFirst: seen.isFirst,
    upTo: seen.upTo,
    counts: told.map(({ kind, n }) => ({ kind, n })),
    rows: told.flatMap(({ rows }) => rows).toSorted((a, b) => b.at - a.at),
  }
}

type OfKind = { kind: Row['kind']; n: number; rows: Row[] }
const ofKind = (
  kind: Row['kind'],
  found: readonly (Omit<Row, 'kind' | 'at'> & { at: number; n: number })[],
): OfKind => ({
  kind,
  n: found[0]?.n ?? 0,
  rows: found.map(({ at, text, to }) => ({ kind, at, text, to })),
})

type Value = {
  id: string
  nameZh: string
  nameEn: string
  unit: string
  at: number
  knownFrom: number
  value: string | null
  status: keyof typeof INDICATOR_STATUS_WORDS
  before: string | null
  wasMet: string | null
  n: number
}

/** Values of a year that took the place of others; the first value of a year is one too. */
async function indicatorChanges(db: Database, planId: string, { since }: Seen): Promise<OfKind> {
  const rows = await db.query<Value>(
    `select v.indicator_id as id, i.name_zh as "nameZh", i.name_en as "nameEn", i.body ->> 'unit' as unit, v.at,
            v.known_from as "knownFrom", v.value, v.status, b.value as before, b.status as "wasMet",
            count(*) over ()::int as n
       from indicator_value as v
       join plan_indicator as i on i.plan_id = v.plan_id and i.id = v.indicator_id
       left join lateral (
         select o.value, o.status from indicator_value as o
          where o.plan_id = v.plan_id and o.indicator_id = v.indicator_id and o.period = v.period and o.at = v.at
            and o.basis = v.basis and o.known_from <= $2 and o.known_until > $2
          limit 1) as b on true
      where v.plan_id = $1 and v.period = 'year' and v.basis = 'in-force' and v.known_until = 'infinity'
        and v.known_from > $2 and (b.value is distinct from v.value or b.status is distinct from v.status)
      order by (b.status is distinct from v.status) desc, v.known_from desc limit $3`,
    [planId, timestamptz(since), MOST_OF_A_KIND],
  )
  return ofKind(
    'indicator',
    rows.map((row) => ({
      at: row.knownFrom,
      n: row.n,
      text: valueInWords(row),
      to: `/indicators/${row.id}?year=${beijingYear(row.at)}&trace=${encodeURIComponent(formatRef('indicator', planId, row.id, 'year', row.at, 'in-force'))}`,
    })),
  )
}

function valueInWords({ nameZh, nameEn, unit, at, value, status, before }: Value): Bilingual {
  const year = beijingYear(at)
  const words = INDICATOR_STATUS_WORDS[status]
  const figure = [before, value].filter((one) => one !== null).join(' → ')
  const shown = figure === '' ? '' : `${figure} ${unit}`
  return {
    zh: [`${year} 年${nameZh}`, shown, words.zh].filter((part) => part !== '').join('，'),
    en: [`${nameEn} ${year}`, shown, words.en].filter((part) => part !== '').join(', '),
  }
}

async function caseChanges(db: Database, planId: string, { since }: Seen): Promise<OfKind> {
  const rows = await db.query<{ id: number; title: string; at: number; name: Bilingual; state: Bilingual; n: number }>(
    `select c.id, c.title, c.changed_at as at, v.body -> 'name' as name,
            (select s -> 'name' from jsonb_array_elements(v.body -> 'states') as s where s ->> 'id' = c.state) as state, c.n
       from (select c.*, count(*) over ()::int as n from procedure_case as c
              where c.plan_id = $1 and c.changed_at > $2 order by c.changed_at desc, c.id desc limit $3) as c
       join procedure_version as v on v.plan_id = c.plan_id and v.id = c.procedure_id and v.version = c.version
      order by c.changed_at desc, c.id desc`,
    [planId, timestamptz(since), MOST_OF_A_KIND],
  )
  return ofKind(
    'case',
    rows.map(({ id, title, at, name, state, n }) => ({
      at,
      n,
      text: { zh: `${name.zh}“${title}”：${state.zh}`, en: `${name.en} “${title}”: ${state.en}` },
      to: `/procedures/cases/${id}`,
    })),
  )
}

async function evidenceChanges(db: Database, planId: string, { since }: Seen): Promise<OfKind> {
  const rows = await db.query<{
    name: string
    aboutKind: string
    aboutRef: string
    at: number
    author: string
    n: number
  }>(
    `select v.name, v.about_kind as "aboutKind", v.about_ref as "aboutRef", v.added_at as at, v.author,
            count(*) over ()::int as n
       from evidence as v where v.plan_id = $1 and v.added_at > $2 and v.withdrawn_at is null
      order by v.id desc limit $3`,
    [planId, timestamptz(since), MOST_OF_A_KIND],
  )
  return ofKind(
    'evidence',
    rows.map(({ name, aboutKind, aboutRef, at, author, n }) => ({
      at,
      n,
      text: { zh: `${author} 提交“${name}”（${aboutRef}）`, en: `${author} added “${name}” (${aboutRef})` },
      to: aboutPage(aboutKind, aboutRef) ?? '/cockpit',
    })),
  )
}

async function reportChanges(db: Database, planId: string, { event }: Seen): Promise<OfKind> {
  const rows = await db.query<{ id: number; title: string; at: number; n: number }>(
    `select r.id, r.title, e.at, count(*) over ()::int as n
       from domain_event as e join report as r on r.id = e.stream_id::bigint
      where e.stream = 'report' and e.type = 'ReportReleased' and e.id > $2 and r.plan_id = $1
      order by e.id desc limit $3`,
    [planId, event, MOST_OF_A_KIND],
  )
  return ofKind(
    'report',
    rows.map(({ id, title, at, n }) => ({
      at,
      n,
      text: { zh: `已签发“${title}”`, en: `“${title}” was released` },
      to: `/reports/${id}`,
    })),
  )
}

async function projectChanges(db: Database, planId: string, { event, since }: Seen): Promise<OfKind> {
  const rows = await db.query<{ ref: string; at: number; actor: string; n: number }>(
    `select p.ref, max(p.at) as at, max(p.actor) as actor, count(*) over ()::int as n
       from (select e.stream_id as ref, e.at, e.actor from domain_event as e
              where e.stream = 'project' and e.id > $2 and e.at > $3 and e.stream_id like $1) as p
      group by p.ref order by max(p.at) desc limit $4`,
    [`${planId}/%`, event, timestamptz(since), MOST_OF_A_KIND],
  )
  return ofKind(
    'project',
    rows.map(({ ref, at, actor, n }) => {
      const id = ref.slice(planId.length + 1)
      return {
        at,
        n,
        text: { zh: `项目 ${id} 由 ${actor} 更新`, en: `Project ${id} was changed by ${actor}` },
        to: `/projects/${id}`,
      }
    }),
  )
}

async function planChanges(db: Database, planId: string, { event, since }: Seen): Promise<OfKind> {
  const rows = await db.query<{ at: number; version: string; n: number }>(
    `select e.at, e.payload ->> 'version' as version, count(*) over ()::int as n from domain_event as e
      where e.stream = 'plan' and e.stream_id = $1 and e.type = 'PlanLoaded' and e.id > $2 and e.at > $3
      order by e.id desc limit $4`,
    [planId, event, timestamptz(since), MOST_OF_A_KIND],
  )
  return ofKind(
    'plan',
    rows.map(({ at, version, n }) => ({
      at,
      n,
      text: { zh: `载入规划版本 ${version}`, en: `Version ${version} of the plan was loaded` },
      to: '/plan',
    })),
  )
}

/** Marks as seen what was told; an older mark never takes the place of a newer. */
export async function markSeen(
  db: Database,
  { planId, accountId, nowMs, upTo }: Asked & { upTo: number },
): Promise<Record<string, never> | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  await db.execute(
    `insert into account_visit (account_id, page, seen_at, seen_event) values ($1, $2, $3, $4)
     on conflict (account_id, page) do update set seen_at = excluded.seen_at, seen_event = excluded.seen_event
      where account_visit.seen_event <= excluded.seen_event`,
    [accountId, pageOf(planId), timestamptz(nowMs), upTo],
  )
  return {}
}
