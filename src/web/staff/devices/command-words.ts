// The words of commands to a device.
import type { CommandForm, CommandRow } from '#contract/devices.ts'
import type { Words } from '#web/ui/say.ts'

export const COMMAND_WORDS = {
  ask: { zh: '下发命令', en: 'Send a command' },
  choose: { zh: '命令', en: 'Command' },
  send: { zh: '下发', en: 'Send' },
  firstSetUp: { zh: '首次连接设置', en: 'First set-up' },
  firstSetUpHint: {
    zh: '依次下发：校时、超时与重发、实时间隔、分钟间隔、开始上传实时数据',
    en: 'In order: time, time-outs, realtime interval, minute interval, start of uploads',
  },
  setTime: { zh: '校时', en: 'Set the clock' },
  queued: {
    zh: '已排队 {n} 条命令；设备在线时依次下发。',
    en: '{n} commands queued; they go in turn while the device is connected.',
  },
  expires: { zh: '多少分钟内未发出则作废', en: 'Drop it unsent after so many minutes' },
  optional: { zh: '可不填', en: 'optional' },
  atSend: { zh: '不填则取发出时刻', en: 'left empty: the time at which it leaves' },
  beijing: { zh: '北京时间', en: 'Beijing time' },
  acts: {
    zh: '此命令会动作真实仪器或改变测量，请先与现场确认。',
    en: 'This moves a real instrument or changes what it measures: agree with the people on site first.',
  },
  needed: { zh: '请填写{field}', en: 'Fill in: {field}' },
  history: { zh: '命令记录', en: 'Commands so far' },
  none: { zh: '还没有下发过命令', en: 'No command has been sent yet' },
  noneHint: {
    zh: '下发的命令、设备的应答和往来报文都会留在这里。',
    en: 'Commands, answers and the frames both ways stay here.',
  },
  params: { zh: '参数', en: 'Parameters' },
  answer: { zh: '设备返回', en: 'Answer' },
  by: { zh: '{who}：{reason}', en: '{who}: {reason}' },
  sends: { zh: '发送 {n} 次', en: 'sent {n} times' },
  data: { zh: '返回 {n} 条数据', en: '{n} data frames' },
  takeBack: { zh: '取消命令', en: 'Take back' },
  conversation: { zh: '往来报文', en: 'Conversation' },
  out: { zh: '网关 →', en: 'Gateway →' },
  in: { zh: '← 设备', en: '← Device' },
  noFrames: { zh: '还没有发出', en: 'Not sent yet' },
} as const satisfies Record<string, Words>

export const GROUP_WORDS: Readonly<Record<CommandForm['group'], Words>> = {
  time: { zh: '时间', en: 'Time' },
  setup: { zh: '通讯设置', en: 'Set-up' },
  upload: { zh: '上传开关', en: 'Uploads' },
  history: { zh: '历史数据', en: 'History' },
  instrument: { zh: '仪器动作', en: 'Instruments' },
  parameter: { zh: '信息与参数', en: 'Information and parameters' },
}

export const CAUSE_WORDS: Readonly<Record<CommandRow['cause'], Words>> = {
  person: { zh: '人工', en: 'a person' },
  'gap-policy': { zh: '自动补数', en: 'gap policy' },
  'device-asked': { zh: '设备请求', en: 'the device asked' },
}

export const NOTE_WORDS: Readonly<Record<'resend' | 'qn-differs' | 'late', Words>> = {
  resend: { zh: '重发（同一 QN）', en: 'sent again (same QN)' },
  'qn-differs': {
    zh: 'QN 与请求不符，按唯一在途命令认领',
    en: 'its QN is not the request’s: taken for the one command under way',
  },
  late: { zh: '命令已结束后才到', en: 'came after the command was over' },
}
