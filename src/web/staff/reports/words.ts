// Words of the pages of reviews and bulletins.
import type { ReportState } from '#contract/reports.ts'
import type { Words } from '#web/ui/say.ts'

export const REPORT_WORDS = {
  byMonth: {
    zh: '每月结束后第 {n} 个工作日自动编成草稿，修改后报签（日期为本地设定，未核实）。',
    en: 'The draft is made by itself on working day {n} after each month, to be edited and submitted (a setting, not confirmed).',
  },
  byQuarter: {
    zh: '每季结束后第 {n} 个工作日自动编成草稿，修改后报签（日期为本地设定，未核实）。',
    en: 'The draft is made by itself on working day {n} after each quarter, to be edited and submitted (a setting, not confirmed).',
  },
  title: { zh: '报告和通报写好了吗？', en: 'Are the reports written?' },
  answer: {
    zh: '共 {total} 份。报告由数据编成，文字可改，数值不可改；签发后不再变化。',
    en: '{total} in all. Reports are made from data: words can be edited, numbers cannot; once released nothing changes.',
  },
  none: { zh: '还没有报告', en: 'No reports yet' },
  noneHint: { zh: '选择模板和报告期，点“编制”。', en: 'Choose a template and a period, then make one.' },
  loading: { zh: '正在读取报告', en: 'Reading the reports' },
  noPlan: { zh: '尚未载入规划', en: 'No plan is loaded' },
  template: { zh: '模板', en: 'Template' },
  period: { zh: '报告期', en: 'Period' },
  language: { zh: '语言', en: 'Language' },
  chinese: { zh: '中文', en: 'Chinese' },
  english: { zh: '英文', en: 'English' },
  make: { zh: '编制', en: 'Make' },
  state: { zh: '状态', en: 'State' },
  every: { zh: '全部', en: 'all' },
  knownAt: { zh: '数据截至', en: 'As known at' },
  author: { zh: '编制人', en: 'Made by' },
  back: { zh: '全部报告', en: 'All reports' },
  steps: { zh: '正在编制：第 {done} 步，共 {all} 步', en: 'Being made: step {done} of {all}' },
  failed: { zh: '编制失败：{fault}', en: 'Could not be made: {fault}' },
  version: { zh: '第 {n} 版', en: 'version {n}' },
  versions: { zh: '版本', en: 'Versions' },
  oldVersion: { zh: '这是第 {n} 版，不是最新版。', en: 'This is version {n}, not the newest.' },
  holds: { zh: '内容与摘要一致', en: 'content agrees with its hash' },
  broken: { zh: '内容与摘要不一致', en: 'content does not agree with its hash' },
  edit: { zh: '修改文字', en: 'Edit words' },
  save: { zh: '保存为新版', en: 'Save as a new version' },
  cancel: { zh: '取消', en: 'Cancel' },
  note: { zh: '修改说明（可不填）', en: 'What was changed (may be left out)' },
  figuresHint: {
    zh: '[[…]] 是引用的数值，可移动或删去，不能改数。可用：',
    en: '[[…]] cites a number: it can be moved or left out, not typed over. There are: ',
  },
  submit: { zh: '报签', en: 'Submit for signature' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  withdrawReason: { zh: '撤回理由', en: 'Reason' },
  toCase: { zh: '签发办件 {n}', en: 'case {n}' },
  files: { zh: '下载文件', en: 'Files' },
  rows: { zh: '显示全部 {n} 行', en: 'Show all {n} rows' },
  contents: { zh: '目录', en: 'Contents' },
  about: { zh: '报告期 {period}，{state}', en: 'Period {period}, {state}' },
} as const satisfies Record<string, Words>

export const REPORT_STATE_WORDS: Readonly<Record<ReportState, Words>> = {
  building: { zh: '编制中', en: 'being made' },
  failed: { zh: '编制失败', en: 'failed' },
  draft: { zh: '草稿', en: 'draft' },
  submitted: { zh: '已报签', en: 'submitted' },
  released: { zh: '已签发', en: 'released' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
}
