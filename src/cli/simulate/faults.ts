// What goes wrong on real lines, on purpose: each fault turns a good frame into what arrives.
import { joinBytes } from '#hj212/frame.ts'
import type { Delivery } from './link.ts'

export const FAULTS = ['half', 'sticky', 'crc', 'length', 'unknown-mn', 'duplicate', 'noise'] as const
export type Fault = (typeof FAULTS)[number]

export const isFault = (name: string): name is Fault => FAULTS.some((fault) => fault === name)

/** A frame with the QN of its answer; null where it has none. */
export type Outgoing = { frame: Uint8Array; qn: string | null }

/** Other frames of the same device that some faults need. */
export type Others = {
  /** What it says next. */
  next: () => Outgoing
  /** The same message under an MN nobody registered. */
  stranger: () => Outgoing
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function spoilCrc(frame: Uint8Array): Uint8Array {
  const spoilt = frame.slice()
  const last = spoilt.length - 3
  // A digit of the checksum, moved by one: still hexadecimal, no longer true.
  spoilt[last] = spoilt[last] === 0x30 ? 0x31 : 0x30
  return spoilt
}

function spoilLength(frame: Uint8Array): Uint8Array {
  const length = Number(new TextDecoder('latin1').decode(frame.subarray(2, 6))) + 7
  const spoilt = frame.slice()
  spoilt.set(bytes(String(length).padStart(4, '0')), 2)
  return spoilt
}

/** How a frame arrives under a fault. A frame that proves nothing is owed no answer. */
export function deliver({ frame, qn }: Outgoing, fault: Fault | null, others: Others): Delivery {
  const third = Math.floor(frame.length / 3)
  switch (fault) {
    case 'half':
      return { pieces: [frame.slice(0, third), frame.slice(third, third * 2), frame.slice(third * 2)], owed: [qn] }
    case 'sticky': {
      const next = others.next()
      return { pieces: [joinBytes(frame, next.frame)], owed: [qn, next.qn] }
    }
    case 'duplicate':
      return { pieces: [joinBytes(frame, frame)], owed: [qn, qn] }
    case 'crc':
      return { pieces: [spoilCrc(frame)], owed: [] }
    case 'length':
      return { pieces: [spoilLength(frame)], owed: [] }
    case 'noise':
      return { pieces: [bytes('AT+CSQ\r\nOK\r\n'), frame], owed: [qn] }
    case 'unknown-mn':
      return { pieces: [others.stranger().frame], owed: [] }
    case null:
      return { pieces: [frame], owed: [qn] }
  }
}
