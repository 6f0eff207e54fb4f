// For tests of the stream: a real cluster of three nats-server on loopback, its nodes killed and started again.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from './device.ts'

const NODES = [0, 1, 2] as const

/** Whether this machine has the program. */
export function hasNatsServer(): boolean {
  try {
    execFileSync('nats-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

export type NatsCluster = {
  servers: string[]
  kill(node: number): Promise<void>
  start(node: number): Promise<void>
  /** The node that leads the stream. */
  leaderOf(stream: string): Promise<number>
  stop(): Promise<void>
}

/** Ports from `firstPort` (clients), `firstPort + 2000` (cluster) and `firstPort + 4000` (monitoring), three each. */
export async function startNatsCluster(firstPort: number): Promise<NatsCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'shanshui-nats-'))
  const children = new Map<number, ChildProcess>()
  const routes = NODES.map((n) => `nats://127.0.0.1:${firstPort + 2000 + n}`).join(',')
  const monitor = (node: number, path: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${firstPort + 4000 + node}/${path}`)
  const start = async (node: number): Promise<void> => {
    const store = join(folder, String(node))
    await mkdir(store, { recursive: true })
    const at = (base: number): string => String(firstPort + base + node)
    const args = ['-a', '127.0.0.1', '-p', at(0), '-m', at(4000), '-n', `node-${node}`, '-js', '-sd', store]
    const cluster = ['--cluster_name', 'test', '--cluster', `nats://127.0.0.1:${at(2000)}`, '--routes', routes]
    children.set(node, spawn('nats-server', [...args, ...cluster], { stdio: 'ignore' }))
    await eventually(() => isUp(() => monitor(node, 'healthz')), `node ${node} serves`, 60_000)
  }
  await Promise.all(NODES.map(start))
  return {
    servers: NODES.map((n) => `127.0.0.1:${firstPort + n}`),
    start,
    async kill(node) {
      const child = children.get(node)
      const gone = new Promise((resolve) => child?.once('exit', resolve))
      child?.kill('SIGKILL')
      await gone
    },
    async leaderOf(stream) {
      for (const node of NODES) {
        const reply = await monitor(node, 'jsz?streams=1&accounts=1').then(
          (response) => response.text(),
          () => '',
        )
        const leader = new RegExp(`"name": ?"${stream}"[\\s\\S]*?"leader": ?"node-(\\d)"`).exec(reply)?.[1]
        if (leader !== undefined) return Number(leader)
      }
      throw new Error(`nobody leads the stream ${stream}`)
    },
    async stop() {
      for (const child of children.values()) child.kill('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const isUp = async (ask: () => Promise<Response>): Promise<boolean> =>
  ask().then(
    (response) => response.ok,
    () => false,
  )
