// The division of labour (规划分工方案) as a table: who leads an obligation, who assists, from when until when; read row by row.
import { findHead, MOST_LINES_ABOVE, type NamedColumn, namesIn } from '#domain/imports/table-head.ts'
import { parseDecimal } from '#kit/rational.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { beijingDate, beijingInstant, parseInstant } from '#kit/time.ts'

/** Dates are `YYYY-MM-DD`; `weight` in percent, null where none is given. */
export type DivisionEntry = {
  /** Row of the sheet, from 1. */
  row: number
  obligationId: string
  lead: string
  assists: string[]
  begins: string
  ends: string
  weight: string | null
  evidence: string
}

export type DivisionFault = { row: number; zh: string; en: string }
export type DivisionTable = { entries: DivisionEntry[]; faults: DivisionFault[] }

/** What rows are held against. */
export type DivisionPlan = {
  obligations: { has(id: string): boolean }
  period: { start: number; end: number }
  /** Refuses a name that the register of units does not have. */
  refuseUnit: (name: string) => Refusal | undefined
}

type Field = 'obligation' | 'lead' | 'assists' | 'begins' | 'ends' | 'weight' | 'evidence'

/** The columns as the export heads them, and other names they go by. */
export const DIVISION_COLUMNS: readonly NamedColumn<Field>[] = [
  { field: 'obligation', zh: '任务编号', en: 'obligation', names: ['编号', 'obligationid', 'id'] },
  { field: 'lead', zh: '牵头单位', en: 'lead', names: ['责任单位', '牵头部门'] },
  { field: 'assists', zh: '配合单位', en: 'assists', names: ['协助单位', '配合部门'] },
  { field: 'begins', zh: '开始日期', en: 'begins', names: ['开始时间'] },
  { field: 'ends', zh: '完成日期', en: 'ends', names: ['完成时限', '完成时间'] },
  { field: 'weight', zh: '权重（%）', en: 'weight', names: ['权重', '权重(%)'] },
  { field: 'evidence', zh: '完成佐证', en: 'evidence', names: ['佐证', '完成佐证要求'] },
]
const NEEDED: readonly Field[] = ['obligation', 'lead', 'ends']

/** Reads a table; rows without a lead and without anything else of a division are left out. Refuses one without its columns. */
export function readDivision(rows: readonly (readonly string[])[], plan: DivisionPlan): DivisionTable | Refusal {
  const { at: head, columns, missing } = findHead(rows, DIVISION_COLUMNS, { key: 'obligation', needed: NEEDED })
  if (missing.length > 0) {
    return refuse('division.columns-missing', {
      zh: `缺少列：${missing.map(({ zh }) => zh).join('、')}。请用导出的表格填写；表头须在前 ${MOST_LINES_ABOVE} 行内、不合并单元格`,
      en: `Columns are missing: ${missing.map(({ en }) => en).join(', ')}. Fill in the exported table; its head must be within the first ${MOST_LINES_ABOVE} lines and not merged`,
    })
  }
  const table: DivisionTable = { entries: [], faults: [] }
  const seen = new Map<string, number>()
  rows.slice(head + 1).forEach((cells, n) => {
    const row = head + 2 + n
    const of = (field: Field): string => cells[columns.get(field) ?? -1]?.trim() ?? ''
    if (of('lead') === '' && of('assists') === '') return
    const read = readRow(row, of, plan)
    const before = 'entry' in read ? seen.get(read.entry.obligationId) : undefined
    if (!('entry' in read)) table.faults.push({ row, ...read })
    else if (before !== undefined)
      table.faults.push({ row, zh: `与第 ${before} 行是同一任务`, en: `The same obligation as row ${before}` })
    else {
      seen.set(read.entry.obligationId, row)
      table.entries.push(read.entry)
    }
  })
  return table
}

type Words = { zh: string; en: string }
const fault = (zh: string, en: string): Words => ({ zh, en })

function readRow(row: number, of: (field: Field) => string, plan: DivisionPlan): { entry: DivisionEntry } | Words {
  const obligationId = of('obligation')
  if (!plan.obligations.has(obligationId)) return unknownObligation(obligationId, plan)
  const [lead, ...others] = namesIn(of('lead'))
  if (lead === undefined) return fault('没有牵头单位；牵头单位不由系统推定', 'No lead unit, and none is made up')
  if (others.length > 0)
    return fault(
      `牵头单位只能有一个，其余请填入配合单位：${others.join('、')}`,
      `One unit leads; the others assist: ${others.join(', ')}`,
    )
  const assists = [...new Set(namesIn(of('assists')))]
  if (assists.includes(lead)) return fault(`“${lead}”既牵头又配合`, `"${lead}" both leads and assists`)
  const stranger = [lead, ...assists].map(plan.refuseUnit).find((refusal) => refusal !== undefined)
  if (stranger !== undefined) return fault(stranger.zh ?? stranger.because, stranger.because)
  const days = readDays(of, plan)
  if ('zh' in days) return days
  const weight = of('weight').replace(/[%％]$/, '')
  const share = parseDecimal(weight)
  if (weight !== '' && (share === undefined || Number(weight) < 0 || Number(weight) > 100))
    return fault(`权重须为 0 到 100 的数：${weight}`, `The weight must be a number from 0 to 100: ${weight}`)
  const evidence = of('evidence') || '完成情况说明'
  return { entry: { row, obligationId, lead, assists, ...days, weight: weight === '' ? null : weight, evidence } }
}

/** `c5.s1.m1.t1` stands for `c05.s01.m01.t01`. */
function unknownObligation(id: string, { obligations }: DivisionPlan): Words {
  const padded = id.toLowerCase().replace(/([csmt])(\d)(?=\.|$)/g, '$10$2')
  const isNear = obligations.has(padded)
  return fault(
    `规划没有任务“${id}”${isNear ? `，是否为 ${padded}？` : ''}`,
    `The plan has no obligation "${id}"${isNear ? `: is it ${padded}?` : ''}`,
  )
}

function readDays(
  of: (field: Field) => string,
  { period }: DivisionPlan,
): Pick<DivisionEntry, 'begins' | 'ends'> | Words {
  const first = beijingInstant(period.start, 1, 1)
  const last = beijingInstant(period.end, 12, 31)
  const days = { begins: first, ends: last }
  for (const field of ['begins', 'ends'] as const) {
    const text = of(field)
    const at = text === '' && field === 'begins' ? first : parseInstant(text)
    if (at === undefined)
      return fault(
        `日期读不出，请写成 2025-12-31：${text || '（空）'}`,
        `Not a date, write 2025-12-31: ${text || '(empty)'}`,
      )
    if (at < first || at > last + 86_399_999)
      return fault(
        `${text} 不在规划期（${period.start}—${period.end} 年）内`,
        `${text} is not within the plan, ${period.start} to ${period.end}`,
      )
    days[field] = at
  }
  if (days.begins > days.ends) return fault('完成日期早于开始日期', 'It ends before it begins')
  return { begins: beijingDate(days.begins), ends: beijingDate(days.ends) }
}
