// The words of the intake pages in both languages.
import type { RecordRow } from '#contract/intake.ts'
import type { Words } from '#web/ui/say.ts'

export const INTAKE_WORDS = {
  title: { zh: '数据进来了吗？', en: 'Is data coming in?' },
  answerQuarantine: {
    zh: '隔离区有 {n} 条报文等待处理；最新一条报文收于 {time}。',
    en: '{n} records wait in quarantine; the newest record came in at {time}.',
  },
  answerClean: {
    zh: '隔离区为空；最新一条报文收于 {time}。',
    en: 'Quarantine is empty; the newest record came in at {time}.',
  },
  answerNothing: {
    zh: '还没有收到任何报文。把设备指向本机的接收端口，或在“数据导入”里导入文件。',
    en: 'No record has come in yet. Point a device at this machine’s port, or import a file.',
  },
  tabLive: { zh: '实时报文', en: 'Live frames' },
  tabQuarantine: { zh: '隔离区', en: 'Quarantine' },
  tabImport: { zh: '数据导入', en: 'Import' },
  loading: { zh: '正在读取…', en: 'Reading…' },
  pause: { zh: '暂停刷新', en: 'Pause' },
  resume: { zh: '恢复刷新', en: 'Resume' },
  paused: { zh: '已暂停，新报文不会显示', en: 'Paused: new records are not shown' },
  allStates: { zh: '全部状态', en: 'All states' },
  filterState: { zh: '按状态筛选', en: 'Filter by state' },
  allChannels: { zh: '全部来源', en: 'All channels' },
  filterChannel: { zh: '按来源筛选', en: 'Filter by channel' },
  filterMn: { zh: '按 MN 筛选', en: 'Filter by MN' },
  older: { zh: '更早', en: 'Older' },
  newest: { zh: '回到最新', en: 'Back to newest' },
  received: { zh: '接收时间', en: 'Received' },
  dataTime: { zh: '数据时间', en: 'Data time' },
  device: { zh: '设备 / 站点', en: 'Device / site' },
  content: { zh: '内容', en: 'Content' },
  findings: { zh: '检查结果', en: 'Findings' },
  state: { zh: '状态', en: 'State' },
  noFindings: { zh: '无问题', en: 'none' },
  unknownDevice: { zh: '未登记的设备', en: 'unregistered device' },
  rawFrame: { zh: '看原文', en: 'See raw' },
  noRecords: { zh: '没有符合条件的报文', en: 'No record matches' },
  noRecordsHint: {
    zh: '放宽筛选条件；若从未收到报文，请检查设备的中心地址和端口。',
    en: 'Widen the filter; if nothing ever came, check the centre address and port set in the device.',
  },
  quarantineEmpty: { zh: '隔离区为空', en: 'Quarantine is empty' },
  quarantineEmptyHint: {
    zh: '校验不过、长度不符或设备未登记的报文会原样留在这里，等待处理。',
    en: 'Frames with a wrong checksum or length, or from an unregistered device, wait here unchanged.',
  },
  select: { zh: '选择报文 {id}', en: 'Select record {id}' },
  selectAll: { zh: '全选本页', en: 'Select the page' },
  reingest: { zh: '重新入库（{n}）', en: 'Re-ingest ({n})' },
  reingesting: { zh: '网关正在重新读取 {n} 条报文…', en: 'The gateway is reading {n} records again…' },
  reingestDone: { zh: '重新入库完成', en: 'Re-ingest finished' },
  reingestRefused: { zh: '网关没有执行', en: 'The gateway refused' },
  reingestSlow: {
    zh: '网关还没有答复。请确认网关在运行；请求已记下，稍后会自动执行。',
    en: 'The gateway has not answered yet. Check that it runs; the request is kept and will be carried out.',
  },
  register: { zh: '登记设备', en: 'Register device' },
  readOnly: {
    zh: '你的账号只能查看；操作需要工作人员或管理员账号。',
    en: 'Your account can only read; acting needs an officer or administrator.',
  },
} as const satisfies Record<string, Words>

export const STATE_WORDS: Readonly<Record<RecordRow['state'], Words>> = {
  stored: { zh: '已存', en: 'Stored' },
  acknowledged: { zh: '已入库并应答', en: 'Stored and answered' },
  quarantined: { zh: '隔离', en: 'Quarantined' },
  reingested: { zh: '已重新入库', en: 'Re-ingested' },
  withdrawn: { zh: '已撤销', en: 'Withdrawn' },
}

export const CHANNEL_WORDS: Readonly<Record<RecordRow['channel'], Words>> = {
  hj212: { zh: '设备上传', en: 'Device' },
  import: { zh: '文件导入', en: 'File import' },
  'demo-history': { zh: '演示历史', en: 'Demo history' },
  mqtt: { zh: 'MQTT', en: 'MQTT' },
  http: { zh: '接口提交', en: 'HTTP' },
  pull: { zh: '定时拉取', en: 'Scheduled pull' },
  manual: { zh: '人工录入', en: 'Entered by hand' },
}
