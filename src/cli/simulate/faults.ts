// What goes wrong on real lines, on purpose: each fault turns a good frame into what arrives.
import { crc16, formatCrc, swapBytes } from '#hj212/crc.ts'
import { encodeSegment, frameOf, joinBytes } from '#hj212/frame.ts'
import type { Delivery } from './link.ts'

/** A frame with the QN of its answer; null where it has none. */
export type Outgoing = { frame: Uint8Array; qn: string | null }

/** Other frames of the same device that some faults need. */
export type Others = {
  /** What it says next. */
  next: () => Outgoing
  /** The same message under an MN nobody registered. */
  stranger: () => Outgoing
  /** The same message with the values of another time: `day` this day's first, `yesterday` 24 hours before. */
  withValuesOf: (other: 'day' | 'yesterday') => Outgoing
}

type Fault = {
  zh: string
  en: string
  deliver: (outgoing: Outgoing, others: Others) => Delivery
}

const HEAD_BYTES = 6
const TAIL_BYTES = 6
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const segmentOf = (frame: Uint8Array): string =>
  new TextDecoder('latin1').decode(frame.subarray(HEAD_BYTES, frame.length - TAIL_BYTES))

/** The message with its segment changed, length and checksum true again. */
const rewritten = ({ frame }: Outgoing, change: (segment: string) => string): Uint8Array =>
  encodeSegment(change(segmentOf(frame)))

const whole = (frame: Uint8Array, ...owed: (string | null)[]): Delivery => ({ pieces: [frame], owed })

/** The frame with other bytes at a place. */
function patched(frame: Uint8Array, at: number, text: string): Uint8Array {
  const spoilt = frame.slice()
  spoilt.set(bytes(text), at < 0 ? frame.length + at : at)
  return spoilt
}

function withCrc(frame: Uint8Array, make: (crc: number) => string): Uint8Array {
  const crc = crc16(frame, HEAD_BYTES, frame.length - TAIL_BYTES)
  return patched(frame, -TAIL_BYTES, make(crc))
}

const lengthOf = (frame: Uint8Array): number => frame.length - HEAD_BYTES - TAIL_BYTES
const withLength = (frame: Uint8Array, length: number): Uint8Array => patched(frame, 2, String(length).padStart(4, '0'))

function inPieces(frame: Uint8Array, size: number): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let at = 0; at < frame.length; at += size) pieces.push(frame.slice(at, at + size))
  return pieces
}

/** The items of the data area in two frames of one QN. */
function inParts({ frame, qn }: Outgoing): Delivery {
  const [head = '', area = ''] = segmentOf(frame).split('CP=&&')
  const [time = '', ...items] = area.replace(/&&$/, '').split(';')
  const half = Math.ceil(items.length / 2)
  const flagged = head.replace(/Flag=(\d+);/, (_, flag: string) => `Flag=${Number(flag) | 2};`)
  const parts = [items.slice(0, half), items.slice(half)].map((part, n) =>
    encodeSegment(`${flagged}PNUM=2;PNO=${n + 1};CP=&&${[time, ...part].join(';')}&&`),
  )
  return { pieces: parts, owed: [qn, qn] }
}

const DATA_TIME = /DataTime=(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/

/** The message with its data time moved. */
function moved(outgoing: Outgoing, byMs: number): Uint8Array {
  return rewritten(outgoing, (segment) =>
    segment.replace(DATA_TIME, (_, ...parts: string[]) => {
      const [year, month, day, hour, minute, second] = parts.slice(0, 6).map(Number)
      const at = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) + byMs
      return `DataTime=${new Date(at).toISOString().replace(/[-T:]/g, '').slice(0, 14)}`
    }),
  )
}

const VALUE = /(-(?:Rtd|Avg|Min|Max|Cou)=)(-?\d+(?:\.\d+)?)/g
const firstValue = (segment: string, value: string): string => segment.replace(/(-(?:Rtd|Avg)=)[^,;&]+/, `$1${value}`)
const eachValue = (segment: string, change: (value: number) => number): string =>
  segment.replace(VALUE, (_, name: string, value: string) => `${name}${change(Number(value)).toFixed(3)}`)

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const FLOOD = 50

/** Every fault the simulator knows. Owed is what a gateway must answer: a frame that proves nothing is owed no answer. */
const TABLE = {
  half: {
    zh: '一帧分三段到达',
    en: 'a frame arrives in three pieces',
    deliver: ({ frame, qn }) => ({ pieces: inPieces(frame, Math.ceil(frame.length / 3)), owed: [qn] }),
  },
  sticky: {
    zh: '两帧粘在一起',
    en: 'two frames arrive as one',
    deliver: ({ frame, qn }, { next }) => {
      const second = next()
      return whole(joinBytes(frame, second.frame), qn, second.qn)
    },
  },
  'slow-loris': {
    zh: '每次只来几个字节',
    en: 'a few bytes at a time',
    deliver: ({ frame, qn }) => ({ pieces: inPieces(frame, 24), owed: [qn] }),
  },
  flood: {
    zh: '一次涌来五十帧',
    en: 'fifty frames at once',
    deliver: ({ frame, qn }, { next }) => {
      const more = Array.from({ length: FLOOD - 1 }, next)
      const joined = more.reduce<Uint8Array>((all, one) => joinBytes(all, one.frame), frame)
      return whole(joined, qn, ...more.map((one) => one.qn))
    },
  },
  noise: {
    zh: '帧前有模块回显的杂字节',
    en: 'a modem talks before the frame',
    deliver: ({ frame, qn }) => ({ pieces: [bytes('AT+CSQ\r\nOK\r\n'), frame], owed: [qn] }),
  },
  'zero-bytes': {
    zh: '帧前后有零字节',
    en: 'zero bytes around the frame',
    deliver: ({ frame, qn }) => whole(joinBytes(joinBytes(new Uint8Array(4), frame), new Uint8Array(4)), qn),
  },
  'broken-head': {
    zh: '包头缺一个 #',
    en: 'half the head of the frame is gone',
    deliver: ({ frame }) => whole(frame.slice(1)),
  },
  truncated: {
    zh: '发到一半断了，接着发下一帧',
    en: 'cut off in the middle, then the next frame',
    deliver: ({ frame }, { next }) => {
      const second = next()
      return whole(joinBytes(frame.slice(0, Math.floor(frame.length / 2)), second.frame), second.qn)
    },
  },
  crc: {
    zh: 'CRC 错',
    en: 'wrong checksum',
    deliver: ({ frame }) => whole(withCrc(frame, (crc) => formatCrc(crc ^ 1))),
  },
  'crc-swapped': {
    zh: 'CRC 高低字节颠倒',
    en: 'bytes of the checksum swapped',
    deliver: ({ frame }) => whole(withCrc(frame, (crc) => formatCrc(swapBytes(crc)))),
  },
  'crc-zero': {
    zh: 'CRC 填 0000',
    en: 'checksum always 0000',
    deliver: ({ frame }) => whole(withCrc(frame, () => '0000')),
  },
  'crc-stale': {
    zh: '改了内容没有重算 CRC',
    en: 'content changed after the checksum',
    deliver: ({ frame }) => whole(patched(frame, -TAIL_BYTES - 4, '9')),
  },
  length: {
    zh: '长度字段偏大',
    en: 'length says more than there is',
    deliver: ({ frame }) => whole(withLength(frame, lengthOf(frame) + 7)),
  },
  'length-short': {
    zh: '长度字段偏小',
    en: 'length says less than there is',
    deliver: ({ frame }) => whole(withLength(frame, lengthOf(frame) - 7)),
  },
  gbk: {
    zh: '夹带 GBK 汉字',
    en: 'Chinese in GBK',
    deliver: ({ frame, qn }) => {
      const area = bytes(segmentOf(frame).replace(/&&$/, ';Info='))
      // 正常 in GBK.
      const words = Uint8Array.of(0xd5, 0xfd, 0xb3, 0xa3)
      return whole(frameOf(joinBytes(joinBytes(area, words), bytes('&&'))), qn)
    },
  },
  split: { zh: '一条报文分两包（PNUM、PNO）', en: 'one message in two sub-packets', deliver: inParts },
  duplicate: {
    zh: '同一帧发两次',
    en: 'the same frame twice',
    deliver: ({ frame, qn }) => whole(joinBytes(frame, frame), qn, qn),
  },
  'out-of-order': {
    zh: '后一条先到',
    en: 'the later message first',
    deliver: ({ frame, qn }, { next }) => {
      const second = next()
      return { pieces: [second.frame, frame], owed: [second.qn, qn] }
    },
  },
  'unknown-mn': {
    zh: '没有登记的 MN',
    en: 'an MN nobody registered',
    deliver: (_, { stranger }) => whole(stranger().frame),
  },
  'clock-drift': {
    zh: '时钟慢七分钟',
    en: 'clock seven minutes slow',
    deliver: (outgoing) => whole(moved(outgoing, -7 * MINUTE_MS), outgoing.qn),
  },
  'clock-ahead': {
    zh: '时钟快两天',
    en: 'clock two days fast',
    deliver: (outgoing) => whole(moved(outgoing, 2 * DAY_MS)),
  },
  'no-number': {
    zh: '一个值不是数字',
    en: 'one value is no number',
    deliver: (outgoing) =>
      whole(
        rewritten(outgoing, (segment) => firstValue(segment, 'NaN')),
        outgoing.qn,
      ),
  },
  'no-values': {
    zh: '数据区没有值',
    en: 'no values in the data area',
    deliver: (outgoing) =>
      whole(
        rewritten(outgoing, (segment) => segment.replace(/(DataTime=\d{14}).*&&$/, '$1&&')),
        outgoing.qn,
      ),
  },
  'flag-unknown': {
    zh: '数据标记不在表内',
    en: 'a data flag that no table has',
    deliver: (outgoing) =>
      whole(
        rewritten(outgoing, (segment) => segment.replace(/-Flag=\w/g, '-Flag=Z')),
        outgoing.qn,
      ),
  },
  frozen: {
    zh: '造假：数值冻结在当日零点',
    en: 'fraud: values frozen at the first of the day',
    deliver: (_, { withValuesOf }) => {
      const { frame, qn } = withValuesOf('day')
      return whole(frame, qn)
    },
  },
  yesterday: {
    zh: '造假：重放昨天的数值',
    en: 'fraud: yesterday’s values again',
    deliver: (_, { withValuesOf }) => {
      const { frame, qn } = withValuesOf('yesterday')
      return whole(frame, qn)
    },
  },
  'ph-shift': {
    zh: '造假：pH 平移 1',
    en: 'fraud: pH shifted by one',
    deliver: (outgoing) =>
      whole(
        rewritten(outgoing, (segment) =>
          segment.replace(
            /((?:w01001|\b001)-(?:Rtd|Avg|Min|Max)=)(\d+(?:\.\d+)?)/g,
            (_, name: string, value: string) => `${name}${(Number(value) - 1).toFixed(2)}`,
          ),
        ),
        outgoing.qn,
      ),
  },
  scaled: {
    zh: '造假：全部数值乘 0.3',
    en: 'fraud: every value times 0.3',
    deliver: (outgoing) =>
      whole(
        rewritten(outgoing, (segment) => eachValue(segment, (value) => value * 0.3)),
        outgoing.qn,
      ),
  },
} as const satisfies Readonly<Record<string, Fault>>

export type FaultName = keyof typeof TABLE
export const FAULTS = Object.keys(TABLE) as readonly FaultName[]
export const faultWords = (name: FaultName): { zh: string; en: string } => TABLE[name]

export const isFault = (name: string): name is FaultName => Object.hasOwn(TABLE, name)

/** How a frame arrives under a fault. */
export const deliver = (outgoing: Outgoing, fault: FaultName | null, others: Others): Delivery =>
  fault === null ? whole(outgoing.frame, outgoing.qn) : TABLE[fault].deliver(outgoing, others)
