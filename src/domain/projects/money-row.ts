// One row of a table of money entries.
import { KIND_NAMES, SOURCE_NAMES } from './money.ts'
import {
  type CellOf,
  isFault,
  type MoneyRow,
  readAmount,
  readDay,
  readProject,
  readWord,
  type TablePlan,
  type Words,
  words,
} from './table-rows.ts'

/** The entry, or why there is none and what to do. */
export function readMoney(row: number, of: CellOf, plan: TablePlan): MoneyRow | Words {
  const project = readProject(of, plan)
  if (isFault(project)) return project
  const kind = readWord(of('kind'), KIND_NAMES, words('事项', 'kind'))
  if (isFault(kind)) return kind
  const source = readWord(of('source'), SOURCE_NAMES, words('资金来源', 'source'))
  if (isFault(source)) return source
  const on = readDay(of('on'))
  if (isFault(on)) return on
  const { start, end } = plan.period
  if (on.day < `${start}-01-01` || on.day > `${end}-12-31`)
    return words(`${on.day} 不在规划期（${start}—${end} 年）内`, `${on.day} is not within the plan, ${start} to ${end}`)
  const amount = readAmount(of('amount'))
  if (isFault(amount)) return amount
  const milestone = of('milestone')
  const known = plan.projects.get(project.id)?.milestones ?? []
  if (milestone !== '' && !known.includes(milestone))
    return words(
      `项目没有节点“${milestone}”：${known.length === 0 ? '请先在项目页登记节点，或留空' : `现有 ${known.join('、')}`}`,
      `The project has no milestone "${milestone}": ${known.length === 0 ? 'enter it on the page of the project first, or leave it empty' : `it has ${known.join(', ')}`}`,
    )
  return {
    row,
    projectId: project.id,
    kind: kind.code,
    source: source.code,
    on: on.day,
    ...amount,
    purpose: of('purpose'),
    milestone: milestone === '' ? null : milestone,
    document: of('document'),
  }
}
