// `shanshui run`: one part of the product alone, on a machine of its own, against a store and a stream elsewhere.
import { parseArgs } from 'node:util'
import { isRefusal } from '#kit/refusal.ts'
import { parseConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import type { CommandIo } from './command-io.ts'
import { sentenceOf } from './sentence.ts'
import { type ChildName, startChild } from './start/children.ts'
import { GATEWAY_NODE_ARGS } from './start/gateway-memory.ts'

const ROLES = ['gateway', 'writer', 'forward', 'evaluation'] as const satisfies readonly ChildName[]
type Role = (typeof ROLES)[number]

const USAGE = `shanshui run ${ROLES.join(' | ')} [--host ADDR] [--gateway PORT]`

/** Runs until it is asked to stop. Exit code 0 then; 2 where it cannot start. */
export async function runRole(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { host: { type: 'string', default: '127.0.0.1' }, gateway: { type: 'string', default: '9212' } },
  })
  const role = ROLES.find((name) => name === positionals[0])
  if (!role || positionals.length !== 1) return tell(io, USAGE)
  const config = parseConfig(io.env)
  if (isRefusal(config)) return tell(io, sentenceOf(config, io))
  if (!config.databaseUrl) {
    return tell(io, io.zh ? '请用 DATABASE_URL 指明数据库' : 'Name the store with DATABASE_URL')
  }
  return serve(role, { io, url: config.databaseUrl, args: role === 'gateway' ? [values.host, values.gateway] : [] })
}

type Serving = { io: CommandIo; url: string; args: string[] }

async function serve(role: Role, { io, url, args }: Serving): Promise<number> {
  const child = startChild(role, {
    args: () => args,
    env: { SHANSHUI_STORE_URL: url },
    log: createLog('run'),
    keepAlive: true,
    nodeArgs: role === 'gateway' || role === 'writer' ? GATEWAY_NODE_ARGS : [],
  })
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
  try {
    const ready = await child.ready
    io.stdout.write(`ready ${role}${ready.port === undefined ? '' : ` ${ready.port}`}\n`)
    await asked
    return 0
  } catch (error) {
    return tell(io, (error as Error).message)
  } finally {
    await child.stop()
  }
}

function tell(io: CommandIo, sentence: string): number {
  io.stderr.write(`${sentence}\n`)
  return 2
}
