// The words of a device's profile, on the page and in the form that takes a device in.
import type { Words } from '#web/ui/say.ts'

export const PROFILE_WORDS = {
  systemCode: { zh: '系统编码 ST', en: 'System code (ST)' },
  edition: { zh: '协议版本', en: 'Protocol edition' },
  password: { zh: '访问密码 PW', en: 'Password (PW)' },
  passwordHint: { zh: '留空则不核对密码', en: 'Left empty it is not checked' },
  answerPolicy: { zh: '数据应答 9014', en: 'Data answer 9014' },
  periodStamp: { zh: '时段数据的时间', en: 'DataTime of period data' },
  intervals: { zh: '应报间隔（s）', en: 'Intervals (s)' },
  intervalHint: { zh: '留空：不发此类数据', en: 'Left empty: not sent' },
  factors: { zh: '应报监测因子', en: 'Factors expected' },
  units: { zh: '上报单位', en: 'Units as sent' },
  unitsHint: {
    zh: '写作 a34004=mg/m³，每行一个；不写的按标准附录 B 或环境空气惯例',
    en: 'One a line, a34004=mg/m³; others follow annex B or the custom of ambient stations',
  },
  unitsWrong: { zh: '每行应写作“因子编码=单位”', en: 'Each line must read “code=unit”' },
  tolerates: { zh: '容忍的缺陷', en: 'Faults let pass' },
  toleratesHint: {
    zh: '只有仍能证明报文完整的缺陷可以容忍；应答会用同样的 CRC',
    en: 'Only faults that still prove the frame; answers then use the same CRC',
  },
  overTimeS: { zh: '请求超时（s）', en: 'Time-out of a request (s)' },
  resends: { zh: '重发次数', en: 'Resends' },
  gapPolicy: { zh: '缺数补取', en: 'Fetching of gaps' },
  save: { zh: '保存档案', en: 'Save the profile' },
  saveReread: { zh: '保存并重读隔离报文', en: 'Save and read its quarantine again' },
  saved: { zh: '档案已保存，网关立即按新档案接收。', en: 'Saved: the gateway goes by it at once.' },
  profiledBy: { zh: '{who} 于 {time} 确认', en: 'Accepted by {who} at {time}' },
  acceptTitle: { zh: '这台设备要登记吗？', en: 'Shall this device be registered?' },
  acceptAnswer: {
    zh: '收到它 {n} 条报文，尚未登记，报文都在隔离区。下面的档案由这些报文推得，请核对后登记；隔离的报文会自动重新入库。',
    en: '{n} frames have come in; it is not registered and they wait in quarantine. The profile below is read from them: check it and register, and they are read again.',
  },
  nothingYet: { zh: '还没有收到这个 MN 的报文', en: 'Nothing has come in under this MN yet' },
  nothingYetHint: {
    zh: '检查设备里设置的中心地址、端口和 MN。',
    en: 'Check the centre address, the port and the MN set in the device.',
  },
  evidence: { zh: '依据', en: 'Evidence' },
  weak: { zh: '请核对', en: 'please check' },
  show: { zh: '报文 {n}', en: 'frame {n}' },
  reasons: { zh: '为什么被隔离', en: 'Why it is in quarantine' },
  register: { zh: '登记设备', en: 'Register the device' },
  place: { zh: '安装在', en: 'Stands at' },
  existingSite: { zh: '已有站点', en: 'An existing site' },
  newSite: { zh: '新站点', en: 'A new site' },
  site: { zh: '站点', en: 'Site' },
  siteSearch: { zh: '输入站点名称查找', en: 'Type a site name' },
  siteName: { zh: '站点名称', en: 'Site name' },
  siteKind: { zh: '站点类型', en: 'Site kind' },
  needed: { zh: '请填写{field}', en: 'Fill in: {field}' },
  packetsSoFar: { zh: '它的报文', en: 'Its frames' },
} as const satisfies Record<string, Words>

export const ANSWER_WORDS = {
  'as-flagged': { zh: '按 Flag 要求应答', en: 'as Flag asks' },
  always: { zh: '总是应答', en: 'always' },
  never: { zh: '从不应答', en: 'never' },
} as const satisfies Record<string, Words>

export const STAMP_WORDS = {
  start: { zh: '时段起点（标准）', en: 'start of the period (standard)' },
  end: { zh: '时段终点', en: 'end of the period' },
} as const satisfies Record<string, Words>

export const POLICY_WORDS = {
  propose: { zh: '建议，由人确认', en: 'propose, a person accepts' },
  automatic: { zh: '自动补取', en: 'automatic' },
  off: { zh: '不查缺', en: 'off' },
} as const satisfies Record<string, Words>

export const TOLERABLE_WORDS = {
  'crc.modbus': { zh: 'CRC 为 CRC-16/MODBUS', en: 'CRC is CRC-16/MODBUS' },
  'crc.modbus-swapped': { zh: 'CRC 为高低字节颠倒的 MODBUS', en: 'CRC is MODBUS with bytes swapped' },
  'crc.swapped': { zh: 'CRC 高低字节颠倒', en: 'CRC has its bytes swapped' },
  'len.short': { zh: '长度字段偏小', en: 'Length too small' },
  'len.long': { zh: '长度字段偏大', en: 'Length too large' },
  'len.3digits': { zh: '长度字段不是四位', en: 'Length is not four digits' },
} as const satisfies Record<string, Words>
