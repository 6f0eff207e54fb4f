// A gateway in a process of its own and devices that send to it, for the benchmarks of intake.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { DemoSite } from '../simulate/district.ts'
import { GATEWAY_NODE_ARGS } from '../start/gateway-memory.ts'
import { type Hours, hourFrames } from './frames.ts'
import { sendBurst } from './send-burst.ts'

export type GatewayProcess = { port: number; pid: number; stop(): Promise<void> }

/** The gateway in a process of its own, as `start` runs it. */
export async function startGatewayProcess(storeUrl: string): Promise<GatewayProcess> {
  const script = join(import.meta.dirname, '../start/gateway-process.ts')
  const child = fork(script, ['127.0.0.1', '0'], {
    env: { ...process.env, SHANSHUI_STORE_URL: storeUrl },
    execArgv: [...GATEWAY_NODE_ARGS],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { ready?: { port: number }; fault?: string }) => {
      if (message.ready) resolve(message.ready.port)
      else reject(new Error(message.fault))
    })
    child.once('error', reject)
  })
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      child.send('stop')
      await exited
    },
  }
}

export type SentAll = { frames: number; ms: number; p50: number; p99: number }

/** All devices at once, each over a connection of its own; the time runs from the first byte to the last answer. */
export async function sendAll(
  devices: readonly DemoSite[],
  hours: Hours,
  port: number,
  mostUnanswered: number,
): Promise<SentAll> {
  const bursts = devices.map((device) => ({ port, frames: hourFrames(device, hours), mostUnanswered }))
  const begun = performance.now()
  const latencies = (await Promise.all(bursts.map(sendBurst))).flat().sort((a, b) => a - b)
  const ms = performance.now() - begun
  const at = (share: number): number => Math.round(latencies[Math.floor(latencies.length * share)] ?? 0)
  return { frames: latencies.length, ms, p50: at(0.5), p99: at(0.99) }
}
