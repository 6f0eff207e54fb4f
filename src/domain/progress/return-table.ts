// A return as a table: a row an obligation, or one a target where it has several; read row by row, each fault with what to do.
import { findHead, MOST_LINES_ABOVE } from '#domain/imports/table-head.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { checkEntry, type Entry, type Fault, type Quantity } from './entries.ts'

type Field = 'obligation' | 'title' | 'metric' | 'target' | 'unit' | 'quantity' | 'share' | 'narrative' | 'obstacle'

/** The columns as the export heads them, and other names they go by. */
export const RETURN_COLUMNS: readonly { field: Field; zh: string; en: string; names: readonly string[] }[] = [
  { field: 'obligation', zh: '任务编号', en: 'obligation', names: ['编号', 'id'] },
  { field: 'title', zh: '任务', en: 'title', names: ['任务名称'] },
  { field: 'metric', zh: '目标名称', en: 'metric', names: ['指标'] },
  { field: 'target', zh: '目标', en: 'target', names: ['目标值'] },
  { field: 'unit', zh: '单位', en: 'unit', names: ['计量单位'] },
  { field: 'quantity', zh: '累计完成量', en: 'quantity', names: ['完成量', '累计完成'] },
  { field: 'share', zh: '完成比例（%）', en: 'share', names: ['完成比例', '完成比例(%)'] },
  { field: 'narrative', zh: '进展情况', en: 'narrative', names: ['进展'] },
  { field: 'obstacle', zh: '存在问题', en: 'obstacle', names: ['问题'] },
]

/** An obligation of the return with its targets and what was signed for an earlier period. */
export type Asked = { obligationId: string; quantities: readonly Quantity[]; before: Entry | undefined }

export type RowFault = Fault & { row: number }
export type ReturnTable = { entries: (Entry & { row: number })[]; faults: RowFault[] }

/** Rows without a figure or a word are left out. Refuses a table without its columns. */
export function readReturn(rows: readonly (readonly string[])[], asked: readonly Asked[]): ReturnTable | Refusal {
  const head = findHead(rows, RETURN_COLUMNS, { key: 'obligation', needed: ['obligation', 'share', 'narrative'] })
  if (head.missing.length > 0) {
    return refuse('progress.columns-missing', {
      zh: `缺少列：${head.missing.map(({ zh }) => zh).join('、')}。请用导出的表格填写；表头须在前 ${MOST_LINES_ABOVE} 行内`,
      en: `Columns are missing: ${head.missing.map(({ en }) => en).join(', ')}. Fill in the exported table; its head must be within the first ${MOST_LINES_ABOVE} lines`,
    })
  }
  const known = new Map(asked.map((one) => [one.obligationId, one]))
  const read = new Map<string, Entry & { row: number }>()
  const faults: RowFault[] = []
  rows.slice(head.at + 1).forEach((cells, n) => {
    const row = head.at + 2 + n
    const of = (field: Field): string => cells[head.columns.get(field) ?? -1]?.trim() ?? ''
    if (FILLED.every((field) => of(field) === '')) return
    const one = known.get(of('obligation'))
    if (one === undefined) faults.push({ row, ...notAsked(of('obligation'), known) })
    else faults.push(...readRow(of, one, entryFor(read, one, row)).map((wrong) => ({ row, ...wrong })))
  })
  for (const { row, ...entry } of read.values()) {
    const one = known.get(entry.obligationId)
    const wrong = one === undefined ? [] : checkEntry(entry, one.quantities, one.before)
    for (const each of wrong) faults.push({ row, ...each })
  }
  const broken = new Set(faults.map(({ row }) => row))
  const entries = [...read.values()].filter(({ row }) => !broken.has(row))
  return { entries, faults: faults.sort((a, b) => a.row - b.row) }
}

const FILLED: readonly Field[] = ['quantity', 'share', 'narrative', 'obstacle']

const notAsked = (id: string, known: ReadonlyMap<string, Asked>): Fault => {
  const near = [...known.keys()].find((one) => one.replaceAll('0', '') === id.toLowerCase().replaceAll('0', ''))
  return {
    zh: `本单位本期没有任务“${id}”${near === undefined ? '' : `，是否为 ${near}？`}`,
    en: `The return has no obligation "${id}"${near === undefined ? '' : `: is it ${near}?`}`,
  }
}

type Growing = Entry & { row: number; quantities: Record<string, string> }

function entryFor(read: Map<string, Entry & { row: number }>, { obligationId }: Asked, row: number): Growing {
  const found = read.get(obligationId) as Growing | undefined
  const entry = found ?? { row, obligationId, shareDone: null, quantities: {}, narrative: '', obstacle: '' }
  read.set(obligationId, entry)
  return entry
}

/** Puts the cells of a row into the entry; what another row of the same obligation says must be the same. */
function readRow(of: (field: Field) => string, one: Asked, entry: Growing): Fault[] {
  const faults: Fault[] = []
  const share = of('share')
    .replace(/[%％]$/, '')
    .trim()
  if (share !== '' && entry.shareDone !== null && entry.shareDone !== share) faults.push(differs('完成比例', 'share'))
  if (share !== '') entry.shareDone = share
  for (const [field, zh] of [
    ['narrative', '进展情况'],
    ['obstacle', '存在问题'],
  ] as const) {
    const text = of(field)
    if (text !== '' && entry[field] !== '' && entry[field] !== text) faults.push(differs(zh, field))
    if (text !== '') entry[field] = text
  }
  return [...faults, ...readQuantity(of, one, entry)]
}

const differs = (zh: string, en: string): Fault => ({
  zh: `同一任务的几行“${zh}”不同，请只填一行`,
  en: `Rows of one obligation differ in the ${en}: fill in one of them`,
})

function readQuantity(of: (field: Field) => string, { quantities }: Asked, entry: Growing): Fault[] {
  const [, value = '', unit = ''] = /^([+-]?[\d.,，]*)\s*(.*)$/.exec(of('quantity')) ?? []
  if (of('quantity') === '') return []
  const named = of('metric')
  const quantity =
    named === '' && quantities.length === 1 ? quantities[0] : quantities.find(({ metric }) => metric === named)
  if (quantity === undefined) {
    const names = quantities.map(({ metric }) => metric)
    return [
      {
        zh: names.length === 0 ? '该任务没有数量目标，请清空累计完成量' : `目标名称须为：${names.join('、')}`,
        en:
          names.length === 0
            ? 'It has no quantity to report: leave the cell empty'
            : `The metric must be one of: ${names.join(', ')}`,
      },
    ]
  }
  const wrong = [of('unit'), unit].find((text) => text !== '' && text !== quantity.unit)
  if (wrong !== undefined) {
    return [
      {
        zh: `“${quantity.metric}”的单位是 ${quantity.unit}，不是“${wrong}”：请换算后填写`,
        en: `"${quantity.metric}" is in ${quantity.unit}, not "${wrong}": convert it first`,
      },
    ]
  }
  entry.quantities[quantity.metric] = value.replaceAll(/[,，]/g, '')
  return []
}
