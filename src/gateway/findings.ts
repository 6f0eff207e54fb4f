// What the gateway itself has to say about a record, beside the findings of the codec.
import type { StoredFinding } from '#platform/intake/batch.ts'

type Text = { severity: StoredFinding['severity']; zh: string; en: string }

const FINDINGS = {
  'device.unknown': { severity: 'error', zh: 'MN 未登记', en: 'No device is registered under this MN' },
  'device.password': { severity: 'error', zh: '密码与登记的不符', en: 'The password is not the registered one' },
  'device.system-code': {
    severity: 'warning',
    zh: '系统编码 ST 与登记的不符',
    en: 'The system code ST is not the registered one',
  },
  'cipher.plain': {
    severity: 'error',
    zh: '要求加密的设备发来明文',
    en: 'A device that must encrypt sent plain text',
  },
  'cipher.no-key': {
    severity: 'error',
    zh: '数据区像是加密的，但本机没有该设备可用的密钥',
    en: 'The data area looks encrypted and there is no key of the device to use',
  },
  'cipher.wrong-key': {
    severity: 'error',
    zh: '数据区像是加密的，但该设备的密钥都解不开',
    en: 'The data area looks encrypted and no key of the device opens it',
  },
  'cipher.before': {
    severity: 'warning',
    zh: '用的是更换前的密钥',
    en: 'It is encrypted with the key before the current one',
  },
  'cipher.key-asked': {
    severity: 'warning',
    zh: '设备请求新密钥（1014），但没有它的现用密钥，无法加密下发',
    en: 'The device asks for a new key (1014) and has no current one under which it could be sent',
  },
  'data.empty': { severity: 'info', zh: '没有监测数据', en: 'There is no data in it' },
  'data.unreadable': { severity: 'error', zh: '没有一个值可以读出', en: 'Not one value can be read' },
  'time.missing': { severity: 'error', zh: '没有数据时间 DataTime', en: 'There is no DataTime' },
  'time.unreadable': { severity: 'error', zh: '数据时间无法识别', en: 'DataTime is not a time' },
  'time.future': { severity: 'error', zh: '数据时间在未来', en: 'DataTime lies in the future' },
  'time.ancient': { severity: 'error', zh: '数据时间早于三年', en: 'DataTime is more than three years old' },
  'time.digits': {
    severity: 'info',
    zh: '数据时间不是 14 位，只取前 14 位',
    en: 'DataTime is not 14 digits; the first 14 count',
  },
  'time.floored': {
    severity: 'info',
    zh: '数据时间不在时段起点，取所在时段起点',
    en: 'DataTime is not the start of a period; the start of its period counts',
  },
  'factor.code': { severity: 'warning', zh: '监测因子编码无法识别，未入库', en: 'A factor code is not one; left out' },
  'factor.no-room': { severity: 'warning', zh: '监测因子编码过多，未入库', en: 'Too many factor codes; left out' },
  'factor.duplicate': {
    severity: 'warning',
    zh: '监测因子重复，取后者',
    en: 'A factor is repeated; the last one counts',
  },
  'value.not-number': { severity: 'warning', zh: '不是数值，未入库', en: 'Not a number; left out' },
  'value.sentinel': {
    severity: 'info',
    zh: '缺测代码，按缺测入库',
    en: 'A code for a missing value; stored as missing',
  },
  'unit.unconvertible': {
    severity: 'warning',
    zh: '登记的单位不能换算为存储单位，未入库',
    en: 'The registered unit cannot be converted to the unit of storage; left out',
  },
  'unit.assumed': {
    severity: 'info',
    zh: '未登记单位，按环境空气标准的单位入库',
    en: 'No unit is registered; taken in the unit of the ambient-air standard',
  },
  'flag.unknown': {
    severity: 'warning',
    zh: '未知的数据标记，该值不参加评价',
    en: 'An unknown flag; the value does not count',
  },
  'noise.bytes': { severity: 'warning', zh: '报文之间有杂乱字节', en: 'Bytes between frames that are no frame' },
  'repeat.counted': {
    severity: 'warning',
    zh: '相同报文只计数不重复保存',
    en: 'The same frame again was counted and not kept again',
  },
  'session.rival': {
    severity: 'warning',
    zh: '同一 MN 有另一条活动连接',
    en: 'Another connection is active under the same MN',
  },
  'store.refused': { severity: 'error', zh: '数据库拒绝保存', en: 'The store refused it' },
} as const satisfies Record<string, Text>

/** A finding of the table; `detail` follows its sentence. */
export function gatewayFinding(code: keyof typeof FINDINGS, detail?: string, at?: number): StoredFinding {
  const { severity, zh, en } = FINDINGS[code]
  return {
    code,
    severity,
    zh: detail === undefined ? zh : `${zh}：${detail}`,
    en: detail === undefined ? en : `${en}: ${detail}`,
    ...(at === undefined ? {} : { at }),
  }
}
