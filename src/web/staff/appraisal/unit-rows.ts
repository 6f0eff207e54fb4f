// The rows of one unit: items with sums above them, bonuses, deductions and vetoes, and which of them the viewer fills in.
import type { SchemeLine, UnitScore } from '#contract/appraisal.ts'
import { add, getDecimal, type Rational, roundRational, toRational } from '#kit/rational.ts'
import type { Words } from '#web/ui/say.ts'
import type { Sheet } from './queries.ts'

export type DetailRow = {
  id: string
  name: Words
  depth: number
  weight: string | null
  points: string | null
  because: Words | null
  to: string | null
  /** What is asked of whoever fills it in. */
  asks: Words | null
  unit: Words | null
  least: string | null
  most: string | null
  mayEnter: boolean
  entry: Sheet['entries'][number] | undefined
}

const COUNT: Words = { zh: '次', en: 'times' }

/** In the order of the scheme; items that are not asked of the unit are left out. */
export function rowsOf(sheet: Sheet, unit: UnitScore): DetailRow[] {
  const lines = sheet.lines.flatMap((line): DetailRow[] => {
    const below = scoresBelow(sheet.lines, line, unit)
    return below.length === 0 ? [] : [lineRow(line, below, { sheet, unit })]
  })
  return [...lines, ...countedRows(sheet, unit)]
}

type Of = { sheet: Sheet; unit: UnitScore }

const entryOf = ({ sheet, unit }: Of, id: string): DetailRow['entry'] =>
  sheet.entries.find((one) => one.unitId === unit.id && one.itemId === id && one.kind !== 'decided')

const NOT_ASKED = { words: null, unit: null, least: null, most: null }

function lineRow(line: SchemeLine, below: UnitScore['items'], of: Of): DetailRow {
  const item = line.rule === null ? undefined : below[0]
  const { words, unit, least, most } = line.asks ?? NOT_ASKED
  return {
    id: line.id,
    name: line.name,
    depth: line.depth,
    weight: sumOf(below.flatMap(({ state, weight }) => (state === 'not-applicable' ? [] : [weight]))),
    points: sumOf(below.flatMap(({ points }) => (points === null ? [] : [points]))),
    because: item?.because ?? null,
    to: item?.fact.to ?? null,
    asks: words,
    unit,
    least,
    most,
    mayEnter: mayEnter(line, of),
    entry: entryOf(of, line.id),
  }
}

function mayEnter({ asks }: SchemeLine, { sheet, unit }: Of): boolean {
  if (asks === null) return false
  return asks.by === 'judged' ? sheet.may.judge : sheet.may.reportFor.includes(unit.id)
}

/** Bonuses, deductions and vetoes: a reviewer counts them. */
const countedRows = (sheet: Sheet, unit: UnitScore): DetailRow[] =>
  [...sheet.adjustments, ...sheet.vetoes].map(({ id, name, asks }) => {
    const adjustment = unit.adjustments.find((one) => one.id === id)
    const because = adjustment?.because ?? unit.vetoes.find((one) => one.id === id)?.because ?? asks
    return {
      id,
      name,
      depth: 0,
      weight: null,
      points: adjustment?.points ?? null,
      because,
      to: null,
      asks,
      unit: COUNT,
      least: '0',
      most: null,
      mayEnter: sheet.may.judge,
      entry: entryOf({ sheet, unit }, id),
    }
  })

/** Scores of the item itself, or of all below it. */
function scoresBelow(lines: readonly SchemeLine[], line: SchemeLine, unit: UnitScore): UnitScore['items'] {
  if (line.rule !== null) return unit.items.filter(({ id }) => id === line.id)
  return lines.filter(({ parentId }) => parentId === line.id).flatMap((child) => scoresBelow(lines, child, unit))
}

/** Exact, with the places of the finest; null for none. */
function sumOf(points: readonly string[]): string | null {
  if (points.length === 0) return null
  const decimals = points.map(getDecimal)
  const sum = decimals.map(toRational).reduce<Rational>(add, { n: 0n, d: 1n })
  return roundRational(sum, Math.max(...decimals.map(({ scale }) => scale)))
}
