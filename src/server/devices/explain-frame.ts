// A frame taken apart for people: every field with its name and meaning, findings with what to do, and their places.
import type { FrameReading } from '#contract/devices.ts'
import type { Bilingual } from '#contract/wire.ts'
import { findFactor } from '#domain/monitoring/factors.ts'
import { findCommand } from '#hj212/commands.ts'
import { decodeFrame, type FactorData, type Message } from '#hj212/decode.ts'
import { currentCode, findAnnexFactor } from '#hj212/factors.ts'
import { parseInstant } from '#kit/time.ts'
import type { StoredFinding } from '#platform/intake/batch.ts'
import { decodeText } from '#platform/text-file.ts'
import { adviceOn } from './advice.ts'
import {
  CLASS_WORDS,
  EXE_RTN,
  FIELD_WORDS,
  FLAG_WORDS,
  flagMeaning,
  HEADER_WORDS,
  QN_RTN,
  SYSTEM_WORDS,
} from './frame-words.ts'

type TreeItem = FrameReading['header'][number]

/** `stored`: what the gateway found when it came, which says more than the codec alone. `keys`: those of its device. */
export type Beside = { stored?: readonly StoredFinding[] | null; keys?: readonly Uint8Array[] }

/** A data area that a key opens is shown in plain text; its places are those of the frame as it came. */
export function explainFrame(came: Uint8Array, { stored, keys = [] }: Beside = {}): FrameReading {
  const { ok, findings: own, message, opened } = decodeFrame(came, { sm4Keys: keys })
  const findings = stored ?? own
  const frame = opened?.frame ?? came
  const { text, encoding } = decodeText(frame)
  const label = encoding === 'gb18030' ? 'gb18030' : 'utf-8'
  const characterAt = (at: number): number => new TextDecoder(label).decode(frame.subarray(0, at)).length
  return {
    ok,
    decrypted: opened !== undefined,
    text: maskSecrets(text),
    bytes: frame.length,
    command: message?.cn ? commandWords(message.cn) : null,
    header: message ? headerOf(message) : [],
    fields: message ? Object.entries(message.cp.fields).map(([name, value]) => fieldOf(name, value)) : [],
    factors: message ? message.cp.factors.map(factorOf) : [],
    findings: findings.map(({ code, severity, zh, en, at }) => ({
      code,
      severity,
      zh,
      en,
      at: at ?? null,
      advice: adviceOn(code),
    })),
    marks: marksOf(findings, frame.length).map(({ from, until }) => ({
      from: characterAt(from),
      until: characterAt(until),
    })),
  }
}

export const MASK = '******'

/** Items that hold a password or a key being set. */
const isSecret = (name: string): boolean => name === 'NewPW' || name === 'NewSK'

/** The text of a frame, a password or a key being set masked. */
export const maskSecrets = (text: string): string =>
  text.replace(/(New[PS][WK]=)[^;,&]*/g, `$1${MASK}`).replace(/(CN=1072;.*CP=&&PW=)[^;,&]*/g, `$1${MASK}`)

export function commandWords(cn: string): Bilingual {
  const known = findCommand(cn)
  return known ? { zh: known.zh, en: known.en } : { zh: `未知命令 ${cn}`, en: `unknown command ${cn}` }
}

function headerOf({ qn, st, cn, pw, mn, flag, pnum, pno, extra }: Message): TreeItem[] {
  const item = (name: string, value: string | number | null, meaning: Bilingual | null = null): TreeItem[] =>
    value === null ? [] : [{ name, label: HEADER_WORDS[name] ?? null, value: String(value), meaning }]
  return [
    ...item('QN', qn, clockMeaning(qn ?? '')),
    ...item('ST', st, SYSTEM_WORDS[st ?? ''] ?? null),
    ...item('CN', cn, cn === null ? null : commandWords(cn)),
    ...item('PW', pw),
    ...item('MN', mn),
    ...item('Flag', flag, flag === null ? null : flagMeaning(flag)),
    ...item('PNUM', pnum),
    ...item('PNO', pno),
    ...Object.entries(extra).flatMap(([name, value]) => item(name, value)),
  ]
}

function fieldOf(name: string, value: string): TreeItem {
  const shown = isSecret(name) ? MASK : value
  return { name, label: FIELD_WORDS[name] ?? null, value: shown, meaning: fieldMeaning(name, shown) }
}

function fieldMeaning(name: string, value: string): Bilingual | null {
  if (name === 'QnRtn') return QN_RTN[value] ?? null
  if (name === 'ExeRtn') return EXE_RTN[value] ?? null
  return /Time$/.test(name) || name === 'QN' ? clockMeaning(value) : null
}

/** A clock text as people write it. */
function clockMeaning(text: string): Bilingual | null {
  if (!/^\d{12,18}$/.test(text) || parseInstant(text.slice(0, 14)) === undefined) return null
  const [, y, mo, d, h, mi, s = ''] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?/.exec(text) ?? []
  const read = `${y}-${mo}-${d} ${h}:${mi}${s === '' ? '' : `:${s}`}`
  return { zh: read, en: read }
}

function factorOf({ code, fields }: FactorData): FrameReading['factors'][number] {
  const current = currentCode(code)
  const known = findFactor(current) ?? findAnnexFactor(current)
  const items = Object.entries(fields).map(([name, value]) => ({
    name,
    label: CLASS_WORDS[name] ?? null,
    value,
    meaning: name === 'Flag' ? (FLAG_WORDS[value] ?? null) : null,
  }))
  const label = known ? { zh: known.zh, en: known.en } : null
  return { code, label, unit: findAnnexFactor(current)?.unit ?? null, items }
}

/** From where a finding points to the end of its item; several that overlap are one. */
function marksOf(findings: readonly StoredFinding[], length: number): { from: number; until: number }[] {
  const places = findings
    .flatMap(({ at, severity }) => (at === undefined || severity === 'info' || at >= length ? [] : [at]))
    .sort((a, b) => a - b)
  return [...new Set(places)]
    .map((from) => ({ from, until: Math.min(length, from + 4) }))
    .reduce<{ from: number; until: number }[]>((marks, mark) => {
      const last = marks.at(-1)
      if (last && mark.from <= last.until) last.until = mark.until
      else marks.push(mark)
      return marks
    }, [])
}
