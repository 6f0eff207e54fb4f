// Messages as frames: the segment in the order of its edition, then length and CRC.
import { frameOf } from './frame.ts'
import type { DataArea, Message } from './message.ts'
import { encryptSm4 } from './sm4.ts'
import { encodeText } from './text.ts'

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
  const text = formatSegment(draft)
  const frame = frameOf(encodeText(text))
  if (!options.sm4Key) return frame
  const from = 6 + encodeText(text.slice(0, text.indexOf('CP=&&') + 5)).length
  const until = frame.length - 8
  frame.set(encryptSm4(frame.subarray(from, until), options.sm4Key), from)
  return frame
}
