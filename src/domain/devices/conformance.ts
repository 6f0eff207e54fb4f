// How well a device keeps to the protocol: a score of 100, and each deduction with the rule it rests on.

export type ConformanceRule = {
  id: string
  zh: string
  en: string
  /** Codes of findings that break it. */
  codes: readonly string[]
  /** Points lost where every frame breaks it. */
  weight: number
  clause: string
}

/** Weights are this product's own choice: what keeps data out weighs most. */
export const CONFORMANCE_RULES: readonly ConformanceRule[] = [
  {
    id: 'crc',
    zh: 'CRC 按标准算法计算',
    en: 'The CRC follows the rule of the standard',
    codes: ['crc.stale', 'crc.modbus', 'crc.modbus-swapped', 'crc.swapped', 'crc.missing', 'crc.impossible'],
    weight: 40,
    clause: 'HJ 212—2017 附录 A',
  },
  {
    id: 'length',
    zh: '长度字段为四位数字且与数据段相符',
    en: 'The length is four digits and that of the segment',
    codes: ['len.short', 'len.long', 'len.3digits', 'frame.incomplete'],
    weight: 30,
    clause: 'HJ 212—2017 表 2',
  },
  {
    id: 'segment',
    zh: '数据段完整，数据区以 && 括起',
    en: 'The segment is whole and its data area stands between &&',
    codes: ['seg.noCp', 'seg.noClose', 'seg.encrypted', 'len.over-1024'],
    weight: 20,
    clause: 'HJ 212—2017 表 3',
  },
  {
    id: 'header',
    zh: '报文头字段齐全、写法正确',
    en: 'The fields of the header are there and well formed',
    codes: [
      'header.cn-missing',
      'header.mn-missing',
      'header.flag-syntax',
      'header.qn-syntax',
      'header.cn-unknown',
      'header.duplicate',
      'header.unknown',
      'header.split-missing',
      'header.split-unmarked',
      'header.number-syntax',
    ],
    weight: 15,
    clause: 'HJ 212—2017 表 3',
  },
  {
    id: 'identity',
    zh: '密码与系统编码和登记的一致',
    en: 'Password and system code are the registered ones',
    codes: ['device.password', 'device.system-code'],
    weight: 30,
    clause: 'HJ 212—2017 表 3、表 5',
  },
  {
    id: 'encryption',
    zh: '应加密的命令以现用密钥加密',
    en: 'What must be encrypted is, with the current key',
    codes: ['cipher.plain', 'cipher.wrong-key', 'cipher.before'],
    weight: 20,
    clause: 'HJ 212—2025 6.4',
  },
  {
    id: 'time',
    zh: '数据时间存在、可信，并落在时段起点',
    en: 'DataTime is there, can be, and is the start of its period',
    codes: ['time.missing', 'time.unreadable', 'time.future', 'time.ancient', 'time.digits', 'time.floored'],
    weight: 25,
    clause: 'HJ 212—2017 附录 C',
  },
  {
    id: 'values',
    zh: '因子编码与数值写法正确',
    en: 'Factor codes and values are well formed',
    codes: [
      'data.duplicate',
      'data.no-name',
      'data.empty',
      'data.unreadable',
      'factor.code',
      'factor.duplicate',
      'value.not-number',
      'value.sentinel',
      'unit.unconvertible',
    ],
    weight: 20,
    clause: 'HJ 212—2017 表 4、附录 B',
  },
  {
    id: 'flags',
    zh: '数据标记为标准所列',
    en: 'Flags are those of the standard',
    codes: ['flag.unknown'],
    weight: 10,
    clause: 'HJ 212—2017 表 8',
  },
  {
    id: 'text',
    zh: '文本为 UTF-8，CRC 为大写',
    en: 'Text is UTF-8 and the CRC in upper case',
    codes: ['text.gb18030', 'text.unknown-encoding', 'crc.lower-case'],
    weight: 3,
    clause: 'HJ 212—2017 6.3',
  },
  {
    id: 'session',
    zh: '同一 MN 只有一条活动连接，报文之间没有杂乱字节',
    en: 'One MN has one active connection, with no bytes between frames',
    codes: ['session.rival', 'noise.bytes', 'command.qn-differs'],
    weight: 10,
    clause: 'HJ 212—2017 6.2',
  },
]

export type Deduction = {
  rule: string
  zh: string
  en: string
  clause: string
  /** Frames that break the rule. */
  frames: number
  /** Points lost, one decimal. */
  points: number
  codes: string[]
}

/** `frames`: how many frames were looked at; without any there is no score. */
export type Conformance = { score: number | null; frames: number; deductions: Deduction[] }

/**
 * Score of the frames whose finding codes these are, 0–100. A rule costs its weight times the share of frames that
 * break it, and at least a tenth of a point where one does.
 */
export function scoreConformance(frames: readonly (readonly string[])[]): Conformance {
  if (frames.length === 0) return { score: null, frames: 0, deductions: [] }
  const deductions = CONFORMANCE_RULES.flatMap((rule) => deductionOf(rule, frames))
  const lost = deductions.reduce((sum, { points }) => sum + points, 0)
  return {
    score: Math.max(0, Math.round((100 - lost) * 10) / 10),
    frames: frames.length,
    deductions: deductions.sort((a, b) => b.points - a.points),
  }
}

function deductionOf(rule: ConformanceRule, frames: readonly (readonly string[])[]): Deduction[] {
  const { id, zh, en, clause, codes, weight } = rule
  const breaking = frames.filter((found) => found.some((code) => codes.includes(code)))
  if (breaking.length === 0) return []
  const points = Math.max(0.1, Math.round((weight * breaking.length * 10) / frames.length) / 10)
  const seen = codes.filter((code) => breaking.some((found) => found.includes(code)))
  return [{ rule: id, zh, en, clause, frames: breaking.length, points, codes: seen }]
}
