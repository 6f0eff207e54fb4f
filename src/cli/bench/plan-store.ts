// A plan in full operation for the benchmarks: 1,000 obligations, 60 units, 60 months of returns.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRefusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { loadPack } from '#server/plans/load-pack.ts'

export const PLAN = 'longgang-14fyp'
export const OBLIGATIONS = 1000
export const UNITS = 60
export const MONTHS = 60
const ASSISTS = 2
const PACK = join(import.meta.dirname, '../../../packs', PLAN)
const OFFICE = '市生态环境局龙岗管理局'

/** Fills the store; the returns end with the month before `nowMs`. */
export async function fillPlan(db: Database): Promise<void> {
  await loadLongPlan(db)
  await db.execute(
    `insert into organisation (name, kind, source, author) select '单位 ' || n, 'district', 'bench', 'bench' from generate_series(1, ${UNITS}) as n
     on conflict do nothing`,
  )
  await fillAssignments(db)
  await fillReturns(db)
  await db.execute('analyze')
}

type Count = Record<string, number>
type Chapter = { id: string; sections: { measures: { id: string; obligations: Record<string, unknown>[] }[] }[] }

/** The plan of the district with as many more obligations as make 1,000, in one of its measures. */
async function loadLongPlan(db: Database): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'shanshui-plan-'))
  try {
    await cp(PACK, folder, { recursive: true })
    await rm(join(folder, 'rules'), { recursive: true, force: true })
    const plan = JSON.parse(await readFile(join(folder, 'plan.json'), 'utf8')) as { chapters: Chapter[] }
    const about = JSON.parse(await readFile(join(folder, 'pack.json'), 'utf8')) as { counts: Count }
    lengthen(plan.chapters, about.counts)
    await writeFile(join(folder, 'plan.json'), JSON.stringify(plan))
    await writeFile(join(folder, 'pack.json'), JSON.stringify({ ...about, counts: trueCounts(about.counts) }))
    const loaded = await loadPack(db, folder)
    if (isRefusal(loaded)) throw new Error(loaded.because)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function lengthen(chapters: Chapter[], counts: Count): void {
  const measures = chapters.flatMap(({ sections }) => sections.flatMap((section) => section.measures))
  let missing = OBLIGATIONS - (counts.obligations ?? 0)
  for (const measure of measures) {
    const [model] = measure.obligations
    if (model === undefined) continue
    for (let n = measure.obligations.length + 1; n < 100 && missing > 0; n += 1) {
      const { targets: _, named: __, ...plain } = model
      const id = `${measure.id}.t${String(n).padStart(2, '0')}`
      measure.obligations.push({ ...plain, id, titleZh: `任务 ${id}`, titleEn: `Obligation ${id}`, role: 'lead' })
      missing -= 1
      counts.obligations = (counts.obligations ?? 0) + 1
      counts.obligationsLead = (counts.obligationsLead ?? 0) + 1
    }
  }
}

/** Only what is held against the files. */
const trueCounts = (counts: Count): Count =>
  Object.fromEntries(
    [
      'chapters',
      'sections',
      'measures',
      'obligations',
      'obligationsLead',
      'obligationsAssist',
      'indicatorRows',
      'measurables',
      'measurablesAwaitingCity',
      'inconsistencies',
    ].map((name) => [name, counts[name] ?? 0]),
  )

const unitOf = (n: string): string => `'单位 ' || (1 + (${n}) % ${UNITS})`

/** An assignment in force for every obligation: a lead and two that assist. */
async function fillAssignments(db: Database): Promise<void> {
  await db.execute(
    `insert into procedure_case (plan_id, procedure_id, version, title, about_kind, about_ref, state, is_open, event_count,
                                 opened_by, opened_at, changed_at)
     select $1, v.id, v.version, o.title_zh, 'obligation', o.id, 'in-force', false, 1, 'clerk', '2021-01-04', '2021-02-01'
       from obligation as o, procedure_version as v
      where o.plan_id = $1 and v.plan_id = $1 and v.id = 'assignment' and v.in_force order by o.ordinal`,
    [PLAN],
  )
  const numbered = `(select c.id, row_number() over (order by c.id) as n from procedure_case as c where c.procedure_id = 'assignment') as c`
  await db.execute(
    `insert into case_party (case_id, unit, relation)
     select c.id, $1, 'office' from ${numbered}
     union all select c.id, ${unitOf('c.n')}, 'lead' from ${numbered}
     union all select c.id, ${unitOf('c.n * 7 + a * 13 + 5')}, 'assist' from ${numbered}, generate_series(1, ${ASSISTS}) as a
     on conflict do nothing`,
    [OFFICE],
  )
  // The chain of hashes is not what is measured.
  await db.execute(
    `insert into domain_event (stream, stream_id, type, actor, payload, prev_hash, hash)
     select 'procedure-case', c.id::text, 'CaseOpened', 'clerk',
            '{"inputs": {"fields": {"begins": "2021-01-01", "ends": "2026-12-31", "expected-evidence": "验收材料"}}}', '', c.id::text
       from ${numbered}`,
  )
}

/** A return of every unit for every month with an entry for every obligation it leads or assists. */
async function fillReturns(db: Database): Promise<void> {
  const months = `generate_series(1, ${MONTHS}) as m, lateral (select date_trunc('month', now(), 'Asia/Shanghai') - (m || ' months')::interval as from_at) as p`
  const period = `to_char(p.from_at at time zone 'Asia/Shanghai', 'YYYY-MM')`
  await db.execute(
    `insert into procedure_case (plan_id, procedure_id, version, title, about_kind, about_ref, state, is_open, event_count,
                                 opened_by, opened_at, changed_at)
     select $1, v.id, v.version, '单位 ' || u || ' ' || ${period}, 'progress-return', '单位 ' || u || '/' || ${period}, 'accepted', false, 4,
            'clerk', p.from_at, p.from_at + interval '20 days'
       from procedure_version as v, generate_series(1, ${UNITS}) as u, ${months}
      where v.plan_id = $1 and v.id = 'progress-report' and v.in_force`,
    [PLAN],
  )
  await db.execute(
    `insert into case_party (case_id, unit, relation)
     select c.id, split_part(c.about_ref, '/', 1), 'reporter' from procedure_case as c where c.procedure_id = 'progress-report'
     union all select c.id, $1, 'office' from procedure_case as c where c.procedure_id = 'progress-report'`,
    [OFFICE],
  )
  await db.execute(
    `insert into progress_entry (plan_id, obligation_id, unit, period, period_until, case_id, share_done, narrative, author)
     select $1, a.about_ref, q.unit, split_part(r.about_ref, '/', 2),
            (split_part(r.about_ref, '/', 2) || '-01 00:00+08')::timestamptz + interval '1 month', r.id,
            (a.id * 13) % 101, '按计划推进', 'clerk'
       from procedure_case as r
       join case_party as q on q.unit = split_part(r.about_ref, '/', 1) and q.relation in ('lead', 'assist')
       join procedure_case as a on a.id = q.case_id and a.procedure_id = 'assignment'
      where r.procedure_id = 'progress-report' on conflict do nothing`,
    [PLAN],
  )
}
