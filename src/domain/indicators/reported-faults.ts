// What is wrong with a formula over reported numbers: names, units, and inputs that are made of each other in a circle.
import { findNearest } from '#kit/nearest.ts'
import { commonFaults, type Fields, type FormulaFault, isFields, unknownWord, wrongUnit } from './formula-faults.ts'

const RESULTS = ['percent', 'reduction', 'ratio', 'change', 'amount'] as const
type Kind = (typeof RESULTS)[number]
type Input = { id: string; unit: string; path: string; from?: unknown }
type Result = { kind: Kind; names: string[] }

/** Every fault of the formula, in reading order; `unit` is that of the indicator, where it is known. */
export function reportedFaults(formula: Fields, unit?: string): FormulaFault[] {
  const { inputs, result } = formula
  if (!Array.isArray(inputs) || inputs.length === 0)
    return [{ path: '.inputs', zh: '至少应有一个填报项', en: 'inputs must name at least one number' }]
  const named = inputs.flatMap((one, n) => readInput(one, n))
  if (named.length < inputs.length) return inputs.flatMap((one, n) => inputFaults(one, n))
  const faults = [
    ...repeats(named),
    ...named.flatMap((input) => (input.from === undefined ? [] : madeFaults(input, named))),
    ...resultFaults(result, '.result', named),
    ...commonFaults(formula),
  ]
  return faults.length > 0 ? faults : [...circles(named), ...unitFaults(readResult(result), named, unit)]
}

const readInput = (one: unknown, n: number): Input[] =>
  inputFaults(one, n).length > 0 ? [] : [{ ...(one as Omit<Input, 'path'>), path: `.inputs[${n}]` }]

const inputFaults = (one: unknown, n: number): FormulaFault[] =>
  ['id', 'zh', 'en', 'unit'].flatMap((key) =>
    isFields(one) && typeof one[key] === 'string'
      ? []
      : [
          {
            path: `.inputs[${n}].${key}`,
            zh: '没有填写（填报项须有 id、zh、en、unit）',
            en: 'is missing: each input must have id, zh, en and unit',
          },
        ],
  )

const repeats = (inputs: readonly Input[]): FormulaFault[] =>
  inputs.flatMap(({ id, path }, n) =>
    inputs.findIndex((one) => one.id === id) === n
      ? []
      : [{ path: `${path}.id`, zh: `编号“${id}”重复`, en: `"${id}" is used twice` }],
  )

/** What is made of others is no result of a kind of its own: it MUST not name itself either. */
const madeFaults = ({ from, path }: Input, inputs: readonly Input[]): FormulaFault[] =>
  resultFaults(from, `${path}.from`, inputs)

function resultFaults(result: unknown, path: string, inputs: readonly Input[]): FormulaFault[] {
  const kind = isFields(result) ? Object.keys(result)[0] : undefined
  if (!isFields(result) || kind === undefined || !RESULTS.some((known) => known === kind))
    return [unknownWord(path, kind, RESULTS)]
  const names = [result[kind]].flat()
  const wanted = kind === 'amount' ? 1 : 2
  const at = `${path}.${kind}`
  if (names.length !== wanted)
    return [{ path: at, zh: `应写 ${wanted} 个填报项`, en: `must name ${wanted} of the inputs` }]
  return names.flatMap((name) => {
    if (inputs.some(({ id }) => id === name)) return []
    const near = findNearest(
      String(name),
      inputs.map(({ id }) => id),
    )
    return [
      {
        path: at,
        zh: `“${String(name)}”不是填报项${near === undefined ? '' : `；是否为“${near}”？`}`,
        en: `names "${String(name)}", which is no input${near === undefined ? '' : `; did you mean "${near}"?`}`,
      },
    ]
  })
}

function readResult(result: unknown): Result {
  const [kind = 'amount', names] = Object.entries(result as Fields)[0] ?? []
  return { kind: kind as Kind, names: [names].flat().map(String) }
}

/** Inputs that are made of themselves by way of others; each circle is told once, at its first input. */
function circles(inputs: readonly Input[]): FormulaFault[] {
  const byId = new Map(inputs.map((input) => [input.id, input]))
  const told = new Set<string>()
  return inputs.flatMap((input) => {
    const way = wayBack(input.id, byId)
    if (way === undefined || told.has(input.id)) return []
    for (const id of way) told.add(id)
    const shown = [...way, input.id].join(' → ')
    return [{ path: `${input.path}.from`, zh: `循环引用：${shown}`, en: `is made of itself: ${shown}` }]
  })
}

/** The ids on a way from an input back to itself. */
function wayBack(start: string, byId: ReadonlyMap<string, Input>): string[] | undefined {
  const seen = new Set<string>()
  const walk = (id: string, way: string[]): string[] | undefined => {
    const from = byId.get(id)?.from
    for (const next of from === undefined ? [] : readResult(from).names) {
      if (next === start) return way
      if (seen.has(next)) continue
      seen.add(next)
      const found = walk(next, [...way, next])
      if (found) return found
    }
    return undefined
  }
  return walk(start, [start])
}

/** A share, a fall and a difference need two numbers of one unit; a difference and an amount keep it. */
function unitFaults({ kind, names }: Result, inputs: readonly Input[], unit: string | undefined): FormulaFault[] {
  const path = `.result.${kind}`
  const [first, second] = names.map((name) => inputs.find(({ id }) => id === name)?.unit ?? '')
  if (kind !== 'ratio' && second !== undefined && first !== second) {
    return [{ path, zh: `两项单位不同：${first} 与 ${second}`, en: `has two units: ${first} and ${second}` }]
  }
  if (unit === undefined || kind === 'ratio') return []
  const given = kind === 'percent' || kind === 'reduction' ? '%' : (first ?? '')
  return given === unit ? [] : [wrongUnit(path, unit, given)]
}
