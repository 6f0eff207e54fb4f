// Arguments of `shanshui import`, read and explained.
import { parseArgs } from 'node:util'
import type { MappingChoices } from '#server/imports/prepare.ts'
import { type CommandIo, UsageFault } from './command-io.ts'

export type ImportUsage = {
  dataDir: string
  files: string[]
  choices: MappingChoices
  dryRun: boolean
  json: boolean
  /** Number of the import to take back. */
  undo?: number
}

const USAGE = `shanshui import KIND FILE… [--data DIR] [--dry-run] [--json] [--year YYYY] [--hour-label start|end]
                [--water-type learn|river|lake] [--water-values raw|shown] [--crs wgs84|gcj02|bd09]
shanshui import undo IMPORT_ID [--data DIR]`

export const IMPORT_HELP = {
  zh: `用法：
${USAGE}

KIND：air 环境空气小时值，water 地表水监测值，auto 由文件自行判断。
FILE：CSV（UTF-8 带或不带 BOM、GB18030；逗号、制表符或分号分隔）、XLSX、JSON Lines，或全国地表水发布页的原始 JSON。
每个文件在标准输出打印一行 JSON：{ accepted, rejected, unchanged, importId, findings, file }；findings 最多 1000 条，
其余随各行保存。随后计算均值、评价与指标（服务正在运行时由服务完成）。
--dry-run       只读文件并与库中已有数据比较，不写入；importId 为 null
--json          标准错误不再输出汇总句
--year          时间不带年份的文件属于哪一年；缺省从文件名中的日期得出
--hour-label    空气小时值以时段终点（end，全国发布口径，缺省）还是起点（start）标注
--water-type    水体类型：由公布类别学习（learn，缺省）、river 或 lake
--water-values  同时有原始值与显示值时采用哪一个，缺省 raw
--crs           坐标系；air、water 文件不含坐标，对它们没有作用
退出码：0 全部采用；1 有被拒绝的行，或不能撤销；2 用法有误、文件不能读、数据库打不开。
`,
  en: `Usage:
${USAGE}

KIND: air hourly ambient air, water surface-water values, auto whichever the file holds.
FILE: CSV (UTF-8 with or without BOM, GB18030; comma, tab or semicolon) XLSX, JSON Lines, or the original JSON of the national water page.
For each file one line of JSON is printed: { accepted, rejected, unchanged, importId, findings, file }; at most 1000
findings, the others are kept with their lines. Averages, verdicts and indicators follow (by the running product, if any).
--dry-run       read the file and compare it with the store, write nothing; importId is null
--json          no summary sentence on standard error
--year          the year of a file whose times have none; by default from the date in its name
--hour-label    whether the file labels an hour of air by its end (default, as the national feed) or its start
--water-type    water type: learn from published classes (default), river or lake
--water-values  which of raw and shown values counts where both are there; raw by default
--crs           coordinate system; air and water files hold no coordinates, so it has no effect on them
Exit: 0 every row taken; 1 rows rejected, or an undo refused; 2 wrong usage, unreadable input, no store.
`,
} as const

const OPTIONS = {
  data: { type: 'string', default: './data' },
  crs: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  year: { type: 'string' },
  'hour-label': { type: 'string' },
  'water-type': { type: 'string' },
  'water-values': { type: 'string' },
} as const

const KINDS = ['air', 'water', 'auto'] as const

/** A usage, or the sentence that says what is wrong with it. */
export function readImportUsage(args: string[], { zh }: Pick<CommandIo, 'zh'>): ImportUsage | UsageFault {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
    const [kind, ...rest] = positionals
    const base = { dataDir: values.data, dryRun: values['dry-run'], json: values.json }
    if (kind === 'undo') return { ...base, files: [], choices: {}, undo: importNumber(rest, zh) }
    oneOf(values.crs, ['wgs84', 'gcj02', 'bd09'], '--crs')
    const choices = { ...kindOf(kind, zh), ...choicesOf(values) }
    if (rest.length === 0) throw new UsageFault(zh ? '须写明至少一个文件' : 'At least one file must be named')
    return { ...base, files: rest, choices }
  } catch (error) {
    if (error instanceof UsageFault) return new UsageFault(`${error.message}\n\n${USAGE}`)
    return new UsageFault(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
  }
}

function kindOf(kind: string | undefined, zh: boolean): Pick<MappingChoices, 'kind'> {
  const known = oneOfOrNone(kind, KINDS)
  if (known === undefined) {
    const said = kind ?? ''
    throw new UsageFault(
      zh
        ? `不能导入“${said}”：目前可导入 ${KINDS.join('、')}，或用 undo 撤销`
        : `Cannot import "${said}" as a kind must be one of ${KINDS.join(', ')}, or undo to take an import back`,
    )
  }
  return known === 'auto' ? {} : { kind: known }
}

function importNumber([text, ...more]: string[], zh: boolean): number {
  if (text !== undefined && more.length === 0 && /^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new UsageFault(zh ? 'undo 之后须为一个导入编号' : 'After undo one import number is needed')
}

type Values = { year?: string; 'hour-label'?: string; 'water-type'?: string; 'water-values'?: string }

function choicesOf(values: Values): MappingChoices {
  const hourLabel = oneOf(values['hour-label'], ['start', 'end'], '--hour-label')
  const waterType = oneOf(values['water-type'], ['learn', 'river', 'lake'], '--water-type')
  const waterValues = oneOf(values['water-values'], ['raw', 'shown'], '--water-values')
  if (values.year !== undefined && !/^20\d{2}$/.test(values.year)) {
    throw new UsageFault(`--year: 2000–2099 (${values.year})`)
  }
  return {
    ...(values.year === undefined ? {} : { year: Number(values.year) }),
    ...(hourLabel === undefined ? {} : { hourLabel }),
    ...(waterType === undefined ? {} : { waterType }),
    ...(waterValues === undefined ? {} : { waterValues }),
  }
}

const oneOfOrNone = <T extends string>(value: string | undefined, allowed: readonly T[]): T | undefined =>
  allowed.find((one) => one === value)

function oneOf<T extends string>(value: string | undefined, allowed: readonly T[], name: string): T | undefined {
  if (value === undefined) return undefined
  const found = oneOfOrNone(value, allowed)
  if (found === undefined) throw new UsageFault(`${name}: ${allowed.join(' | ')} (${value})`)
  return found
}
