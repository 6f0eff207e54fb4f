// `shanshui simulate`: devices over real sockets, at a rate, at the real rhythm or back-filling, with faults on request.
import type { CommandIo } from '../command-io.ts'
import { withStore } from '../with-store.ts'
import { type DemoSite, demoPackDir, readDemoDistrict } from './district.ts'
import { Fleet } from './fleet.ts'
import { devicesOf, registerDevices } from './more-devices.ts'
import { HELP, type Options, readOptions } from './options.ts'
import { backfill, type Plan, sendAtRate, sendLive } from './rhythms.ts'

/** Runs the command; see its help for the exit codes. */
export async function runSimulate(args: string[], io: CommandIo): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout.write(io.zh ? HELP.zh : HELP.en)
    return 0
  }
  const options = readOptions(args)
  if (typeof options === 'string') {
    io.stderr.write(`${io.zh ? '参数有误：' : 'Wrong argument: '}${options}\n`)
    return 2
  }
  const district = await readDemoDistrict(demoPackDir())
  const chosen = devicesOf(district.sites, options.devices ?? district.sites.length)
  const devices = options.sm4Key ? chosen.map((site) => ({ ...site, edition: '2025' as const })) : chosen
  if (options.register) {
    const code = await register(devices, options, io)
    if (code !== 0) return code
  }
  const fleet = new Fleet(options)
  await run({ fleet, sites: devices, faults: options.faults, now: io.now, signal: untilInterrupted() }, options)
  fleet.close()
  const summary = fleet.tally.summary()
  io.stdout.write(`${JSON.stringify(summary)}\n`)
  return summary.unanswered > 0 ? 1 : 0
}

async function register(devices: readonly DemoSite[], { dataDir, sm4Key }: Options, io: CommandIo): Promise<number> {
  return withStore({ dataDir, io, name: 'simulate' }, async (db) => {
    const added = await registerDevices(db, devices, sm4Key)
    io.stderr.write(io.zh ? `新登记 ${added} 台设备\n` : `${added} devices registered\n`)
    return 0
  })
}

async function run(plan: Plan, { backfill: hours, live, rate, seconds }: Options): Promise<void> {
  if (hours > 0) await backfill(plan, hours)
  if (live) await sendLive(plan)
  else if (seconds > 0) await sendAtRate(plan, rate, seconds)
}

/**
 * Ctrl-C ends the sending, so that the figures are still printed; a second one ends the process. Where Ctrl-C is already
 * heard, this is a child of `start` and ends on its parent's word.
 */
function untilInterrupted(): AbortSignal {
  const controller = new AbortController()
  if (process.listenerCount('SIGINT') === 0) process.once('SIGINT', () => controller.abort())
  return controller.signal
}
