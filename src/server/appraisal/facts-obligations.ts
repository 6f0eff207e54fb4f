// How the obligations that a unit leads stand at the end of the year, or now where it runs.
import type { ProgressRow } from '#contract/progress.ts'
import type { Fact } from '#domain/appraisal/fact.ts'
import type { Source } from '#domain/appraisal/scheme.ts'
import { obligationsIn } from '#domain/plans/plan-model.ts'
import type { ProgressStatus } from '#domain/progress/status.ts'
import type { Queryable } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { type Asking, must, percentOf, type UnitFacts } from './asking.ts'

const COUNTED: Readonly<Record<'done' | 'on-track', readonly ProgressStatus[]>> = {
  done: ['done'],
  'on-track': ['done', 'on-track'],
}
const statusOf = ({ ruled }: ProgressRow): ProgressStatus => ruled.override?.status ?? ruled.status

/** What has not begun yet speaks for nobody and is left out. */
export async function obligationFacts(db: Queryable, asked: Asking): Promise<(source: Source) => UnitFacts> {
  const { planId, year, nowMs, sources } = asked
  const model = must(await findPlan(db, planId))
  const rows = must(await sources.progress(db, { planId, year, nowMs })).filter(
    (row) => row.lead !== null && statusOf(row) !== 'not-started',
  )
  return (source) => {
    if (source.from !== 'obligations') throw new Error(`Cannot read ${source.from} as obligations`)
    const { node, counts } = source
    const inside =
      node === undefined ? undefined : new Set(obligationsIn(model, node).map(({ obligation }) => obligation.id))
    const within = rows.filter(({ obligationId }) => inside === undefined || inside.has(obligationId))
    return ({ unit, names }) => {
      const led = within.filter(({ lead }) => lead !== null && names.includes(lead))
      const well = led.filter((row) => COUNTED[counts].includes(statusOf(row))).length
      const query = new URLSearchParams({ unit: led[0]?.lead ?? unit, ...(node === undefined ? {} : { node }) })
      return share(well, led.length, { to: `/progress?${query}`, isDone: counts === 'done' })
    }
  }
}

function share(well: number, all: number, { to, isDone }: { to: string; isDone: boolean }): Fact {
  if (all === 0) {
    return {
      state: 'not-applicable',
      because: { zh: '本单位没有已开始的牵头任务', en: 'the unit leads no obligation that has begun' },
      to,
    }
  }
  const value = percentOf(well, all)
  const words = isDone
    ? { zh: `牵头 ${all} 项任务，完成 ${well} 项（${value}%）`, en: `${well} of ${all} led are done (${value}%)` }
    : {
        zh: `牵头 ${all} 项任务，完成或按期推进 ${well} 项（${value}%）`,
        en: `${well} of ${all} led are done or on track (${value}%)`,
      }
  return { state: 'known', value, words, to, sample: all }
}
