// The words of the division of labour in both languages.
import type { DivisionState } from '#contract/division.ts'
import type { Words } from '#web/ui/say.ts'
import type { View } from './division-filter.ts'

export const DIVISION_WORDS = {
  title: { zh: '每项任务由谁牵头？', en: 'Who leads what?' },
  answer: {
    zh: '{all} 项任务中：已生效 {inForce} 项，办理中 {open} 项，尚未分工 {none} 项。牵头单位只由人确定，不由系统推定。',
    en: 'Of {all} obligations {inForce} are in force, {open} under way, {none} not divided. Who leads is named by people and never made up.',
  },
  loading: { zh: '正在读取分工…', en: 'Reading the division…' },
  noPlan: { zh: '载入规划包后，这里逐项显示分工。', en: 'Load a plan pack; its obligations then stand here.' },
  state: { zh: '分工状态', en: 'State' },
  unit: { zh: '单位', en: 'Unit' },
  chapter: { zh: '章', en: 'Chapter' },
  view: { zh: '怎么看', en: 'Shown as' },
  sameTable: { zh: '同样内容的表格', en: 'The same as a table' },
  every: { zh: '全部', en: 'All' },
  search: { zh: '任务或编号', en: 'Obligation or id' },
  nothing: { zh: '没有符合条件的任务', en: 'No obligation fits' },
  nothingHint: { zh: '放宽条件再看。', en: 'Ask for less.' },
  obligation: { zh: '任务', en: 'Obligation' },
  asked: { zh: '规划要求', en: 'The plan asks' },
  lead: { zh: '牵头单位', en: 'Lead' },
  assists: { zh: '配合单位', en: 'Assist' },
  days: { zh: '起止', en: 'From – until' },
  weight: { zh: '权重', en: 'Weight' },
  case: { zh: '办件', en: 'Case' },
  byLead: { zh: '牵头', en: 'to lead' },
  byAssist: { zh: '配合', en: 'to assist' },
  until: { zh: '{role}，{year} 年底前', en: '{role}, by the end of {year}' },
  upload: { zh: '导入填好的表格', en: 'Hand in a filled-in table' },
  uploadHint: {
    zh: '先下载 XLSX，填牵头单位、配合单位与日期后导入；先核对，确认后才立案。',
    en: 'Download the XLSX, fill in leads, assisting units and dates; it is read first and opens cases only when confirmed.',
  },
  read: { zh: '读到 {entries} 项分工，{faults} 行有问题', en: '{entries} assignments read, {faults} rows with faults' },
  faultRow: { zh: '第 {row} 行', en: 'Row {row}' },
  propose: { zh: '提交 {n} 项，送各单位确认', en: 'Propose {n}, for the units to confirm' },
  proposed: { zh: '已立案 {opened} 项，{unchanged} 项没有变化', en: '{opened} cases opened, {unchanged} unchanged' },
  cancel: { zh: '取消', en: 'Cancel' },
} as const satisfies Record<string, Words>

export const MATRIX_WORDS = {
  answer: {
    zh: '{units} 个单位有任务，最多的牵头 {most} 项；尚未分工 {undivided} 项。',
    en: '{units} units have obligations, the busiest leads {most}; {undivided} are not divided.',
  },
  caption: { zh: '单位与章：牵头数 / 配合数', en: 'Units by chapters: leads / assists' },
  legend: { zh: '牵头数 / 配合数；点开看任务', en: 'leads / assists; each opens its obligations' },
  cell: { zh: '{lead} / {assist}', en: '{lead} / {assist}' },
  chapterNo: { zh: '第 {n} 章', en: 'Ch. {n}' },
  all: { zh: '合计', en: 'All' },
  leads: { zh: '牵头', en: 'leads' },
  assists: { zh: '配合', en: 'assists' },
  csv: { zh: '下载 CSV', en: 'CSV' },
  fileName: { zh: '单位与章分工矩阵', en: 'units by chapters' },
  nothing: { zh: '还没有单位承担任务', en: 'No unit has an obligation yet' },
  nothingHint: {
    zh: '在清单中下载表格，填好牵头和配合单位后导入。',
    en: 'Download the table from the list, fill in leads and assisting units, and hand it in.',
  },
} as const satisfies Record<string, Words>

export const GANTT_WORDS = {
  title: { zh: '任务时间安排', en: 'Obligations over the years' },
  page: { zh: '第 {page}/{pages} 页', en: 'page {page} of {pages}' },
  source: {
    zh: '来源：{plan}及其分工，{time} 导出自山水',
    en: 'Source: {plan} and its division of labour, exported from Shanshui, {time}',
  },
  sameBelow: { zh: '内容与下表相同', en: 'The table below says the same' },
  png: { zh: '存为 PNG', en: 'PNG' },
  svg: { zh: '存为 SVG', en: 'SVG' },
  today: { zh: '今天', en: 'today' },
  inForce: { zh: '分工已生效', en: 'assigned, in force' },
  underWay: { zh: '分工办理中', en: 'assignment under way' },
  named: { zh: '未分工，规划写明年份', en: 'not divided, year named by the plan' },
  assumed: { zh: '未分工，以规划期末计', en: 'not divided, end of the plan' },
} as const satisfies Record<string, Words>

export const VIEW_WORDS: Readonly<Record<View, Words>> = {
  list: { zh: '清单', en: 'List' },
  matrix: { zh: '矩阵', en: 'Matrix' },
  gantt: { zh: '甘特图', en: 'Gantt' },
}

export const STATE_WORDS: Readonly<Record<DivisionState, Words>> = {
  none: { zh: '尚未分工', en: 'not divided' },
  open: { zh: '办理中', en: 'under way' },
  'in-force': { zh: '已生效', en: 'in force' },
}
