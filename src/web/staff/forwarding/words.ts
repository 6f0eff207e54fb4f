// The words of the forwarding page in both languages.
import type { ForwardTargetRow } from '#contract/forwarding.ts'
import type { Words } from '#web/ui/say.ts'

export const FORWARD_WORDS = {
  title: { zh: '数据转给谁了？', en: 'Who gets the data?' },
  answer: {
    zh: '{all} 个转发目标，{up} 个已连接；共转发 {answered} 条并得到应答，{waiting} 条等待。',
    en: 'Platforms: {all}, connected: {up}; frames answered: {answered}, records waiting: {waiting}.',
  },
  answerNone: {
    zh: '还没有转发目标。添加市、省平台的地址后，入库的数据会自动转发。',
    en: 'There is no platform yet. Once one is added, what is stored is sent on by itself.',
  },
  loading: { zh: '正在读取…', en: 'Reading…' },
  none: { zh: '没有转发目标', en: 'No platform' },
  noneHint: {
    zh: '转发支持原样转发和重新编码；对方不通时数据留在库中，恢复后自动续传。',
    en: 'Frames go on as they came or are encoded anew; while a platform is away its data waits in the store.',
  },
  adminOnly: { zh: '添加和修改目标需要管理员账号。', en: 'Adding and changing a platform needs an administrator.' },
  add: { zh: '添加目标', en: 'Add a platform' },
  edit: { zh: '修改', en: 'Change' },
  pause: { zh: '暂停', en: 'Pause' },
  resume: { zh: '恢复', en: 'Resume' },
  remove: { zh: '删除', en: 'Remove' },
  removeSure: {
    zh: '删除“{name}”？它的进度和拒收记录一并删除，原始数据不受影响。',
    en: 'Remove “{name}”? Its progress and refusals go with it; raw data stays.',
  },
  backfill: { zh: '补发历史', en: 'Back-fill' },
  backfillTitle: { zh: '向“{name}”补发历史', en: 'Back-fill “{name}”' },
  backfillFrom: { zh: '接收时间起（含，北京时间）', en: 'Received from (Beijing time)' },
  backfillUntil: { zh: '接收时间止（不含，北京时间）', en: 'Received before (Beijing time)' },
  backfillHint: {
    zh: '这段时间收到的数据会再发一遍，不影响新数据。',
    en: 'What came in then is sent once more, beside what is new.',
  },
  backfilled: { zh: '已排入 {n} 条，正在补发。', en: '{n} records are queued for it.' },
  retry: { zh: '重发拒收的', en: 'Send refused again' },
  switchedOff: { zh: '“{name}”已暂停，数据留在库中。', en: '“{name}” is paused; its data waits in the store.' },
  switchedOn: { zh: '“{name}”已恢复。', en: '“{name}” goes on.' },
  saved: { zh: '已保存。', en: 'Saved.' },
  refusals: { zh: '拒收 {n} 条', en: '{n} refused' },
  refusalsTitle: { zh: '“{name}”没有收下的报文', en: 'What “{name}” would not take' },
  refusalsNone: { zh: '没有拒收的报文', en: 'Nothing was refused' },
  refusalsNoneHint: {
    zh: '对方多次不应答某条、而其他条有应答时，该条记在这里。',
    en: 'A frame never answered while others are is kept here.',
  },
  close: { zh: '关闭', en: 'Close' },
  pages: { zh: '分页', en: 'Pages' },
  platform: { zh: '平台', en: 'Platform' },
  state: { zh: '状态', en: 'State' },
  lag: { zh: '滞后', en: 'Lag' },
  noLag: { zh: '无', en: 'none' },
  figures: { zh: '条数', en: 'Frames' },
  figuresText: {
    zh: '发送 {sent} · 应答 {answered} · 重发 {resent} · 略过 {passed}',
    en: '{sent} sent · {answered} answered · {resent} again · {passed} passed over',
  },
  waitingText: { zh: '等待约 {n} 条', en: 'about {n} wait' },
  lastAnswer: { zh: '最近应答', en: 'Last answer' },
  never: { zh: '从未', en: 'never' },
  lastError: { zh: '最近故障', en: 'Last fault' },
  acts: { zh: '操作', en: 'Acts' },
  notServed: { zh: '转发进程未运行', en: 'No forwarding process runs' },
  paused: { zh: '已暂停', en: 'Paused' },
  formAdd: { zh: '添加转发目标', en: 'Add a platform' },
  formEdit: { zh: '修改“{name}”', en: 'Change “{name}”' },
  save: { zh: '保存', en: 'Save' },
  cancel: { zh: '取消', en: 'Cancel' },
  needed: { zh: '请填写{field}', en: 'Fill in: {field}' },
  unfit: { zh: '{field}不符合格式', en: '{field} is not of the right form' },
  name: { zh: '名称', en: 'Name' },
  host: { zh: '主机名或地址', en: 'Host' },
  port: { zh: '端口', en: 'Port' },
  mode: { zh: '方式', en: 'Way' },
  edition: { zh: '协议版本', en: 'Edition' },
  password: { zh: '访问密码 PW', en: 'Password (PW)' },
  passwordKeep: { zh: '留空则不变', en: 'Left empty it stays' },
  passwordNone: { zh: '留空则沿用设备的', en: 'Left empty the device’s own is used' },
  mnMap: { zh: 'MN 对照', en: 'Device ids there' },
  mnMapHint: { zh: '每行一对：本机 MN=对方 MN；未列出的不变。', en: 'A pair a line: id here=id there; others stay.' },
  siteCodes: { zh: '站点', en: 'Sites' },
  allSites: { zh: '全部站点', en: 'All sites' },
  kinds: { zh: '数据类型', en: 'Kinds of data' },
  allKinds: { zh: '全部类型', en: 'All kinds' },
  answers: { zh: '应答', en: 'Answers' },
  more: { zh: '速率、窗口与重发', en: 'Rate, window and resends' },
  framesPerS: { zh: '最高速率（条/s）', en: 'Most frames a second' },
  windowFrames: { zh: '最多未应答（条）', en: 'Most unanswered' },
  answerTimeoutS: { zh: '应答超时（s）', en: 'Answer time-out (s)' },
  resends: { zh: '重发次数', en: 'Resends' },
  since: { zh: '从何时开始（北京时间）', en: 'Beginning (Beijing time)' },
  sinceHint: { zh: '留空则只转发今后的数据', en: 'Left empty only what comes from now on' },
  test: { zh: '测试连接', en: 'Test the connection' },
  reached: { zh: '已连通，用时 {ms} ms。', en: 'Reached in {ms} ms.' },
  unreached: { zh: '连不上：{because}', en: 'Not reached: {because}' },
  record: { zh: '原始记录', en: 'Record' },
  at: { zh: '时间', en: 'Time' },
  reason: { zh: '原因', en: 'Reason' },
} as const satisfies Record<string, Words>

export const LINK_WORDS: Readonly<Record<ForwardTargetRow['link'], Words>> = {
  down: { zh: '未连接', en: 'Not connected' },
  connecting: { zh: '正在连接', en: 'Connecting' },
  up: { zh: '已连接', en: 'Connected' },
  waiting: { zh: '等待重连', en: 'Waiting to connect again' },
}

export const MODE_WORDS: Readonly<Record<ForwardTargetRow['mode'], Words>> = {
  raw: { zh: '原样转发', en: 'As it came' },
  encoded: { zh: '重新编码', en: 'Encoded anew' },
}

export const ANSWER_WORDS: Readonly<Record<ForwardTargetRow['answers'], Words>> = {
  'as-flagged': { zh: '按报文标志等应答', en: 'Wait where the frame asks' },
  never: { zh: '不等应答', en: 'Do not wait' },
}

export const KIND_WORDS = {
  realtime: { zh: '实时', en: 'Realtime' },
  minute: { zh: '分钟', en: 'Minute' },
  hour: { zh: '小时', en: 'Hour' },
  day: { zh: '日', en: 'Day' },
} as const satisfies Record<string, Words>

export const REASON_WORDS = {
  unanswered: { zh: '多次重发无应答', en: 'Never answered' },
  unencodable: { zh: '无法编码', en: 'Cannot be encoded' },
} as const satisfies Record<string, Words>
