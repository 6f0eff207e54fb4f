// Rounds and returns as their page asks for them: who reported when, and who is late.
import type { ReturnRow, listReturns as route } from '#contract/progress.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { assignmentsInForce, unitsIn } from '../assignments-in-force.ts'
import { findPlan } from '../plan-store.ts'
import { officeOf } from '../procedures/office.ts'
import { ABOUT, PROCEDURE } from './hooks.ts'

type Reply = ReplyOf<typeof route>
type Asked = { planId: string; query: QueryOf<typeof route>; now: EpochMs; person: Person }

/** A quarter stands beside the month it ends with, so that periods of both lengths are in the order of their ends. */
const LAST_MONTH = `case when c.about_ref ~ '-Q[1-4]$'
                then substring(c.about_ref from '([0-9]{4})-Q[1-4]$') || '-' || lpad((right(c.about_ref, 1)::int * 3)::text, 2, '0')
                else right(c.about_ref, 7) end`

/** `$1`–`$4` are plan, procedure, kind of the thing and the present. A return counted as not reported stays late. */
const RETURNS = `
  with returns as (
    select c.id, c.state, c.plan_id, c.version, c.changed_at,
           regexp_replace(c.about_ref, '/[^/]*$', '') as unit, regexp_replace(c.about_ref, '^.*/', '') as period,
           ${LAST_MONTH} as last_month,
           c.state = 'missed' or (c.state in ('to-fill', 'to-sign') and c.overdue_from <= $4) as is_late
      from procedure_case as c where c.plan_id = $1 and c.procedure_id = $2 and c.about_kind = $3
  )`

export async function listReturns(db: Database, asked: Asked): Promise<Reply | Refusal> {
  const { planId, query, now, person } = asked
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const key = [planId, PROCEDURE, ABOUT, timestamptz(now)]
  const [found, rounds, assignments, units] = await Promise.all([
    findReturns(db, key, query),
    listRounds(db, key),
    assignmentsInForce(db, planId),
    db.query<{ unit: string }>(`${RETURNS} select distinct r.unit from returns as r`, key),
  ])
  return {
    ...found,
    page: query.page,
    pageSize: query.pageSize,
    rounds,
    units: units.map(({ unit }) => unit).sort((a, b) => a.localeCompare(b, 'zh')),
    unitsToAsk: unitsIn(assignments).length,
    mayOpen: officeOf(person, 'officer') !== undefined,
  }
}

async function findReturns(
  db: Database,
  key: readonly unknown[],
  { period, unit, state, late, page, pageSize }: Asked['query'],
): Promise<Pick<Reply, 'rows' | 'total'>> {
  const where = `($5::text is null or r.period = $5) and ($6::text is null or r.unit = $6)
    and ($7::text is null or r.state = $7) and ($8::boolean is null or r.is_late = $8)`
  const params = [...key, period ?? null, unit ?? null, state ?? null, late ?? null]
  const [rows, [count]] = await Promise.all([
    db.query<ReturnRow>(
      `${RETURNS}, page as (
         select r.* from returns as r where ${where} order by r.last_month desc, r.period, r.is_late desc, r.unit limit $9 offset $10)
       select p.id as "caseId", p.unit, p.period, p.state, p.is_late as "isLate",
              (select s -> 'name' from jsonb_array_elements(v.body -> 'states') as s where s ->> 'id' = p.state) as "stateName",
              (select coalesce(e.payload -> 'inputs' -> 'fields' ->> 'due', '') from domain_event as e
                where e.stream = 'procedure-case' and e.stream_id = p.id::text
                  and (e.type = 'CaseOpened' or e.payload ->> 'act' = 'send-back') order by e.id desc limit 1) as due,
              signed.actor as "signedBy", signed.at as "signedAt",
              (select count(*)::int from progress_entry as e where e.case_id = p.id and e.known_until = 'infinity') as entries
         from page as p
         join procedure_version as v on v.plan_id = p.plan_id and v.id = $2 and v.version = p.version
         left join lateral (
           select e.actor, e.at from domain_event as e
            where e.stream = 'procedure-case' and e.stream_id = p.id::text and e.payload ->> 'act' = 'sign'
              and p.state in ('to-review', 'accepted')
            order by e.id desc limit 1) as signed on true
        order by p.last_month desc, p.period, p.is_late desc, p.unit`,
      [...params, pageSize, (page - 1) * pageSize],
    ),
    db.query<{ n: number }>(`${RETURNS} select count(*)::int as n from returns as r where ${where}`, params),
  ])
  return { rows, total: count?.n ?? 0 }
}

/** Newest period first. */
const listRounds = (db: Database, key: readonly unknown[]): Promise<Reply['rounds']> =>
  db.query<Reply['rounds'][number]>(
    `${RETURNS}
     select r.period, count(*)::int as returns,
            (select e.payload -> 'inputs' -> 'fields' ->> 'due' from domain_event as e
              where e.stream = 'procedure-case' and e.stream_id = min(r.id)::text and e.type = 'CaseOpened' limit 1) as due,
            count(*) filter (where r.state in ('to-fill', 'to-sign'))::int as open,
            count(*) filter (where r.state = 'to-review')::int as review,
            count(*) filter (where r.state = 'accepted')::int as accepted,
            count(*) filter (where r.state = 'missed')::int as missed,
            count(*) filter (where r.is_late and r.state <> 'missed')::int as late
       from returns as r group by r.period, r.last_month order by r.last_month desc, r.period`,
    key,
  )
