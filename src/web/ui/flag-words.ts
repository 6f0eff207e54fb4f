// Data flags of devices in words.
import type { Words } from './say.ts'

/** 数据标记 — only N counts as valid. @source HJ 212—2017 table 8 */
const FLAG_WORDS: Readonly<Record<string, Words>> = {
  N: { zh: '正常', en: 'normal' },
  F: { zh: '停运', en: 'stopped' },
  M: { zh: '维护', en: 'maintenance' },
  S: { zh: '手工输入', en: 'set by hand' },
  D: { zh: '故障', en: 'fault' },
  C: { zh: '校准', en: 'calibrating' },
  T: { zh: '超测量上限', en: 'above range' },
  B: { zh: '通信异常', en: 'communication lost' },
  L: { zh: '低于检出限（所列为检出限）', en: 'below detection (the limit is shown)' },
}

const UNKNOWN: Words = { zh: '未知标记', en: 'unknown flag' }

export const flagWords = (flag: string): Words => FLAG_WORDS[flag] ?? UNKNOWN

export const LISTED_FLAGS = Object.keys(FLAG_WORDS)
