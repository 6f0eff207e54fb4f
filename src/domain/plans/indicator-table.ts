// The indicator table of a plan text: columns by their headings, merged cells, sub-items, tables split over pages.
import type { IndicatorTextItem, IndicatorTextRow, Review, Spot } from './plan-text.ts'
import { cleanText, closeHan } from './text-clean.ts'

/** A line of a table as cells. */
export type TableRow = Spot & { cells: string[] }

type Column = 'category' | 'no' | 'name' | 'unit' | 'target' | 'attribute'

const HEADINGS: readonly (readonly [Column, RegExp])[] = [
  ['no', /^(序号|编号|No\.?)$/i],
  ['category', /^(类别|类型|领域|分类|指标类别|一级指标)$/],
  ['attribute', /(属性|性质)/],
  ['unit', /单位/],
  ['target', /(目标|规划值)/],
  ['name', /(指标|名称)/],
]

const readCell = (cell: string | undefined): string => closeHan(cleanText(cell ?? '', new Set()))

/** Column of each cell of a heading row, or undefined for any other row. */
export function readTableHead(cells: readonly string[]): Map<number, Column | string> | undefined {
  const columns = new Map<number, Column | string>()
  cells.forEach((cell, at) => {
    const title = readCell(cell).replace(/\s/g, '')
    const known = HEADINGS.find(([column, pattern]) => pattern.test(title) && ![...columns.values()].includes(column))
    columns.set(at, known?.[0] ?? title)
  })
  const found = new Set(columns.values())
  return found.has('name') && found.has('target') && (found.has('no') || found.has('unit')) ? columns : undefined
}

type State = { columns: Map<number, Column | string>; category: string; afterHead: boolean; rows: IndicatorTextRow[] }

/** Reads the rows of an indicator table; rows that are none of it are returned as `rest`. */
export function readIndicatorTable(
  table: readonly TableRow[],
  review: Review,
): { rows: IndicatorTextRow[]; rest: TableRow[] } {
  const rest: TableRow[] = []
  let state: State | undefined
  for (const row of table) {
    const columns = readTableHead(row.cells)
    if (columns !== undefined)
      state = { columns, category: state?.category ?? '', afterHead: true, rows: state?.rows ?? [] }
    else if (state === undefined) rest.push(row)
    else readRow(state, row, review)
  }
  const rows = state?.rows ?? []
  rows.forEach((row, at) => {
    if (row.no !== at + 1)
      review(
        row.line,
        'row-number',
        `指标表第 ${at + 1} 行的序号是 ${row.no}`,
        `Row ${at + 1} of the indicator table is numbered ${row.no}`,
      )
  })
  return { rows: rows.map(summarise), rest }
}

function readRow(state: State, row: TableRow, review: Review): void {
  const cells = alignCells(state.columns, row.cells)
  const own = cells.get('category') ?? ''
  const assumed = own === '' && (state.rows.length === 0 || state.afterHead)
  if (own !== '') state.category = own
  state.afterHead = assumed && state.rows.length > 0
  const item = readItem(cells, state.columns, row, review)
  const last = state.rows.at(-1)
  const printed = /^\d{1,3}/.exec(cells.get('no') ?? '')?.[0]
  if (printed === undefined && last !== undefined) {
    last.items.push(item)
    return
  }
  if (assumed && state.rows.at(-1)?.categoryAssumed !== true)
    review(
      row.line,
      'category-assumed',
      `续表开头的类别格为空，按合并单元格取“${state.category}”`,
      `The category cells at the head of a continued table are empty; taken as merged with "${state.category}"`,
    )
  state.rows.push({
    no: printed === undefined ? state.rows.length + 1 : Number(printed),
    category: state.category,
    categoryAssumed: assumed,
    name: '',
    unit: null,
    target: null,
    attribute: null,
    items: [item],
    offset: row.offset,
    line: row.line,
  })
}

// Space-separated tables lose their empty leading cells, so a short row is aligned from the right.
function alignCells(columns: Map<number, Column | string>, cells: readonly string[]): Map<Column | string, string> {
  const missing = Math.max(0, columns.size - cells.length)
  const aligned = new Map<Column | string, string>()
  for (const [at, column] of columns) aligned.set(column, readCell(cells[at - missing]))
  return aligned
}

const KNOWN: readonly string[] = HEADINGS.map(([column]) => column)

function readItem(
  cells: Map<Column | string, string>,
  columns: Map<number, Column | string>,
  spot: Spot,
  review: Review,
): IndicatorTextItem {
  const target = cells.get('target') ?? ''
  const attribute = cells.get('attribute') ?? ''
  const name = cells.get('name') ?? ''
  const { comparator, value, setBy } = parseTarget(target)
  if (comparator === null && setBy === 'plan')
    review(
      spot.line,
      'no-comparator',
      `“${name}”的目标值“${target}”没有比较符`,
      `The target "${target}" of "${name}" prints no comparator`,
    )
  if (attribute !== '' && attribute !== '约束性' && attribute !== '预期性')
    review(
      spot.line,
      'attribute-unknown',
      `“${name}”的属性是“${attribute}”`,
      `The attribute of "${name}" is "${attribute}"`,
    )
  const others = Object.fromEntries(
    [...columns.values()]
      .filter((column) => column !== '' && !KNOWN.includes(column))
      .map((column) => [column, cells.get(column) ?? '']),
  )
  return {
    sub: null,
    name,
    unit: cells.get('unit') ?? '',
    target,
    comparator,
    value,
    setBy,
    attribute,
    others,
    offset: spot.offset,
    line: spot.line,
  }
}

const WORDED: readonly (readonly [RegExp, string])[] = [
  [/^(?:≥|>=|≧|不低于|不少于|不小于|大于等于)/, '>='],
  [/^(?:≤|<=|≦|不高于|不超过|不大于|小于等于)/, '<='],
  [/^(?:>|＞|大于|超过|高于)/, '>'],
  [/^(?:<|＜|小于|低于)/, '<'],
  [/^(?:=|＝|等于)/, '='],
  [/^(?:不降低|不减少|不下降|保持稳定|稳中有升)/, 'not_decrease'],
  [/^(?:达到|达|提升至|提高到)/, 'reach'],
]

/** Comparator, value and who sets it, of a target as printed; a bare number has no comparator. */
export function parseTarget(text: string): {
  comparator: string | null
  value: number | null
  setBy: IndicatorTextItem['setBy']
} {
  const plain = text.replace(/\s/g, '')
  const number = /-?\d+(?:\.\d+)?/.exec(plain)
  if (number === null && /(下达|为准|另行|确定|任务)/.test(plain))
    return { comparator: null, value: null, setBy: 'city_assignment' }
  const comparator = WORDED.find(([pattern]) => pattern.test(plain))?.[1] ?? null
  return { comparator, value: number === null ? null : Number(number[0]), setBy: 'plan' }
}

function summarise(row: IndicatorTextRow): IndicatorTextRow {
  const same = (key: 'unit' | 'target' | 'attribute'): string | null => {
    const values = new Set(row.items.map((item) => item[key]))
    return values.size === 1 ? ([...values][0] ?? null) : null
  }
  const several = row.items.length > 1
  return {
    ...row,
    name: row.items.map((item) => item.name).join('；'),
    unit: same('unit'),
    target: same('target'),
    attribute: same('attribute'),
    items: row.items.map((item, at) => ({ ...item, sub: several ? String.fromCharCode(97 + at) : null })),
  }
}
