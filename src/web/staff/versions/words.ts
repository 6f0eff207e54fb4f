// The words of versions and packs in both languages.
import type { ChangedKind, ShippedPack } from '#contract/plan-versions.ts'
import type { Words } from '#web/ui/say.ts'

export const VERSION_WORDS = {
  title: { zh: '规划改了什么，谁批准的？', en: 'What changed in the plan, and who approved it?' },
  answer: {
    zh: '现为第 {no} 个版本（{version}）；历次共有 {changes} 处变更，其中 {unapproved} 处没有批准的规划调整。',
    en: 'Version {no} ({version}) stands; {changes} changes in all, {unapproved} of them without an approved adjustment.',
  },
  answerNone: {
    zh: '现为第 {no} 个版本（{version}），装载以来没有变更。',
    en: 'Version {no} ({version}) stands; nothing has changed since it was loaded.',
  },
  loading: { zh: '正在读取版本…', en: 'Reading the versions…' },
  noPlan: { zh: '载入规划包后，这里列出历次版本。', en: 'Load a plan pack; its versions then stand here.' },
  versions: { zh: '历次版本', en: 'Versions' },
  changes: { zh: '变更', en: 'Changes' },
  version: { zh: '版本', en: 'Version' },
  versionNo: { zh: '第 {no} 版 · {version}', en: 'No. {no} · {version}' },
  loadedAt: { zh: '装载时间', en: 'Loaded' },
  actor: { zh: '装载人', en: 'By' },
  byClock: { zh: '系统', en: 'the product' },
  ground: { zh: '依据', en: 'Ground' },
  packLoaded: { zh: '装载规划包', en: 'a pack was loaded' },
  case: { zh: '办件 {n}', en: 'Case {n}' },
  first: { zh: '首个版本', en: 'the first version' },
  changeCount: { zh: '{n} 处变更', en: '{n} changes' },
  notCompared: { zh: '无法与前一版本比对', en: 'cannot be held against the one before' },
  onlyForm: { zh: '只有写法变化，内容相同', en: 'written otherwise, the content is the same' },
  unapproved: { zh: '无批准的调整 {n} 处', en: '{n} without an approved adjustment' },
  read: { zh: '看这一版全文', en: 'Read this version' },
  thing: { zh: '任务、指标或措施', en: 'Obligation, indicator or measure' },
  what: { zh: '变更', en: 'Change' },
  before: { zh: '调整前', en: 'Before' },
  after: { zh: '调整后', en: 'After' },
  approval: { zh: '批准', en: 'Approval' },
  none: { zh: '无批准的调整', en: 'no approved adjustment' },
  added: { zh: '新增', en: 'added' },
  removed: { zh: '删除', en: 'removed' },
  every: { zh: '全部', en: 'All' },
  kind: { zh: '类别', en: 'Kind' },
  onlyApproved: { zh: '有批准', en: 'approved' },
  onlyUnapproved: { zh: '无批准', en: 'not approved' },
  search: { zh: '名称或编号', en: 'Name or id' },
  nothing: { zh: '没有符合条件的变更', en: 'No change fits' },
  nothingHint: { zh: '放宽条件再看。', en: 'Ask for less.' },
  failed: { zh: '已批准而未能生效', en: 'Approved and could not take effect' },
  pending: { zh: '已批准，待生效', en: 'Approved, yet to take effect' },
  effective: { zh: '{title}，{day} 起生效', en: '{title}, in effect from {day}' },
  back: { zh: '历次版本', en: 'Versions' },
  oldTitle: { zh: '规划第 {no} 版当时怎么写？', en: 'What did version {no} of the plan say?' },
  oldAnswer: {
    zh: '版本 {version}：{obligations} 项任务，{measures} 项措施。',
    en: 'Version {version}: {obligations} obligations in {measures} measures.',
  },
  superseded: {
    zh: '这不是现行版本，现行为第 {no} 版。',
    en: 'This is not the version that stands: that is no. {no}.',
  },
  standing: { zh: '这是现行版本。', en: 'This version stands.' },
  contents: { zh: '目录', en: 'Contents' },
  choose: { zh: '在目录中选一章、一节或一项措施', en: 'Choose a chapter, section or measure in the contents' },
  obligations: { zh: '任务', en: 'Obligations' },
  until: { zh: '时限 {deadline}', en: 'until {deadline}' },
} as const satisfies Record<string, Words>

export const KIND_WORDS: Readonly<Record<ChangedKind, Words>> = {
  obligation: { zh: '任务', en: 'obligation' },
  measure: { zh: '措施', en: 'measure' },
  indicator: { zh: '指标', en: 'indicator' },
  target: { zh: '目标值', en: 'target' },
  formula: { zh: '公式', en: 'formula' },
  other: { zh: '其他', en: 'other' },
}

export const PACK_WORDS = {
  title: { zh: '还能装载哪些规划？', en: 'Which plans can be loaded?' },
  answer: {
    zh: '产品自带 {n} 个规划包，已装载 {loaded} 个。',
    en: '{n} plan packs come with the product, {loaded} are loaded.',
  },
  loading: { zh: '正在读取规划包…', en: 'Reading the packs…' },
  pack: { zh: '规划包', en: 'Pack' },
  years: { zh: '规划期', en: 'Years' },
  holds: { zh: '内容', en: 'Holds' },
  held: { zh: '{obligations} 项任务，{indicators} 项指标', en: '{obligations} obligations, {indicators} measurables' },
  state: { zh: '状态', en: 'State' },
  load: { zh: '装载', en: 'Load' },
  update: { zh: '装载这一内容', en: 'Load this content' },
  done: { zh: '已装载：{title}', en: 'Loaded: {title}' },
  broken: { zh: '不能装载', en: 'cannot be loaded' },
  others: {
    zh: '其他文件夹中的规划包用命令行 shanshui plan load 装载。',
    en: 'A pack in another folder is loaded by the command line: shanshui plan load.',
  },
} as const satisfies Record<string, Words>

export const LOADED_WORDS: Readonly<Record<ShippedPack['loaded'], Words>> = {
  no: { zh: '未装载', en: 'not loaded' },
  'as-it-is': { zh: '已装载', en: 'loaded' },
  another: { zh: '已装载另一内容', en: 'another content is loaded' },
}
