// Gateway, server and evaluation side by side, and the demo devices once the gateway listens.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { filesDirOf } from '#platform/files.ts'
import { createLog } from '#platform/log.ts'
import { type GatewayTrouble, startServer } from '#server/main.ts'
import { type Child, type ChildName, type ChildOptions, startChild } from './children.ts'
import { orFault } from './fault.ts'
import { GATEWAY_NODE_ARGS } from './gateway-memory.ts'
import { ROOT } from './options.ts'
import type { Prepared, Start } from './prepare.ts'
import { historyProgress } from './progress.ts'

export type Serving = { url: string; gateway: { host: string; port: number } }

const WEB_DIR = join(ROOT, '.build/web')

/** A browser that keeps listening MUST NOT hold up the stop. */
const STOP_SERVER_WITHIN_MS = 3_000

/** Behind answers to devices and pages, which share two cores with it. */
const BACKGROUND_NICE = 10

type Launch = (
  name: ChildName,
  options: Pick<ChildOptions, 'args' | 'keepAlive' | 'nice' | 'nodeArgs' | 'onProgress' | 'onTrouble'>,
) => Promise<Child>

/** Resolves when devices and browsers are answered. Throws a StartFault where a port was taken meanwhile. */
export async function serve(start: Start, { db, store, demo }: Prepared): Promise<Serving> {
  const { options, io, log, running, step } = start
  const launch: Launch = async (name, own) => {
    const child = startChild(name, { ...own, env: { SHANSHUI_STORE_URL: store.url }, log })
    await running.add(() => child.stop())
    return child
  }
  warnWithoutWeb(start)
  let gatewayPort: number | null = null
  const gatewayArgs = (): string[] => [options.host, String(gatewayPort ?? options.gateway)]
  let trouble: GatewayTrouble | null = null
  const onTrouble = (because: string | null): void => {
    trouble = because === null ? null : { since: trouble?.since ?? Date.now(), because }
  }
  const gateway = await launch('gateway', {
    args: gatewayArgs,
    keepAlive: true,
    nodeArgs: GATEWAY_NODE_ARGS,
    onTrouble,
  })
  const writers = await launchWriters(launch, start.io.env)
  const forward = await launch('forward', { args: () => [], keepAlive: true })
  const evaluation = await launch('evaluation', { args: () => [], keepAlive: true, nice: BACKGROUND_NICE })
  const serverOptions = {
    db,
    host: options.host,
    port: options.http,
    webDir: WEB_DIR,
    uploadDir: join(options.dataDir, 'uploads'),
    filesDir: filesDirOf(options.dataDir),
    log: createLog('server'),
    gateway: { port: () => gatewayPort, trouble: () => trouble },
  }
  const server = await step({ zh: '启动服务', en: 'Starting the server' }, () => orFault(startServer(serverOptions)))
  await running.add(() => Promise.race([server.stop(), sleep(STOP_SERVER_WITHIN_MS, undefined, { ref: false })]))
  const waysIn = await launch('ways-in', {
    args: () => [options.host, mqttPort(options.mqtt, demo), server.url],
    keepAlive: true,
  })
  const [{ port }] = await step({ zh: '启动网关与评价', en: 'Starting gateway and evaluation' }, () =>
    orFault(
      Promise.all([
        gateway.ready,
        evaluation.ready,
        forward.ready,
        waysIn.ready,
        ...writers.map((writer) => writer.ready),
      ]),
    ),
  )
  gatewayPort = Number(port)
  if (demo) await startDemo(launch, gatewayArgs, io)
  return { url: server.url, gateway: { host: options.host, port: gatewayPort } }
}

/** Without a word the broker runs with the demo, at the usual port of MQTT. */
const mqttPort = (asked: Start['options']['mqtt'], demo: boolean): string =>
  asked === 'demo' ? (demo ? '1883' : 'off') : String(asked)

/** One where frames go through a stream; other machines may run more. */
async function launchWriters(launch: Launch, env: NodeJS.ProcessEnv): Promise<Child[]> {
  if (!env.NATS_URL?.trim()) return []
  return [await launch('writer', { args: () => [], keepAlive: true, nodeArgs: GATEWAY_NODE_ARGS })]
}

async function startDemo(launch: Launch, gatewayArgs: () => string[], io: Start['io']): Promise<void> {
  const history = await launch('history', {
    args: () => [],
    keepAlive: false,
    nice: BACKGROUND_NICE,
    onProgress: historyProgress(io),
  })
  const simulate = await launch('simulate', { args: gatewayArgs, keepAlive: true, nice: BACKGROUND_NICE })
  // Without the demo's devices everything else still serves.
  for (const child of [history, simulate]) {
    child.ready.catch((error: Error) => io.stderr.write(`  ${error.message}\n`))
  }
}

function warnWithoutWeb({ io }: Start): void {
  if (existsSync(join(WEB_DIR, 'index.html'))) return
  const words = io.zh
    ? '网页尚未构建，只有接口可用：用 npm start 启动会先构建网页'
    : 'The web app is not built, only the interface answers: npm start builds it first'
  io.stderr.write(`  ${words}\n`)
}
