// What one frame on a connection means: whose it is, what is stored, and how it is answered once that is done.
import { answerCode, answerEdition, encodeAnswer } from '#hj212/answer.ts'
import { variantOf, withCrc } from '#hj212/crc-variant.ts'
import { decodeFrame, type Message } from '#hj212/decode.ts'
import { keysAt } from './device-keys.ts'
import type { DeviceProfile } from './device-profile.ts'
import { type Translation, translate } from './translate.ts'

/** `answer` is for after the commit; null where none is wanted or due. */
export type Heard = {
  translation: Translation
  answer: Uint8Array | null
  /** What the frame says, where it proves itself; of a stranger too. */
  message: Message | null
  device: DeviceProfile | undefined
  /** The SM4 key it came under, where it was encrypted. */
  key: Uint8Array | undefined
}

/** Reads a frame; `find` gives the profile of an MN. Several devices may share a connection, so each frame is looked up. */
export function hear(frame: Uint8Array, receivedAtMs: number, find: (mn: string) => DeviceProfile | undefined): Heard {
  const decoded = decodeFrame(frame, { sm4Keys: (mn) => keysAt(find(mn), receivedAtMs) })
  const { message } = decoded
  const device = message?.mn ? find(message.mn) : undefined
  const translation = translate(decoded, device, receivedAtMs)
  const isDue = message && device && translation.state !== 'quarantined' && wantsAnswer(message, device)
  const isProved = decoded.ok || translation.state !== 'quarantined'
  return {
    translation,
    answer: isDue ? answerTo(message, device) : null,
    message: isProved ? message : null,
    device,
    key: decoded.opened?.key,
  }
}

/** The flag decides unless the device's profile does. */
function wantsAnswer(message: Message, device: DeviceProfile): boolean {
  if (device.answerPolicy === 'as-flagged') return message.wantsAnswer
  return device.answerPolicy === 'always'
}

function answerTo(message: Message, device: DeviceProfile): Uint8Array | null {
  const code = answerCode(message.cn)
  if (code === null) return null
  return withCrc(encodeAnswer(message, code, answerEdition(message, device.edition)), variantOf(device.tolerates))
}
