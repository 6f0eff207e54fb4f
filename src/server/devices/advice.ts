// What to do about a finding: one sentence for the person who stands before the device or the register.
import type { Bilingual } from '#contract/wire.ts'

const CRC_HABIT: Bilingual = {
  zh: '请厂家改用标准附录 A 的算法；确认是设备的习惯后，可在设备档案中容忍，应答也会用同样的算法。',
  en: 'Have the maker use the rule of annex A; once it is sure to be the device’s habit, let it pass in its profile: it is then answered alike.',
}
const LENGTH: Bilingual = {
  zh: '长度应为数据段的字节数，四位十进制补零。常见原因：按字符计数、把 CRC 算了进去，或转发设备改了内容没有重算。',
  en: 'The length is that of the segment in bytes, four decimal digits. Usual causes: characters counted for bytes, the CRC counted in, or a forwarder that changed the text.',
}

const ADVICE: Readonly<Record<string, Bilingual>> = {
  'crc.modbus': CRC_HABIT,
  'crc.modbus-swapped': CRC_HABIT,
  'crc.swapped': CRC_HABIT,
  'crc.stale': {
    zh: '数据段在计算 CRC 之后被改动，或 CRC 是写死的。比较设备屏幕上的报文与此处是否一致，检查转发环节。',
    en: 'The segment was changed after its CRC was made, or the CRC is a constant. Compare with the frame on the device’s own screen and look at what forwards it.',
  },
  'crc.impossible': {
    zh: '标准算法得出的 CRC 末两位只有 00、01、40、41、80、81、C0、C1：这个 CRC 一定是用别的算法得出的。',
    en: 'Under the rule of the standard a CRC ends in 00, 01, 40, 41, 80, 81, C0 or C1: this one was made by another rule.',
  },
  'crc.missing': {
    zh: '数据段之后应有四位十六进制 CRC。',
    en: 'Four hexadecimal digits of CRC must follow the segment.',
  },
  'crc.lower-case': { zh: '不影响接收；标准用大写。', en: 'It is accepted all the same; the standard has upper case.' },
  'len.short': LENGTH,
  'len.long': LENGTH,
  'len.3digits': LENGTH,
  'len.over-1024': {
    zh: '已接收；标准要求拆成多包（PNUM、PNO）。',
    en: 'Accepted; the standard wants it in several parts (PNUM, PNO).',
  },
  'seg.noCp': { zh: '数据段应以 CP=&&…&& 结束。', en: 'The segment must end with CP=&&…&&.' },
  'seg.noClose': {
    zh: '数据区应以 && 结束；报文可能被截断。',
    en: 'The data area must end with &&; the frame may be cut off.',
  },
  'seg.encrypted': {
    zh: '2025 版设备可能已加密：在设备的“档案”页录入它的 SM4 密钥，再重读隔离报文。',
    en: 'A device of 2025 may encrypt: set its SM4 key under Profile and have its quarantine read again.',
  },
  'cipher.plain': {
    zh: '检查设备的加密设置；专网中的设备可在“档案”页改为也接收明文。',
    en: 'Look at the encryption set in the device; for one on a private network plain text can be accepted under Profile.',
  },
  'cipher.no-key': {
    zh: '在设备的“档案”页录入它的 SM4 密钥，再重读隔离报文。',
    en: 'Set the device’s SM4 key under Profile and have its quarantine read again.',
  },
  'cipher.wrong-key': {
    zh: '核对设备中的密钥；在“档案”页录入正确的密钥后重读隔离报文。',
    en: 'Check the key in the device; set the right one under Profile and have its quarantine read again.',
  },
  'cipher.before': {
    zh: '已接收。若一直如此，设备没有换上新密钥：再次下发 1014，或在设备上手工更换。',
    en: 'Accepted. If it goes on, the device has not taken the new key: send 1014 again, or change it by hand.',
  },
  'cipher.key-asked': {
    zh: '新密钥必须以现用密钥加密下发：先在设备和“档案”页录入同一个初始密钥。',
    en: 'A new key goes under the current one: first set the same initial key in the device and under Profile.',
  },
  'header.cn-unknown': {
    zh: '各版标准中没有此编码：已保存并应答，请向厂家了解含义。',
    en: 'No edition has this code: kept and answered; ask the maker what it means.',
  },
  'header.qn-syntax': { zh: 'QN 应为 17 位时间 YYYYMMDDhhmmsszzz。', en: 'QN must be 17 digits, YYYYMMDDhhmmsszzz.' },
  'header.split-missing': {
    zh: 'Flag 的 D 位为 1 时必须有 PNUM、PNO。',
    en: 'With bit D of Flag set there must be PNUM and PNO.',
  },
  'text.gb18030': { zh: '已按 GB18030 读出；标准要求 UTF-8。', en: 'Read as GB18030; the standard wants UTF-8.' },
  'data.duplicate': {
    zh: '同一项只应出现一次，已取后者。',
    en: 'An item may stand once only; the last one was taken.',
  },
  'device.unknown': {
    zh: '核对来源后，按其报文给出的档案登记。',
    en: 'Once you know where it comes from, register it with the profile its frames speak for.',
  },
  'device.password': {
    zh: '核对设备密码；若设备已更换密码，请在档案中更新。',
    en: 'Check the device’s password; where it was changed, change it in the profile.',
  },
  'device.system-code': { zh: '核对设备的 ST 设置与档案。', en: 'Check ST in the device and in the profile.' },
  'time.future': {
    zh: '设备时钟超前：用 1012 校时，然后重新入库。',
    en: 'The device’s clock is ahead: set it with 1012, then re-ingest.',
  },
  'time.ancient': {
    zh: '设备时钟可能已复位：用 1012 校时。',
    en: 'The device’s clock may have been reset: set it with 1012.',
  },
  'time.floored': {
    zh: '时段数据的 DataTime 应落在时段起点。',
    en: 'DataTime of period data must be the start of its period.',
  },
  'unit.assumed': { zh: '请在档案中登记单位。', en: 'Register the unit in the profile.' },
  'unit.unconvertible': { zh: '请在档案中改正单位。', en: 'Correct the unit in the profile.' },
  'flag.unknown': {
    zh: '标准表 8 没有此标记，该值不参加评价。',
    en: 'Table 8 has no such flag: the value does not count.',
  },
  'session.rival': {
    zh: '两台设备用了同一个 MN，或旧连接没有断开：核对两个来源地址。',
    en: 'Two devices use one MN, or an old link still stands: look at both addresses.',
  },
}

export const adviceOn = (code: string): Bilingual | null => ADVICE[code] ?? null
