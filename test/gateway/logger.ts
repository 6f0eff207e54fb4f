// A data logger for tests: keeps hours, answers commands as annex C prints it, and can be told to misbehave.
import { connect, type Socket } from 'node:net'
import { mustEncryptUpload } from '#hj212/commands.ts'
import { decodeFrame, encryptFrame, type Message } from '#hj212/decode.ts'
import { replyQn } from '#hj212/exchange.ts'
import { encodeSegment, joinBytes, splitFrames } from '#hj212/frame.ts'
import { parseSm4Key } from '#hj212/sm4.ts'
import { beijingDateTime, HOUR_MS, parseInstant } from '#kit/time.ts'

export type LoggerOptions = {
  mn: string
  systemCode?: string
  password?: string
  /** Requests that are not answered at all: a radio that is asleep. */
  deaf?: number
  /** What 9011 says. */
  qnRtn?: number
  /** Answers carry no QN. */
  withoutQn?: boolean
  /** Does not say 9012. */
  neverDone?: boolean
  /** It encrypts, and takes another key with 1014. */
  sm4Key?: Uint8Array
}

const clock = (at: number): string => beijingDateTime(at).replace(/\D/g, '')

/** `heard` are the commands that came, in order. Its clock starts out three hours slow. */
export class TestLogger {
  readonly heard: Message[] = []
  readonly hours = new Map<number, number>()
  clockOffsetMs = -3 * HOUR_MS
  rtdInterval = 60
  password: string
  key: Uint8Array | undefined
  readonly #options: LoggerOptions
  readonly socket: Socket
  #rest: Uint8Array = new Uint8Array(0)
  #deaf: number
  #qn = 0
  #isTalking = true

  constructor(socket: Socket, options: LoggerOptions) {
    this.#options = options
    this.socket = socket
    this.#deaf = options.deaf ?? 0
    this.password = options.password ?? '123456'
    this.key = options.sm4Key
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      const { pieces, rest } = splitFrames(joinBytes(this.#rest, chunk))
      this.#rest = rest
      for (const { bytes } of pieces) this.#hear(bytes)
    })
  }

  static open(port: number, options: LoggerOptions): Promise<TestLogger> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new TestLogger(socket, options)))
      socket.once('error', reject)
    })
  }

  /** Sends what it kept of an hour. */
  sendHour(at: number): void {
    this.#say('2061', this.#hourOf(at), { flag: 5, qn: this.#nextQn() })
  }

  sendHeartbeat(): void {
    this.#say('9015', '', { flag: 9, qn: this.#nextQn() })
  }

  askTime(): void {
    this.#say('1013', '', { flag: 5, qn: this.#nextQn() })
  }

  /** Asks for a new key; `madeText` is when its present one was made. */
  askKey(madeText: string): void {
    this.#say('1014', `SKCreateTime=${madeText}`, { flag: 9, qn: this.#nextQn() })
  }

  close(): void {
    this.#isTalking = false
    this.socket.destroy()
  }

  #hourOf(at: number): string {
    return `DataTime=${clock(at)};w01018-Avg=${this.hours.get(at) ?? 0},w01018-Flag=N`
  }

  #nextQn(): string {
    this.#qn += 1
    return `20260101000000${String(this.#qn).padStart(3, '0')}`
  }

  #hear(bytes: Uint8Array): void {
    const { ok, message } = decodeFrame(bytes, this.key ? { sm4Keys: [this.key] } : {})
    if (!ok || !message || /^901[34]$/.test(message.cn ?? '')) return
    this.heard.push(message)
    if (this.#deaf > 0) {
      this.#deaf -= 1
      return
    }
    this.#answer(message)
  }

  #answer(message: Message): void {
    const { qnRtn = 1, neverDone } = this.#options
    const qn = this.#options.withoutQn ? null : replyQn(message)
    if (message.cn === '2012' || message.cn === '2022') {
      this.#say('9013', '', { qn })
      return
    }
    this.#say('9011', `QnRtn=${qnRtn}`, { qn })
    if (qnRtn !== 1) return
    const exeRtn = this.#carryOut(message, qn)
    if (!neverDone) this.#say('9012', `ExeRtn=${exeRtn}`, { qn })
  }

  #carryOut({ cn, cp }: Message, qn: string | null): number {
    switch (cn) {
      case '1011':
        this.#say('1011', `SystemTime=${clock(Date.now() + this.clockOffsetMs)}`, { qn })
        return 1
      case '1012':
        this.clockOffsetMs = (parseInstant(cp.fields.SystemTime ?? '') ?? 0) - Date.now()
        return 1
      case '1061':
        this.#say('1061', `RtdInterval=${this.rtdInterval}`, { qn })
        return 1
      case '1062':
        this.rtdInterval = Number(cp.fields.RtdInterval)
        return 1
      case '1014':
        this.key = parseSm4Key(cp.fields.NewSK ?? '')
        return this.key ? 1 : 2
      case '1072':
        this.password = cp.fields.NewPW ?? ''
        return 1
      case '2061':
        return this.#sendHistory(cp.fields)
      default:
        return 1
    }
  }

  #sendHistory({ BeginTime, EndTime }: Record<string, string>): number {
    const [begin, end] = [parseInstant(BeginTime ?? '') ?? 0, parseInstant(EndTime ?? '') ?? 0]
    const kept = [...this.hours.keys()].filter((at) => at >= begin && at <= end).sort((a, b) => a - b)
    for (const at of kept) this.sendHour(at)
    return kept.length > 0 ? 1 : 100
  }

  #say(cn: string, cp: string, { qn, flag = 4 }: { qn: string | null; flag?: number }): void {
    if (!this.#isTalking) return
    const st = /^90/.test(cn) ? '91' : (this.#options.systemCode ?? '32')
    const head = qn === null ? '' : `QN=${qn};`
    const frame = encodeSegment(
      `${head}ST=${st};CN=${cn};PW=${this.password};MN=${this.#options.mn};Flag=${flag};CP=&&${cp}&&`,
    )
    this.socket.write(this.key && mustEncryptUpload(cn) ? encryptFrame(frame, this.key) : frame)
  }
}
