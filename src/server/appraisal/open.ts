// Opening the appraisal of a year: the scheme it is scored by, who is scored, and the case that carries it through.
import type { openAppraisal as route } from '#contract/appraisal.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Scheme } from '#domain/appraisal/scheme.ts'
import { endOfDay } from '#domain/calendar/day.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { beijingYear, type EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, type Queryable, type Transaction, timestamptz } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { openCaseIn } from '../procedures/commands.ts'
import { noOfficePost, officeOf } from '../procedures/office.ts'
import { ABOUT, PROCEDURE } from './procedure.ts'
import { findScheme } from './schemes.ts'
import { loadUnits } from './units.ts'

type Opening = BodyOf<typeof route> & { planId: string; person: Person; at: EpochMs }
type Chosen = { id: string; unit: string; group: string }

/** 发起考核 — refuses before anything is written. */
export async function openAppraisal(db: Database, asked: Opening): Promise<{ id: number } | Refusal> {
  const model = await findPlan(db, asked.planId)
  if (isRefusal(model)) return model
  const office = officeOf(asked.person, 'officer')
  if (office === undefined) return noOfficePost('appraisal', 'officer')
  const scheme = await findScheme(db, model, asked.scheme)
  if (isRefusal(scheme)) return scheme
  const early = refuseTime(asked) ?? refuseDraft(scheme.row)
  if (early !== undefined) return early
  const units = await chooseUnits(db, scheme.body, asked)
  if (isRefusal(units)) return units
  return inTransaction(db, async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`appraisal ${asked.planId} ${asked.year}`])
    const standing = await refuseSecond(tx, asked)
    if (standing !== undefined) return standing
    const id = await nextId(tx)
    const opened = await openCaseIn(tx, {
      planId: asked.planId,
      procedure: PROCEDURE,
      title: `${asked.year} 年度考核（${scheme.row.name.zh}）`,
      about: { kind: ABOUT, ref: String(id) },
      inputs: {
        fields: { year: String(asked.year), due: asked.due },
        parties: [{ unit: office, relation: 'office' }, ...units.map(({ unit }) => ({ unit, relation: 'scored' }))],
      },
      by: asked.person,
      at: asked.at,
    })
    // The post and the day were looked at before; a pack without the procedure has nothing written yet.
    if (isRefusal(opened)) return opened
    await keep(tx, { ...asked, id, caseId: opened.id, units })
    return { id }
  })
}

function refuseTime({ year, due, at }: Opening): Refusal | undefined {
  if (year > beijingYear(at))
    return refuse('appraisal.year-ahead', { zh: `${year} 年还没有开始`, en: `${year} has not begun` })
  if (endOfDay(due) <= at)
    return refuse('appraisal.due-past', { zh: `自评截止日期已过：${due}`, en: `The last day lies in the past: ${due}` })
  return undefined
}

const refuseDraft = ({ state }: { state: 'draft' | 'issued' }): Refusal | undefined =>
  state === 'issued'
    ? undefined
    : refuse('appraisal.not-issued', {
        zh: '方案还是草案：请规划办负责人写明下达文件后再发起',
        en: 'The scheme is a draft: the head of the plan office must name the document that issues it first',
      })

async function refuseSecond(tx: Transaction, { planId, year, scheme }: Opening): Promise<Refusal | undefined> {
  const found = await tx.query(
    `select 1 from appraisal as p join procedure_case as c on c.id = p.case_id
      where p.plan_id = $1 and p.year = $2 and p.scheme_id = $3 and c.state <> 'cancelled'`,
    [planId, year, scheme.id],
  )
  if (found.length === 0) return undefined
  return refuse('appraisal.under-way', {
    zh: `${year} 年已按该方案发起考核`,
    en: `${year} is appraised by this scheme already`,
  })
}

/** Units that stand in the groups of the scheme; those that are named, where some are. */
async function chooseUnits(db: Queryable, scheme: Scheme, { units, at }: Opening): Promise<Chosen[] | Refusal> {
  const register = await loadUnits(db, at)
  const fitting = register.flatMap(({ id, name, kind, stands }): Chosen[] => {
    const group = scheme.groups.find(({ kinds }) => kinds.includes(kind))
    return stands && group !== undefined ? [{ id, unit: name, group: group.id }] : []
  })
  const outside = units?.find((name) => !fitting.some(({ unit }) => unit === name))
  if (outside !== undefined) {
    return refuse('appraisal.unit-outside', {
      zh: `“${outside}”不属于方案的考核对象`,
      en: `“${outside}” is in none of the groups of the scheme`,
    })
  }
  const chosen = units === undefined ? fitting : fitting.filter(({ unit }) => units.includes(unit))
  if (chosen.length > 0) return chosen
  return refuse('appraisal.no-units', {
    zh: '单位名录中没有方案考核的单位，请先登记',
    en: 'The register holds no unit that the scheme appraises: add them first',
  })
}

async function nextId(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ id: number }>(`select nextval(pg_get_serial_sequence('appraisal', 'id')) as id`)
  if (row === undefined) throw new Error('Cannot open an appraisal as the store gives no number')
  return Number(row.id)
}

type Keeping = Omit<Opening, 'units'> & { id: number; caseId: number; units: readonly Chosen[] }

async function keep(tx: Transaction, { id, planId, year, scheme, caseId, person, at, units }: Keeping): Promise<void> {
  await tx.execute(
    `insert into appraisal (id, plan_id, year, scheme_id, scheme_version, case_id, opened_by, opened_at)
     overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, planId, year, scheme.id, scheme.version, caseId, person.name, timestamptz(at)],
  )
  await tx.execute(
    `insert into appraisal_unit (appraisal_id, unit_id, unit, group_id)
     select $1, r.id, r.unit, r."group" from jsonb_to_recordset($2) as r (id text, unit text, "group" text)`,
    [id, JSON.stringify(units)],
  )
}
