// What goes wrong on real lines, on purpose: each fault turns a good frame into what arrives.

export const FAULTS = ['half', 'sticky', 'crc', 'length', 'unknown-mn', 'duplicate', 'noise'] as const
export type Fault = (typeof FAULTS)[number]

export type FaultyDelivery = {
  /** Written one after the other with a short pause. */
  pieces: Uint8Array[]
  /** Whether the gateway owes an answer: a frame that proves nothing is not answered. */
  expectsAnswer: boolean
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
  const text = new TextDecoder('latin1').decode(frame)
  const length = String(Number(text.slice(2, 6)) + 7).padStart(4, '0')
  return bytes(`##${length}${text.slice(6)}`)
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** How a frame arrives under a fault; `strangerFrame` is the same message under an MN nobody registered. */
export function deliver(frame: Uint8Array, fault: Fault | null, strangerFrame: () => Uint8Array): FaultyDelivery {
  const third = Math.floor(frame.length / 3)
  switch (fault) {
    case 'half':
      return {
        pieces: [frame.slice(0, third), frame.slice(third, third * 2), frame.slice(third * 2)],
        expectsAnswer: true,
      }
    case 'sticky':
    case 'duplicate':
      return { pieces: [join([frame, frame])], expectsAnswer: true }
    case 'crc':
      return { pieces: [spoilCrc(frame)], expectsAnswer: false }
    case 'length':
      return { pieces: [spoilLength(frame)], expectsAnswer: false }
    case 'noise':
      return { pieces: [bytes('AT+CSQ\r\nOK\r\n'), frame], expectsAnswer: true }
    case 'unknown-mn':
      return { pieces: [strangerFrame()], expectsAnswer: false }
    case null:
      return { pieces: [frame], expectsAnswer: true }
  }
}
