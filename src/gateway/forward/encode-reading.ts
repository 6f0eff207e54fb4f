// A stored reading as a message to another platform, in the edition and under the names that one wants.
import { convertUnit, findFactor } from '#domain/monitoring/factors.ts'
import { encodeMessage, type MessageDraft } from '#hj212/encode.ts'
import { findAnnexFactor, formerCode } from '#hj212/factors.ts'
import { beijingDateTime } from '#kit/time.ts'
import type { ReadingKind } from '#platform/intake/batch.ts'
import type { KeptReading } from './backlog.ts'
import type { ForwardTarget } from './target.ts'

/** @source HJ 212—2017 表 6 */
const COMMANDS: Readonly<Record<ReadingKind, string | undefined>> = {
  realtime: '2011',
  minute: '2051',
  hour: '2061',
  day: '2031',
  // What was taken by hand has no command of its own.
  sample: undefined,
}

/**
 * System code of a site that has no device.
 * @source HJ 212—2017 表 5
 */
const SYSTEM_CODES: Readonly<Record<string, string>> = {
  air: '22',
  section: '21',
  reservoir: '21',
  outfall: '32',
  dust: '39',
  noise: '23',
}

/** Ambient air, ambient VOC, dust: they speak in the units of GB 3095, and not in those of annex B. */
const AMBIENT: ReadonlySet<string> = new Set(['22', '27', '39'])

/** Flag: the version bits of the edition and the wish for an answer. */
const FLAGS = { '2005': 1, '2017': 5, '2025': 9 } as const

export type EncodedReading = { frame: Uint8Array; mn: string } | { cannot: string }

type Wanted = Pick<ForwardTarget, 'edition' | 'password' | 'mnMap' | 'answerPolicy'>

/**
 * The frame of a reading under the QN given; says why where none can be made.
 * @source HJ 212—2017 6.6, 附录 C
 */
export function encodeReading(reading: KeptReading, wanted: Wanted, qn: string): EncodedReading {
  const cn = COMMANDS[reading.kind]
  if (cn === undefined) return { cannot: `no command for data of kind ${reading.kind}` }
  if (reading.mn === null) return { cannot: 'the site has no device and so no MN' }
  const mn = wanted.mnMap[reading.mn] ?? reading.mn
  const st = reading.systemCode ?? SYSTEM_CODES[reading.siteKind] ?? '91'
  const pw = wanted.password ?? reading.devicePassword ?? '123456'
  const flag = FLAGS[wanted.edition] - (wanted.answerPolicy === 'never' ? 1 : 0)
  const dataTime = beijingDateTime(reading.atMs).replace(/\D/g, '')
  const draft: MessageDraft = { qn, st, cn, pw, mn, flag, cp: { dataTime, factors: factorsOf(reading, st, wanted) } }
  try {
    return { frame: encodeMessage(draft), mn }
  } catch {
    // More factors than four digits of length can say.
    return { cannot: `${reading.codes.length} factors are too many for one message` }
  }
}

function factorsOf(reading: KeptReading, st: string, { edition }: Wanted) {
  const main = reading.kind === 'realtime' ? 'Rtd' : 'Avg'
  return reading.codes.map((code, n) => {
    const text = (value: number | null | undefined): string | undefined =>
      value === null || value === undefined ? undefined : plainDecimal(inSentUnit(value, code, st))
    const total = reading.total?.[n]
    const items: [string, string | undefined][] = [
      ['Cou', total === null || total === undefined ? undefined : plainDecimal(total)],
      ['Min', text(reading.low?.[n])],
      [main, text(reading.values[n])],
      ['Max', text(reading.high?.[n])],
      ['Flag', reading.flags[n] === '?' ? undefined : reading.flags[n]],
    ]
    const fields: Record<string, string> = {}
    for (const [name, value] of items) if (value !== undefined) fields[name] = value
    return { code: edition === '2005' ? formerCode(code) : code, at: 0, until: 0, fields }
  })
}

/** Stored values are in the product's unit; a platform expects that of annex B, or of GB 3095 from ambient stations. */
function inSentUnit(value: number, code: string, st: string): number {
  const stored = findFactor(code)?.unit
  const annex = findAnnexFactor(code)?.unit
  if (stored === undefined || annex === undefined || annex === '' || AMBIENT.has(st)) return value
  return convertUnit(value, stored, annex) ?? value
}

/** Digits without an exponent, which no receiver reads. */
export function plainDecimal(value: number): string {
  const text = String(value)
  if (!text.includes('e')) return text
  return value
    .toFixed(Math.abs(value) < 1 ? 12 : 0)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
}
