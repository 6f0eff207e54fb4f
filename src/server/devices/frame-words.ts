// What the names and codes of a frame mean, in both languages: fields of the header and the data area, flags, results.
import type { Bilingual } from '#contract/wire.ts'

type Words = Readonly<Record<string, Bilingual>>

/** @source HJ 212—2017 表 3 */
export const HEADER_WORDS: Words = {
  QN: { zh: '请求编码', en: 'request code' },
  ST: { zh: '系统编码', en: 'system code' },
  CN: { zh: '命令编码', en: 'command code' },
  PW: { zh: '访问密码', en: 'password' },
  MN: { zh: '设备唯一标识', en: 'device identifier' },
  Flag: { zh: '拆分包及应答标志', en: 'version, sub-packet and answer bits' },
  PNUM: { zh: '总包数', en: 'sub-packets in all' },
  PNO: { zh: '包号', en: 'number of this sub-packet' },
  RF: { zh: '补发标志', en: 'back-fill mark' },
}

/** @source HJ 212—2017 表 4 */
export const FIELD_WORDS: Words = {
  SystemTime: { zh: '系统时间', en: 'system time' },
  DataTime: { zh: '数据时间', en: 'data time' },
  BeginTime: { zh: '起始时间', en: 'begin' },
  EndTime: { zh: '截止时间', en: 'end' },
  QnRtn: { zh: '请求应答结果', en: 'answer to the request' },
  ExeRtn: { zh: '执行结果', en: 'result of the execution' },
  RtdInterval: { zh: '实时数据间隔', en: 'realtime interval, s' },
  MinInterval: { zh: '分钟数据间隔', en: 'minute-data interval, min' },
  RestartTime: { zh: '开机时间', en: 'start-up time' },
  PolId: { zh: '监测因子编码', en: 'factor code' },
  InfoId: { zh: '现场端信息编码', en: 'site information code' },
  NewPW: { zh: '新密码', en: 'new password' },
  NewSK: { zh: '新密钥', en: 'new key' },
  SKCreateTime: { zh: '密钥产生时间', en: 'time at which the key was made' },
  OverTime: { zh: '超时时间', en: 'time-out, s' },
  ReCount: { zh: '重发次数', en: 'resends' },
  WarnTime: { zh: '超限报警时间', en: 'over-limit alarm time' },
  VaseNo: { zh: '采样瓶编号', en: 'bottle number' },
  CstartTime: { zh: '采样起始时间', en: 'first sampling' },
  Ctime: { zh: '采样周期', en: 'sampling period, h' },
  Stime: { zh: '出样时间', en: 'time to a result, min' },
  QN: { zh: '请求编码', en: 'request code' },
}

/** Classes of a factor. @source HJ 212—2017 表 4 */
export const CLASS_WORDS: Words = {
  Rtd: { zh: '实时值', en: 'realtime value' },
  Min: { zh: '最小值', en: 'least' },
  Avg: { zh: '平均值', en: 'average' },
  Max: { zh: '最大值', en: 'most' },
  Cou: { zh: '累计值', en: 'amount of the period' },
  ZsRtd: { zh: '折算实时值', en: 'converted realtime value' },
  ZsMin: { zh: '折算最小值', en: 'converted least' },
  ZsAvg: { zh: '折算平均值', en: 'converted average' },
  ZsMax: { zh: '折算最大值', en: 'converted most' },
  Flag: { zh: '数据标记', en: 'flag' },
  EFlag: { zh: '设备标记', en: 'flag of the maker' },
  SampleTime: { zh: '采样时间', en: 'sampling time' },
  Data: { zh: '噪声监测值', en: 'noise level' },
  DayData: { zh: '昼间值', en: 'level of the day' },
  NightData: { zh: '夜间值', en: 'level of the night' },
  RS: { zh: '运行状态', en: 'running state' },
  RT: { zh: '运行时间', en: 'running time, h' },
  Info: { zh: '现场端信息', en: 'site information' },
  SN: { zh: '出厂编号', en: 'serial number' },
}

/** @source HJ 212—2017 表 8 */
export const FLAG_WORDS: Words = {
  N: { zh: '正常', en: 'normal' },
  F: { zh: '停运', en: 'stopped' },
  M: { zh: '维护', en: 'maintenance' },
  S: { zh: '手工输入', en: 'set by hand' },
  D: { zh: '故障', en: 'fault' },
  C: { zh: '校准', en: 'calibration' },
  T: { zh: '超测定上限', en: 'over the measuring range' },
  B: { zh: '通讯异常', en: 'instrument does not answer' },
}

/** @source HJ 212—2017 表 4 */
export const QN_RTN: Words = {
  '1': { zh: '准备执行请求', en: 'ready' },
  '2': { zh: '请求被拒绝', en: 'refused' },
  '3': { zh: 'PW 错误', en: 'wrong PW' },
  '4': { zh: 'MN 错误', en: 'wrong MN' },
  '5': { zh: 'ST 错误', en: 'wrong ST' },
  '6': { zh: 'Flag 错误', en: 'wrong Flag' },
  '7': { zh: 'QN 错误', en: 'wrong QN' },
  '8': { zh: 'CN 错误', en: 'wrong CN' },
  '9': { zh: 'CRC 校验错误', en: 'wrong CRC' },
  '100': { zh: '未知错误', en: 'unknown error' },
}
export const EXE_RTN: Words = {
  '1': { zh: '执行成功', en: 'done' },
  '2': { zh: '执行失败，原因未知', en: 'failed for an unknown reason' },
  '3': { zh: '命令请求条件错误', en: 'the conditions of the request are wrong' },
  '4': { zh: '通讯超时', en: 'communication timed out' },
  '5': { zh: '系统繁忙', en: 'busy' },
  '6': { zh: '系统故障', en: 'system fault' },
  '100': { zh: '没有数据', en: 'no data' },
}

/** @source HJ 212—2017 表 5 */
export const SYSTEM_WORDS: Words = {
  '21': { zh: '地表水质量监测', en: 'surface-water quality' },
  '22': { zh: '空气质量监测', en: 'air quality' },
  '23': { zh: '声环境质量监测', en: 'ambient noise' },
  '24': { zh: '地下水质量监测', en: 'groundwater quality' },
  '25': { zh: '土壤质量监测', en: 'soil quality' },
  '26': { zh: '海水质量监测', en: 'sea-water quality' },
  '27': { zh: '挥发性有机物监测', en: 'volatile organic compounds' },
  '31': { zh: '大气环境污染源', en: 'air emission source' },
  '32': { zh: '地表水体环境污染源', en: 'water discharge source' },
  '33': { zh: '地下水体环境污染源', en: 'groundwater source' },
  '36': { zh: '噪声环境污染源', en: 'noise source' },
  '39': { zh: '工地扬尘污染源', en: 'construction dust' },
  '51': { zh: '烟气排放过程监控', en: 'flue-gas process' },
  '52': { zh: '污水排放过程监控', en: 'sewage process' },
  '91': { zh: '系统交互', en: 'interaction' },
}

/** What Flag says, bit by bit. @source HJ 212—2017 表 3 */
export function flagMeaning(flag: number): Bilingual {
  const edition = ['2005', '2017', '2025'][flag >> 2] ?? `V=${flag >> 2}`
  const [answer, part] = [(flag & 1) !== 0, (flag & 2) !== 0]
  return {
    zh: `${edition} 版，${answer ? '需要应答' : '不需应答'}，${part ? '有拆分包' : '单包'}`,
    en: `edition of ${edition}, ${answer ? 'wants an answer' : 'wants none'}, ${part ? 'one of several parts' : 'single'}`,
  }
}
