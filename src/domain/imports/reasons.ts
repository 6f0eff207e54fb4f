// Why a line of a file was not taken, in words for the person who imported it.

export const IMPORT_REASONS: Readonly<Record<string, { zh: string; en: string }>> = {
  'imports.no-value': { zh: '整行没有可用的监测值', en: 'The line holds no usable value' },
  'imports.row-too-short': { zh: '列数少于表头', en: 'Fewer columns than the header' },
  'imports.station-missing': { zh: '没有站点名称', en: 'No station is named' },
  'imports.time-missing': {
    zh: '没有时间（站点停运时常见）',
    en: 'No time is given, as is usual for a station at rest',
  },
  'imports.time-unreadable': { zh: '时间无法识别', en: 'The time cannot be read' },
  'imports.time-implausible': { zh: '时间早于 2000 年或晚于现在', en: 'The time lies before 2000 or in the future' },
  'imports.year-unknown': { zh: '时间没有年份，需在导入时指定', en: 'The time has no year; name it when importing' },
  'imports.station-twice': {
    zh: '本文件后面另有一行给出同一站点同一时刻的不同值，以后一行为准',
    en: 'A later line of this file gives the same station and time other values',
  },
  'imports.quote-unclosed': { zh: '引号没有闭合', en: 'A quote is not closed' },
}
