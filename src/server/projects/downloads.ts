// Projects and their money as tables for files; filled in, they are what the page reads again.
import { downloadProjectMilestones, downloadProjectMoney, downloadProjects } from '#contract/downloads.ts'
import type { ProjectRow } from '#contract/projects.ts'
import { STATE_NAMES } from '#domain/projects/life-cycle.ts'
import type { ProjectMilestone } from '#domain/projects/milestones.ts'
import { KIND_NAMES, SOURCE_NAMES } from '#domain/projects/money.ts'
import {
  MILESTONE_COLUMNS,
  MONEY_COLUMNS,
  PARTICULARS_COLUMNS,
  type TableColumn,
} from '#domain/projects/table-columns.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingDate } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import {
  type Cell,
  type Column,
  type Download,
  districtOf,
  download,
  filterLine,
  inBatches,
  sourceLine,
} from '../http/download.ts'
import type { Deps } from '../http/serve.ts'
import { fieldsOf } from './entry-tables.ts'
import { findProjects } from './queries.ts'
import { currentOf, readRegister } from './register.ts'
import { reserveDownload } from './reserve-downloads.ts'

type Money = {
  projectId: string
  kind: keyof typeof KIND_NAMES
  source: keyof typeof SOURCE_NAMES
  on: string
  amount: string
  purpose: string
  milestone: string | null
  document: string
}

export const projectDownloads = ({ db, now }: Deps): Download[] => [
  download(downloadProjects, async ({ plan, lang, about: _, ...filter }) => {
    const listed = await findProjects(db, { planId: plan, filter, today: beijingDate(now()) })
    if (isRefusal(listed)) return listed
    const district = await districtOf(db)
    return {
      title: { zh: `${district.zh}-重大项目`, en: `${district.en} projects` },
      columns: PROJECT_COLUMNS,
      batches: inBatches(listed.found, ({ row }) => projectCells(row, lang)),
      about: [sourceLine(district), filterLine({ plan, ...filter })],
      place: { lon: 'lon', lat: 'lat' },
    }
  }),
  download(downloadProjectMoney, async ({ plan, project, template, lang }) => {
    const register = await readRegister(db, plan, beijingDate(now()))
    if (isRefusal(register)) return register
    const names = new Map(register.projects.map(({ row }) => [row.projectId, lang === 'zh' ? row.nameZh : row.nameEn]))
    const entries = template ? [] : await moneyOf(db, plan, project)
    const district = await districtOf(db)
    const blanks = [...names].map(([id, name]): Cell[] => [id, name, ...MONEY_COLUMNS.slice(2).map(() => null)])
    const filled = entries.map((one): Cell[] => [
      one.projectId,
      names.get(one.projectId) ?? '',
      KIND_NAMES[one.kind][lang],
      SOURCE_NAMES[one.source][lang],
      one.on,
      Number(one.amount),
      one.purpose,
      one.milestone,
      one.document,
    ])
    return {
      title: template
        ? { zh: `${district.zh}-项目资金模板`, en: `${district.en} project money template` }
        : { zh: `${district.zh}-项目资金`, en: `${district.en} project money` },
      columns: MONEY_COLUMNS.map(asColumn),
      batches: inBatches(template ? blanks : filled, (cells) => cells),
      about: template ? [] : [sourceLine(district), filterLine({ plan, project })],
    }
  }),
  download(downloadProjectMilestones, async ({ plan, lang }) => {
    const register = await readRegister(db, plan, beijingDate(now()))
    if (isRefusal(register)) return register
    const milestones = Map.groupBy(
      await currentOf<ProjectMilestone>(db, plan, 'milestone'),
      ({ projectId }) => projectId,
    )
    const district = await districtOf(db)
    const rows = register.projects.flatMap(({ row }): Cell[][] =>
      (milestones.get(row.projectId) ?? []).map(({ name, plannedOn, forecastOn, actualOn }) => [
        row.projectId,
        lang === 'zh' ? row.nameZh : row.nameEn,
        name,
        plannedOn,
        forecastOn,
        actualOn,
      ]),
    )
    return {
      title: { zh: `${district.zh}-项目节点`, en: `${district.en} milestones of projects` },
      columns: MILESTONE_COLUMNS.map(asColumn),
      batches: inBatches(rows, (cells) => cells),
      about: [sourceLine(district), filterLine({ plan })],
    }
  }),
  reserveDownload({ db, now }),
]

const moneyOf = (db: Database, planId: string, projectId: string | undefined): Promise<Money[]> =>
  db.query<Money>(
    `select r.project_id as "projectId", ${fieldsOf('money')} from project_money as r
      where r.plan_id = $1 and r.known_until = 'infinity' and ($2::text is null or r.project_id = $2)
      order by r.project_id, r.dated, r.id`,
    [planId, projectId ?? null],
  )

const NUMBERS = new Set(['amount', 'estimate', 'lon', 'lat'])
const asColumn = ({ field, zh, en }: TableColumn): Column => ({
  key: field,
  words: { zh, en },
  kind: NUMBERS.has(field) ? 'number' : 'text',
})
const number = (key: string, zh: string, en: string): Column => ({ key, words: { zh, en }, kind: 'number' })

/** Beyond the columns that are read again: what follows from the entries. */
const PROJECT_COLUMNS: readonly Column[] = [
  ...PARTICULARS_COLUMNS.map(asColumn),
  number('budget', '预算（万元）', 'budget (10k yuan)'),
  number('appropriated', '已拨付（万元）', 'appropriated (10k yuan)'),
  number('paid', '已支付（万元）', 'paid (10k yuan)'),
  number('used', '已使用（万元）', 'used (10k yuan)'),
  number('paidShare', '支付率（%）', 'paid (%)'),
  { key: 'exceptions', words: { zh: '异常', en: 'exceptions' }, kind: 'text' },
  { key: 'obligations', words: { zh: '对应任务', en: 'obligations' }, kind: 'text' },
]

const numeric = (text: string | null): number | null => (text === null ? null : Number(text))

const projectCells = (row: ProjectRow, lang: 'zh' | 'en'): Cell[] => [
  row.projectId,
  lang === 'zh' ? row.nameZh : row.nameEn,
  row.state === null ? '' : STATE_NAMES[row.state][lang],
  row.owner,
  row.street,
  row.place,
  numeric(row.lon),
  numeric(row.lat),
  row.startsOn ?? '',
  row.endsOn ?? '',
  numeric(row.estimate),
  Number(row.sums.budget),
  Number(row.sums.appropriated),
  Number(row.sums.paid),
  Number(row.sums.used),
  numeric(row.paidShare),
  row.exceptions.map((one) => one[lang]).join('；'),
  row.obligationIds.join('、'),
]
