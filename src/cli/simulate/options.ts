// Arguments of `shanshui simulate`, and what its help says about them.
import { parseArgs } from 'node:util'
import { parseSm4Key } from '#hj212/sm4.ts'
import { FAULTS, type FaultName, faultWords, isFault } from './faults.ts'

const USAGE =
  'shanshui simulate [--devices N] [--rate R] [--seconds S] [--faults LIST | --sm4 KEY] [--backfill HOURS] [--live] [--host ADDR] [--port PORT] [--register [--data DIR]]'

const faultLines = (language: 'zh' | 'en'): string =>
  FAULTS.map((name) => `    ${name.padEnd(14)}${faultWords(name)[language]}`).join('\n')

export const HELP = {
  zh: `${USAGE}

  --devices N       设备数，默认演示区全部
  --rate R          总发送速率，帧/秒，默认 5
  --seconds S       发送多久，默认 10
  --backfill HOURS  先补发最近若干小时的小时数据
  --live            按真实节奏持续发送：每分钟实时数据，每小时小时数据；Ctrl-C 结束
  --faults LIST     逗号分隔，或 all：
${faultLines('zh')}
  --sm4 KEY         设备按 HJ 212-2025 发送，数据区以此密钥（32 位十六进制）加密；可由 1014 更换；不能与 --faults 同用
  --host, --port    接收网关，默认 127.0.0.1:9212
  --register        先把设备登记到 --data（默认 ./data，或 DATABASE_URL）的库中，标为演示数据
设备数超过演示区时，多出的是演示点位的副本，MN 由原 MN 推得（第 13–16 位为副本号）；网关只认已登记的 MN，
所以第一次要加 --register。
结束时标准输出一行 JSON：sent、answered、unanswered、notOwed、resends、latencyMs。
退出码：0 应答齐全，1 有应答未到，2 用法有误。
`,
  en: `${USAGE}

  --devices N       devices, default all of the demo district
  --rate R          frames a second in all, default 5
  --seconds S       how long to send, default 10
  --backfill HOURS  first send the hourly data of the last hours
  --live            the real rhythm, realtime data a minute, hourly data an hour, until Ctrl-C
  --faults LIST     comma separated, or all:
${faultLines('en')}
  --sm4 KEY         devices speak HJ 212-2025 and encrypt their data areas under this key (32 hexadecimal digits); 1014
                    gives them another; not with --faults
  --host, --port    the gateway, default 127.0.0.1:9212
  --register        first register the devices in the store of --data (default ./data, or DATABASE_URL), as demo data
Devices beyond those of the demo district are copies of its sites with an MN made from theirs (digits 13–16 are the
number of the copy); the gateway knows registered MNs only, so the first run needs --register.
Prints one line of JSON at the end: sent, answered, unanswered, notOwed, resends, latencyMs.
Exit code: 0 every answer owed came, 1 some did not, 2 wrong usage.
`,
}

export type Options = {
  /** Undefined: those of the district. */
  devices: number | undefined
  rate: number
  seconds: number
  backfill: number
  live: boolean
  faults: FaultName[]
  /** Undefined: plain text. */
  sm4Key: Uint8Array | undefined
  host: string
  port: number
  register: boolean
  dataDir: string
}

const OPTIONS = {
  devices: { type: 'string' },
  rate: { type: 'string', default: '5' },
  seconds: { type: 'string', default: '10' },
  backfill: { type: 'string', default: '0' },
  live: { type: 'boolean', default: false },
  faults: { type: 'string', default: '' },
  sm4: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '9212' },
  register: { type: 'boolean', default: false },
  data: { type: 'string', default: './data' },
} as const

const wholeNumber = (least: number, most: number) => (value: number) =>
  Number.isInteger(value) && value >= least && value <= most

/** Copies of a site are numbered in four hexadecimal digits, which bounds the devices. */
const BOUNDS = {
  devices: wholeNumber(1, 1_000_000),
  rate: (value: number) => value > 0 && value <= 100_000,
  seconds: (value: number) => value >= 0 && value <= 1e6,
  backfill: wholeNumber(0, 24 * 366),
  port: wholeNumber(1, 65_535),
} as const

/** The options, or the argument that is wrong. */
export function readOptions(args: string[]): Options | string {
  let values: ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']
  try {
    values = parseArgs({ args, options: OPTIONS }).values
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  for (const [name, isWithin] of Object.entries(BOUNDS)) {
    const text = values[name as keyof typeof BOUNDS]
    if (text !== undefined && (text.trim() === '' || !isWithin(Number(text)))) return `--${name} ${text}`
  }
  const faults = values.faults === 'all' ? FAULTS : values.faults.split(',').filter((name) => name !== '')
  const unknown = faults.find((name) => !isFault(name))
  if (unknown) return `--faults ${unknown} (${FAULTS.join(', ')})`
  const sm4Key = values.sm4 === undefined ? undefined : parseSm4Key(values.sm4)
  // A fault changes the text of a frame, which an encrypted one has not.
  if (values.sm4 !== undefined && (!sm4Key || faults.length > 0)) return '--sm4'
  return {
    devices: values.devices === undefined ? undefined : Number(values.devices),
    rate: Number(values.rate),
    seconds: Number(values.seconds),
    backfill: Number(values.backfill),
    live: values.live,
    faults: faults.filter(isFault),
    sm4Key,
    host: values.host,
    port: Number(values.port),
    register: values.register,
    dataDir: values.data,
  }
}
