// What a simulated device says to a command: ready, what was asked for, done; its clock and intervals can be set.
import { findCommandForm } from '#hj212/command-form.ts'
import { mustEncryptUpload } from '#hj212/commands.ts'
import { encryptFrame, type Message } from '#hj212/decode.ts'
import { replyQn } from '#hj212/exchange.ts'
import { encodeSegment } from '#hj212/frame.ts'
import { parseSm4Key } from '#hj212/sm4.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, parseInstant, startOf } from '#kit/time.ts'
import type { DemoSite } from './district.ts'
import { clockText, segmentOf, type Upload } from './segments.ts'

/** Water stations measure every four hours. */
const WATER_HOURS = 4
/** A logger does not answer for years at one go. */
const MOST_PERIODS = 1_000

const HISTORY: Readonly<Record<string, Exclude<Upload, 'realtime'>>> = {
  '2051': 'minute',
  '2061': 'hour',
  '2031': 'day',
}

/** The part of a device that commands speak to. Its clock runs two minutes slow until it is set. */
export class SimulatedLogger {
  readonly #site: DemoSite
  readonly #now: () => number
  #offsetMs = -2 * MINUTE_MS
  #rtdInterval = '60'
  #minInterval = '10'
  #sm4Key: Uint8Array | undefined

  constructor(site: DemoSite, now: () => number, sm4Key?: Uint8Array) {
    this.#site = site
    this.#now = now
    this.#sm4Key = sm4Key
  }

  /** The keys it opens frames with; none where it speaks in plain text. */
  get keys(): readonly Uint8Array[] {
    return this.#sm4Key ? [this.#sm4Key] : []
  }

  /** Frame of a segment, encrypted where it has a key and the command asks for it. */
  encode(segment: string): Uint8Array {
    const frame = encodeSegment(segment)
    const cn = /;CN=(\d+);/.exec(segment)?.[1] ?? null
    return this.#sm4Key && mustEncryptUpload(cn) ? encryptFrame(frame, this.#sm4Key) : frame
  }

  /** Frames in answer to what the host sent, in their order; none to what asks for none. */
  replyTo(message: Message): Uint8Array[] {
    const cn = message.cn ?? ''
    if (/^90/.test(cn)) return []
    const qn = replyQn(message)
    const form = findCommandForm(cn)
    if (form?.answers === 'notice') return [this.#say('9013', '', qn)]
    // A password of its own would have to be in every upload: this device has a fixed one.
    if (!form || cn === '1072') return [this.#say('9011', `QnRtn=${form ? 2 : 8}`, qn)]
    if (cn === '1014') return this.#takeKey(message, qn)
    const history = HISTORY[cn]
    const data = history ? this.#history(history, message) : this.#answer(cn, message, qn)
    const exeRtn = history && data.length === 0 ? 100 : 1
    return [this.#say('9011', 'QnRtn=1', qn), ...data, this.#say('9012', `ExeRtn=${exeRtn}`, qn)]
  }

  #takeKey({ cp }: Message, qn: string | null): Uint8Array[] {
    const key = parseSm4Key(cp.fields.NewSK ?? '')
    this.#sm4Key = key ?? this.#sm4Key
    return [this.#say('9011', 'QnRtn=1', qn), this.#say('9012', `ExeRtn=${key ? 1 : 2}`, qn)]
  }

  #answer(cn: string, { cp }: Message, qn: string | null): Uint8Array[] {
    const { PolId: instrument = 'w01018', InfoId: info = 'i12001', SystemTime, RtdInterval, MinInterval } = cp.fields
    if (cn === '1012') this.#offsetMs = (parseInstant(SystemTime ?? '') ?? this.#now()) - this.#now()
    if (cn === '1062') this.#rtdInterval = RtdInterval ?? this.#rtdInterval
    if (cn === '1064') this.#minInterval = MinInterval ?? this.#minInterval
    const time = clockText(this.#now() + this.#offsetMs)
    const answers: Readonly<Record<string, string>> = {
      '1011': `SystemTime=${time}`,
      '1061': `RtdInterval=${this.#rtdInterval}`,
      '1063': `MinInterval=${this.#minInterval}`,
      '3015': `DataTime=${time};VaseNo=1`,
      '3017': `PolId=${instrument};CstartTime=000000,Ctime=2`,
      '3018': `PolId=${instrument};Stime=30`,
      '3019': `PolId=${instrument};${instrument}-SN=${this.#site.mn}`,
      '3020': `DataTime=${time};PolId=${instrument};${info}-Info=0`,
    }
    const answer = answers[cn]
    return answer === undefined ? [] : [this.#say(cn, answer, qn)]
  }

  /** What it kept of a span, a broken link's hours among it; each frame has a QN of its own. */
  #history(upload: Exclude<Upload, 'realtime'>, { cp }: Message): Uint8Array[] {
    const hours = this.#site.waterType ? WATER_HOURS : 1
    const stepMs = { minute: 10 * MINUTE_MS, hour: hours * HOUR_MS, day: DAY_MS }[upload]
    const begin = parseInstant(cp.fields.BeginTime ?? '')
    const end = parseInstant(cp.fields.EndTime ?? '')
    if (begin === undefined || end === undefined) return []
    const last = Math.min(end, this.#now() - stepMs)
    const frames: Uint8Array[] = []
    for (let at = floorTo(begin, stepMs); at <= last && frames.length < MOST_PERIODS; at += stepMs) {
      if (at < begin) continue
      const segment = segmentOf(this.#site, upload, at, this.#now() + frames.length)
      // Nobody waits for the answer to each: the host counts what came.
      frames.push(this.encode(segment.replace(/;Flag=(\d);/, (_, flag: string) => `;Flag=${Number(flag) & ~1};`)))
    }
    return frames
  }

  #say(cn: string, cp: string, qn: string | null): Uint8Array {
    const { mn, edition, systemCode } = this.#site
    const isOld = edition === '2005'
    const st = /^90/.test(cn) ? '91' : systemCode
    const items = isOld && qn !== null ? [`QN=${qn}`, cp].filter((item) => item !== '').join(';') : cp
    const head = isOld || qn === null ? '' : `QN=${qn};`
    const flag = isOld ? 0 : edition === '2025' ? 8 : 4
    return this.encode(`${head}ST=${st};CN=${cn};PW=123456;MN=${mn};Flag=${flag};CP=&&${items}&&`)
  }
}

/** Start of the period in Beijing that holds the instant. */
function floorTo(at: number, stepMs: number): number {
  const day = startOf('day', at)
  return stepMs >= DAY_MS ? day : day + Math.floor((at - day) / stepMs) * stepMs
}
