// The words of the division of labour in both languages.
import type { DivisionState } from '#contract/division.ts'
import type { Words } from '#web/ui/say.ts'

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

export const STATE_WORDS: Readonly<Record<DivisionState, Words>> = {
  none: { zh: '尚未分工', en: 'not divided' },
  open: { zh: '办理中', en: 'under way' },
  'in-force': { zh: '已生效', en: 'in force' },
}
