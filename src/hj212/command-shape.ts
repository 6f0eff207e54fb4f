// The shape of a command to a device: its parameters and what comes back.
import type { AnswerEdition } from './answer.ts'

/** `clock` is YYYYMMDDhhmmss in Beijing time, `time-of-day` is hhmmss; `code` is that of a factor or of site information. */
export type CommandField = {
  name: string
  type: 'clock' | 'time-of-day' | 'integer' | 'decimal' | 'code' | 'text' | 'secret' | 'choice'
  zh: string
  en: string
  unit?: string
  least?: number
  most?: number
  options?: readonly { value: string; zh: string; en: string }[]
  isOptional?: boolean
  /** Left empty it is the time at which the frame leaves. */
  isFilledAtSend?: boolean
  /** It is a class of the item that this other field names: `Info` of `InfoId` becomes `i13004-Info`. */
  of?: string
  /** Editions that have it, where not all of the command's do. */
  editions?: readonly AnswerEdition[]
}

/**
 * 命令编码 — `answers`: what comes between 9011 and 9012. `data` under the QN of the request, `history` under QNs of its
 * own, `none` nothing; a `notice` is answered 9013 and nothing else.
 */
export type CommandForm = {
  cn: string
  group: 'time' | 'setup' | 'upload' | 'history' | 'instrument' | 'parameter'
  answers: 'none' | 'data' | 'history' | 'notice'
  editions: readonly AnswerEdition[]
  fields: readonly CommandField[]
  /** It moves a real instrument or changes what it measures. */
  actsOnInstrument?: boolean
  /** Longest silence after the device has accepted it, s; 60 where absent. */
  waitS?: number
}
