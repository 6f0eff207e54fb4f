// The words of the pages of projects in both languages; names of states, sources and rules come from the domain.
import type { ProjectRow } from '#contract/projects.ts'
import type { Medium } from '#domain/plans/pack-projects.ts'
import type { MilestoneStanding } from '#domain/projects/milestones.ts'
import type { ApplicationState } from '#domain/projects/readiness.ts'
import { groupDigits } from '#web/ui/figures.ts'
import type { Say, Words } from '#web/ui/say.ts'

export const PROJECT_WORDS = {
  title: { zh: '工程和资金到哪一步了？', en: 'How do the works and their money stand?' },
  answer: {
    zh: '{n} 个项目：{states}。预算 {budget} 万元，已拨付 {appropriated} 万元，已支付 {paid} 万元{share}，已使用 {used} 万元。',
    en: '{n} projects: {states}. Budget {budget}, appropriated {appropriated}, paid {paid}{share}, used {used} (10k yuan).',
  },
  answerTrouble: {
    zh: '{troubled} 个项目有异常，其中 {late} 个逾期。',
    en: '{troubled} projects have exceptions, {late} of them are late.',
  },
  answerFine: { zh: '没有发现异常。', en: 'Nothing is out of order.' },
  share: { zh: '（{share}%）', en: ' ({share}%)' },
  stateCount: { zh: '{state} {n}', en: '{n} {state}' },
  loading: { zh: '正在读取项目…', en: 'Reading the projects…' },
  noPlan: {
    zh: '载入规划包后，这里列出规划点名的项目。',
    en: 'Load a plan pack; the projects it names then stand here.',
  },
  none: { zh: '没有符合条件的项目', en: 'No project fits' },
  noneHint: {
    zh: '放宽条件再看；规划没有点名的项目可以新增。',
    en: 'Ask for less; a project the plan does not name can be added.',
  },
  every: { zh: '全部', en: 'All' },
  blankState: { zh: '未填阶段', en: 'state blank' },
  blank: { zh: '未填', en: 'blank' },
  blankHint: {
    zh: '规划未写明的一律留空，由有填报权限的人员填写或导入。',
    en: 'What the plan does not say is blank until an officer enters or imports it.',
  },
  state: { zh: '阶段', en: 'State' },
  medium: { zh: '要素', en: 'Medium' },
  street: { zh: '街道', en: 'Street' },
  exceptions: { zh: '异常', en: 'Exceptions' },
  anyException: { zh: '有任何异常', en: 'any exception' },
  late: { zh: '只看逾期', en: 'Late only' },
  search: { zh: '项目、单位、地点或编号', en: 'Name, owner, place or id' },
  ofObligation: { zh: '只看任务 {id}', en: 'Obligation {id} only' },
  clear: { zh: '取消', en: 'Clear' },
  list: { zh: '项目清单', en: 'List of projects' },
  project: { zh: '项目', en: 'Project' },
  next: { zh: '下一节点', en: 'Next milestone' },
  budget: { zh: '预算（万元）', en: 'Budget (10k yuan)' },
  paid: { zh: '已支付（万元）', en: 'Paid (10k yuan)' },
  projects: { zh: '项目数', en: 'Projects' },
  ofBudget: { zh: '占预算', en: 'Of the budget' },
  weights: { zh: '按要素', en: 'By medium' },
  mix: { zh: '按资金来源', en: 'By source of finance' },
  money: { zh: '资金分布', en: 'Where the money goes' },
  showOnMap: { zh: '在图上显示', en: 'Show on the map' },
  map: { zh: '项目分布图，内容与清单相同', en: 'Map of projects; the list says the same' },
  noPlaces: {
    zh: '符合条件的项目还没有坐标。在项目页填写，或导入带经纬度（WGS-84）的表格；系统不推定位置。',
    en: 'None of these projects has a place yet. Enter it on its page or import longitude and latitude (WGS-84); none is made up.',
  },
  onMap: { zh: '{n} 个有坐标', en: '{n} have a place' },
  lead: { zh: '牵头', en: 'lead' },
  assist: { zh: '配合', en: 'assist' },
  own: { zh: '区内新增', en: 'added' },
  moneyFile: { zh: '资金明细', en: 'Money entries' },
  template: { zh: '资金表模板', en: 'Template for money' },
  upload: { zh: '导入表格', en: 'Import a table' },
  uploadHint: {
    zh: '资金表用模板填写；项目情况表用“下载”的清单改好后导入。先核对，确认后才入库，可逐条撤销。',
    en: 'Money goes into the template, particulars into the downloaded list. A table is read first and stored only when confirmed; every entry can be undone.',
  },
  read: {
    zh: '读到资金 {money} 笔、项目情况 {particulars} 行，{faults} 行有问题',
    en: '{money} money entries and {particulars} particulars read, {faults} rows with faults',
  },
  faultRow: { zh: '第 {row} 行', en: 'Row {row}' },
  store: { zh: '入库 {n} 行', en: 'Store {n} rows' },
  stored: { zh: '已入库 {entered} 行，{unchanged} 行此前已有', en: '{entered} rows stored, {unchanged} stood already' },
  importReason: { zh: '导入 {name}', en: 'Imported {name}' },
  cancel: { zh: '取消', en: 'Cancel' },
  save: { zh: '保存', en: 'Save' },
  needed: { zh: '必填', en: 'Needed' },
  reason: { zh: '理由', en: 'Reason' },
  changeReason: { zh: '更改理由', en: 'Reason of the change' },
  add: { zh: '新增项目', en: 'Add a project' },
  addTitle: { zh: '新增规划未点名的项目', en: 'Add a project the plan does not name' },
  name: { zh: '名称', en: 'Name' },
  obligationIds: { zh: '对应任务编号（逗号分隔）', en: 'Ids of its obligations (comma between)' },

  oneTitle: { zh: '{name}：到哪一步了？', en: '{name}: how does it stand?' },
  back: { zh: '项目清单', en: 'All projects' },
  oneAnswer: {
    zh: '{state}；节点完成 {reached} / {all}；预算 {budget} 万元，已支付 {paid} 万元{share}。{trouble}',
    en: '{state}; {reached} of {all} milestones reached; budget {budget}, paid {paid}{share} (10k yuan). {trouble}',
  },
  oneTrouble: { zh: '有 {n} 项异常。', en: '{n} exceptions.' },
  particulars: { zh: '基本情况', en: 'Particulars' },
  edit: { zh: '填写或更改', en: 'Enter or change' },
  enterOne: { zh: '登记', en: 'Enter' },
  change: { zh: '更改', en: 'Change' },
  undo: { zh: '撤销', en: 'Undo' },
  undoTitle: { zh: '撤销这一条', en: 'Undo this entry' },
  undoHint: {
    zh: '撤销后不再计入，记录仍可查；它替换掉的内容恢复。',
    en: 'It no longer counts and stays on record; what it had replaced stands again.',
  },
  role: { zh: '本区角色', en: 'Role of the district' },
  owner: { zh: '责任单位', en: 'Owner' },
  place: { zh: '地点', en: 'Place' },
  lon: { zh: '经度（WGS-84）', en: 'Longitude (WGS-84)' },
  lat: { zh: '纬度（WGS-84）', en: 'Latitude (WGS-84)' },
  point: { zh: '坐标', en: 'Coordinates' },
  startsOn: { zh: '开工日期', en: 'Begins' },
  endsOn: { zh: '完工日期', en: 'Ends' },
  estimate: { zh: '批准概算（万元）', en: 'Approved cost (10k yuan)' },
  capacity: { zh: '建成能力', en: 'Capacity as built' },
  capacityUnit: { zh: '能力单位', en: 'Unit of the capacity' },
  figures: { zh: '规划写明的规模', en: 'What the plan states' },
  lifeCycle: { zh: '项目阶段', en: 'Life of the project' },
  milestones: { zh: '节点', en: 'Milestones' },
  noMilestones: { zh: '还没有登记节点', en: 'No milestone has been entered' },
  milestoneLine: { zh: '节点时间线，内容与下表相同', en: 'Line of milestones; the table below says the same' },
  today: { zh: '今天', en: 'today' },
  plannedOn: { zh: '计划', en: 'Planned' },
  forecastOn: { zh: '预计', en: 'Forecast' },
  actualOn: { zh: '实际', en: 'Actual' },
  standing: { zh: '进度', en: 'Standing' },
  funds: { zh: '资金', en: 'Money' },
  noMoney: { zh: '还没有登记资金', en: 'No money has been entered' },
  chart: { zh: '累计资金（万元）', en: 'Money so far (10k yuan)' },
  kind: { zh: '事项', en: 'Kind' },
  source: { zh: '资金来源', en: 'Source' },
  on: { zh: '日期', en: 'Date' },
  amount: { zh: '金额（万元）', en: 'Amount (10k yuan)' },
  purpose: { zh: '用途', en: 'Purpose' },
  milestone: { zh: '对应节点', en: 'Milestone' },
  document: { zh: '文号', en: 'Document' },
  author: { zh: '登记人', en: 'Entered by' },
  performance: { zh: '绩效', en: 'Performance' },
  noResults: { zh: '还没有登记绩效目标', en: 'No performance target has been entered' },
  comparator: { zh: '比较', en: 'Comparator' },
  target: { zh: '目标值', en: 'Target' },
  result: { zh: '完成值', en: 'Result' },
  unit: { zh: '单位', en: 'Unit' },
  isReached: { zh: '达成', en: 'Reached' },
  yes: { zh: '已达成', en: 'reached' },
  no: { zh: '未达成', en: 'not reached' },
  pending: { zh: '待填完成值', en: 'no result yet' },
  papers: { zh: '申报材料', en: 'Papers' },
  paper: { zh: '材料', en: 'Paper' },
  missing: { zh: '缺', en: 'missing' },
  applications: { zh: '资金申报', en: 'Applications for funds' },
  noApplications: { zh: '还没有申报', en: 'No application yet' },
  fund: { zh: '资金名称', en: 'Fund' },
  level: { zh: '级别', en: 'Level' },
  applicationState: { zh: '申报状态', en: 'State of the application' },
  dueOn: { zh: '截止日期', en: 'Due' },
  asked: { zh: '申报金额（万元）', en: 'Asked (10k yuan)' },
  granted: { zh: '批复金额（万元）', en: 'Granted (10k yuan)' },
  serves: { zh: '服务的任务与指标', en: 'What it serves' },
  obligation: { zh: '任务', en: 'Obligation' },
  indicators: { zh: '指标：', en: 'Indicators: ' },
  noIndicators: { zh: '这些任务没有直接对应的指标。', en: 'These obligations serve no indicator directly.' },
  until: { zh: '{role}，{year} 年底前', en: '{role}, by the end of {year}' },
  history: { zh: '填报记录（{n} 条）', en: 'Record of entries ({n})' },
  stands: { zh: '有效', en: 'stands' },
  closedBy: { zh: '{by} 更改或撤销：{reason}', en: 'changed or undone by {by}: {reason}' },
  toEntry: { zh: '看这一笔', en: 'See the entry' },

  reserveTitle: { zh: '哪些项目可以向上申报？', en: 'Which projects are ready to be applied for?' },
  reserveAnswer: {
    zh: '储备与申报中 {total} 个项目，材料齐全 {ready} 个；申报 {asked} 万元，已批复 {granted} 万元；{overdue} 项申报已过截止日期。',
    en: '{total} projects in the pool or applied for, {ready} with all papers; {asked} asked, {granted} granted (10k yuan); {overdue} applications past their day.',
  },
  reserveNone: { zh: '储备库还是空的', en: 'The pool is empty' },
  reserveNoneHint: {
    zh: '在项目页把阶段设为“储备”，或登记一项资金申报，项目就会出现在这里。',
    en: 'Set the state of a project to reserve or enter an application: it then stands here.',
  },
  calendar: { zh: '申报日历', en: 'Calendar of applications' },
  pool: { zh: '储备库', en: 'Reserve pool' },
  ready: { zh: '材料齐全', en: 'all papers' },
  lacking: { zh: '所缺材料', en: 'Papers missing' },
  daysLeft: { zh: '还有 {n} 天', en: '{n} days left' },
  dueToday: { zh: '今天截止', en: 'due today' },
  overdue: { zh: '已过 {n} 天', en: '{n} days over' },
  missingCount: { zh: '缺 {n} 份材料', en: '{n} papers missing' },
} as const satisfies Record<string, Words>

export const MEDIUM_WORDS: Readonly<Record<Medium, Words>> = {
  air: { zh: '大气', en: 'air' },
  water: { zh: '水', en: 'water' },
  soil: { zh: '土壤', en: 'soil' },
  waste: { zh: '固废', en: 'waste' },
  ecology: { zh: '生态', en: 'ecology' },
  other: { zh: '综合', en: 'other' },
}

export const STANDING_WORDS: Readonly<Record<MilestoneStanding, Words>> = {
  reached: { zh: '已完成', en: 'reached' },
  'reached-late': { zh: '完成（晚于计划）', en: 'reached late' },
  late: { zh: '逾期', en: 'late' },
  slipping: { zh: '预计推迟', en: 'slipping' },
  ahead: { zh: '未到期', en: 'not due' },
}

export const APPLICATION_WORDS: Readonly<Record<ApplicationState, Words>> = {
  preparing: { zh: '准备中', en: 'in preparation' },
  submitted: { zh: '已提交', en: 'submitted' },
  granted: { zh: '已批复', en: 'granted' },
  refused: { zh: '未获批', en: 'refused' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
}

export const LEVEL_WORDS: Readonly<Record<'central' | 'provincial' | 'city', Words>> = {
  central: { zh: '中央', en: 'central' },
  provincial: { zh: '省级', en: 'provincial' },
  city: { zh: '市级', en: 'city' },
}

export const nameOf = ({ nameZh, nameEn }: Pick<ProjectRow, 'nameZh' | 'nameEn'>, say: Say): string =>
  say.language === 'zh' ? nameZh : nameEn

/** An amount with its whole part in groups of three. */
export function groupAmount(amount: string): string {
  const [whole = '', fraction] = amount.split('.')
  const grouped = groupDigits(Number(whole))
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}
