// Frames of one device as they came, decoded and explained; and frames that a person pastes or makes.
import type {
  encodeFrame as encodeRoute,
  listPackets as listPacketsRoute,
  tryFrame as tryRoute,
} from '#contract/devices.ts'
import type { BodyOf, QueryOf, ReplyOf } from '#contract/route.ts'
import { formatRef } from '#contract/trace-ref.ts'
import { encodeMessage } from '#hj212/encode.ts'
import { encodeSegment, splitLastFrames } from '#hj212/frame.ts'
import { fromJson } from '#hj212/message-json.ts'
import { parseSm4Key } from '#hj212/sm4.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import type { StoredFinding } from '#platform/intake/batch.ts'
import { decodeText } from '#platform/text-file.ts'
import { loadSm4Keys } from '../device-keys.ts'
import { explainFrame } from './explain-frame.ts'

const ONLY = {
  all: '',
  findings: 'and r.findings is not null',
  quarantined: `and r.state = 'quarantined'`,
} as const

type Packet = {
  id: number
  receivedAt: number
  state: string
  peer: string | null
  body: Uint8Array
  findings: StoredFinding[] | null
}

export async function listPackets(
  db: Database,
  mn: string,
  { before, limit, only }: QueryOf<typeof listPacketsRoute>,
): Promise<ReplyOf<typeof listPacketsRoute>> {
  const rows = await db.query<Packet>(
    `select r.id, r.received_at as "receivedAt", r.state, r.peer, r.body, r.findings from raw_record as r
      where r.mn = $1 and r.channel = 'hj212' and r.id < $2 ${ONLY[only]}
      order by r.id desc limit $3`,
    [mn, before ?? Number.MAX_SAFE_INTEGER, limit + 1],
  )
  const page = rows.slice(0, limit)
  const keys = await loadSm4Keys(db, mn)
  return {
    rows: page.map(({ body, findings, ...row }) => ({
      ...row,
      ref: formatRef('record', row.id),
      reading: explainFrame(body, { stored: findings ?? [], keys }),
    })),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

const MOST_FRAMES = 50

/** Decodes whatever was pasted; blanks and line ends around it are the clipboard's. */
export function tryFrame({ text, hex, key }: BodyOf<typeof tryRoute>): ReplyOf<typeof tryRoute> | Refusal {
  const bytes = hex === undefined ? Buffer.from((text ?? '').trim(), 'utf8') : bytesOf(hex)
  if (bytes === undefined || bytes.length === 0) {
    return refuse('devices.nothing-to-decode', {
      zh: '请粘贴一条报文（文本，或成对的十六进制数字）',
      en: 'Paste a frame: as text, or as pairs of hexadecimal digits',
    })
  }
  const pieces = splitLastFrames(bytes)
  const sm4Key = key === undefined ? undefined : parseSm4Key(key)
  const keys = sm4Key ? [sm4Key] : []
  return {
    frames: pieces
      .filter(({ kind }) => kind === 'frame')
      .slice(0, MOST_FRAMES)
      .map((piece) => explainFrame(piece.bytes, { keys })),
    noise: pieces.filter(({ kind }) => kind === 'noise').map((piece) => decodeText(piece.bytes).text.slice(0, 500)),
  }
}

function bytesOf(hex: string): Uint8Array | undefined {
  const digits = hex.replace(/0x|[\s,:-]+/gi, '')
  return /^([0-9a-f]{2})+$/i.test(digits) ? Buffer.from(digits, 'hex') : undefined
}

export function encodeFrame({ message, segment }: BodyOf<typeof encodeRoute>): ReplyOf<typeof encodeRoute> | Refusal {
  const frame = frameOf({ message, segment })
  if (typeof frame === 'string') {
    return refuse('devices.cannot-encode', { zh: `不能生成报文：${frame}`, en: `Cannot make the frame: ${frame}` })
  }
  const text = Buffer.from(frame).toString('utf8')
  return { text, hex: Buffer.from(frame).toString('hex'), crc: text.trimEnd().slice(-4), bytes: frame.length }
}

function frameOf({ message, segment }: BodyOf<typeof encodeRoute>): Uint8Array | string {
  if (segment !== undefined) {
    const bare = segment.trim()
    return Buffer.byteLength(bare) > 9_999 ? 'the segment is longer than 9999 bytes' : encodeSegment(bare)
  }
  const draft = fromJson(message)
  if (typeof draft === 'string') return draft
  try {
    return encodeMessage(draft)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
