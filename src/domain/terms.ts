// The glossary: one concept, one English name, one official Chinese term; screens, exports and docs/glossary.md read it.

/** 术语 — `source` is the law, standard or plan whose wording the term is; `avoid` are names the code must not use for it. */
export type Term = { zh: string; en: string; source: string; note?: string; avoid?: readonly string[] }

const OURS = '山水'
const PLAN = '龙岗区生态环境保护“十四五”规划'
const HJ212 = 'HJ 212—2017'
const HJ633 = 'HJ 633—2026'
const HJ663 = 'HJ 663—2013'
const SWQ = '环办〔2011〕22号'

/** Every domain word by its code name. */
export const TERMS = {
  // places and devices
  site: { zh: '监测站点', en: 'monitoring site', source: OURS, note: 'any place readings belong to' },
  airStation: { zh: '空气站', en: 'air station', source: OURS },
  section: { zh: '断面', en: 'river section', source: SWQ, avoid: ['profile', 'cut'] },
  reservoir: { zh: '水库', en: 'reservoir', source: SWQ },
  outlet: {
    zh: '排放口',
    en: 'outlet',
    source: 'HJ 608—2017',
    note: 'carries the permit limits',
    avoid: ['vent', 'dischargePoint'],
  },
  dustSite: { zh: '扬尘点', en: 'dust site', source: OURS },
  noiseSite: { zh: '噪声点', en: 'noise site', source: OURS },
  wholeDistrict: { zh: '全区', en: 'whole district', source: OURS },
  evaluationPoint: { zh: '评价点', en: 'evaluation point', source: HJ663 },
  waterType: { zh: '水体类型', en: 'kind of water', source: 'GB 3838—2002', note: 'river or lake: master data' },
  dataLogger: { zh: '数据采集传输仪', en: 'data logger', source: HJ212, note: 'speaks HJ 212', avoid: ['collector'] },
  deviceId: { zh: '设备唯一标识', en: 'device identifier (MN)', source: HJ212 },
  systemCode: { zh: '系统编码', en: 'system code (ST)', source: HJ212 },
  enterprise: {
    zh: '排污单位',
    en: 'enterprise',
    source: '排污许可管理条例',
    note: 'the regulated party',
    avoid: ['company', 'polluter'],
  },

  // data
  factor: { zh: '监测因子', en: 'factor', source: HJ212, note: 'code, unit, decimals', avoid: ['parameter'] },
  reading: {
    zh: '监测数据',
    en: 'reading',
    source: HJ212,
    note: 'sample is kept for 样品',
    avoid: ['measurement', 'telemetry'],
  },
  sample: { zh: '样品', en: 'sample', source: 'HJ 91.2—2022' },
  rawRecord: { zh: '原始记录', en: 'raw record', source: OURS, note: 'a frame or a line of a file, byte for byte' },
  frame: { zh: '报文', en: 'frame', source: HJ212, avoid: ['datagram'] },
  flag: { zh: '数据标记', en: 'flag', source: HJ212 },
  finding: { zh: '发现', en: 'finding', source: OURS, note: 'a remark on bytes or a fact; never an exception' },
  quarantine: { zh: '隔离', en: 'quarantine', source: OURS },
  intakeSource: { zh: '接入来源', en: 'source', source: OURS, note: 'one sender and what its payload means' },
  intakeRun: { zh: '接入批次', en: 'run of a source', source: OURS },
  payloadMapping: {
    zh: '数据映射',
    en: 'payload mapping',
    source: OURS,
    note: 'where site, time, factor and value stand',
  },
  detectionLimit: { zh: '检出限', en: 'detection limit', source: 'HJ 91.2—2022' },
  labResult: { zh: '监测结果', en: 'laboratory result', source: 'HJ 91.2—2022' },
  revision: { zh: '修订', en: 'revision', source: OURS, note: 'what a value was before it changed' },
  realtime: { zh: '实时', en: 'real-time', source: HJ212 },
  minute: { zh: '分钟', en: 'minutes', source: HJ212 },
  hour: { zh: '小时', en: 'hours', source: HJ212 },
  day: { zh: '日', en: 'days', source: HJ212 },
  qualityFlag: { zh: '质控标记', en: 'quality flag', source: OURS, note: 'of a rule or a person, on a span' },
  correction: { zh: '数据更正', en: 'correction', source: OURS, note: 'new values beside the raw ones, undoable' },
  reviewLevel: { zh: '审核级别', en: 'review level', source: OURS, note: 'raw, reviewed, final' },
  changeReport: { zh: '变更报告', en: 'change report', source: OURS, note: 'what moved from what to what, and why' },
  feedScore: { zh: '传输评分', en: 'feed score', source: OURS },
  operator: { zh: '运维单位', en: 'operator', source: OURS, note: 'who looks after a site' },
  importBatch: { zh: '数据导入批次', en: 'import', source: OURS },
  demo: { zh: '演示数据', en: 'demo data', source: OURS },

  // averages and verdicts
  average: { zh: '均值', en: 'average', source: HJ663, avoid: ['aggregate'] },
  completeness: { zh: '完整性', en: 'completeness', source: HJ663, note: 'share of expected inputs present' },
  standard: { zh: '标准', en: 'standard', source: '标准化法' },
  edition: { zh: '标准版本', en: 'edition', source: OURS, note: 'a standard as re-issued, with its dates' },
  clause: { zh: '条款', en: 'clause', source: OURS },
  sureness: { zh: '核实程度', en: 'sureness', source: OURS },
  verdict: { zh: '评价结论', en: 'verdict', source: OURS, avoid: ['judgement', 'assessmentResult'] },
  judgedFact: { zh: '判定结果', en: 'judged fact', source: OURS, note: 'what a formula counts' },
  cannotJudge: { zh: '无法评价', en: 'cannot be judged', source: OURS },
  explanation: { zh: '评价说明', en: 'explanation', source: OURS },
  evaluationSubject: { zh: '评价对象', en: 'what is judged', source: OURS },
  airHour: { zh: '小时空气质量', en: 'hourly air quality', source: HJ633 },
  airDay: { zh: '日空气质量', en: 'daily air quality', source: HJ633 },
  waterSample: { zh: '单次水质类别', en: 'water class of a sample', source: SWQ },
  waterMonth: { zh: '月水质类别', en: 'water class of the month', source: SWQ },
  waterYear: { zh: '年水质类别', en: 'water class of the year', source: SWQ },
  aqi: { zh: '空气质量指数', en: 'air quality index (AQI)', source: HJ633 },
  subIndex: { zh: '空气质量分指数', en: 'sub-index (IAQI)', source: HJ633 },
  primaryPollutant: { zh: '首要污染物', en: 'primary pollutant', source: HJ633 },
  waterClass: { zh: '水质类别', en: 'water class', source: SWQ },
  mainPollutants: { zh: '主要污染指标', en: 'main pollutants', source: SWQ },
  exceedance: { zh: '超标', en: 'exceedance', source: HJ663, avoid: ['violation'] },
  goodAirDay: { zh: '优良天数', en: 'good-air day', source: PLAN },
  trophicIndex: { zh: '综合营养状态指数', en: 'trophic level index (TLI)', source: SWQ },

  // the plan
  plan: { zh: '规划', en: 'plan', source: PLAN },
  planPack: { zh: '规划包', en: 'plan pack', source: OURS, note: 'a plan as data, loaded' },
  officialText: { zh: '规划原文', en: 'official text', source: OURS },
  chapter: { zh: '章', en: 'chapter', source: PLAN },
  planSection: { zh: '节', en: 'section of a plan', source: PLAN },
  measure: { zh: '措施', en: 'measure', source: PLAN },
  obligation: { zh: '任务', en: 'obligation', source: PLAN, note: 'one thing the plan obliges somebody to do' },
  project: { zh: '重大项目', en: 'project', source: PLAN, note: 'a work or facility that the plan names' },
  projectState: { zh: '项目阶段', en: 'state of a project', source: OURS },
  projectMilestone: { zh: '项目节点', en: 'milestone of a project', source: OURS },
  projectMoney: { zh: '项目资金', en: 'money of a project', source: PLAN, note: 'in 万元' },
  reservePool: { zh: '项目储备库', en: 'reserve pool', source: PLAN },
  fundApplication: { zh: '资金申报', en: 'application for funds', source: PLAN },
  projectResult: { zh: '绩效目标', en: 'performance target of a project', source: OURS },
  paragraph: { zh: '段落', en: 'paragraph', source: PLAN },
  footnote: { zh: '脚注', en: 'footnote', source: PLAN },
  lead: { zh: '牵头', en: 'lead', source: PLAN },
  assist: { zh: '配合', en: 'assist', source: PLAN },
  indicator: { zh: '指标', en: 'indicator', source: PLAN, avoid: ['kpi', 'metric'] },
  indicatorCategory: { zh: '指标类别', en: 'indicator category', source: PLAN },
  binding: { zh: '约束性', en: 'binding', source: PLAN },
  anticipatory: { zh: '预期性', en: 'anticipatory', source: PLAN },
  target: { zh: '目标值', en: 'target', source: PLAN },
  comparator: { zh: '比较符', en: 'comparator', source: OURS },
  baseline: { zh: '基线', en: 'baseline', source: PLAN },
  projection: { zh: '推算', en: 'projection', source: OURS, note: 'no part of the assessment' },
  breakdown: { zh: '分解', en: 'breakdown', source: OURS, note: 'by month, street, basin or site' },
  replay: { zh: '重算核对', en: 'replay', source: OURS, note: 'made again as known at an instant, and compared' },
  inconsistency: { zh: '原文不一致', en: 'inconsistency of the plan', source: OURS, note: 'recorded, never repaired' },
  registry: { zh: '名录', en: 'registry of names', source: PLAN },

  // procedures
  procedure: { zh: '办理流程', en: 'procedure', source: OURS, note: 'states, acts, who may, deadlines, as data' },
  procedureCase: { zh: '办件', en: 'case of a procedure', source: OURS, note: 'the fold of its events' },
  caseEvent: { zh: '办理记录', en: 'event of a case', source: OURS },
  procedureAct: { zh: '办理动作', en: 'act of a procedure', source: OURS },
  procedureState: { zh: '办理状态', en: 'state of a case', source: OURS },
  branch: { zh: '并行办理', en: 'branch', source: OURS, note: 'each unit has a strand of its own' },
  guard: { zh: '办理条件', en: 'guard', source: OURS },
  caseFact: { zh: '事实', en: 'fact', source: OURS, note: 'what a feature knows and a guard asks for' },
  party: { zh: '参与单位', en: 'party', source: OURS },
  relation: { zh: '与办件的关系', en: 'relation to a case', source: OURS },
  organisation: { zh: '单位', en: 'unit', source: OURS, note: 'a row of the register of units' },
  organisationRegister: { zh: '单位名录', en: 'register of units', source: OURS },
  post: { zh: '岗位', en: 'post', source: OURS, note: 'a role held in a unit' },
  evidence: { zh: '佐证', en: 'evidence', source: OURS },
  readingExtract: { zh: '数据摘录', en: 'extract of data', source: OURS, note: 'a number frozen as it was known' },
  closedCase: { zh: '办结事项', en: 'closed case', source: OURS },
  appraisal: { zh: '考核', en: 'appraisal', source: PLAN, note: 'of units by a scheme, once a year' },
  appraisalScheme: { zh: '考核方案', en: 'appraisal scheme', source: OURS },
  appraisalItem: { zh: '考核内容', en: 'appraisal item', source: OURS },
  appraisedUnit: { zh: '考核对象', en: 'unit appraised', source: OURS },
  scoringRule: { zh: '计分规则', en: 'scoring rule', source: OURS },
  scoreFact: { zh: '计分依据', en: 'fact behind points', source: OURS, note: 'a figure with the page that shows it' },
  scoreAdjustment: { zh: '加减分项', en: 'bonus or deduction', source: OURS },
  veto: { zh: '一票否决', en: 'veto', source: OURS },
  scoreSheet: { zh: '考核表', en: 'score sheet', source: OURS, note: 'frozen at publication and at signature' },
  unitScore: { zh: '考核得分', en: 'score', source: OURS },
  scoreChange: { zh: '得分变化', en: 'change of points', source: OURS },
  ownReport: { zh: '自评', en: 'own report', source: OURS, note: 'of a unit that is appraised' },
  appeal: { zh: '申诉', en: 'appeal', source: OURS, note: 'of a unit against points, with evidence' },
  progressEntry: {
    zh: '进展填报',
    en: 'progress entry',
    source: OURS,
    note: 'of one obligation, by a unit for a period',
  },
  reportingPeriod: { zh: '填报期', en: 'reporting period', source: OURS, note: 'a month or a quarter' },
  progressStatus: { zh: '任务进展状态', en: 'progress status', source: OURS },
  progressLight: { zh: '三色预警', en: 'light', source: OURS, note: 'caught up is yellow for one period, not green' },
  obligationList: { zh: '任务清单', en: 'list of obligations', source: OURS, note: 'of another, named by the plan' },
  document: { zh: '文书', en: 'document', source: OURS, note: 'a review or bulletin as data' },
  documentFigure: {
    zh: '文中数值',
    en: 'figure of a document',
    source: OURS,
    note: 'cited by words, opens what it came from',
  },
  reportTemplate: { zh: '文书模板', en: 'template of a document', source: OURS },
  reportSpan: { zh: '报告期', en: 'period of a report', source: OURS },
  deadline: { zh: '办理时限', en: 'deadline', source: OURS },
  dueState: { zh: '到期情况', en: 'state of a deadline', source: OURS },
  reminder: { zh: '催办提醒', en: 'reminder', source: OURS },
  escalation: { zh: '逾期升级', en: 'escalation', source: OURS },
  supervision: { zh: '督办', en: 'supervision order', source: PLAN },
  calendarDay: { zh: '自然日', en: 'calendar day', source: OURS, note: 'of Beijing' },
  workingDay: { zh: '工作日', en: 'working day', source: OURS, note: 'by the holiday notices of the State Council' },
  workingCalendar: { zh: '工作日历', en: 'working calendar', source: OURS },
  holiday: { zh: '节假日', en: 'holiday', source: '全国年节及纪念日放假办法' },
  holidayNotice: { zh: '节假日安排', en: 'holiday notice', source: '全国年节及纪念日放假办法' },

  // told to other systems
  webhook: { zh: '推送订阅', en: 'webhook', source: OURS },
  delivery: { zh: '推送', en: 'delivery', source: OURS, note: 'one message to one webhook' },
  deadLetter: { zh: '死信', en: 'dead letter', source: OURS, note: 'a message tried as often as it may be' },

  // accounts and the log
  account: { zh: '账号', en: 'account', source: OURS, avoid: ['userRecord'] },
  apiKey: { zh: '接口密钥', en: 'API key', source: OURS, avoid: ['accessToken'] },
  factSheet: { zh: '评价所需数据', en: 'fact sheet', source: OURS, avoid: [] },
  forwardTarget: { zh: '转发目标', en: 'forward target', source: OURS, avoid: [] },
  dataState: { zh: '数据状态', en: 'data state', source: OURS, avoid: [] },
  qualityRule: { zh: '质控规则', en: 'quality rule', source: OURS, avoid: [] },
  session: { zh: '登录会话', en: 'session', source: OURS },
  administrator: { zh: '管理员', en: 'administrator', source: OURS },
  officer: { zh: '工作人员', en: 'officer', source: OURS },
  reader: { zh: '只读', en: 'reader', source: OURS },
  refusal: { zh: '拒绝', en: 'refusal', source: OURS, note: 'an expected no, as a value' },
  term: { zh: '术语', en: 'term', source: OURS },
  eventLog: { zh: '事件日志', en: 'event log', source: OURS, note: 'append-only, hash-chained' },
} as const satisfies Record<string, Term>

export type TermName = keyof typeof TERMS

/** The pair of words a screen shows for a domain concept. */
export const label = (name: TermName): { zh: string; en: string } => ({ zh: TERMS[name].zh, en: TERMS[name].en })

/** The glossary as a Markdown table, in the order above. */
export function printGlossary(): string {
  const rows = Object.entries(TERMS as Record<string, Term>).map(
    ([name, { zh, en, source, note, avoid }]) =>
      `| \`${name}\` | ${zh} | ${en} | ${source} | ${note ?? ''} | ${avoid ? avoid.map((word) => `\`${word}\``).join(', ') : ''} |`,
  )
  return [
    '# 术语 Glossary',
    '',
    'Printed from `src/domain/terms.ts` (`UPDATE_DOCS=1 npm test -- glossary`). One concept, one English name, one official Chinese term; names under *Avoid* do not appear in the code.',
    '',
    '| Code name | 官方术语 | English | Source | Note | Avoid |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
