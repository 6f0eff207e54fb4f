// `shanshui soak`: gateway and many devices for a while; then whether every answered frame is there, and what memory did.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startGateway } from '#gateway/gateway.ts'
import type { Database } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'
import type { CommandIo } from './command-io.ts'
import { demoPackDir, readDemoDistrict } from './simulate/district.ts'
import { FAULTS } from './simulate/faults.ts'
import { Fleet } from './simulate/fleet.ts'
import { devicesOf, registerDevices } from './simulate/more-devices.ts'
import { sendAtRate } from './simulate/rhythms.ts'
import { withStore } from './with-store.ts'

type Options = { minutes: number; devices: number; rate: number }

const HELP = {
  zh: '另起一个临时库与接收网关，让 N 台设备带故障发送 M 分钟；核对应答过的报文是否都在库中。\n输出 JSON；有丢失或重复时退出码 1。',
  en: 'A store and a gateway of its own, N devices with faults for M minutes; checks that every answered frame is in the store.\nPrints JSON; exit 1 where one is lost or stands twice.',
}

/** Exit code 0; 1 where an answered frame is missing; 2 for wrong usage. */
export async function runSoak(args: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '10' },
      devices: { type: 'string', default: '200' },
      rate: { type: 'string', default: '200' },
      help: { type: 'boolean', default: false },
    },
  })
  const options = { minutes: Number(values.minutes), devices: Number(values.devices), rate: Number(values.rate) }
  const isBad = Object.values(options).some((value) => !(Number.isFinite(value) && value > 0))
  if (isBad || values.help) {
    io.stderr.write(
      `shanshui soak [--minutes M] [--devices N] [--rate FRAMES_A_SECOND]\n\n${io.zh ? HELP.zh : HELP.en}\n`,
    )
    return isBad ? 2 : 0
  }
  const folder = await mkdtemp(join(tmpdir(), 'shanshui-soak-'))
  try {
    return await withStore({ dataDir: folder, io, name: 'soak' }, (db) => soak(db, options, io))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const megabytes = (): number => Math.round(process.memoryUsage.rss() / 1024 / 1024)

async function soak(db: Database, { minutes, devices: count, rate }: Options, io: CommandIo): Promise<number> {
  const { sites } = await readDemoDistrict(demoPackDir())
  const devices = devicesOf(sites, count)
  await registerDevices(db, devices)
  const gateway = await startGateway({ db, host: '127.0.0.1', port: 0, log: createLog('gateway', { level: 'error' }) })
  const fleet = new Fleet({ host: '127.0.0.1', port: gateway.port })
  const plan = { fleet, sites: devices, faults: FAULTS, now: io.now, signal: new AbortController().signal }
  const before = megabytes()
  let half = before
  const timer = setTimeout(() => (half = megabytes()), minutes * 30_000)
  await sendAtRate(plan, rate, minutes * 60)
  clearTimeout(timer)
  fleet.close()
  await gateway.stop()
  const sent = fleet.tally.summary()
  const [kept] = await db.query<{ frames: number; readings: number; sourceless: number }>(
    `select (select count(*)::int from raw_record as r where r.state = 'stored') as frames,
            (select count(*)::int from reading) as readings,
            (select count(*)::int from raw_record as r where r.state = 'stored'
                and not exists (select 1 from reading as g where g.site_id = r.site_id and g.at = r.at and g.kind = r.kind)) as sourceless`,
  )
  const frames = kept?.frames ?? 0
  const lost = Math.max(0, sent.answered - frames) + (kept?.sourceless ?? 0)
  const memoryMb = { before, half, after: megabytes() }
  io.stdout.write(
    `${JSON.stringify({ ...sent, storedFrames: frames, readings: kept?.readings ?? 0, lost, memoryMb })}\n`,
  )
  return lost === 0 ? 0 : 1
}
