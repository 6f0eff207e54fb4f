// `shanshui plan`: reads an official plan text, loads a plan pack into the store, gives a loaded one out again.
import { parseArgs } from 'node:util'
import { isRefusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { exportPack } from '#server/plans/export-pack.ts'
import { loadPack } from '#server/plans/load-pack.ts'
import { loadPackRules } from '#server/quality/rule-store.ts'
import { type CommandIo, UsageFault } from './command-io.ts'
import { runPlanImport } from './plan-import.ts'
import { withStore } from './with-store.ts'

const HELP = {
  zh: `用法：
  shanshui plan import FILE.txt [--out FILE.json]          读取规划官方文本，输出 JSON 供核对
  shanshui plan load DIR [--data DIR]                      装载规划包；重复装载不改变任何内容
  shanshui plan export --out DIR [--plan ID] [--data DIR]  导出已装载的规划包，文件逐字节相同

装载与导出在标准输出打印一行 JSON。退出码：0 完成；1 规划包有误或没有这份规划；2 用法有误或数据库打不开。
`,
  en: `Usage:
  shanshui plan import FILE.txt [--out FILE.json]          read an official plan text, write it as JSON for review
  shanshui plan load DIR [--data DIR]                      load a plan pack; loading again changes nothing
  shanshui plan export --out DIR [--plan ID] [--data DIR]  give a loaded pack out again, byte for byte

Loading and exporting print one line of JSON. Exit: 0 done; 1 a broken pack or no such plan; 2 wrong usage or no store.
`,
}

/** Runs one of the three; returns the exit code. */
export async function runPlan(args: string[], io: CommandIo): Promise<number> {
  const [action, ...rest] = args
  if (action === 'import') return runPlanImport(rest, io)
  const help = HELP[io.zh ? 'zh' : 'en']
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout.write(help)
    return 0
  }
  const options = readOptions(action, rest, io.zh)
  if (options instanceof UsageFault) {
    io.stderr.write(`${options.message}\n\n${help}`)
    return 2
  }
  return withStore({ dataDir: options.dataDir, io, name: 'plan' }, async (db) => {
    const done = await act(db, options)
    if (!isRefusal(done)) io.stdout.write(`${JSON.stringify(done)}\n`)
    else io.stderr.write(`${done.because}\n`)
    return isRefusal(done) ? 1 : 0
  })
}

type Options = { dataDir: string } & ({ load: string } | { out: string; plan: string | undefined })

async function act(db: Database, options: Options) {
  if (!('load' in options)) return exportPack(db, options.out, options.plan)
  const loaded = await loadPack(db, options.load)
  if (isRefusal(loaded)) return loaded
  const rules = await loadPackRules(db, options.load)
  return isRefusal(rules) ? rules : loaded
}

function readOptions(action: string | undefined, args: string[], zh: boolean): Options | UsageFault {
  try {
    if (action === 'load') return readLoad(args, zh)
    if (action === 'export') return readExport(args, zh)
    return new UsageFault(zh ? '须为 import、load 或 export' : 'It must be import, load or export')
  } catch (error) {
    return new UsageFault(error instanceof Error ? error.message : String(error))
  }
}

function readLoad(args: string[], zh: boolean): Options | UsageFault {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { data: DATA } })
  const [load, ...others] = positionals
  if (load !== undefined && others.length === 0) return { dataDir: values.data, load }
  return new UsageFault(zh ? '须写明一个规划包目录' : 'Exactly one folder of a plan pack must be named')
}

function readExport(args: string[], zh: boolean): Options | UsageFault {
  const { values } = parseArgs({ args, options: { data: DATA, out: { type: 'string' }, plan: { type: 'string' } } })
  if (values.out !== undefined) return { dataDir: values.data, out: values.out, plan: values.plan }
  return new UsageFault(zh ? '缺少 --out DIR' : '--out DIR is missing')
}

const DATA = { type: 'string', default: './data' } as const
