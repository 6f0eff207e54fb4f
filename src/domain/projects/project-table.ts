// Tables of projects that people hand in, read row by row: money entries, or particulars; what cannot be read says why and what to do.
import { type Refusal, refuse } from '#kit/refusal.ts'
import { readMilestone } from './milestone-row.ts'
import { readMoney } from './money-row.ts'
import { readParticulars } from './particulars-row.ts'
import { columnsIn, MILESTONE_COLUMNS, MONEY_COLUMNS, PARTICULARS_COLUMNS, type TableColumn } from './table-columns.ts'
import type { MilestoneRow, MoneyRow, ParticularsRow, TablePlan, Words } from './table-rows.ts'

export type ProjectTable = {
  money: MoneyRow[]
  particulars: ParticularsRow[]
  milestones: MilestoneRow[]
  faults: ({ row: number } & Words)[]
}

/** Titles may stand above the head of the table. */
const MOST_LINES_ABOVE = 10
/** What is confirmed travels in one question. */
const MOST_ROWS = 2000

type Kind = 'money' | 'particulars' | 'milestones'
const COLUMNS: Readonly<Record<Kind, readonly TableColumn[]>> = {
  money: MONEY_COLUMNS,
  particulars: PARTICULARS_COLUMNS,
  milestones: MILESTONE_COLUMNS,
}

/** The kind of a table by a column that only it has. */
function kindOf(head: readonly string[]): Kind {
  const money = columnsIn(head, MONEY_COLUMNS)
  if (money.has('amount') || money.has('kind')) return 'money'
  return columnsIn(head, MILESTONE_COLUMNS).has('plannedOn') ? 'milestones' : 'particulars'
}

/** Reads a table; refuses one whose head is not there, is merged, counts in another unit than 万元, or is too long. */
export function readProjectTable(rows: readonly (readonly string[])[], plan: TablePlan): ProjectTable | Refusal {
  const above = rows.slice(0, MOST_LINES_ABOVE)
  const at = above.findIndex((row) => columnsIn(row, Object.values(COLUMNS).flat()).has('project'))
  const head = rows[at] ?? rows[0] ?? []
  const kind = kindOf(head)
  const columns = COLUMNS[kind]
  const refusal = refuseUnit(head) ?? refuseHead(head, columns)
  if (refusal) return refusal
  const places = columnsIn(head, columns)
  const filled = rows.slice(at + 1).flatMap((cells, n) => {
    const of = (field: string): string => cells[places.get(field) ?? -1]?.trim() ?? ''
    // A template lists every project: one that nobody has filled in says nothing.
    return columns.every(({ field, isTold }) => isTold || of(field) === '') ? [] : [{ row: at + 2 + n, of }]
  })
  if (filled.length > MOST_ROWS) return refuseLength(filled.length)
  return readRows(filled, kind, plan)
}

const refuseLength = (found: number): Refusal =>
  refuse('projects.too-many-rows', {
    zh: `一次最多 ${MOST_ROWS} 行，这张表有 ${found} 行：请分成几张导入`,
    en: `A table has at most ${MOST_ROWS} rows, this one ${found}: hand it in in parts`,
  })

type Row = { row: number; of: (field: string) => string }

function readRows(filled: readonly Row[], kind: Kind, plan: TablePlan): ProjectTable {
  const table: ProjectTable = { money: [], particulars: [], milestones: [], faults: [] }
  const seen = new Map<string, number>()
  /** Keeps what was read unless it stands in the table already. */
  const keep = <T extends { row: number; projectId: string }>(
    list: T[],
    read: T | Words,
    { row, keyOf, repeated }: { row: number; keyOf: (one: T) => string; repeated: (before: number) => Words },
  ): void => {
    if (!('projectId' in read)) {
      table.faults.push({ row, ...read })
      return
    }
    const before = seen.get(keyOf(read))
    if (before !== undefined) table.faults.push({ row, ...repeated(before) })
    else {
      seen.set(keyOf(read), row)
      list.push(read)
    }
  }
  for (const { row, of } of filled) {
    if (kind === 'money') {
      const keyOf = ({ row: _, ...content }: MoneyRow): string => JSON.stringify(content)
      keep(table.money, readMoney(row, of, plan), { row, keyOf, repeated: sameEntry })
    } else if (kind === 'milestones') {
      const keyOf = ({ projectId, milestone }: MilestoneRow): string => JSON.stringify([projectId, milestone])
      keep(table.milestones, readMilestone(row, of, plan), { row, keyOf, repeated: sameThing })
    } else
      keep(table.particulars, readParticulars(row, of, plan), {
        row,
        keyOf: (one) => one.projectId,
        repeated: sameThing,
      })
  }
  return table
}

const sameEntry = (before: number): Words => ({
  zh: `与第 ${before} 行完全相同；确为两笔的，请在文号或用途中加以区别`,
  en: `The same as row ${before}; if there were two, tell them apart by document or purpose`,
})
const sameThing = (before: number): Words => ({
  zh: `与第 ${before} 行重复`,
  en: `The same as row ${before}`,
})

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
