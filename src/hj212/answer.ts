// What the host answers: 9014 for data, 9013 for notices, in the form of the sender's edition.
import { encodeSegment } from './frame.ts'
import type { Message } from './message.ts'

/** Whose form an answer takes; the version bits of the message say it, else the profile of the device. */
export type AnswerEdition = '2005' | '2017' | '2025'

/** Notices, which are answered 9013: time calibration, new key, alarm event, heartbeat. */
const NOTICES: ReadonlySet<string> = new Set(['1013', '1014', '2072', '9015'])

/** The code of the answer that a command gets; null for what is itself an answer. */
export function answerCode(cn: string | null): '9013' | '9014' | null {
  if (cn === null || /^90(1[1-4]|22)$/.test(cn)) return null
  return NOTICES.has(cn) ? '9013' : '9014'
}

/** Edition of a message by the version bits of its Flag. */
export function answerEdition(message: Message, fallback: AnswerEdition): AnswerEdition {
  if (message.version === null) return fallback
  if (message.version === 0) return '2005'
  return message.version === 1 ? '2017' : '2025'
}

const FLAG: Readonly<Record<AnswerEdition, number>> = { '2005': 0, '2017': 4, '2025': 8 }

/**
 * Answer frame: ST 91, password and MN of the sender, its QN letter for letter. The 2005 edition carries the QN inside
 * the data area, and nothing at all where the sender gave none.
 * @source HJ 212—2017 6.2, 附录 C.16
 */
export function encodeAnswer(message: Message, cn: '9013' | '9014', edition: AnswerEdition): Uint8Array {
  const isOld = edition === '2005'
  const qn = message.qn === null ? '' : `QN=${message.qn}`
  const head = isOld || qn === '' ? '' : `${qn};`
  const pw = message.pw === null ? '' : `PW=${message.pw};`
  const mn = message.mn === null ? '' : `MN=${message.mn};`
  return encodeSegment(`${head}ST=91;CN=${cn};${pw}${mn}Flag=${FLAG[edition]};CP=&&${isOld ? qn : ''}&&`)
}
