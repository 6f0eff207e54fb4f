// Tables of projects that people hand in, read row by row: money entries, or particulars; what cannot be read says why and what to do.
import { type Refusal, refuse } from '#kit/refusal.ts'
import { readMoney } from './money-row.ts'
import { readParticulars } from './particulars-row.ts'
import { columnsIn, MONEY_COLUMNS, PARTICULARS_COLUMNS, type TableColumn } from './table-columns.ts'
import type { MoneyRow, ParticularsRow, TablePlan, Words } from './table-rows.ts'

export type ProjectTable = {
  money: MoneyRow[]
  particulars: ParticularsRow[]
  faults: ({ row: number } & Words)[]
}

/** Titles may stand above the head of the table. */
const MOST_LINES_ABOVE = 10

/** Reads a table; refuses one whose head is not there, is merged, or counts in another unit than 万元. */
export function readProjectTable(rows: readonly (readonly string[])[], plan: TablePlan): ProjectTable | Refusal {
  const above = rows.slice(0, MOST_LINES_ABOVE)
  const at = above.findIndex((row) => columnsIn(row, [...MONEY_COLUMNS, ...PARTICULARS_COLUMNS]).has('project'))
  const head = rows[at] ?? rows[0] ?? []
  const isMoney = columnsIn(head, MONEY_COLUMNS).has('amount') || columnsIn(head, MONEY_COLUMNS).has('kind')
  const columns = isMoney ? MONEY_COLUMNS : PARTICULARS_COLUMNS
  const refusal = refuseUnit(head) ?? refuseHead(head, columns)
  if (refusal) return refusal
  const places = columnsIn(head, columns)
  const table: ProjectTable = { money: [], particulars: [], faults: [] }
  const seen = new Map<string, number>()
  rows.slice(at + 1).forEach((cells, n) => {
    const row = at + 2 + n
    const of = (field: string): string => cells[places.get(field) ?? -1]?.trim() ?? ''
    // A template lists every project: one that nobody has filled in says nothing.
    if (columns.every(({ field, isTold }) => isTold || of(field) === '')) return
    const read = isMoney ? readMoney(row, of, plan) : readParticulars(row, of, plan)
    if (!('projectId' in read)) {
      table.faults.push({ row, ...read })
      return
    }
    const { row: _, ...content } = read
    const key = isMoney ? JSON.stringify(content) : read.projectId
    const before = seen.get(key)
    if (before !== undefined) table.faults.push({ row, ...repeated(before, isMoney) })
    else if ('amount' in read) table.money.push(read)
    else table.particulars.push(read)
    if (before === undefined) seen.set(key, row)
  })
  return table
}

const repeated = (before: number, isMoney: boolean): Words =>
  isMoney
    ? {
        zh: `与第 ${before} 行完全相同；确为两笔的，请在文号或用途中加以区别`,
        en: `The same as row ${before}; if there were two, tell them apart by document or purpose`,
      }
    : { zh: `与第 ${before} 行是同一项目`, en: `The same project as row ${before}` }

function refuseHead(head: readonly string[], columns: readonly TableColumn[]): Refusal | undefined {
  const found = columnsIn(head, columns)
  const missing = columns.filter(({ field, isNeeded }) => isNeeded && !found.has(field))
  if (missing.length === 0) return undefined
  const firstEmpty = head.findIndex((cell, n) => cell === '' && head.slice(n + 1).some((later) => later !== ''))
  const merged = firstEmpty > 0
  return refuse('projects.columns-missing', {
    zh: `缺少列：${missing.map(({ zh }) => zh).join('、')}。${merged ? `表头第 ${firstEmpty + 1} 格为空，疑为合并单元格，请拆开并逐列写明；` : ''}请用下载的模板填写，表头须在前 ${MOST_LINES_ABOVE} 行内`,
    en: `Columns are missing: ${missing.map(({ en }) => en).join(', ')}. ${merged ? `Cell ${firstEmpty + 1} of the head is empty, it looks merged: split it and name every column; ` : ''}use the template, with its head within the first ${MOST_LINES_ABOVE} lines`,
  })
}

/** An amount in yuan taken for 万元 would be ten thousand times too large. */
function refuseUnit(head: readonly string[]): Refusal | undefined {
  const wrong = head.find((cell) => /^(金额|概算|amount|estimate)\s*[（(](?!万元|10k yuan)/.test(cell))
  if (wrong === undefined) return undefined
  return refuse('projects.unit-wrong', {
    zh: `“${wrong}”须以万元计：请换算后把表头改为“${wrong.replace(/[（(].*$/, '')}（万元）”`,
    en: `"${wrong}" must be in 万元 (10k yuan): convert it and name the column "${wrong.replace(/\s*[（(].*$/, '')} (10k yuan)"`,
  })
}
