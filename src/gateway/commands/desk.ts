// The desk for commands: takes waiting ones, sends them to devices that are connected, one at a time, and follows each to its end.
import { type CommandForm, encodeCommand, findCommandForm } from '#hj212/command-form.ts'
import { mustEncryptRequest } from '#hj212/commands.ts'
import { variantOf, withCrc } from '#hj212/crc-variant.ts'
import { encryptFrame, type Message } from '#hj212/decode.ts'
import { type ExchangeEnd, hearReply, openExchange, passTime, replyQn, type Step } from '#hj212/exchange.ts'
import { beijingDateTime } from '#kit/time.ts'
import { type Database, inTransaction } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import { currentKey, noteOfferInUse, offerOf } from '../device-keys.ts'
import type { DeviceKey, DeviceProfile } from '../device-profile.ts'
import type { Sessions } from '../sessions.ts'
import { takeOver } from './after-command.ts'
import { askBack, isAsking } from './ask-back.ts'
import {
  addFrame,
  type CommandFrame,
  claimCommand,
  type Finish,
  findWaiting,
  finishCommand,
  listWaiting,
  type QueuedCommand,
  settleOrphans,
  writeProgress,
} from './command-rows.ts'
import { nextFrameNumber, type OpenCommand, QnSource, qnText } from './open-command.ts'
import { Turns } from './turns.ts'

export type CommandDeskOptions = {
  db: Database
  log: Log
  find: (mn: string) => DeviceProfile | undefined
  sessions: Sessions
  gateway: string
  /** A history answer has ended: what the device is missing is to be looked at again. */
  onHistory: (mn: string) => void
}

const TICK_MS = 200
const LOOK_MS = 10_000
/** Many loggers want a moment between two packets. */
const PAUSE_MS = 1_000
const TWO_PASSWORDS_MS = 60_000
/** QNs of a device that are remembered, so that a late reply is not taken for that of the next command. */
const MOST_EARLIER = 20

type Ended = { command: QueuedCommand; qn: string; n: number }

export class CommandDesk {
  readonly #options: CommandDeskOptions
  readonly #open = new Map<string, OpenCommand>()
  readonly #ended = new Map<string, Ended>()
  readonly #earlier = new Map<string, string[]>()
  readonly #passwords = new Map<string, string>()
  /** Keys handed out that the register may not have yet. */
  readonly #offers = new Map<string, DeviceKey>()
  readonly #turns: Turns
  readonly #qns = new QnSource()
  readonly #timers: NodeJS.Timeout[] = []
  #listener: { stop(): Promise<void> } | undefined
  #isStopped = false

  constructor(options: CommandDeskOptions) {
    this.#options = options
    this.#turns = new Turns(options.log)
  }

  async start(): Promise<void> {
    const { db } = this.#options
    const look = (): void => this.#lookForAll()
    this.#listener = await db.listen('device_command', (mn) => (mn === '' ? look() : this.linkUp(mn)), look)
    this.#timers.push(
      setInterval(() => this.#tick(), TICK_MS),
      setInterval(look, LOOK_MS),
    )
    look()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    for (const timer of this.#timers) clearInterval(timer)
    await this.#listener?.stop()
    for (const open of this.#open.values()) this.#end(open, { state: 'timed-out' }, 'link-lost')
    await this.#turns.stop()
  }

  /** A device can be reached: what waits for it may go. */
  linkUp(mn: string): void {
    if (!this.#isStopped && !this.#open.has(mn)) this.#turns.take(mn, () => this.#startNext(mn))
  }

  /** Its link is gone: the standard ends the exchange with it. */
  linkLost(mn: string): void {
    const open = this.#open.get(mn)
    if (open) this.#end(open, { state: 'timed-out' }, 'link-lost')
  }

  /** The profile as it is while a command is under way. */
  profileOf(device: DeviceProfile | undefined): DeviceProfile | undefined {
    if (!device || (this.#passwords.size === 0 && this.#offers.size === 0)) return device
    const nextPassword = this.#passwords.get(device.mn)
    const offer = this.#offers.get(device.mn)
    const isNews = offer !== undefined && !device.keys.some(({ key }) => isSameKey(key, offer.key))
    if (nextPassword === undefined && !isNews) return device
    return {
      ...device,
      ...(nextPassword === undefined ? {} : { nextPassword }),
      ...(isNews ? { keys: [...device.keys, offer] } : {}),
    }
  }

  /** What a registered device says, after it was stored; `key` is the one it came under, where it was encrypted. */
  heard(
    device: DeviceProfile,
    message: Message,
    { body, key }: { body: Uint8Array; key: Uint8Array | undefined },
  ): void {
    const { mn } = device
    const { cn } = message
    // A new key cannot be sent but under one that the device has.
    if (isAsking(cn) && (cn !== '1014' || currentKey(device))) {
      this.#turns.take(mn, () => askBack(this.#options.db, mn, cn))
    }
    if (key && device.keys.some((one) => one.key === key && one.sinceMs === null)) {
      this.#turns.take(mn, () => noteOfferInUse(this.#options.db, mn))
    }
    const open = this.#open.get(mn)
    if (!open) {
      this.#hearLate(mn, message, body)
      return
    }
    const earlier = new Set(this.#earlier.get(mn))
    const step = hearReply(open.exchange, message, { nowMs: Date.now(), earlier })
    if (step) this.#follow(open, step, { cn: message.cn, body })
  }

  #lookForAll(): void {
    this.#turns.take('', async () => {
      const { db, gateway, sessions } = this.#options
      await settleOrphans(
        db,
        gateway,
        [...this.#open.values()].map(({ command }) => command.id),
      )
      for (const { mn } of await listWaiting(db)) if (sessions.find(mn)) this.linkUp(mn)
    })
  }

  async #startNext(mn: string): Promise<void> {
    const { db, find, sessions } = this.#options
    const device = find(mn)
    if (this.#open.has(mn) || !device || !sessions.find(mn)) return
    const command = await findWaiting(db, mn)
    const form = command && findCommandForm(command.cn)
    if (!command || !form) return
    const nowMs = Date.now()
    const qn = this.#qns.next(nowMs)
    const offer = command.cn === '1014' ? offerOf(device, nowMs) : undefined
    const frame = this.#encode(command, device, { qn, offer })
    if (!frame) {
      await this.#giveUp(command)
      return
    }
    if (!(await claimCommand(db, command, { gateway: this.#options.gateway, qn, frame, offer }))) return
    if (offer) this.#offers.set(mn, offer)
    this.#send({ command, form, device, qn, frame })
  }

  #send({ command, form, device, qn, frame }: Sending): void {
    const { mn, params } = command
    const { overTimeS, resends } = device
    const exchange = openExchange({ qn, form, params, overTimeMs: overTimeS * 1000, resends }, Date.now())
    const open: OpenCommand = { command, exchange, frame, n: 1, answer: {}, unwritten: false }
    this.#open.set(mn, open)
    if (params.NewPW) this.#passwords.set(mn, params.NewPW)
    // MUST look anew: the link may have gone while the row was written.
    if (!this.#options.sessions.find(mn)?.connection.send(frame)) this.#end(open, { state: 'timed-out' }, 'link-lost')
  }

  #encode({ cn, params }: QueuedCommand, device: DeviceProfile, { qn, offer }: Naming): Uint8Array | undefined {
    const { mn, systemCode, edition, password } = device
    const key = currentKey(device)?.key
    // A key in plain text would be none.
    if (offer && !key) return undefined
    const newKey = offer ? { newKey: { key: offer.key, madeText: qnText(offer.madeAtMs) } } : {}
    const nowText = beijingDateTime(Date.now()).replace(/\D/g, '')
    const said = this.#options.sessions.find(mn)?.password ?? null
    try {
      const draft = { cn, params, qn, mn, systemCode, edition, nowText, password: password ?? said, ...newKey }
      const frame = withCrc(encodeCommand(draft), variantOf(device.tolerates))
      return key && mustEncryptRequest(cn) ? encryptFrame(frame, key) : frame
    } catch (error) {
      this.#options.log.warn(`the command ${cn} to ${mn} cannot be encoded`, error)
      return undefined
    }
  }

  async #giveUp(command: QueuedCommand): Promise<void> {
    const finish = {
      state: 'failed',
      why: 'not-encodable',
      qnRtn: null,
      exeRtn: null,
      sends: 0,
      dataFrames: 0,
    } as const
    await inTransaction(this.#options.db, (tx) => finishCommand(tx, command, finish))
    this.#later(command.mn)
  }

  #follow(open: OpenCommand, step: Step, { cn, body }: { cn: string | null; body: Uint8Array }): void {
    const { db } = this.#options
    const { command } = open
    const isData = cn === command.cn
    const hasMoved = open.exchange.state !== step.exchange.state || step.answer !== undefined
    open.exchange = step.exchange
    Object.assign(open.answer, step.answer)
    const n = nextFrameNumber(open, isData)
    if (n !== undefined) {
      const note = step.qnDiffers ? 'qn-differs' : null
      // A copy: the frame is a view of the chunk it came in.
      const frame: CommandFrame = { n, direction: 'in', cn, body: new Uint8Array(body), note }
      this.#turns.take(command.mn, () => addFrame(db, command, frame))
    }
    if (step.end) this.#end(open, step.end)
    else if (hasMoved) this.#writeProgress(open, step.qnRtn)
    else open.unwritten = true
  }

  #writeProgress(open: OpenCommand, qnRtn?: number): void {
    const { command, exchange, answer } = open
    open.unwritten = false
    const { state, sends, dataFrames } = exchange
    const told = Object.keys(answer).length > 0 ? { ...answer } : null
    const progress = { state, sends, dataFrames, qnRtn: qnRtn ?? null, answer: told }
    this.#turns.take(command.mn, () => writeProgress(this.#options.db, command, progress))
  }

  #tick(): void {
    const nowMs = Date.now()
    for (const open of this.#open.values()) {
      if (open.unwritten) this.#writeProgress(open)
      const step = passTime(open.exchange, nowMs)
      if (!step) continue
      open.exchange = step.exchange
      if (step.end) this.#end(open, step.end)
      else if (step.isResend) this.#resend(open)
    }
  }

  #resend(open: OpenCommand): void {
    const { command, frame } = open
    const { db, sessions } = this.#options
    const n = nextFrameNumber(open, false) ?? open.n
    const kept: CommandFrame = { n, direction: 'out', cn: command.cn, body: frame, note: 'resend' }
    this.#turns.take(command.mn, () => addFrame(db, command, kept))
    this.#writeProgress(open)
    if (!sessions.find(command.mn)?.connection.send(frame)) this.#end(open, { state: 'timed-out' }, 'link-lost')
  }

  #end(open: OpenCommand, end: ExchangeEnd, why?: Finish['why']): void {
    const { command, exchange, answer } = open
    const { mn, cn, params } = command
    if (!this.#open.delete(mn)) return
    this.#remember(open)
    const { sends, dataFrames } = exchange
    const { state, qnRtn = null, exeRtn = null } = end
    const finish: Finish = { state, why: why ?? end.why ?? null, qnRtn, exeRtn, sends, dataFrames }
    this.#turns.take(mn, () =>
      inTransaction(this.#options.db, async (tx) => {
        const isMine = await finishCommand(tx, command, finish)
        if (isMine && state === 'executed') await takeOver(tx, { mn, cn, params, answer })
      }),
    )
    if (params.NewPW) this.#leavePassword(mn, state === 'executed' ? params.NewPW : undefined)
    if (exchange.answers === 'history') this.#turns.take(mn, async () => this.#options.onHistory(mn))
    this.#later(mn)
  }

  /** Both passwords stay good for a while: the register follows the device, and what it sent before is still coming. */
  #leavePassword(mn: string, password: string | undefined): void {
    const session = this.#options.sessions.find(mn)
    if (session && password !== undefined) session.password = password
    setTimeout(() => this.#passwords.delete(mn), TWO_PASSWORDS_MS).unref()
  }

  #remember({ command, exchange, n }: OpenCommand): void {
    const earlier = [...(this.#earlier.get(command.mn) ?? []), exchange.qn]
    this.#earlier.set(command.mn, earlier.slice(-MOST_EARLIER))
    this.#ended.set(command.mn, { command, qn: exchange.qn, n })
  }

  #hearLate(mn: string, message: Message, body: Uint8Array): void {
    const ended = this.#ended.get(mn)
    const isReply = message.cn === '9011' || message.cn === '9012' || message.cn === '9013'
    if (!ended || !isReply || replyQn(message) !== ended.qn) return
    ended.n += 1
    const frame: CommandFrame = {
      n: ended.n,
      direction: 'in',
      cn: message.cn,
      body: new Uint8Array(body),
      note: 'late',
    }
    this.#turns.take(mn, () => addFrame(this.#options.db, ended.command, frame))
  }

  #later(mn: string): void {
    if (this.#isStopped) return
    setTimeout(() => this.linkUp(mn), PAUSE_MS).unref()
  }
}

const isSameKey = (a: Uint8Array, b: Uint8Array): boolean => a.every((byte, at) => byte === b[at])

/** What a frame is called by, and the new key in it. */
type Naming = { qn: string; offer: DeviceKey | undefined }
type Sending = { command: QueuedCommand; form: CommandForm; device: DeviceProfile; qn: string; frame: Uint8Array }
