// Who is connected now: one session for each MN on each connection; the newest connection of an MN gets its commands.
import { MINUTE_MS } from '#kit/time.ts'
import type { CloseReason, Connection } from './connection.ts'

/** One MN heard on one connection. Instants are epoch ms. */
export type DeviceSession = {
  /** Number of its row, once it has one. */
  id: number | undefined
  mn: string
  /** 0: not registered. */
  siteId: number
  connection: Connection
  connectedAtMs: number
  lastFrameAtMs: number
  frames: number
  isRival: boolean
  /** Password that the device gave last; commands must repeat it. */
  password: string | null
  /** A newer connection took over then. */
  supersededAtMs: number | undefined
  closedAtMs: number | undefined
  closedWhy: CloseReason | undefined
}

export type Speaker = { mn: string; siteId: number; password: string | null }

/** What is under way when a newer connection takes over may still arrive on the older one. */
const IN_FLIGHT_MS = 5_000
/** A superseded link that has been silent for so long is dead. */
const SILENT_MS = 3 * MINUTE_MS
/** A flood of invented MNs must not fill the memory. */
const MOST_STRANGERS = 500
const MOST_ON_ONE = 2_000

export class Sessions {
  readonly #current = new Map<string, DeviceSession>()
  readonly #on = new Map<Connection, Map<string, DeviceSession>>()
  /** Sessions whose rows are behind. */
  readonly #changed = new Set<DeviceSession>()
  readonly #onUp: (session: DeviceSession) => void
  readonly #onDown: (session: DeviceSession) => void
  #strangers = 0

  constructor(onUp: (session: DeviceSession) => void, onDown: (session: DeviceSession) => void) {
    this.#onUp = onUp
    this.#onDown = onDown
  }

  /** The session that commands for this MN go to. */
  find(mn: string): DeviceSession | undefined {
    return this.#current.get(mn)
  }

  get mns(): string[] {
    return [...this.#current.keys()]
  }

  /** A proved frame came; true where another connection is active under the same MN. */
  heard(connection: Connection, speaker: Speaker, nowMs: number): boolean {
    const current = this.#current.get(speaker.mn)
    const session =
      current?.connection === connection
        ? current
        : (this.#on.get(connection)?.get(speaker.mn) ?? this.#begin(connection, speaker, nowMs))
    if (!session) return false
    session.lastFrameAtMs = nowMs
    session.frames += 1
    session.password = speaker.password ?? session.password
    if (session.siteId !== speaker.siteId) this.#recognise(session, speaker.siteId)
    this.#changed.add(session)
    return session.supersededAtMs !== undefined && this.#isRivalry(session, session.supersededAtMs, nowMs)
  }

  /** A connection ended, and with it every session on it. */
  closed(connection: Connection, nowMs: number): void {
    const sessions = [...(this.#on.get(connection)?.values() ?? [])]
    this.#on.delete(connection)
    for (const session of sessions) this.#end(session, connection.closedWhy, nowMs)
  }

  /** Ends links that were superseded and have said nothing since; gives those connections that carry nobody any more. */
  sweep(nowMs: number): void {
    for (const [connection, sessions] of this.#on) {
      for (const session of sessions.values()) {
        if (session.supersededAtMs === undefined) continue
        if (nowMs - Math.max(session.supersededAtMs, session.lastFrameAtMs) < SILENT_MS) continue
        sessions.delete(session.mn)
        this.#end(session, 'replaced', nowMs)
      }
      if (sessions.size === 0) {
        this.#on.delete(connection)
        connection.close('replaced')
      }
    }
  }

  /** Sessions to write down; they are taken for written. */
  takeChanged(): DeviceSession[] {
    const changed = [...this.#changed]
    this.#changed.clear()
    return changed
  }

  /** They could not be written. */
  putBack(sessions: readonly DeviceSession[]): void {
    for (const session of sessions) this.#changed.add(session)
  }

  #begin(connection: Connection, { mn, siteId, password }: Speaker, nowMs: number): DeviceSession | undefined {
    const others = this.#on.get(connection) ?? new Map<string, DeviceSession>()
    const isTooMany = others.size >= MOST_ON_ONE || (siteId === 0 && this.#strangers >= MOST_STRANGERS)
    if (isTooMany) return undefined
    const session: DeviceSession = {
      id: undefined,
      mn,
      siteId,
      connection,
      connectedAtMs: connection.openedAtMs,
      lastFrameAtMs: nowMs,
      frames: 0,
      isRival: false,
      password,
      supersededAtMs: undefined,
      closedAtMs: undefined,
      closedWhy: undefined,
    }
    if (siteId === 0) this.#strangers += 1
    others.set(mn, session)
    this.#on.set(connection, others)
    this.#takeOver(session, nowMs)
    return session
  }

  /** The newest connection wins, not the one that was heard last. */
  #takeOver(session: DeviceSession, nowMs: number): void {
    const before = this.#current.get(session.mn)
    if (before && before.connectedAtMs > session.connectedAtMs) {
      session.supersededAtMs = nowMs
      return
    }
    if (before) {
      before.supersededAtMs = nowMs
      this.#changed.add(before)
      this.#onDown(before)
    }
    this.#current.set(session.mn, session)
    this.#onUp(session)
  }

  /** Both speak: a copy of the device, or of its card, and no reconnection. */
  #isRivalry(session: DeviceSession, supersededAtMs: number, nowMs: number): boolean {
    const current = this.#current.get(session.mn)
    if (!current || nowMs - supersededAtMs < IN_FLIGHT_MS) return false
    session.isRival = true
    current.isRival = true
    this.#changed.add(current)
    return true
  }

  #recognise(session: DeviceSession, siteId: number): void {
    if (session.siteId === 0) this.#strangers -= 1
    session.siteId = siteId
    if (siteId === 0) this.#strangers += 1
    if (this.#current.get(session.mn) === session) this.#onUp(session)
  }

  #end(session: DeviceSession, why: CloseReason, nowMs: number): void {
    session.closedAtMs = nowMs
    session.closedWhy = why
    if (session.siteId === 0) this.#strangers -= 1
    this.#changed.add(session)
    if (this.#current.get(session.mn) !== session) return
    this.#current.delete(session.mn)
    this.#onDown(session)
    this.#promote(session.mn)
  }

  /** An older connection that still stands gets the commands again. */
  #promote(mn: string): void {
    let newest: DeviceSession | undefined
    for (const sessions of this.#on.values()) {
      const other = sessions.get(mn)
      if (other && (!newest || other.connectedAtMs > newest.connectedAtMs)) newest = other
    }
    if (!newest) return
    newest.supersededAtMs = undefined
    this.#current.set(mn, newest)
    this.#onUp(newest)
  }
}
