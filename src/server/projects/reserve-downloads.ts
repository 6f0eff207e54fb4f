// The reserve pool as a table for files: a row an application, and one for each project without any.
import { downloadReserve } from '#contract/downloads.ts'
import { STATE_NAMES } from '#domain/projects/life-cycle.ts'
import { APPLICATION_NAMES, LEVEL_NAMES } from '#domain/projects/readiness.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingDate } from '#kit/time.ts'
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
import { listReserve } from './reserve.ts'

const WHOLE = 10_000

export const reserveDownload = ({ db, now }: Pick<Deps, 'db' | 'now'>): Download =>
  download(downloadReserve, async ({ plan, ready, lang }) => {
    const asked = { planId: plan, today: beijingDate(now()), ready, page: 1, pageSize: WHOLE }
    const found = await listReserve(db, asked)
    if (isRefusal(found)) return found
    const district = await districtOf(db)
    const made = Map.groupBy(found.calendar, ({ projectId }) => projectId)
    const rows = found.rows.flatMap((project): Cell[][] => {
      const head = [
        project.projectId,
        lang === 'zh' ? project.nameZh : project.nameEn,
        project.state === null ? '' : STATE_NAMES[project.state][lang],
        project.missing.map((paper) => paper[lang]).join('、'),
      ]
      const applications = made.get(project.projectId) ?? []
      if (applications.length === 0) return [[...head, '', '', '', '', null, null]]
      return applications.map(({ fund, level, state, dueOn, asked: amount, granted }) => [
        ...head,
        fund,
        LEVEL_NAMES[level][lang],
        APPLICATION_NAMES[state][lang],
        dueOn,
        Number(amount),
        granted === null ? null : Number(granted),
      ])
    })
    return {
      title: { zh: `${district.zh}-项目储备与申报`, en: `${district.en} reserve pool` },
      columns: COLUMNS,
      batches: inBatches(rows, (cells) => cells),
      about: [sourceLine(district), filterLine({ plan, ready })],
    }
  })

const text = (key: string, zh: string, en: string): Column => ({ key, words: { zh, en }, kind: 'text' })
const COLUMNS: readonly Column[] = [
  text('project', '项目编号', 'project'),
  text('name', '项目名称', 'name of the project'),
  text('state', '阶段', 'state'),
  text('missing', '所缺材料', 'papers missing'),
  text('fund', '资金名称', 'fund'),
  text('level', '级别', 'level'),
  text('applicationState', '申报状态', 'state of the application'),
  text('dueOn', '截止日期', 'due'),
  { key: 'asked', words: { zh: '申报金额（万元）', en: 'asked (10k yuan)' }, kind: 'number' },
  { key: 'granted', words: { zh: '批复金额（万元）', en: 'granted (10k yuan)' }, kind: 'number' },
]
