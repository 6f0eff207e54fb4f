// Messages as frames: the segment in the order of its edition, then length and CRC.
import { frameOf } from './frame.ts'
import type { DataArea, Message } from './message.ts'
import { encryptSm4 } from './sm4.ts'
import { byteText, encodeText } from './text.ts'

/** What a message needs to be sent; what is absent is left out. */
export type MessageDraft = Partial<Omit<Message, 'cp' | 'version' | 'wantsAnswer' | 'isPart'>> & {
  cp?: Partial<DataArea>
}

/**
 * Data segment of a message. Flag 0–3 (the 2005 edition) puts PNUM and PNO behind QN, every other one before CP.
 * @source HJ 212—2017 表 3
 */
export function formatSegment(draft: MessageDraft): string {
  const isOld = draft.flag !== undefined && draft.flag !== null && draft.flag < 4
  const parts: [string, string | number | null | undefined][] = [
    ['PNUM', draft.pnum],
    ['PNO', draft.pno],
  ]
  const fields: [string, string | number | null | undefined][] = [
    ['QN', draft.qn],
    ...(isOld ? parts : []),
    ['ST', draft.st],
    ['CN', draft.cn],
    ['PW', draft.pw],
    ['MN', draft.mn],
    ['Flag', draft.flag],
    ...(isOld ? [] : parts),
    ...Object.entries(draft.extra ?? {}),
  ]
  const header = fields.flatMap(([name, value]) => (value === undefined || value === null ? [] : [`${name}=${value}`]))
  return [...header, `CP=&&${formatArea(draft.cp ?? {})}&&`].join(';')
}

/** Items of a data area: `;` between factors, `,` between the classes of one. */
function formatArea(cp: Partial<DataArea>): string {
  const plain = Object.entries({
    ...(cp.dataTime ? { DataTime: cp.dataTime } : {}),
    ...cp.fields,
  }).map(([name, value]) => `${name}=${value}`)
  const factors = (cp.factors ?? []).map(({ code, fields }) =>
    Object.entries(fields)
      .map(([kind, value]) => `${code}-${kind}=${value}`)
      .join(','),
  )
  return [...plain, ...factors].join(';')
}

/**
 * Frame of a message. With a key the data area is encrypted after length and CRC were made, as the 2025 edition wants.
 * Throws where the segment is longer than 9999 bytes.
 */
export function encodeMessage(draft: MessageDraft, options: { sm4Key?: Uint8Array } = {}): Uint8Array {
  const frame = frameOf(encodeText(formatSegment(draft)))
  return options.sm4Key ? encryptFrame(frame, options.sm4Key) : frame
}

/** `&&`, CRC and line end. */
const TAIL_BYTES = 8

/**
 * A frame of ours with what stands between `CP=&&` and the closing `&&` encrypted; the given one stays. Length and CRC
 * remain those of the plain text.
 * @source HJ 212—2025 6.4.2, 附录 A
 */
export function encryptFrame(frame: Uint8Array, key: Uint8Array): Uint8Array {
  const from = byteText(frame).indexOf('CP=&&') + 5
  const hidden = new Uint8Array(frame)
  hidden.set(encryptSm4(frame.subarray(from, frame.length - TAIL_BYTES), key), from)
  return hidden
}
