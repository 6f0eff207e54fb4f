// What both tables of projects read alike: the project of a row, words from lists, days, amounts.
import { parseDecimal } from '#kit/rational.ts'
import { beijingDate, parseInstant } from '#kit/time.ts'
import type { ProjectState } from './life-cycle.ts'
import type { MoneyKind, MoneySource } from './money.ts'

export type Words = { zh: string; en: string }

/** What rows are read against. */
export type TablePlan = {
  projects: ReadonlyMap<string, Words & { milestones: readonly string[] }>
  streets: readonly Words[]
  period: { start: number; end: number }
}

/** `row` counts from 1; amounts in 万元; days are Beijing dates. */
export type MoneyRow = {
  row: number
  projectId: string
  kind: MoneyKind
  source: MoneySource
  on: string
  amount: string
  purpose: string
  milestone: string | null
  document: string
}

/** Days that are undefined leave what stands. */
export type MilestoneRow = {
  row: number
  projectId: string
  milestone: string
  plannedOn?: string
  forecastOn?: string
  actualOn?: string
}

/** What is undefined leaves what stands. */
export type ParticularsRow = {
  row: number
  projectId: string
  state?: ProjectState
  owner?: string
  street?: string
  place?: string
  lon?: string
  lat?: string
  startsOn?: string
  endsOn?: string
  estimate?: string
}

export type CellOf = (field: string) => string
export const isFault = (read: object): read is Words => 'zh' in read

/** The project by its id, or by its name where the id is left out. */
export function readProject(of: CellOf, { projects }: TablePlan): { id: string } | Words {
  const id = of('project')
  const name = of('name')
  if (projects.has(id)) return { id }
  const near = [...projects].find(
    ([known, { zh, en }]) =>
      known === `prj.${id.replace(/\D/g, '').padStart(2, '0')}` || (name !== '' && (zh === name || en === name)),
  )
  if (id === '' && near !== undefined && name !== '') return { id: near[0] }
  const hint = near === undefined ? words('；请从项目清单复制编号', ': copy the id from the list') : undefined
  return {
    zh: `没有项目“${id || name}”${hint?.zh ?? `，是否为 ${near?.[0]} ${near?.[1].zh}？`}`,
    en: `There is no project "${id || name}"${hint?.en ?? `: is it ${near?.[0]} ${near?.[1].en}?`}`,
  }
}

export const words = (zh: string, en: string): Words => ({ zh, en })

/** The code of a word from a list, in either language or as the code itself. */
export function readWord<K extends string>(
  text: string,
  names: Readonly<Record<K, Words>>,
  what: Words,
): { code: K } | Words {
  const all = Object.entries(names) as [K, Words][]
  const found = all.find(([code, { zh, en }]) => [code, zh, en].includes(text))
  if (found) return { code: found[0] }
  const list = all.map(([, name]) => name)
  return {
    zh: `${what.zh}须为 ${list.map(({ zh }) => zh).join('、')}：${text || '（空）'}`,
    en: `The ${what.en} must be one of ${list.map(({ en }) => en).join(', ')}: ${text || '(empty)'}`,
  }
}

/** A day as a Beijing date. */
export function readDay(text: string): { day: string } | Words {
  const at = parseInstant(text.replaceAll('/', '-').replaceAll('.', '-'))
  if (at !== undefined) return { day: beijingDate(at) }
  return words(
    `日期读不出，请写成 2025-06-30：${text || '（空）'}`,
    `Not a date, write 2025-06-30: ${text || '(empty)'}`,
  )
}

const SIX_DECIMALS = 6

/** An amount in 万元 above zero with at most six decimals. */
export function readAmount(text: string): { amount: string } | Words {
  const number = parseDecimal(text)
  if (number === undefined) {
    const bare = text.replace(/[,，\s]|万元$|元$/g, '')
    const hint = text !== '' && parseDecimal(bare) !== undefined
    if (hint && /[^万]元$/.test(text))
      return words(`金额须以万元计，只写数字：${text}`, `The amount is in 万元 and a bare number: ${text}`)
    return words(
      `金额不是数字：${text || '（空）'}${hint ? `，是否为 ${bare}？` : ''}`,
      `The amount is no number: ${text || '(empty)'}${hint ? `: is it ${bare}?` : ''}`,
    )
  }
  if (number.units <= 0n)
    return words(`金额须大于 0：${text}；冲销请撤销原条`, `The amount must be above 0: ${text}; undo the entry instead`)
  if (number.scale > SIX_DECIMALS)
    return words(`金额最多六位小数：${text}`, `The amount has at most six decimals: ${text}`)
  return { amount: text }
}
