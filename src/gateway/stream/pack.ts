// Frames of one lane packed as one message of the stream, and read back.
import { deserialize, serialize } from 'node:v8'
import type { Arrival } from '../record.ts'
import type { Translation } from '../translate.ts'

/** A frame on its way from a gateway to a writer. */
export type PackedFrame = Arrival & { translation: Translation }

type Packed = { version: 1; frames: PackedFrame[] }

/** Every part of a pack fits a message of NATS, which is at most 1 MB. */
export const MOST_FRAMES_PACKED = 100
export const MOST_BYTES_PACKED = 96 * 1024

export const formatPack = (frames: readonly PackedFrame[]): Uint8Array =>
  serialize({
    version: 1,
    frames: frames.map(({ receivedAtMs, peer, body, translation }) => ({
      receivedAtMs,
      peer,
      // A copy: a view would bring along the whole chunk that it came in.
      body: new Uint8Array(body),
      translation,
    })),
  } satisfies Packed)

/** Throws where it is no pack of this version. */
export function parsePack(bytes: Uint8Array): PackedFrame[] {
  const packed: Partial<Packed> = deserialize(bytes)
  if (packed.version !== 1 || !Array.isArray(packed.frames)) {
    throw new Error(`Cannot read a pack of frames as its version must be 1: current version is ${packed.version}`)
  }
  return packed.frames
}
