// Values of indicators for the year, and which units they are asked of.
import type { AssessedRow } from '#contract/assessment.ts'
import type { Fact } from '#domain/appraisal/fact.ts'
import { leavesOf, type Scheme, type Source } from '#domain/appraisal/scheme.ts'
import { INDICATOR_STATUS_WORDS } from '#domain/indicators/status-words.ts'
import type { PlanModel } from '#domain/plans/plan-model.ts'
import type { Queryable } from '#platform/database.ts'
import { assignmentsInForce } from '../assignments-in-force.ts'
import { findPlan } from '../plan-store.ts'
import { type Asking, must, type UnitFacts } from './asking.ts'

export async function indicatorFacts(db: Queryable, asked: Asking): Promise<(source: Source) => UnitFacts> {
  const { planId, year, nowMs, sources } = asked
  const model: PlanModel = must(await findPlan(db, planId))
  const { rows } = must(await sources.assessment(db, { planId, year, nowMs }))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const duties = isOfSome(asked.scheme) ? await dutiesOf(db, planId, model) : new Map<string, Set<string>>()
  return (source) => {
    if (source.from !== 'indicator') throw new Error(`Cannot read ${source.from} as an indicator`)
    const fact = factOf(byId.get(source.indicator), { id: source.indicator, year })
    return ({ names }) => {
      const isResponsible = names.some((name) => duties.get(source.indicator)?.has(name))
      return source.of === 'everyone' || isResponsible ? fact : apart(source.indicator)
    }
  }
}

const isOfSome = ({ items }: Scheme): boolean =>
  leavesOf(items).some(({ rule: { source } }) => source.from === 'indicator' && source.of === 'responsible')

const apart = (id: string): Fact => ({
  state: 'not-applicable',
  because: { zh: '本单位不承担与该指标关联的任务', en: 'the unit has no obligation linked to the indicator' },
  to: `/indicators/${id}`,
})

/** By indicator: names of the units that lead or assist an obligation linked to it. */
async function dutiesOf(db: Queryable, planId: string, model: PlanModel): Promise<Map<string, Set<string>>> {
  const assignments = await assignmentsInForce(db, planId)
  return new Map(
    [...model.indicators.values()].map(({ id, linkedObligations }) => [
      id,
      new Set(
        linkedObligations.flatMap((obligation) => {
          const found = assignments.get(obligation)
          return found === undefined ? [] : [found.lead, ...found.assists]
        }),
      ),
    ]),
  )
}

function factOf(row: AssessedRow | undefined, { id, year }: { id: string; year: number }): Fact {
  const to = `/indicators/${id}?year=${year}${row?.ref === null || row === undefined ? '' : `&trace=${encodeURIComponent(row.ref)}`}`
  if (row === undefined || row.value === null || (row.status !== 'met' && row.status !== 'not-met')) {
    const status = INDICATOR_STATUS_WORDS[row?.status ?? 'no-formula']
    const name = row === undefined ? { zh: id, en: id } : { zh: row.nameZh, en: row.nameEn }
    return { state: 'missing', because: { zh: `${name.zh}：${status.zh}`, en: `${name.en}: ${status.en}` }, to }
  }
  const isMet = row.status === 'met'
  const status = INDICATOR_STATUS_WORDS[row.status]
  const demo = row.isDemo ? { zh: '（演示数据）', en: ' (demonstration data)' } : { zh: '', en: '' }
  return {
    state: 'known',
    value: row.value,
    words: {
      zh: `${year} 年${row.nameZh} ${row.value} ${row.unit}${demo.zh}，${status.zh}`,
      en: `${row.nameEn} in ${year}: ${row.value} ${row.unit}${demo.en}, ${status.en}`,
    },
    to,
    isMet,
    ...(row.target === null ? {} : { target: row.target }),
    ...(row.comparator === null ? {} : { comparator: row.comparator }),
  }
}
