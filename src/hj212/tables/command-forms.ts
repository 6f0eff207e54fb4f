// What the host can ask of a device: the parameters of every command, their bounds, and what the device answers.
import type { CommandField, CommandForm } from '../command-shape.ts'

const ALL = ['2005', '2017', '2025'] as const
const OLD = ['2005'] as const
const SINCE_2017 = ['2017', '2025'] as const

const instrument = (isOptional: boolean): CommandField => ({
  name: 'PolId',
  type: 'code',
  zh: '监测因子编码（在线监控仪器）',
  en: 'Factor code (instrument)',
  isOptional,
})
const clock = (name: string, zh: string, en: string): CommandField => ({ name, type: 'clock', zh, en })
const BEGIN = clock('BeginTime', '起始时间（时段起点）', 'Begin (start of a period)')
const END = clock('EndTime', '截止时间（含该时段）', 'End (that period included)')
const OF_INSTRUMENT = [instrument(false)] as const
const SPAN = [BEGIN, END] as const
const RTD: CommandField = {
  name: 'RtdInterval',
  type: 'integer',
  zh: '实时数据间隔',
  en: 'Realtime interval',
  unit: 's',
  least: 30,
  most: 3600,
}
const MINUTES = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30].map((n) => ({ value: String(n), zh: `${n}`, en: `${n}` }))
const INFO: CommandField = { name: 'InfoId', type: 'code', zh: '现场端信息编码', en: 'Site information code' }
const seconds = (name: string, zh: string, en: string, unit: string): CommandField => ({
  name,
  type: 'integer',
  zh,
  en,
  unit,
  least: 1,
  most: 99,
})
/** Time an instrument may take to clean, calibrate or sample, s. */
const SLOW_S = 600
/** Pause between parts of a history answer, s. */
const HISTORY_S = 120

/** @source HJ 212—2017 6.6, 附录 C; fields of 2005 and 2025 by agreement of implementations */
export const COMMAND_FORMS: readonly CommandForm[] = [
  {
    cn: '1012',
    group: 'time',
    answers: 'none',
    editions: ALL,
    fields: [instrument(true), { ...clock('SystemTime', '系统时间', 'System time'), isFilledAtSend: true }],
  },
  { cn: '1011', group: 'time', answers: 'data', editions: ALL, fields: [instrument(true)] },
  {
    cn: '1000',
    group: 'setup',
    answers: 'none',
    editions: ALL,
    fields: [seconds('OverTime', '超时时间', 'Time-out', 's'), seconds('ReCount', '重发次数', 'Resends', 'times')],
  },
  {
    cn: '1001',
    group: 'setup',
    answers: 'none',
    editions: OLD,
    fields: [seconds('WarnTime', '超限报警时间', 'Over-limit alarm time', 's')],
  },
  { cn: '1061', group: 'setup', answers: 'data', editions: ALL, fields: [] },
  { cn: '1062', group: 'setup', answers: 'none', editions: ALL, fields: [RTD] },
  { cn: '1063', group: 'setup', answers: 'data', editions: SINCE_2017, fields: [] },
  {
    cn: '1064',
    group: 'setup',
    answers: 'none',
    editions: SINCE_2017,
    fields: [
      {
        name: 'MinInterval',
        type: 'choice',
        zh: '分钟数据间隔',
        en: 'Minute-data interval',
        unit: 'min',
        options: MINUTES,
      },
    ],
  },
  {
    cn: '1072',
    group: 'setup',
    answers: 'none',
    editions: ALL,
    fields: [{ name: 'NewPW', type: 'secret', zh: '新密码（6 位）', en: 'New password (6 characters)' }],
  },
  // The gateway makes the key itself: nobody writes or reads it.
  { cn: '1014', group: 'setup', answers: 'none', editions: ['2025'], fields: [] },
  { cn: '1021', group: 'setup', answers: 'data', editions: OLD, fields: OF_INSTRUMENT },
  {
    cn: '1022',
    group: 'setup',
    answers: 'none',
    editions: OLD,
    fields: [
      instrument(false),
      { name: 'LowValue', of: 'PolId', type: 'decimal', zh: '报警下限', en: 'Lower threshold' },
      { name: 'UpValue', of: 'PolId', type: 'decimal', zh: '报警上限', en: 'Upper threshold' },
    ],
  },
  { cn: '1031', group: 'setup', answers: 'data', editions: OLD, fields: [] },
  {
    cn: '1032',
    group: 'setup',
    answers: 'none',
    editions: OLD,
    fields: [{ name: 'AlarmTarget', type: 'text', zh: '上位机地址', en: 'Host address' }],
  },
  { cn: '1041', group: 'setup', answers: 'data', editions: OLD, fields: [] },
  {
    cn: '1042',
    group: 'setup',
    answers: 'none',
    editions: OLD,
    fields: [{ name: 'ReportTime', type: 'text', zh: '日数据上报时间（hhmm）', en: 'Report time of day data (hhmm)' }],
  },
  { cn: '2011', group: 'upload', answers: 'none', editions: ALL, fields: [] },
  { cn: '2012', group: 'upload', answers: 'notice', editions: ALL, fields: [] },
  { cn: '2021', group: 'upload', answers: 'none', editions: ALL, fields: [] },
  { cn: '2022', group: 'upload', answers: 'notice', editions: ALL, fields: [] },
  { cn: '2051', group: 'history', answers: 'history', editions: ALL, fields: SPAN, waitS: HISTORY_S },
  { cn: '2061', group: 'history', answers: 'history', editions: ALL, fields: SPAN, waitS: HISTORY_S },
  { cn: '2031', group: 'history', answers: 'history', editions: ALL, fields: SPAN, waitS: HISTORY_S },
  { cn: '2041', group: 'history', answers: 'history', editions: ALL, fields: SPAN, waitS: HISTORY_S },
  { cn: '2071', group: 'history', answers: 'history', editions: OLD, fields: SPAN, waitS: HISTORY_S },
  {
    cn: '3011',
    group: 'instrument',
    answers: 'none',
    editions: ALL,
    actsOnInstrument: true,
    waitS: SLOW_S,
    fields: [
      instrument(false),
      {
        name: 'CalibrationType',
        type: 'choice',
        zh: '校准类型',
        en: 'Calibration',
        editions: ['2025'],
        options: [
          { value: '0', zh: '零点', en: 'Zero' },
          { value: '1', zh: '量程', en: 'Span' },
        ],
      },
    ],
  },
  {
    cn: '3012',
    group: 'instrument',
    answers: 'none',
    editions: ALL,
    actsOnInstrument: true,
    waitS: SLOW_S,
    fields: OF_INSTRUMENT,
  },
  {
    cn: '3013',
    group: 'instrument',
    answers: 'none',
    editions: ALL,
    actsOnInstrument: true,
    waitS: SLOW_S,
    fields: OF_INSTRUMENT,
  },
  {
    cn: '3014',
    group: 'instrument',
    answers: 'none',
    editions: ['2005', '2017'],
    actsOnInstrument: true,
    waitS: SLOW_S,
    fields: OF_INSTRUMENT,
  },
  {
    cn: '3015',
    group: 'instrument',
    answers: 'data',
    editions: SINCE_2017,
    actsOnInstrument: true,
    waitS: SLOW_S,
    fields: [],
  },
  {
    cn: '3016',
    group: 'instrument',
    answers: 'none',
    editions: ['2017'],
    actsOnInstrument: true,
    fields: [
      instrument(false),
      { name: 'CstartTime', type: 'time-of-day', zh: '采样起始时间（hhmmss）', en: 'First sampling (hhmmss)' },
      { name: 'Ctime', type: 'integer', zh: '采样周期', en: 'Sampling period', unit: 'h', least: 1, most: 24 },
    ],
  },
  { cn: '3017', group: 'instrument', answers: 'data', editions: ['2017'], fields: OF_INSTRUMENT },
  { cn: '3018', group: 'instrument', answers: 'data', editions: SINCE_2017, fields: OF_INSTRUMENT },
  { cn: '3019', group: 'parameter', answers: 'data', editions: SINCE_2017, fields: OF_INSTRUMENT },
  {
    cn: '3020',
    group: 'parameter',
    answers: 'data',
    editions: SINCE_2017,
    waitS: HISTORY_S,
    fields: [instrument(true), INFO, { ...BEGIN, isOptional: true }, { ...END, isOptional: true }],
  },
  {
    cn: '3021',
    group: 'parameter',
    answers: 'none',
    editions: SINCE_2017,
    actsOnInstrument: true,
    fields: [instrument(true), INFO, { name: 'Info', of: 'InfoId', type: 'text', zh: '参数值', en: 'Value' }],
  },
  {
    cn: '3022',
    group: 'instrument',
    answers: 'none',
    editions: ['2025'],
    actsOnInstrument: true,
    waitS: SLOW_S,
    fields: [],
  },
  {
    cn: '3024',
    group: 'instrument',
    answers: 'none',
    editions: ['2025'],
    actsOnInstrument: true,
    waitS: SLOW_S,
    fields: OF_INSTRUMENT,
  },
]
