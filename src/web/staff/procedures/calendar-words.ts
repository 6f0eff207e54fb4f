// The words of the page of the working calendar.
import type { Words } from '#web/ui/say.ts'

export const CALENDAR_WORDS = {
  title: { zh: '哪些天是工作日？', en: 'Which days are worked?' },
  answer: {
    zh: '办理时限按 {from}—{to} 年的节假日安排计算工作日，其中 {doubtful} 年尚未与通知原文核对；其他年份按周一至周五计算。',
    en: 'Deadlines count working days by the holiday notices of {from} to {to}; {doubtful} of them were not yet held against the notice. Other years count Monday to Friday.',
  },
  loading: { zh: '正在读取工作日历…', en: 'Loading the working calendar…' },
  importHint: {
    zh: '导入的年度取代原有的同一年度，原有的保留可查；在办办件的时限随即重算。',
    en: 'An imported year takes the place of the one before, which is kept. Deadlines of open cases are counted anew.',
  },
  whoImports: { zh: '新年度的安排由管理员导入。', en: 'An administrator imports the notice of a new year.' },
  year: { zh: '{year} 年：{days} 个工作日', en: '{year}: {days} working days' },
  unverified: { zh: '未核实', en: 'unverified' },
  imported: { zh: '导入', en: 'imported' },
  holiday: { zh: '节日', en: 'Holiday' },
  days: { zh: '放假', en: 'Days off' },
  count: { zh: '天数', en: 'Days' },
  makeUp: { zh: '调休上班：{days}', en: 'Worked in exchange: {days}' },
  noMakeUp: { zh: '没有调休上班', en: 'No day is worked in exchange' },
  source: { zh: '依据：{source}', en: 'By: {source}' },
  standing: { zh: '{author} 导入：{source}', en: 'imported by {author}: {source}' },
  replaced: { zh: '{author} 导入，已被取代：{source}', en: 'imported by {author}, since replaced: {source}' },

  importYear: { zh: '导入一年的安排', en: 'Import a year' },
  ofYear: { zh: '年度', en: 'Year' },
  notice: { zh: '通知名称和文号', en: 'Name and number of the notice' },
  checked: { zh: '已与通知原文核对', en: 'held against the notice itself' },
  file: { zh: '选择文件', en: 'Choose the file' },
  fileHint: {
    zh: 'CSV（日期,类型,名称；类型为 休 或 班）或 JSON（date、kind、name）。',
    en: 'CSV with date,kind,name (kind: off or work), or JSON of the same.',
  },
  noticeFirst: { zh: '先填年度和通知', en: 'Fill in year and notice first' },
  stored: {
    zh: '已导入 {year} 年，{cases} 个在办办件重算时限',
    en: '{year} is imported; {cases} open cases are counted anew',
  },
  notStored: { zh: '{n} 行有问题，未导入', en: '{n} lines have faults; nothing was imported' },
  faultRow: { zh: '第 {row} 行：{because}', en: 'Line {row}: {because}' },
  faultFile: { zh: '文件：{because}', en: 'The file: {because}' },
} as const satisfies Record<string, Words>
