// `shanshui simulate`: devices of the demo district over real sockets, live or back-filling, with faults on request.
import { parseArgs } from 'node:util'
import { encodeSegment } from '#hj212/frame.ts'
import { HOUR_MS } from '#kit/time.ts'
import type { CommandIo } from '../commands.ts'
import { type DemoSite, demoPackDir, readDemoDistrict } from './district.ts'
import { deliver, FAULTS, type Fault } from './faults.ts'
import { DeviceLink } from './link.ts'
import { uniform } from './noise.ts'
import { isMissing } from './patterns.ts'
import { segmentOf, type Upload } from './segments.ts'

const HELP = {
  zh: `shanshui simulate [--devices N] [--rate R] [--seconds S] [--faults LIST] [--backfill HOURS] [--live] [--host ADDR] [--port PORT]

  --devices N       设备数，默认演示区全部
  --rate R          总发送速率，帧/秒，默认 5
  --seconds S       发送多久，默认 10；--live 时一直发送
  --backfill HOURS  先补发最近若干小时的小时数据
  --live            按真实节奏持续发送：每分钟实时数据，每小时小时数据
  --faults LIST     逗号分隔：${FAULTS.join(',')}
  --host, --port    接收网关，默认 127.0.0.1:9212
结束时标准输出一行 JSON：sent、answered、unanswered、resends、latencyMs。
`,
  en: `shanshui simulate [--devices N] [--rate R] [--seconds S] [--faults LIST] [--backfill HOURS] [--live] [--host ADDR] [--port PORT]

  --devices N       devices, default all of the demo district
  --rate R          frames a second in all, default 5
  --seconds S       how long to send, default 10; --live sends on
  --backfill HOURS  first send the hourly data of the last hours
  --live            the real rhythm: realtime data a minute, hourly data an hour
  --faults LIST     comma separated: ${FAULTS.join(',')}
  --host, --port    the gateway, default 127.0.0.1:9212
Prints one line of JSON at the end: sent, answered, unanswered, resends, latencyMs.
`,
}

type Options = {
  devices: number
  rate: number
  seconds: number
  backfill: number
  live: boolean
  faults: Fault[]
  host: string
  port: number
}

function readOptions(args: string[]): Options | string {
  const { values } = parseArgs({
    args,
    options: {
      devices: { type: 'string' },
      rate: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '10' },
      backfill: { type: 'string', default: '0' },
      live: { type: 'boolean', default: false },
      faults: { type: 'string', default: '' },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '9212' },
    },
  })
  const faults = values.faults.split(',').filter((name) => name !== '')
  const unknown = faults.find((name) => !(FAULTS as readonly string[]).includes(name))
  if (unknown) return `--faults: ${unknown} (${FAULTS.join(', ')})`
  const numbers = {
    devices: Number(values.devices ?? 1e6),
    rate: Number(values.rate),
    seconds: Number(values.seconds),
    backfill: Number(values.backfill),
    port: Number(values.port),
  }
  const bad = Object.entries(numbers).find(([, value]) => !Number.isFinite(value) || value < 0)
  if (bad) return `--${bad[0]}: ${String(values[bad[0] as keyof typeof values])}`
  return { ...numbers, live: values.live, faults: faults as Fault[], host: values.host }
}

/** Counts what was sent and answered, with the latencies from first byte to answer. */
class Tally {
  sent = 0
  answered = 0
  resends = 0
  readonly #latenciesMs: number[] = []

  add(answered: boolean, latencyMs: number, resends: number): void {
    this.sent += 1
    this.resends += resends
    if (!answered) return
    this.answered += 1
    if (this.#latenciesMs.length < 200_000) this.#latenciesMs.push(latencyMs)
  }

  summary(): Record<string, unknown> {
    const sorted = this.#latenciesMs.sort((a, b) => a - b)
    const at = (share: number): number =>
      Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1))
    return {
      sent: this.sent,
      answered: this.answered,
      unanswered: this.sent - this.answered,
      resends: this.resends,
      latencyMs: { p50: at(0.5), p95: at(0.95), max: at(1) },
    }
  }
}

class Fleet {
  readonly tally = new Tally()
  readonly #links = new Map<string, DeviceLink>()
  readonly #options: Options

  constructor(options: Options) {
    this.#options = options
  }

  async send(site: DemoSite, upload: Upload, atMs: number, fault: Fault | null): Promise<void> {
    const frame = encodeSegment(segmentOf(site, upload, atMs, Date.now()))
    const stranger = (): Uint8Array =>
      encodeSegment(segmentOf({ ...site, mn: `${site.mn.slice(0, -4)}FFFF` }, upload, atMs, Date.now()))
    const delivery = deliver(frame, fault, stranger)
    const result = await this.#linkOf(site).send(delivery.pieces, delivery.expectsAnswer)
    this.tally.add(result.answered, result.latencyMs, result.resends)
  }

  close(): void {
    for (const link of this.#links.values()) link.close()
  }

  #linkOf(site: DemoSite): DeviceLink {
    const known = this.#links.get(site.mn)
    if (known) return known
    const link = new DeviceLink(this.#options.host, this.#options.port)
    this.#links.set(site.mn, link)
    return link
  }
}

/** The fault of the n-th frame: about one in twelve where any are asked for. */
function faultOf(faults: readonly Fault[], n: number): Fault | null {
  if (faults.length === 0 || uniform('fault', n) > 1 / 12) return null
  return faults[Math.floor(uniform('which', n) * faults.length)] ?? null
}

async function backfill(fleet: Fleet, sites: readonly DemoSite[], hours: number): Promise<void> {
  const now = Math.floor(Date.now() / HOUR_MS) * HOUR_MS
  for (let at = now - hours * HOUR_MS; at < now; at += HOUR_MS) {
    await Promise.all(sites.filter((site) => !isMissing(site, at)).map((site) => fleet.send(site, 'hour', at, null)))
  }
}

async function sendAtRate(fleet: Fleet, sites: readonly DemoSite[], options: Options): Promise<void> {
  const begun = Date.now()
  const underWay = new Set<Promise<void>>()
  for (let n = 0; Date.now() - begun < options.seconds * 1000; n++) {
    const site = sites[n % sites.length]
    if (!site) break
    const sending = fleet
      .send(site, 'realtime', Date.now(), faultOf(options.faults, n))
      .finally(() => underWay.delete(sending))
    underWay.add(sending)
    const due = begun + ((n + 1) * 1000) / options.rate
    await new Promise((resume) => setTimeout(resume, Math.max(0, due - Date.now())))
  }
  await Promise.all(underWay)
}

const MINUTE_MS = 60_000

/** The real rhythm until the process ends: each device in its own second of the minute, hourly data soon after the hour. */
async function sendLive(fleet: Fleet, sites: readonly DemoSite[], faults: readonly Fault[]): Promise<never> {
  let minute = Math.floor(Date.now() / MINUTE_MS)
  for (;;) {
    const startMs = minute * MINUTE_MS
    for (const [i, site] of sites.entries()) {
      const due = startMs + (i * MINUTE_MS) / sites.length
      await new Promise((resume) => setTimeout(resume, Math.max(0, due - Date.now())))
      if (isMissing(site, startMs)) continue
      const n = minute * sites.length + i
      // Not awaited: one slow device must not hold the others up; its own link keeps its order.
      void fleet.send(site, 'realtime', startMs, faultOf(faults, n))
      const hour = Math.floor(startMs / HOUR_MS) * HOUR_MS - HOUR_MS
      const dueHour = startMs % HOUR_MS === MINUTE_MS
      const everyHours = site.waterType ? 4 : 1
      if (dueHour && (hour / HOUR_MS) % everyHours === 0) void fleet.send(site, 'hour', hour, null)
    }
    minute += 1
  }
}

export async function runSimulate(args: string[], io: CommandIo): Promise<number> {
  if (args.includes('--help')) {
    io.stdout.write(io.zh ? HELP.zh : HELP.en)
    return 0
  }
  const options = readOptions(args)
  if (typeof options === 'string') {
    io.stderr.write(`${io.zh ? '参数有误' : 'Wrong argument'}：${options}\n`)
    return 2
  }
  const district = await readDemoDistrict(demoPackDir())
  const sites = district.sites.slice(0, options.devices)
  const fleet = new Fleet(options)
  if (options.backfill > 0) await backfill(fleet, sites, options.backfill)
  if (options.live) return sendLive(fleet, sites, options.faults)
  if (options.seconds > 0) await sendAtRate(fleet, sites, options)
  fleet.close()
  io.stdout.write(`${JSON.stringify(fleet.tally.summary())}\n`)
  return fleet.tally.answered > 0 || fleet.tally.sent === 0 ? 0 : 1
}
