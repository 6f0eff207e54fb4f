// The register of projects on a real database: what is entered, refused, imported, taken back, and what it comes to.
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { ProjectEntry } from '#contract/projects.ts'
import * as wire from '#contract/projects.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { readWorkbook } from '#platform/workbook.ts'
import { freshDatabase } from '../../../test/database.ts'
import { attach } from '../downloads/routes.ts'
import { loadPack } from '../plans/load-pack.ts'
import { projectDownloads } from './downloads.ts'
import { addProject, enterProject, withdrawProjectEntry } from './enter.ts'
import { importProjects, readTable } from './import.ts'
import { readProject } from './one-project.ts'
import { listProjects } from './queries.ts'
import { listReserve } from './reserve.ts'

const PLAN = 'longgang-14fyp'
const TODAY = '2024-06-30'
const by = 'clerk'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
let works = ''
let plant = ''
beforeAll(async () => {
  must(await loadPack(db, new URL('../../../packs/longgang-14fyp', import.meta.url).pathname))
  const { rows } = await list()
  works = rows.find(({ nameZh }) => nameZh === '沙湾河截排工程')?.projectId ?? ''
  plant = rows.find(({ nameZh }) => nameZh === '宝龙水质净化厂')?.projectId ?? ''
})

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}
const list = async (filter: object = {}) =>
  must(await listProjects(db, { planId: PLAN, filter, page: 1, pageSize: 500, today: TODAY }))
const read = async (projectId = works) => must(await readProject(db, { planId: PLAN, projectId, today: TODAY }))
const reserve = (ready?: boolean) => listReserve(db, { planId: PLAN, today: TODAY, ready, page: 1, pageSize: 50 })
const enter = (entry: ProjectEntry, reason = '', projectId = works) =>
  enterProject(db, { planId: PLAN, projectId, entry, reason, by })
const BLANK = {
  of: 'particulars',
  state: null,
  owner: '',
  street: '',
  place: '',
  lon: null,
  lat: null,
  startsOn: null,
  endsOn: null,
  estimate: null,
  capacity: null,
  capacityUnit: '',
} as const
const money = (kind: 'budget' | 'appropriation' | 'payment' | 'use', amount: string, milestone: string | null = null) =>
  ({
    of: 'money',
    kind,
    source: 'district',
    on: '2023-05-01',
    amount,
    purpose: '',
    milestone,
    document: '',
  }) as const satisfies ProjectEntry

test('the projects of the plan are there with nothing made up', async () => {
  const { total, totals, rows, marks } = await list()
  expect(total).toBe(59)
  expect(totals).toMatchObject({ all: 59, blank: 59, troubled: 0, late: 0, budget: '0', paidShare: null })
  expect(marks).toEqual([])
  expect(rows.every(({ owner, state, estimate, startsOn }) => !owner && !state && !estimate && !startsOn)).toBe(true)
  expect(rows.filter(({ role }) => role === 'assist')).toHaveLength(6)
  const { figures, obligations } = await read(plant)
  expect(figures).toEqual([])
  expect(obligations).toMatchObject([{ role: 'assist' }])
})

test('particulars are entered, corrected with a reason, and taken back', async () => {
  expect(await enter({ ...BLANK, startsOn: '2024-01-01', endsOn: '2023-01-01' })).toMatchObject({
    refused: 'projects.days-reversed',
  })
  expect(await enter({ ...BLANK, lon: '114.1' })).toMatchObject({ refused: 'projects.place-half' })
  expect(await enter({ ...BLANK, street: '布心街道' })).toMatchObject({ refused: 'projects.unknown-street' })
  expect(await enter(BLANK, '', 'prj.99')).toMatchObject({ refused: 'projects.not-found' })
  must(await enter({ ...BLANK, state: 'approved', owner: '水务局', lon: '114.15', lat: '22.62' }))
  expect(await enter({ ...BLANK, state: 'building' })).toMatchObject({ refused: 'projects.reason-needed' })
  expect(await enter({ ...BLANK, state: 'operating' }, '验收')).toMatchObject({ refused: 'projects.step-not-open' })
  const { id } = must(await enter({ ...BLANK, state: 'building', owner: '水务局' }, '开工令'))
  expect((await read()).project).toMatchObject({ state: 'building', lon: null })
  expect((await read()).nextStates).toEqual(['completed', 'stopped'])
  must(await withdrawProjectEntry(db, { planId: PLAN, projectId: works, of: 'particulars', id, reason: '误填', by }))
  const back = await read()
  expect(back.project).toMatchObject({ state: 'approved', lon: '114.15' })
  expect(back.history).toHaveLength(3)
  expect(back.history.find((one) => one.id === id)).toMatchObject({ closedBy: by, closedReason: '误填' })
  expect(
    await withdrawProjectEntry(db, { planId: PLAN, projectId: works, of: 'particulars', id, reason: '误填', by }),
  ).toMatchObject({ refused: 'projects.nothing-stands' })
  expect((await list()).marks).toMatchObject([{ projectId: works, lon: 114.15, isTroubled: false }])
  const events = await db.query<{ type: string }>(
    `select e.type from domain_event as e where e.stream = 'project' and e.stream_id = $1 order by e.id`,
    [`${PLAN}/${works}`],
  )
  expect(events.map(({ type }) => type)).toEqual([
    'ProjectParticularsEntered',
    'ProjectParticularsCorrected',
    'ProjectParticularsWithdrawn',
  ])
})

test('money and milestones come to sums and exceptions with their reasons', async () => {
  expect(await enter(money('payment', '1', '封顶'))).toMatchObject({ refused: 'projects.unknown-milestone' })
  expect(await enter({ ...money('payment', '1'), on: '2026-01-01' })).toMatchObject({
    refused: 'projects.outside-plan',
  })
  const late = { of: 'milestone', name: '封顶', plannedOn: '2024-06-20', forecastOn: null, actualOn: null } as const
  expect(await enter({ ...late, plannedOn: '2026-01-01' })).toMatchObject({ refused: 'projects.outside-plan' })
  must(await enter(late))
  must(await enter(money('budget', '100.10')))
  must(await enter(money('appropriation', '80')))
  const paid = must(await enter(money('payment', '100.11', '封顶')))
  const { project, mix, milestones } = await read()
  expect(project.sums).toEqual({ budget: '100.1', appropriated: '80', paid: '100.11', used: '0' })
  expect(project.exceptions.map(({ rule, entryId }) => [rule, entryId])).toEqual([
    ['paid-above-budget', null],
    ['paid-before-milestone', paid.id],
    ['late-milestone', null],
  ])
  expect(mix).toEqual([{ source: 'district', amount: '100.1', share: '100.0' }])
  expect(milestones).toMatchObject([{ name: '封顶', standing: 'late', author: by }])
  const { rows, totals, rules, weights } = await list()
  expect(rows[0]?.projectId).toBe(works)
  expect(totals).toMatchObject({ troubled: 1, late: 1, budget: '100.1', paidShare: '100.0' })
  expect(rules).toEqual([
    { rule: 'paid-above-budget', n: 1 },
    { rule: 'paid-before-milestone', n: 1 },
    { rule: 'late-milestone', n: 1 },
  ])
  const before = must(await listProjects(db, { planId: PLAN, filter: {}, page: 1, pageSize: 1, today: '2024-06-20' }))
  expect(before.totals).toMatchObject({ troubled: 1, late: 0 })
  expect(weights.find(({ of }) => of === 'water')).toMatchObject({ budget: '100.1', share: '100.0' })
  must(
    await enter(
      { of: 'milestone', name: '封顶', plannedOn: '2024-06-20', forecastOn: null, actualOn: '2023-04-30' },
      '补录',
    ),
  )
  must(await withdrawProjectEntry(db, { planId: PLAN, projectId: works, of: 'money', id: paid.id, reason: '重复', by }))
  expect((await read()).project.exceptions).toMatchObject([{ rule: 'idle-money', amount: '80' }])
})

test('two who enter the same milestone at once take turns: the second is asked for a reason', async () => {
  const milestone = {
    of: 'milestone',
    name: '通水',
    plannedOn: '2024-12-31',
    forecastOn: null,
    actualOn: null,
  } as const
  const done = await Promise.all([enter(milestone, '', plant), enter(milestone, '', plant)])
  expect(done.filter(isRefusal)).toMatchObject([{ refused: 'projects.reason-needed' }])
  expect((await read(plant)).milestones).toHaveLength(1)
})

test('the list is narrowed by every filter', async () => {
  const ids = async (filter: object) => (await list(filter)).rows.map(({ projectId }) => projectId)
  expect(await ids({ state: 'approved' })).toEqual([works])
  expect(await ids({ state: 'blank' })).toHaveLength(58)
  expect(await ids({ obligation: 'c06.s01.m01.t05' })).toEqual([works])
  expect(await ids({ obligation: 'c06.s01' })).toContain(works)
  expect(await ids({ q: '水务局' })).toEqual([works])
  expect(await ids({ medium: 'air' })).toHaveLength(3)
  expect(await ids({ exception: 'any' })).toEqual([works])
  expect(await ids({ exception: 'idle-money' })).toEqual([works])
  expect(await ids({ exception: 'overrun' })).toEqual([])
  expect(await ids({ late: false })).toHaveLength(59)
  expect(await ids({ source: 'district' })).toEqual([works])
  expect(await ids({ source: 'enterprise' })).toEqual([])
  expect(await ids({ street: '南湾街道' })).toEqual([])
})

const HEAD = ['项目编号', '事项', '资金来源', '日期', '金额（万元）', '用途', '对应节点', '文号']

test('a table is read, its faults told, and stored all or nothing; twice is once', async () => {
  const good = [works, '支付', '市级资金', '2023-06-01', '12.50', '', '封顶', '']
  const table = must(
    await readTable(db, {
      planId: PLAN,
      today: TODAY,
      rows: [HEAD, good, good.with(0, 'prj.999'), good.with(6, '竣工'), good.with(4, '十二')],
    }),
  )
  expect(table.money).toHaveLength(1)
  expect(table.faults.map(({ row, zh }) => `${row} ${zh}`)).toEqual([
    '3 没有项目“prj.999”；请从项目清单复制编号',
    '4 项目没有节点“竣工”：现有 封顶',
    '5 金额不是数字：十二',
  ])
  const body = { money: table.money, particulars: [], milestones: [], reason: '六月资金表', planId: PLAN, by }
  const broken = { ...body, money: [...table.money, { ...table.money[0], row: 9, on: '2019-01-01' } as never] }
  expect(await importProjects(db, broken)).toMatchObject({
    refused: 'projects.outside-plan',
    zh: '第 9 行：2019-01-01 不在规划期（2021—2025 年）内',
  })
  expect((await read()).money).toHaveLength(2)
  expect(must(await importProjects(db, body))).toEqual({ entered: 1, unchanged: 0 })
  expect(must(await importProjects(db, body))).toEqual({ entered: 0, unchanged: 1 })
  expect((await read()).money[0]).toMatchObject({ amount: '12.50', reason: '六月资金表' })
})

test('a table of particulars changes what it names and leaves the rest', async () => {
  const rows = [
    ['项目编号', '阶段', '街道', '概算（万元）'],
    [works, '在建', '', '5000'],
    [plant, '', '宝龙', ''],
  ]
  const table = must(await readTable(db, { planId: PLAN, today: TODAY, rows }))
  expect(table.faults).toEqual([])
  const body = { money: [], particulars: table.particulars, milestones: [], reason: '开工', planId: PLAN, by }
  expect(must(await importProjects(db, body))).toEqual({ entered: 2, unchanged: 0 })
  expect((await read()).project).toMatchObject({ state: 'building', owner: '水务局', lon: '114.15', estimate: '5000' })
  expect((await read(plant)).project).toMatchObject({ state: null, street: '宝龙街道' })
  expect(must(await importProjects(db, body))).toEqual({ entered: 0, unchanged: 2 })
})

test('a table of milestones adds new ones and moves the days of those that stand', async () => {
  const rows = [
    ['项目编号', '节点', '计划日期', '预计日期', '实际日期'],
    [plant, '通水', '', '2025-03-01', ''],
    [plant, '验收', '2025-06-30', '', ''],
  ]
  const table = must(await readTable(db, { planId: PLAN, today: TODAY, rows }))
  expect(table.faults).toEqual([])
  const body = { ...table, reason: '节点表', planId: PLAN, by }
  expect(must(await importProjects(db, body))).toEqual({ entered: 2, unchanged: 0 })
  expect(must(await importProjects(db, body))).toEqual({ entered: 0, unchanged: 2 })
  expect((await read(plant)).milestones).toMatchObject([
    { name: '通水', plannedOn: '2024-12-31', forecastOn: '2025-03-01', standing: 'slipping' },
    { name: '验收', plannedOn: '2025-06-30', forecastOn: null },
  ])
  const unplanned = [{ row: 2, projectId: plant, milestone: '移交', actualOn: '2024-01-01' }]
  expect(await importProjects(db, { ...body, milestones: unplanned })).toMatchObject({
    zh: '第 2 行：“移交”是新节点，须填计划日期',
  })
})

test('a project of the district keeps its name, and is found by its obligation', async () => {
  const asked = {
    planId: PLAN,
    name: '某管网工程',
    medium: 'water' as const,
    obligationIds: ['c06.s02.m01.t01'],
    reason: '年度新增',
    by,
  }
  expect(await addProject(db, { ...asked, obligationIds: ['c99.s01.m01.t01'] })).toMatchObject({
    refused: 'projects.unknown-obligation',
  })
  const { projectId } = must(await addProject(db, asked))
  expect(projectId).toBe('own.1')
  expect(await addProject(db, asked)).toMatchObject({ refused: 'projects.name-taken' })
  expect(await addProject(db, { ...asked, name: '沙湾河截排工程' })).toMatchObject({ refused: 'projects.name-taken' })
  must(await enter({ ...BLANK, state: 'reserve' }, '入库', projectId))
  expect((await read(projectId)).project).toMatchObject({
    nameZh: '某管网工程',
    kind: 'own',
    role: 'lead',
    medium: 'water',
  })
})

test('an application waits for its papers, and its result closes it', async () => {
  const projectId = 'own.1'
  const application = {
    of: 'application',
    fund: '水污染防治资金',
    level: 'central',
    state: 'preparing',
    dueOn: '2024-06-29',
    asked: '3000',
    granted: null,
    document: '',
  } as const satisfies ProjectEntry
  must(await enter(application, '', projectId))
  const before = must(await reserve())
  expect(must(await reserve(true))).toMatchObject({ total: 0, pool: 1 })
  expect(before).toMatchObject({ total: 1, pool: 1, ready: 0, overdue: 1, asked: '3000', granted: '0' })
  expect(before.calendar).toMatchObject([{ nameZh: '某管网工程', daysLeft: -1, missing: before.papers.length }])
  const submitted = { ...application, state: 'submitted' } as const
  expect(await enter(submitted, '提交', projectId)).toMatchObject({ refused: 'projects.papers-missing' })
  expect(await enter({ of: 'paper', paper: 'poem', document: 'x', on: TODAY }, '', projectId)).toMatchObject({
    refused: 'projects.unknown-paper',
  })
  for (const { id } of before.papers)
    must(await enter({ of: 'paper', paper: id, document: '文', on: TODAY }, '', projectId))
  must(await enter(submitted, '提交', projectId))
  expect(await enter({ ...application, state: 'granted' }, '批复', projectId)).toMatchObject({
    refused: 'projects.granted-unclear',
  })
  must(await enter({ ...application, state: 'granted', granted: '2500' }, '批复', projectId))
  expect(must(await reserve())).toMatchObject({
    ready: 1,
    overdue: 0,
    granted: '2500',
  })
})

test('performance is told against its target', async () => {
  const target = {
    of: 'result',
    name: '截排规模',
    unit: '万吨/日',
    comparator: '>=',
    target: '10',
    result: null,
  } as const
  must(await enter(target))
  expect((await read()).results).toMatchObject([{ isReached: null }])
  must(await enter({ ...target, result: '10.0' }, '验收'))
  expect((await read()).results).toMatchObject([{ result: '10.0', isReached: true }])
})

test('what is answered is what the contract says', async () => {
  expect(() => wire.listProjects.reply.parse(undefined)).toThrow()
  const listed = await list()
  expect(wire.listProjects.reply.parse(listed)).toEqual(listed)
  const one = await read()
  expect(wire.readProject.reply.parse(one)).toEqual(one)
  const pool = must(await reserve())
  expect(wire.listReserve.reply.parse(pool)).toEqual(pool)
})

test('the files are read back: the list as it stands, the template as nothing', async () => {
  const deps = { db, now: () => beijingInstant(2024, 6, 30, 9), uploadDir: '/nowhere', log: undefined as never }
  const [projects, entries, milestones, pool] = projectDownloads(deps)
  const rowsOf = async (query: object, download = projects) => {
    const table = must((await download?.open({ params: {}, query })) ?? { refused: 'x', because: 'no download' })
    const { content } = await attach(table, { format: 'xlsx', language: 'zh', hasAbout: false }, deps.now())
    return must(await readWorkbook(await buffer(content as Readable)))
  }
  const again = async (rows: string[][]) => must(await readTable(db, { planId: PLAN, today: TODAY, rows }))
  const listed = await again(await rowsOf({ plan: PLAN, lang: 'zh' }))
  expect(listed.faults).toEqual([])
  expect(must(await importProjects(db, { ...listed, reason: '重传', planId: PLAN, by }))).toEqual({
    entered: 0,
    unchanged: 3,
  })
  const template = await rowsOf({ plan: PLAN, lang: 'zh', template: true }, entries)
  expect(template.length).toBeGreaterThan(59)
  expect(await again(template)).toEqual({ money: [], particulars: [], milestones: [], faults: [] })
  const days = await again(await rowsOf({ plan: PLAN, lang: 'zh' }, milestones))
  expect(days.milestones.map(({ milestone }) => milestone)).toEqual(['封顶', '通水', '验收'])
  expect(must(await importProjects(db, { ...days, reason: '重传', planId: PLAN, by }))).toEqual({
    entered: 0,
    unchanged: 3,
  })
  const reserveRows = await rowsOf({ plan: PLAN, lang: 'zh' }, pool)
  expect(reserveRows[1]?.slice(1, 9)).toEqual([
    '某管网工程',
    '储备',
    '',
    '水污染防治资金',
    '中央',
    '已批复',
    '2024-06-29',
    '3000',
  ])
  const stored = await again(await rowsOf({ plan: PLAN, lang: 'zh', template: false }, entries))
  expect(must(await importProjects(db, { ...stored, reason: '重传', planId: PLAN, by }))).toEqual({
    entered: 0,
    unchanged: 3,
  })
})
