// What a decoder has to say about a frame: each finding with a code, a severity and a sentence in both languages.

export type Severity = 'info' | 'warning' | 'error'

/** `at` is the byte of the frame it is about, from 0. */
export type Finding = { code: string; severity: Severity; zh: string; en: string; at?: number }

type Text = { severity: Severity; zh: string; en: string }

/** An `error` means that the frame proves nothing; a `warning` that something in it is not as the standard wants it. */
const FINDINGS = {
  'frame.no-head': { severity: 'error', zh: '没有包头 ##', en: 'No head ##' },
  'frame.incomplete': { severity: 'error', zh: '报文不完整', en: 'The frame is incomplete' },
  'len.3digits': { severity: 'error', zh: '长度字段不是四位数字', en: 'The length field is not four digits' },
  'len.short': { severity: 'error', zh: '长度字段小于实际', en: 'The length field is less than the real length' },
  'len.long': { severity: 'error', zh: '长度字段大于实际', en: 'The length field is more than the real length' },
  'len.over-1024': { severity: 'info', zh: '数据段超过 1024 字节', en: 'The segment is longer than 1024 bytes' },
  'crc.missing': { severity: 'error', zh: '没有 CRC', en: 'There is no CRC' },
  'crc.stale': { severity: 'error', zh: 'CRC 与数据段不符', en: 'The CRC is not that of this segment' },
  'crc.impossible': {
    severity: 'info',
    zh: '此 CRC 不可能由本标准算法得出',
    en: 'No segment at all has this CRC under the rule of the standard',
  },
  'crc.modbus': {
    severity: 'error',
    zh: 'CRC 是 CRC-16/MODBUS，不是本标准的算法',
    en: 'The CRC is CRC-16/MODBUS, not the rule of the standard',
  },
  'crc.modbus-swapped': {
    severity: 'error',
    zh: 'CRC 是高低字节颠倒的 CRC-16/MODBUS',
    en: 'The CRC is CRC-16/MODBUS with its bytes swapped',
  },
  'crc.swapped': { severity: 'error', zh: 'CRC 高低字节颠倒', en: 'The bytes of the CRC are swapped' },
  'crc.lower-case': { severity: 'info', zh: 'CRC 为小写', en: 'The CRC is in lower case' },
  'seg.noCp': { severity: 'warning', zh: '没有数据区 CP=&&', en: 'There is no data area CP=&&' },
  'seg.noClose': { severity: 'error', zh: '数据区没有以 && 结束', en: 'The data area is not closed with &&' },
  'seg.encrypted': {
    severity: 'warning',
    zh: '数据区不是文本，可能已加密',
    en: 'The data area is not text and may be encrypted',
  },
  'text.gb18030': { severity: 'info', zh: '文本为 GB18030 编码', en: 'The text is in GB18030' },
  'text.unknown-encoding': { severity: 'warning', zh: '文本编码无法识别', en: 'The encoding of the text is unknown' },
  'header.cn-missing': { severity: 'warning', zh: '没有命令编码 CN', en: 'There is no CN' },
  'header.mn-missing': { severity: 'warning', zh: '没有设备标识 MN', en: 'There is no MN' },
  'header.flag-syntax': { severity: 'warning', zh: 'Flag 不是 0–255 的整数', en: 'Flag is not an integer of 0 to 255' },
  'header.qn-syntax': { severity: 'info', zh: 'QN 不是 17 位数字', en: 'QN is not 17 digits' },
  'header.cn-unknown': { severity: 'info', zh: '未知的命令编码 CN', en: 'The CN is unknown' },
  'header.duplicate': { severity: 'info', zh: '字段重复，取后者', en: 'A field is repeated; the last one counts' },
  'header.unknown': { severity: 'info', zh: '未知的报文头字段', en: 'An unknown field before CP' },
  'header.split-missing': {
    severity: 'info',
    zh: 'Flag 表示分包，但没有 PNUM、PNO',
    en: 'Flag says sub-packets but PNUM and PNO are missing',
  },
  'header.split-unmarked': {
    severity: 'info',
    zh: '有 PNUM、PNO，但 Flag 未表示分包',
    en: 'PNUM or PNO is there but Flag does not say sub-packets',
  },
  'header.number-syntax': { severity: 'warning', zh: 'PNUM、PNO 不是数字', en: 'PNUM or PNO is not a number' },
  'data.duplicate': { severity: 'warning', zh: '同一项重复，取后者', en: 'An item is repeated; the last one counts' },
  'data.no-name': { severity: 'info', zh: '有内容没有项目名', en: 'There is text without a name' },
} as const satisfies Record<string, Text>

export type FindingCode = keyof typeof FINDINGS

/** A finding of the table; `detail` follows its sentence. */
export function finding(code: FindingCode, at?: number, detail?: string): Finding {
  const { severity, zh, en } = FINDINGS[code]
  return {
    code,
    severity,
    zh: detail === undefined ? zh : `${zh}：${detail}`,
    en: detail === undefined ? en : `${en}: ${detail}`,
    ...(at === undefined ? {} : { at }),
  }
}
