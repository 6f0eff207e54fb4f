// `shanshui start`: everything the product needs, started in order, and all of it stopped in order.
import { createLog } from '#platform/log.ts'
import type { CommandIo } from '../command-io.ts'
import { StartFault } from './fault.ts'
import { readOptions } from './options.ts'
import { ensureFreePort } from './ports.ts'
import { prepare, type Start } from './prepare.ts'
import { Running } from './running.ts'
import { type Serving, serve } from './serve.ts'
import { stepsOf } from './steps.ts'

/** Ctrl-C comes twice where npm hands it down beside the terminal; later than this a person has lost patience. */
const SAME_SIGNAL_MS = 2_000

/** Serves until it is asked to stop. Exit code 0 then; 2 where it cannot start. */
export async function runStart(args: string[], io: CommandIo): Promise<number> {
  const running = new Running()
  const asked = stopSignal()
  const log = createLog('start')
  try {
    const options = readOptions(args, io)
    const start: Start = { options, io, log, running, step: stepsOf(io, running) }
    const working = work(start)
    await Promise.race([asked, working])
    io.stderr.write(io.zh ? '  正在停止…\n' : '  Stopping…\n')
    await running.stop()
    return await working
  } catch (error) {
    // Whatever a stop tears apart half-way is no fault of its own.
    const wasStopping = running.isStopping
    await running.stop()
    log.debug('the start ended', error)
    if (wasStopping) return 0
    if (!(error instanceof StartFault)) throw error
    io.stderr.write(`${error.message}\n`)
    return 2
  }
}

/** Resolves with the exit code when the product stopped serving. */
async function work(start: Start): Promise<number> {
  const { options, io, running } = start
  const { host } = options
  await ensureFreePort({ host, port: options.http, argument: 'http', zh: io.zh })
  await ensureFreePort({ host, port: options.gateway, argument: 'gateway', zh: io.zh })
  const prepared = await prepare(start)
  greet(io, await serve(start, prepared))
  await running.stopped
  return 0
}

function greet(io: CommandIo, { url, gateway }: Serving): void {
  io.stderr.write(io.zh ? `  打开 ${url} 登录；Ctrl-C 停止\n` : `  Open ${url} and sign in; Ctrl-C stops\n`)
  const host = gateway.host.includes(':') ? `[${gateway.host}]` : gateway.host
  io.stdout.write(`ready ${url} gateway ${host}:${gateway.port}\n`)
}

/** Resolves at the first signal to stop; one that comes much later ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let firstMs: number | undefined
    const heard = (): void => {
      firstMs ??= performance.now()
      if (performance.now() - firstMs > SAME_SIGNAL_MS) process.exit(130)
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, heard)
  })
}
