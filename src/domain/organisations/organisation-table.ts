// The register of units as a table: one unit a row, read row by row; a row that cannot stand is told with its reason.
import { type Day, isDay } from '#domain/calendar/day.ts'
import { findHead, MOST_LINES_ABOVE, type NamedColumn, namesIn } from '#domain/imports/table-head.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { findMeant, type OrganisationKind, type RegisteredName } from './organisation.ts'

/** `parent` is a full name of the register or of the table; `since` null where it is not said. */
export type OrganisationEntry = {
  /** Row of the sheet, from 1. */
  row: number
  name: string
  shortName: string | null
  kind: OrganisationKind
  parent: string | null
  formerNames: string[]
  since: Day | null
  source: string
}

export type OrganisationFault = { row: number; zh: string; en: string }
export type OrganisationTable = { entries: OrganisationEntry[]; unchanged: number; faults: OrganisationFault[] }

type Field = 'name' | 'shortName' | 'kind' | 'parent' | 'formerNames' | 'since' | 'source'

/** The columns as template and export head them. */
export const ORGANISATION_COLUMNS: readonly NamedColumn<Field>[] = [
  { field: 'name', zh: '单位名称', en: 'name', names: ['单位', '名称', 'unit'] },
  { field: 'shortName', zh: '简称', en: 'shortname', names: [] },
  { field: 'kind', zh: '类别', en: 'kind', names: ['单位类别'] },
  { field: 'parent', zh: '上级单位', en: 'parent', names: ['上级'] },
  { field: 'formerNames', zh: '曾用名', en: 'formernames', names: ['原名称'] },
  { field: 'since', zh: '设立日期', en: 'since', names: ['成立日期'] },
  { field: 'source', zh: '来源', en: 'source', names: ['出处'] },
]

/** What a kind is called in a table and on a page. */
export const KIND_NAMES: Readonly<Record<OrganisationKind, { zh: string; en: string }>> = {
  district: { zh: '区直部门', en: 'department of the district' },
  street: { zh: '街道办事处', en: 'street office' },
  city: { zh: '市直部门', en: 'department of the city' },
  neighbour: { zh: '相邻地区', en: 'neighbouring authority' },
  enterprise: { zh: '企业和公用单位', en: 'enterprise or utility' },
  other: { zh: '其他', en: 'other' },
}

/** Reads a table against the register; units that stand already are counted and left out. Refuses one without its columns. */
export function readOrganisations(
  rows: readonly (readonly string[])[],
  register: readonly RegisteredName[],
): OrganisationTable | Refusal {
  const { at, columns, missing } = findHead(rows, ORGANISATION_COLUMNS, { key: 'name', needed: ['name', 'kind'] })
  if (missing.length > 0) {
    return refuse('organisations.columns-missing', {
      zh: `缺少列：${missing.map(({ zh }) => zh).join('、')}。请用模板填写；表头须在前 ${MOST_LINES_ABOVE} 行内、不合并单元格`,
      en: `Columns are missing: ${missing.map(({ en }) => en).join(', ')}. Fill in the template; its head must be within the first ${MOST_LINES_ABOVE} lines and not merged`,
    })
  }
  const lines = rows.slice(at + 1).map((cells, n) => ({
    row: at + 2 + n,
    of: (field: Field): string => cells[columns.get(field) ?? -1]?.trim() ?? '',
  }))
  return readLines(
    lines.filter(({ of }) => ORGANISATION_COLUMNS.some(({ field }) => of(field) !== '')),
    register,
  )
}

type Line = { row: number; of: (field: Field) => string }

function readLines(filled: readonly Line[], register: readonly RegisteredName[]): OrganisationTable {
  const table: OrganisationTable = { entries: [], unchanged: 0, faults: [] }
  const known = new Set([...register.map(({ name }) => name), ...filled.map(({ of }) => of('name'))])
  const taken = new Map(
    register.flatMap(({ name, formerNames }) => [name, ...formerNames].map((one) => [one, name] as const)),
  )
  const rowOf = new Map<string, number>()
  for (const { row, of } of filled) {
    const name = of('name')
    const before = rowOf.get(name)
    if (before === undefined && register.some((one) => one.name === name)) table.unchanged += 1
    else {
      const read = before === undefined ? readRow(row, of, { register, known, taken }) : repeated(name, before)
      if ('zh' in read) table.faults.push({ row, ...read })
      else table.entries.push(read)
    }
    if (name !== '') rowOf.set(name, before ?? row)
  }
  return table
}

const repeated = (name: string, row: number): Words => ({
  zh: `“${name}”已在第 ${row} 行`,
  en: `"${name}" stands in row ${row} already`,
})

type Against = {
  register: readonly RegisteredName[]
  known: ReadonlySet<string>
  /** By every name a unit has gone by: its name of now. */
  taken: ReadonlyMap<string, string>
}
type Words = { zh: string; en: string }

function readRow(row: number, of: (field: Field) => string, against: Against): OrganisationEntry | Words {
  const name = of('name')
  if (name === '') return { zh: '没有单位名称', en: 'It has no name' }
  const kind = kindOf(of('kind'))
  if (kind === undefined) {
    const choices = Object.values(KIND_NAMES)
    return {
      zh: `类别“${of('kind')}”应为：${choices.map(({ zh }) => zh).join('、')}`,
      en: `The kind "${of('kind')}" must be one of: ${choices.map(({ en }) => en).join(', ')}`,
    }
  }
  const formerNames = [...new Set(namesIn(of('formerNames')))]
  const clash = [name, ...formerNames].find((one) => against.taken.has(one))
  if (clash !== undefined)
    return {
      zh: `“${clash}”已是别的单位的名称或曾用名（${against.taken.get(clash)}）`,
      en: `"${clash}" is a name or former name of another unit (${against.taken.get(clash)})`,
    }
  const parent = of('parent')
  if (parent !== '' && !against.known.has(parent)) return unknownParent(parent, against.register)
  const since = of('since')
  if (since !== '' && !isDay(since))
    return { zh: `日期读不出，请写成 2019-03-01：${since}`, en: `Not a date, write 2019-03-01: ${since}` }
  return {
    row,
    name,
    shortName: of('shortName') || null,
    kind,
    parent: parent || null,
    formerNames,
    since: since || null,
    source: of('source'),
  }
}

function unknownParent(parent: string, register: readonly RegisteredName[]): Words {
  const meant = findMeant(parent, register)
  return {
    zh: `名录和本表都没有上级单位“${parent}”${meant === undefined ? '' : `，是否为“${meant}”？`}`,
    en: `Neither register nor table has the parent "${parent}"${meant === undefined ? '' : `: is it "${meant}"?`}`,
  }
}

const kindOf = (text: string): OrganisationKind | undefined =>
  (Object.keys(KIND_NAMES) as OrganisationKind[]).find(
    (kind) => kind === text.toLowerCase() || KIND_NAMES[kind].zh === text || KIND_NAMES[kind].en === text.toLowerCase(),
  )
