// Reads the options of a question: $filter, $expand with options of its own, $orderby, $select, $top, $skip, $count.
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { kindOf, refuseCondition } from './check-expression.ts'
import type { Expression } from './expression.ts'
import { type EntityType, isIdName, linkOf, propertyOf, type Version } from './model.ts'
import { parseExpression } from './parse-expression.ts'
import { splitOutside } from './split.ts'

export type OrderKey = { by: Expression; isDescending: boolean }
export type Aggregation = 'hour' | 'day' | 'month' | 'year'
export type Expand = { link: string; type: EntityType; query: Query }
export type Query = {
  filter?: Expression
  orderby: OrderKey[]
  top?: number
  skip: number
  count: boolean
  /** Undefined: everything. */
  select?: string[]
  expand: Expand[]
  resultFormat?: 'dataArray'
  /** Averages instead of observations; our extension. */
  aggregation?: Aggregation
}

/** Links may be expanded this deep. */
export const DEEPEST_EXPAND = 6
const LARGEST = 1_000_000_000
const AGGREGATIONS: readonly Aggregation[] = ['hour', 'day', 'month', 'year']

type Place = { type: EntityType; version: Version; depth?: number }

const bad = (zh: string, en: string): Refusal => refuse('sensorthings.bad-query', { zh, en: `Cannot read ${en}` })

/** Options of an address as it was written, still encoded; refuses names and values it does not know. */
export function parseQuery(text: string, place: Place): Query | Refusal {
  const options: [string, string][] = []
  for (const part of text.split('&')) {
    if (part === '') continue
    const [name = '', ...value] = part.split('=')
    const decoded = [decodeQuery(name), decodeQuery(value.join('='))] as const
    if (decoded[0] === undefined || decoded[1] === undefined)
      return bad(`“${part}”编码有误`, `“${part}”: its encoding is broken`)
    options.push([decoded[0], decoded[1]])
  }
  return readOptions(options, place)
}

function decodeQuery(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

function readOptions(options: readonly (readonly [string, string])[], place: Place): Query | Refusal {
  const query: Query = { orderby: [], skip: 0, count: false, expand: [] }
  const seen = new Set<string>()
  for (const [name, value] of options) {
    if (seen.has(name)) return bad(`“${name}”重复`, `“${name}” twice`)
    seen.add(name)
    const read = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined
    if (!read) return bad(`没有查询选项“${name}”`, `“${name}” as there is no such option`)
    const wrong = read(query, value.trim(), place)
    if (wrong) return { ...wrong, because: wrong.because.replace(/^Cannot read/, `Cannot read ${name},`) }
  }
  return query
}

type ReadOption = (query: Query, value: string, place: Place) => Refusal | undefined

const readFilter: ReadOption = (query, value, place) => {
  const filter = parseExpression(value)
  if (isRefusal(filter)) return filter
  query.filter = filter
  return refuseCondition(filter, place)
}

const readOrder: ReadOption = (query, value, place) => {
  for (const part of splitOutside(value, ',')) {
    const [, text = '', direction] = /^(.*?)(?:\s+(asc|desc))?$/s.exec(part.trim()) ?? []
    const by = parseExpression(text)
    if (isRefusal(by)) return by
    const kind = kindOf(by, place)
    if (isRefusal(kind)) return kind
    query.orderby.push({ by, isDescending: direction === 'desc' })
  }
  return undefined
}

function wholeNumber(value: string): number | undefined {
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN
  return number <= LARGEST ? number : undefined
}

const readTop: ReadOption = (query, value) => {
  const top = wholeNumber(value)
  if (top === undefined) return bad('应为非负整数', `“${value}” as it must be a whole number`)
  query.top = top
  return undefined
}

const readSkip: ReadOption = (query, value) => {
  const skip = wholeNumber(value)
  if (skip === undefined) return bad('应为非负整数', `“${value}” as it must be a whole number`)
  query.skip = skip
  return undefined
}

const readCount: ReadOption = (query, value) => {
  if (value !== 'true' && value !== 'false') return bad('应为 true 或 false', `“${value}” as it must be true or false`)
  query.count = value === 'true'
  return undefined
}

const readSelect: ReadOption = (query, value, { type, version }) => {
  const names = value.split(',').map((name) => name.trim())
  for (const name of names) {
    const isKnown =
      isIdName(name) ||
      name === '@iot.selfLink' ||
      linkOf(type, name) !== undefined ||
      propertyOf(type, name.split('/')[0] ?? '', version) !== undefined
    if (!isKnown) return bad(`${type} 没有“${name}”`, `“${name}” as ${type} has no such property`)
  }
  query.select = names
  return undefined
}

/** `Datastreams($top=1;$expand=Observations)`, `Datastreams/Observations`. */
const readExpand: ReadOption = (query, value, place) => {
  for (const part of splitOutside(value, ',')) {
    const wrong = addExpand(query, part.trim(), place)
    if (wrong) return wrong
  }
  return undefined
}

function addExpand(query: Query, text: string, { type, version, depth = 0 }: Place): Refusal | undefined {
  if (depth >= DEEPEST_EXPAND) {
    return bad(`展开不得超过 ${DEEPEST_EXPAND} 层`, `this $expand as it may go ${DEEPEST_EXPAND} deep`)
  }
  const [, name = '', inner, below] = /^([A-Za-z]+)(?:\((.*)\))?(?:\/(.+))?$/s.exec(text) ?? []
  const link = linkOf(type, name)
  if (!link) return bad(`${type} 没有“${text}”`, `“${text}” as ${type} has no such link`)
  const place = { type: link.to, version, depth: depth + 1 }
  const read = inner === undefined || inner === '' ? readOptions([], place) : readOptions(innerOptions(inner), place)
  if (isRefusal(read)) return read
  const known = query.expand.find((expand) => expand.link === name)
  const expand = known ?? { link: name, type: link.to, query: read }
  if (!known) query.expand.push(expand)
  return below === undefined ? undefined : addExpand(expand.query, below, place)
}

const innerOptions = (inner: string): [string, string][] =>
  splitOutside(inner, ';').map((part) => {
    const [name = '', ...value] = part.split('=')
    return [name.trim(), value.join('=')]
  })

const readFormat: ReadOption = (query, value, { type }) => {
  if (value !== 'dataArray' || type !== 'Observation') {
    return bad('仅支持观测的 dataArray', `“${value}” as only observations can be had, as dataArray`)
  }
  query.resultFormat = 'dataArray'
  return undefined
}

const readAggregation: ReadOption = (query, value, { type }) => {
  const aggregation = AGGREGATIONS.find((one) => one === value)
  if (!aggregation || type !== 'Observation') {
    return bad(
      '应为观测的 hour、day、month 或 year',
      `“${value}” as it must be hour, day, month or year of observations`,
    )
  }
  query.aggregation = aggregation
  return undefined
}

const OPTIONS: Readonly<Record<string, ReadOption>> = {
  $filter: readFilter,
  $orderby: readOrder,
  $top: readTop,
  $skip: readSkip,
  $count: readCount,
  $select: readSelect,
  $expand: readExpand,
  $resultFormat: readFormat,
  $aggregation: readAggregation,
  aggregation: readAggregation,
}
