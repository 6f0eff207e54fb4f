// All simulated devices of a run: each has a link of its own, and what they send is counted together.
import { DAY_MS, startOf } from '#kit/time.ts'
import type { DemoSite } from './district.ts'
import { deliver, type FaultName, type Outgoing } from './faults.ts'
import { DeviceLink, type LinkOptions } from './link.ts'
import { SimulatedLogger } from './replies.ts'
import { clockText, segmentOf, type Upload } from './segments.ts'
import { Tally } from './tally.ts'

/** What to send: the upload of a site for the period that begins at `atMs`. */
export type Message = { site: DemoSite; upload: Upload; atMs: number }

/** `sm4Key`: devices encrypt, each with this key until it is given another. */
export type FleetOptions = LinkOptions & { sm4Key?: Uint8Array | undefined }

export class Fleet {
  readonly tally = new Tally()
  readonly #links = new Map<string, DeviceLink>()
  readonly #loggers = new Map<string, SimulatedLogger>()
  readonly #options: FleetOptions
  #lastQnMs = 0

  constructor(options: FleetOptions) {
    this.#options = options
  }

  /** Resolves when the message is answered or given up. */
  async send(message: Message, fault: FaultName | null): Promise<void> {
    const { site, atMs } = message
    let ahead = 0
    const delivery = deliver(this.#encode(message), fault, {
      next: () => {
        ahead += 1
        return this.#encode({ ...message, atMs: atMs + ahead * 1000 })
      },
      withValuesOf: (other) => this.#encode(message, other === 'day' ? startOf('day', atMs) : atMs - DAY_MS),
      stranger: () => this.#encode({ ...message, site: { ...site, mn: `${site.mn.slice(0, -4)}FFFF` } }),
    })
    const sent = await this.#linkOf(site).send(delivery)
    this.tally.add(sent, delivery.owed.length > 0)
  }

  close(): void {
    for (const link of this.#links.values()) link.close()
  }

  /** The message; `valuesAtMs` puts the values of another time under its own. */
  #encode({ site, upload, atMs }: Message, valuesAtMs = atMs): Outgoing {
    // A QN names one exchange of a device: the clock alone gives two messages of a burst the same.
    this.#lastQnMs = Math.max(Date.now(), this.#lastQnMs + 1)
    const told = segmentOf(site, upload, valuesAtMs, this.#lastQnMs)
    const segment = told.replace(/DataTime=\d+/, `DataTime=${clockText(atMs)}`)
    return { frame: this.#loggerOf(site).encode(segment), qn: /^QN=(\d+);/.exec(segment)?.[1] ?? null }
  }

  #linkOf(site: DemoSite): DeviceLink {
    const known = this.#links.get(site.mn)
    if (known) return known
    const logger = this.#loggerOf(site)
    const link = new DeviceLink({
      ...this.#options,
      onRequest: (message) => logger.replyTo(message),
      keys: () => logger.keys,
    })
    this.#links.set(site.mn, link)
    return link
  }
  #loggerOf(site: DemoSite): SimulatedLogger {
    const known = this.#loggers.get(site.mn)
    if (known) return known
    const logger = new SimulatedLogger(site, Date.now, this.#options.sm4Key)
    this.#loggers.set(site.mn, logger)
    return logger
  }
}
