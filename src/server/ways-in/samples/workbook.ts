// The workbook of samples: what is given out to be filled in, and what comes back as entries with the faults of its rows.
import exceljs from 'exceljs'
import type { ReplyOf } from '#contract/route.ts'
import type { readSampleFile, SampleEntry } from '#contract/samples.ts'
import { readLabResult } from '#domain/samples/lab-result.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { parseInstant } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import { readTableFile } from '../../http/upload.ts'
import { listSampleFactors } from './queries.ts'

type Site = { code: string; name: string }
type Field =
  | 'site'
  | 'time'
  | 'sampleNo'
  | 'factor'
  | 'result'
  | 'limit'
  | 'unit'
  | 'method'
  | 'laboratory'
  | 'sampledBy'

/** Column by column: heading, whether it must be filled, width in characters. */
const COLUMNS: readonly { field: Field; zh: string; names: readonly string[]; isNeeded: boolean; width: number }[] = [
  { field: 'site', zh: '站点', names: ['站点编码', '点位', 'site'], isNeeded: true, width: 32 },
  { field: 'time', zh: '采样时间', names: ['时间', 'sampledat', 'time'], isNeeded: true, width: 18 },
  { field: 'sampleNo', zh: '样品编号', names: ['编号', 'sampleno'], isNeeded: false, width: 16 },
  { field: 'factor', zh: '监测因子', names: ['因子', '项目', 'factor'], isNeeded: true, width: 24 },
  { field: 'result', zh: '结果', names: ['监测结果', 'result'], isNeeded: true, width: 12 },
  { field: 'limit', zh: '检出限', names: ['limit'], isNeeded: false, width: 10 },
  { field: 'unit', zh: '单位', names: ['unit'], isNeeded: false, width: 10 },
  { field: 'method', zh: '分析方法', names: ['方法', 'method'], isNeeded: true, width: 24 },
  { field: 'laboratory', zh: '实验室', names: ['检测单位', 'laboratory'], isNeeded: true, width: 20 },
  { field: 'sampledBy', zh: '采样人', names: ['sampledby'], isNeeded: true, width: 12 },
]
const ROWS_TO_FILL = 500

const sitesOf = (db: Database): Promise<Site[]> =>
  db.query<Site>(
    `select s.code, s.name from site as s where s.kind <> 'district' and s.retired_at is null and not s.is_demo order by s.code`,
  )

/** The empty workbook, with sites and factors to choose from and how to write a result. */
export async function makeTemplate(db: Database): Promise<Buffer> {
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('样品', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = COLUMNS.map(({ zh, width }) => ({ header: zh, width }))
  sheet.getRow(1).font = { bold: true }
  const sites = await sitesOf(db)
  const { factors } = await listSampleFactors(db)
  const siteSheet = book.addWorksheet('站点')
  for (const { code, name } of sites) siteSheet.addRow([`${code} ${name}`])
  const factorSheet = book.addWorksheet('因子')
  for (const { code, zh, unit } of factors) factorSheet.addRow([`${code} ${zh}`, unit])
  addHelp(book)
  for (let row = 2; row <= ROWS_TO_FILL + 1; row += 1) {
    if (sites.length > 0) choose(sheet.getCell(row, 1), `站点!$A$1:$A$${sites.length}`)
    choose(sheet.getCell(row, 4), `因子!$A$1:$A$${factors.length}`)
    sheet.getCell(row, 2).numFmt = 'yyyy-mm-dd hh:mm'
    sheet.getCell(row, 5).numFmt = '@'
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

const choose = (cell: exceljs.Cell, list: string): void => {
  cell.dataValidation = { type: 'list', allowBlank: true, formulae: [list], showErrorMessage: false }
}

function addHelp(book: exceljs.Workbook): void {
  const help = book.addWorksheet('填写说明')
  help.columns = [{ width: 90 }]
  for (const line of [
    '每行一个结果；同一站点、同一采样时间的各行是一个样品。',
    '结果：数值、<0.025、0.025L（低于检出限）、未检出或 ND（须填检出限）。',
    '单位留空为库中单位（见“因子”表第二列）。',
    '时间为北京时间，如 2026-11-25 09:30。',
  ]) {
    help.addRow([line])
  }
}

const unreadable = (zh: string, en: string): Refusal => refuse('samples.file-unreadable', { zh, en })

const plain = (text: string): string =>
  text
    .replace(/[\s*（(].*$/u, '')
    .trim()
    .toLowerCase()

/** Entries of a filled-in workbook or CSV; rows with a fault are left out and named. */
export async function readSampleTable(
  db: Database,
  bytes: Uint8Array,
): Promise<ReplyOf<typeof readSampleFile> | Refusal> {
  const table = await readTableFile(bytes, 'samples')
  if (isRefusal(table)) return table
  const [header = [], ...body] = table
  const places = COLUMNS.map((column) => ({
    ...column,
    at: header.findIndex((name) => plain(name) === column.zh || column.names.includes(plain(name))),
  }))
  const missing = places.filter(({ at, isNeeded }) => at < 0 && isNeeded).map(({ zh }) => zh)
  if (missing.length > 0) {
    return refuse('samples.columns-missing', {
      zh: `表头缺少：${missing.join('、')}`,
      en: `Cannot read the table as its header lacks ${missing.join(', ')}`,
    })
  }
  const known = { sites: await sitesOf(db), factors: (await listSampleFactors(db)).factors }
  const entries = new Map<string, SampleEntry>()
  const faults: ReplyOf<typeof readSampleFile>['faults'] = []
  const seen = new Set<string>()
  let rows = 0
  for (const [i, cells] of body.entries()) {
    if (cells.every((cell) => cell === '')) continue
    rows += 1
    const cell = (field: Field): string => cells[places.find((one) => one.field === field)?.at ?? -1] ?? ''
    const read = readRow(cell, known, seen)
    if (isRefusal(read)) faults.push({ row: i + 2, zh: read.zh ?? read.because, en: read.because })
    else gather(entries, read)
  }
  return { entries: [...entries.values()], rows, faults }
}

type Known = { sites: readonly Site[]; factors: readonly { code: string; zh: string; unit: string }[] }

function readRow(cell: (field: Field) => string, { sites, factors }: Known, seen: Set<string>): SampleEntry | Refusal {
  const lacking = COLUMNS.find(({ field, isNeeded }) => isNeeded && cell(field) === '')
  if (lacking) return unreadable(`没有填写${lacking.zh}`, `${lacking.field} is not filled in`)
  const site = pick(sites, cell('site'), ({ code, name }) => [code, name, `${code} ${name}`])
  if (!site) return unreadable(`没有站点“${cell('site')}”`, `There is no site “${cell('site')}”`)
  const factor = pick(factors, cell('factor'), ({ code, zh }) => [code, zh, `${code} ${zh}`])
  if (!factor) return unreadable(`没有监测因子“${cell('factor')}”`, `There is no factor “${cell('factor')}”`)
  const sampledAt = parseInstant(cell('time').replaceAll('/', '-'))
  if (sampledAt === undefined) {
    return unreadable(`采样时间“${cell('time')}”无法识别`, `Cannot read the time “${cell('time')}”`)
  }
  const result = { result: cell('result'), limit: cell('limit'), unit: cell('unit') }
  const checked = readLabResult(result, factor.unit)
  if (isRefusal(checked)) return checked
  const key = `${site.code} ${sampledAt} ${factor.code}`
  if (seen.has(key))
    return unreadable(`${factor.zh}在同一样品里填了两次`, `${factor.code} is given twice for the sample`)
  seen.add(key)
  return {
    siteCode: site.code,
    sampledAt,
    sampleNo: cell('sampleNo'),
    laboratory: cell('laboratory'),
    sampledBy: cell('sampledBy'),
    results: [{ factor: factor.code, method: cell('method'), ...result }],
  }
}

/** A name that two have is nobody's. */
function pick<T>(list: readonly T[], text: string, namesOf: (one: T) => string[]): T | undefined {
  const wanted = text.normalize('NFKC').trim()
  const found = list.filter((one) => namesOf(one).some((name) => name.normalize('NFKC') === wanted))
  return found.length === 1 ? found[0] : undefined
}

/** Rows of one sample become one entry. */
function gather(entries: Map<string, SampleEntry>, { results, ...sample }: SampleEntry): void {
  const key = JSON.stringify(sample)
  const entry = entries.get(key)
  if (entry) entry.results.push(...results)
  else entries.set(key, { ...sample, results })
}
