// `shanshui plan import`: reads the official text of a plan and writes its parts as JSON for review.
import { readFile, writeFile } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import type { PlanText } from '#domain/plans/plan-text.ts'
import { countPlanText, readPlanText } from '#domain/plans/read-plan-text.ts'
import { decodeText, looksBinary } from '#platform/text-file.ts'

/** What the command needs of the terminal it runs in. */
export type PlanImportIo = { stdin: Readable; stdout: Writable; stderr: Writable; zh: boolean }

const HELP = {
  zh: `用法：shanshui plan import FILE.txt [--out FILE.json]

读取规划官方文本（UTF-8，带或不带 BOM，或 GB18030），输出章、节、措施、段落与指标表的 JSON，供核对。
FILE 为 - 时读标准输入。不写 --out 时输出到标准输出；摘要与待核对之处写到标准错误。
退出码：0 完成；2 用法有误或文件不可读，或不是“第…章 / 第…节”形式的规划文本。
`,
  en: `Usage: shanshui plan import FILE.txt [--out FILE.json]

Reads an official plan text (UTF-8 with or without BOM, or GB18030) and writes chapters, sections, measures,
paragraphs and the indicator table as JSON, for review. FILE may be - for standard input. Without --out the JSON
goes to standard output; the summary and doubtful places go to standard error.
Exit: 0 done; 2 wrong usage, an unreadable file, or a text without headings of the form 第…章 / 第…节.
`,
}

const DONE = 0
const UNREADABLE = 2

/** Reads arguments and file, writes JSON; returns the exit code. */
export async function runPlanImport(args: string[], io: PlanImportIo): Promise<number> {
  const options = readOptions(args, io.zh)
  if (typeof options === 'string') return fail(io, `${options}\n\n${HELP[io.zh ? 'zh' : 'en']}`)
  if (options.help) {
    io.stdout.write(HELP[io.zh ? 'zh' : 'en'])
    return DONE
  }
  const text = await readText(options.file, io)
  if (typeof text !== 'string') return fail(io, text.because)
  const plan = readPlanText(text)
  if (plan.chapters.length === 0)
    return fail(
      io,
      io.zh
        ? `${options.file} 不是可读的规划文本：没有找到“第…章”标题`
        : `Cannot read ${options.file} as a plan as it must have headings of the form 第…章: none was found`,
    )
  const json = `${JSON.stringify(plan, null, 2)}\n`
  const undecoded = text.split('\uFFFD').length - 1
  if (undecoded > 0)
    io.stderr.write(io.zh ? `有 ${undecoded} 个字符无法解码\n` : `${undecoded} characters could not be decoded\n`)
  const written = await write(options.out, json, io)
  if (written !== undefined) return fail(io, written)
  io.stderr.write(summarise(plan, io.zh))
  return DONE
}

function fail(io: PlanImportIo, because: string): number {
  io.stderr.write(because.endsWith('\n') ? because : `${because}\n`)
  return UNREADABLE
}

type Options = { help: boolean; file: string; out: string | undefined }

function readOptions(args: string[], zh: boolean): Options | string {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error)
    return zh ? `参数有误：${because}` : because
  }
  const help = parsed.values.help === true
  const [file, ...others] = parsed.positionals
  if (!help && file === undefined) return zh ? '缺少规划文本文件' : 'Cannot import as a plan text file must be named'
  if (others.length > 0)
    return zh
      ? `一次只读一个文件，多出：${others.join(' ')}`
      : `Only one file at a time: ${others.join(' ')} is too much`
  return { help, file: file ?? '', out: parsed.values.out }
}

const parse = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })

async function readText(file: string, io: PlanImportIo): Promise<string | { because: string }> {
  let bytes: Uint8Array
  try {
    bytes = file === '-' ? await buffer(io.stdin) : await readFile(file)
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error)
    return { because: io.zh ? `无法读取 ${file}：${because}` : `Cannot read ${file}: ${because}` }
  }
  const opening = String.fromCharCode(...bytes.subarray(0, 5))
  const isDocument = ['%PDF', 'PK\u0003', '{\\rtf'].some((mark) => opening.startsWith(mark))
  if (isDocument || looksBinary(bytes))
    return {
      because: io.zh
        ? `${file} 不是纯文本（UTF-8 或 GB18030）；PDF、Word 请先另存为 .txt`
        : `Cannot read ${file} as it must be plain text (UTF-8 or GB18030): save PDF or Word files as .txt first`,
    }
  return decodeText(bytes).text
}

/** Why it could not be written, or undefined. */
async function write(out: string | undefined, json: string, io: PlanImportIo): Promise<string | undefined> {
  if (out === undefined || out === '-') {
    io.stdout.write(json)
    return undefined
  }
  try {
    await writeFile(out, json)
    return undefined
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error)
    return io.zh ? `无法写入 ${out}：${because}` : `Cannot write ${out}: ${because}`
  }
}

function summarise(plan: PlanText, zh: boolean): string {
  const { chapters, sections, measures, indicatorRows, measurables, paragraphs } = countPlanText(plan)
  const head = zh
    ? `${chapters} 章 ${sections} 节 ${measures} 措施 ${indicatorRows} 项指标\n（${measurables} 个可量测项，${paragraphs} 段，${plan.footnotes.length} 条脚注，${plan.review.length} 处待核对）\n`
    : `${chapters} chapters, ${sections} sections, ${measures} measures, ${indicatorRows} indicator rows\n(${measurables} measurables, ${paragraphs} paragraphs, ${plan.footnotes.length} footnotes, ${plan.review.length} places to review)\n`
  const notes = plan.review.map(({ line, message, messageEn }) =>
    zh ? `  第 ${line} 行：${message}\n` : `  line ${line}: ${messageEn}\n`,
  )
  return head + notes.join('')
}
