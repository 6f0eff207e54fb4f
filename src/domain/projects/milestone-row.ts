// One row of a table of milestones.
import {
  type CellOf,
  isFault,
  type MilestoneRow,
  readDay,
  readProject,
  type TablePlan,
  type Words,
  words,
} from './table-rows.ts'

const DAYS = ['plannedOn', 'forecastOn', 'actualOn'] as const

/** The milestone with the days that are filled in, or why there is none and what to do. */
export function readMilestone(row: number, of: CellOf, plan: TablePlan): MilestoneRow | Words {
  const project = readProject(of, plan)
  if (isFault(project)) return project
  const milestone = of('milestone')
  if (milestone === '') return words('没有节点名称', 'The milestone has no name')
  const found: MilestoneRow = { row, projectId: project.id, milestone }
  for (const field of DAYS) {
    if (of(field) === '') continue
    const read = readDay(of(field))
    if (isFault(read)) return read
    found[field] = read.day
  }
  const { start, end } = plan.period
  const isNew = !plan.projects.get(project.id)?.milestones.includes(milestone)
  if (isNew && found.plannedOn === undefined)
    return words(`“${milestone}”是新节点，须填计划日期`, `"${milestone}" is new and needs its planned date`)
  const { plannedOn } = found
  if (plannedOn !== undefined && (plannedOn < `${start}-01-01` || plannedOn > `${end}-12-31`))
    return words(
      `${plannedOn} 不在规划期（${start}—${end} 年）内`,
      `${plannedOn} is not within the plan, ${start} to ${end}`,
    )
  return found
}
