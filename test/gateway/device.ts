// For tests of the gateway: a store with two registered devices, and a raw socket that hears whole frames.
import { connect, type Socket } from 'node:net'
import { encodeSegment, joinBytes, splitFrames } from '#hj212/frame.ts'
import { beijingDateTime, HOUR_MS } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'

export const MN = '4403070A00000000000000A1'
export const OTHER_MN = '4403070D00000000000000B2'

/** Registers an outfall (ST 32) under `MN` and one of the 2005 edition under `OTHER_MN`. */
export async function registerTwo(db: Database): Promise<void> {
  await db.execute(
    `insert into site (id, code, kind, name) values (11, 'a', 'outfall', '甲'), (12, 'b', 'outfall', '乙')`,
  )
  await db.execute(
    `insert into device (mn, site_id, system_code, edition, password)
     values ($1, 11, '32', '2017', '123456'), ($2, 12, '32', '2005', null)`,
    [MN, OTHER_MN],
  )
  await db.query(`select pg_notify('devices', '')`)
}

/** Beijing clock text of the start of the hour `hoursAgo` hours ago. */
export function hourText(hoursAgo: number): string {
  const at = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - hoursAgo * HOUR_MS
  return beijingDateTime(at).replace(/\D/g, '')
}

export type UploadDraft = { mn?: string; qn?: string; hoursAgo?: number; value?: string; items?: string }

/** Hour data of one factor, COD, that wants an answer. */
export function upload({
  mn = MN,
  qn = '20261125100000001',
  hoursAgo = 1,
  value = '41.5',
  items,
}: UploadDraft = {}): Uint8Array {
  const data = items ?? `w01018-Avg=${value},w01018-Flag=N`
  return encodeSegment(`QN=${qn};ST=32;CN=2061;PW=123456;MN=${mn};Flag=5;CP=&&DataTime=${hourText(hoursAgo)};${data}&&`)
}

/** A client that hears frames; `waitFor` resolves when so many have come, and rejects after five seconds. */
export class TestClient {
  readonly heard: string[] = []
  readonly #socket: Socket
  #rest: Uint8Array = new Uint8Array(0)

  constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      const { pieces, rest } = splitFrames(joinBytes(this.#rest, chunk))
      this.#rest = rest
      this.heard.push(...pieces.map((piece) => Buffer.from(piece.bytes).toString('latin1')))
    })
  }

  static open(port: number): Promise<TestClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new TestClient(socket)))
      socket.once('error', reject)
    })
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes)
  }

  async sendInPieces(bytes: Uint8Array, cuts: readonly number[]): Promise<void> {
    const places = [0, ...cuts, bytes.length]
    for (let n = 1; n < places.length; n += 1) {
      this.#socket.write(bytes.subarray(places[n - 1], places[n]))
      await pause(1)
    }
  }

  async waitFor(count: number): Promise<readonly string[]> {
    await eventually(() => this.heard.length >= count, `${count} answers, heard ${this.heard.length}`)
    return this.heard
  }

  get isClosed(): boolean {
    return this.#socket.destroyed || this.#socket.readableEnded
  }

  end(): void {
    this.#socket.end()
  }

  close(): void {
    this.#socket.destroy()
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms))

/** Asks again and again until it holds; throws after `withinMs`. */
export async function eventually(
  holds: () => boolean | Promise<boolean>,
  what: string,
  withinMs = 8_000,
): Promise<void> {
  const begun = performance.now()
  while (!(await holds())) {
    if (performance.now() - begun > withinMs) throw new Error(`not within ${withinMs} ms: ${what}`)
    await pause(10)
  }
}
