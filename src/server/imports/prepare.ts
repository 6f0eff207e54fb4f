// From a table file to rows that can be stored: layout, mapping, reading of every line, stations named in it.

import type { ImportMapping } from '#contract/intake.ts'
import { type Column, isFactorTarget, type Layout, recogniseColumn } from '#domain/imports/columns.ts'
import { learntType, noVotes, type TypeVotes, vote } from '#domain/imports/learn-water-type.ts'
import { type ImportedRow, rowReader } from '#domain/imports/read-row.ts'
import { findFactor } from '#domain/monitoring/factors.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import { layoutOf, type TableFile } from './read-file.ts'

/** Values that tell the unit of a column. */
const UNIT_SAMPLE = 2000
const EARLIEST_MS = Date.UTC(2000, 0, 1)

export type ReadLine = { line: number; raw: string; row: ImportedRow | Refusal }

/** A station as files name it; the same name in another city is another station. */
export type NamedSite = ImportedRow['site'] & { key: string; rows: number; votes: TypeVotes }

export const siteKey = (site: ImportedRow['site']): string => `${site.province ?? ''}|${site.city ?? ''}|${site.name}`

/**
 * The mapping a person is shown first: every column with its recognised meaning, CO in µg/m³ where its values say so,
 * and the year taken from the file's name where its times carry none.
 */
export function proposeMapping(
  table: TableFile,
  fileName: string,
  waterValues: 'raw' | 'shown' = 'raw',
): { layout: Layout; mapping: ImportMapping } | Refusal {
  const layout = layoutOf(table.header, waterValues)
  if (isRefusal(layout)) return layout
  const columns = eachOnce(table.header.map((name) => recogniseColumn(name, waterValues))).map((column, i) =>
    withLikelyUnit(column, i, table),
  )
  const year = /(?:^|\D)(20\d{2})(?:-?\d{2}-?\d{2})/.exec(fileName)?.[1]
  return {
    layout,
    mapping: {
      kind: layout.kind,
      layout: layout.id,
      columns,
      // The national feed labels an hour by its end; files with separate year, month and day columns count from 0 to 23.
      hourLabel: layout.id === 'air-split-date' ? 'start' : 'end',
      year: year === undefined ? null : Number(year),
      waterType: 'learn',
      waterValues,
    },
  }
}

/** What a person may say about a file instead of what is proposed. */
export type MappingChoices = {
  kind?: ImportMapping['kind']
  year?: number
  hourLabel?: ImportMapping['hourLabel']
  waterType?: ImportMapping['waterType']
  waterValues?: ImportMapping['waterValues']
}

/** The proposed mapping with these choices; refuses a file of another kind than was said. */
export function chooseMapping(
  table: TableFile,
  fileName: string,
  { kind, ...choices }: MappingChoices = {},
): ImportMapping | Refusal {
  const proposed = proposeMapping(table, fileName, choices.waterValues)
  if (isRefusal(proposed)) return proposed
  const mapping = { ...proposed.mapping, ...choices }
  if (kind === undefined || kind === mapping.kind) return mapping
  const { zh, en } = proposed.layout
  return refuse('imports.other-kind', {
    zh: `${fileName} 的内容是“${zh}”，不是 ${kind}：请改用 ${mapping.kind} 或 auto`,
    en: `Cannot import ${fileName} as ${kind} as it holds “${en}”: say ${mapping.kind} or auto`,
  })
}

/** Of two columns with one meaning the first counts. */
const eachOnce = (columns: readonly Column[]): Column[] =>
  columns.map((column, i) => {
    const first = columns.findIndex(({ target }) => target === column.target)
    return first === i || column.target === 'ignore' ? column : { ...column, target: 'ignore', unit: null }
  })

/** Carbon monoxide above 60 mg/m³ as a usual value does not occur: such a column is in µg/m³. */
function withLikelyUnit(column: Column, index: number, table: TableFile): Column {
  if (column.target !== 'a21005') return column
  const values: number[] = []
  for (const row of table.rows()) {
    const value = Number(row.cells[index])
    if (value > 0) values.push(value)
    if (values.length === UNIT_SAMPLE) break
  }
  const middle = values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return middle > 60 ? { ...column, unit: 'µg/m³' } : column
}

/** Checks that a mapping says when and where each line was measured, and names each value once. */
export function checkMapping(mapping: ImportMapping): Refusal | undefined {
  const incomplete = (zh: string, en: string): Refusal =>
    refuse('imports.mapping-incomplete', { zh: `不能导入：${zh}`, en: `Cannot import as ${en}` })
  const used = mapping.columns.map((column) => column.target).filter((target) => target !== 'ignore')
  const targets = new Set(used)
  const twice = used.find((target, i) => used.indexOf(target) !== i)
  if (twice !== undefined) return incomplete(`有两列都对应 ${twice}`, `two columns are mapped to ${twice}`)
  const stranger = used.find((target) => isFactorTarget(target) && !findFactor(target))
  if (stranger !== undefined) return incomplete(`没有监测因子 ${stranger}`, `there is no factor ${stranger}`)
  if (!targets.has('station')) return incomplete('没有一列对应站点', 'no column is mapped to the station')
  const hasDay = targets.has('date') || ['year', 'month', 'day'].every((part) => targets.has(part))
  if (!targets.has('time') && !(targets.has('hour') && hasDay))
    return incomplete('没有一列对应时间，或日期与小时', 'no column is mapped to the time, or to date and hour')
  if (!used.some(isFactorTarget)) return incomplete('没有一列对应监测值', 'no column is mapped to a value')
  return undefined
}

/** Reads the lines of a table one by one; a line outside 2000 … tomorrow is refused like one that cannot be read. */
export function* readLines(table: TableFile, mapping: ImportMapping, nowMs: number): Generator<ReadLine> {
  const read = rowReader(mapping, mapping.waterValues)
  for (const { line, raw, cells, problem } of table.rows()) {
    if (problem === 'unclosed-quote') {
      yield { line, raw, row: refuse('imports.quote-unclosed', 'A quote is not closed') }
      continue
    }
    const row = read(cells)
    const implausible = !isRefusal(row) && (row.atMs < EARLIEST_MS || row.atMs > nowMs + DAY_MS)
    const because = 'The time lies before 2000 or in the future'
    yield { line, raw, row: implausible ? refuse('imports.time-implausible', because) : row }
  }
}

/** Stations named by the readable lines, in order of appearance, with the votes for their water type. */
export function siteGatherer(mapping: ImportMapping): { add(row: ImportedRow): void; sites(): NamedSite[] } {
  const sites = new Map<string, NamedSite>()
  const learns = mapping.kind === 'water' && mapping.waterType === 'learn'
  return {
    add(row) {
      const key = siteKey(row.site)
      const site = sites.get(key) ?? { ...row.site, key, rows: 0, votes: noVotes() }
      site.rows += 1
      if (learns) vote(site.votes, row)
      sites.set(key, site)
    },
    sites: () => [...sites.values()],
  }
}

/** Water type of a station under the mapping: as told, or learnt from its published classes. */
export function waterTypeOf(
  site: NamedSite,
  mapping: ImportMapping,
): { type: 'river' | 'lake'; source: 'given' | 'learnt' | 'assumed' } {
  return mapping.waterType === 'learn' ? learntType(site.votes) : { type: mapping.waterType, source: 'given' }
}
