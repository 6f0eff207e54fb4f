// Arguments of `shanshui start`.
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CommandIo } from '../command-io.ts'
import { StartFault } from './fault.ts'

export const ROOT = join(import.meta.dirname, '../../..')

export type StartOptions = {
  dataDir: string
  /** Port of the web app; 0 takes a free one. */
  http: number
  /** Port of the gateway; 0 takes a free one. */
  gateway: number
  /** Port of the embedded MQTT broker, `off`, or by default 1883 where the demo runs. */
  mqtt: number | 'off' | 'demo'
  host: string
  packs: string[]
  demo: boolean
}

const ARGUMENTS = {
  data: { type: 'string', default: './data' },
  http: { type: 'string', default: '8080' },
  gateway: { type: 'string', default: '9212' },
  mqtt: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  pack: { type: 'string', multiple: true },
  'no-demo': { type: 'boolean', default: false },
} as const

/** Throws a StartFault that says which argument is wrong. Folders are meant from where npm was called. */
export function readOptions(args: string[], io: Pick<CommandIo, 'env' | 'zh'>): StartOptions {
  const values = parsed(args)
  const from = (dir: string): string => resolve(io.env.INIT_CWD ?? '.', dir)
  return {
    dataDir: from(values.data),
    http: readPort('http', values.http, io.zh),
    gateway: readPort('gateway', values.gateway, io.zh),
    mqtt: readMqtt(values.mqtt, io.zh),
    host: values.host,
    packs: values.pack?.map(from) ?? [join(ROOT, 'packs/longgang-14fyp')],
    demo: !values['no-demo'],
  }
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: ARGUMENTS }).values
  } catch (error) {
    throw new StartFault((error as Error).message)
  }
}

function readMqtt(text: string | undefined, zh: boolean): StartOptions['mqtt'] {
  if (text === undefined) return 'demo'
  return text === 'off' ? 'off' : readPort('mqtt', text, zh)
}

function readPort(name: string, text: string, zh: boolean): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new StartFault(
    zh ? `--${name} 须为 0 到 65535 的端口：现为 ${text}` : `--${name} must be a port from 0 to 65535: it is ${text}`,
  )
}
