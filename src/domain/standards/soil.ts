// Soil against screening and control values: development land by its kind, farmland by its use and pH; the safe-use rates.
import { compareRationals, getDecimal, type Rational, roundRational, toRational } from '#kit/rational.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { ConstructionSoilLimit, FarmSoilLimit } from './catalog/limit-tables.ts'
import type { EditionOf } from './editions.ts'
import { FINDINGS } from './facts.ts'
import { type Asked, concludeLimits, LimitFacts } from './limit-facts.ts'
import { type Bound, boundText, type Ladder } from './limit-ladder.ts'
import type { LimitVerdict, Words } from './limit-verdict.ts'
import type { Facts, Why } from './verdict-parts.ts'

const LABELS: readonly Words[] = [
  { zh: '筛选值', en: 'Screening value' },
  { zh: '管制值', en: 'Control value' },
]
/** 建设用地: what follows from the screening and control values. */
export const CONSTRUCTION_OUTCOMES: readonly Words[] = [
  { zh: '风险可忽略', en: 'risk negligible' },
  { zh: '须详细调查和风险评估', en: 'detailed survey and risk assessment due' },
  { zh: '须风险管控或修复', en: 'risk control or remediation due' },
]
/** 农用地: the three categories of management. */
export const FARMLAND_OUTCOMES: readonly Words[] = [
  { zh: '优先保护类', en: 'protected first' },
  { zh: '安全利用类', en: 'safe use' },
  { zh: '严格管控类', en: 'strict control' },
]

const LAND_KINDS: Readonly<Record<string, 0 | 1>> = {
  '1': 0,
  first: 0,
  一类: 0,
  第一类: 0,
  第一类用地: 0,
  '2': 1,
  second: 1,
  二类: 1,
  第二类: 1,
  第二类用地: 1,
}

const factUnknown = (fact: string, text: string, choices: string): Why => ({
  code: 'limits.fact-unknown',
  zh: text === '' ? `须给出 ${fact}（${choices}）` : `${fact} 的值“${text}”不在 ${choices} 之中，不能评价`,
  en: text === '' ? `${fact} must be given (${choices})` : `The value "${text}" of ${fact} is none of ${choices}`,
})

const asked = ({ item, zh, en, unit, source }: ConstructionSoilLimit | FarmSoilLimit): Asked => ({
  key: item,
  zh,
  en,
  unit,
  clause: source,
  reading: { most: 1_000_000 },
})

const ladderOf = (edition: string, limit: ConstructionSoilLimit | FarmSoilLimit, bounds: readonly Bound[]): Ladder =>
  bounds.map((bound, at) => ({ bound, label: LABELS[at] ?? null, edition, limit }))

/**
 * 建设用地土壤污染风险 of one sample in mg/kg; `land` is the kind, `1` or `2` (第一类, 第二类).
 * @source GB 36600—2018 表1、表2
 */
export function evaluateConstructionSoil(edition: EditionOf<'soil-construction'>, given: Facts): LimitVerdict {
  const facts = new LimitFacts(given)
  const land = facts.text('land', '用地类型')
  const kind = Object.hasOwn(LAND_KINDS, land.toLowerCase()) ? LAND_KINDS[land.toLowerCase()] : undefined
  for (const limit of edition.limits) {
    if (!facts.has(limit.item) && !facts.has(limit.zh)) continue
    const known = facts.value(asked(limit), limit.zh)
    if (!known || kind === undefined) continue
    const bounds = [{ atMost: limit.screening[kind] }, { atMost: limit.control[kind] }]
    facts.judge(known, [ladderOf(edition.id, limit, bounds)], { outcomes: CONSTRUCTION_OUTCOMES })
  }
  const why = kind === undefined ? factUnknown('land', land, '1、2') : undefined
  if (!why && facts.items.some(({ grade }) => grade !== null)) {
    facts.step({
      edition: edition.id,
      rule: 'land-kinds',
      formula: '',
      value: kind === 0 ? '第一类用地' : '第二类用地',
    })
    facts.step({ edition: edition.id, rule: 'risk', formula: '', value: '' })
  }
  return concludeLimits(
    { subject: 'soil-construction', edition: edition.id, outcomes: CONSTRUCTION_OUTCOMES, why },
    facts,
  )
}

type FarmLand = 'paddy' | 'rotation' | 'orchard' | 'other'
const FARM_LANDS: Readonly<Record<string, FarmLand>> = {
  '': 'other',
  paddy: 'paddy',
  水田: 'paddy',
  rotation: 'rotation',
  水旱轮作: 'rotation',
  orchard: 'orchard',
  果园: 'orchard',
  other: 'other',
  其他: 'other',
  旱地: 'other',
}

const BAND_TOPS: readonly Rational[] = ['5.5', '6.5', '7.5'].map((top) => toRational(getDecimal(top)))
const BAND_NAMES = ['pH ≤ 5.5', '5.5 < pH ≤ 6.5', '6.5 < pH ≤ 7.5', 'pH > 7.5'] as const

/** Index of the pH band. */
const bandOf = (ph: Rational): number => {
  const band = BAND_TOPS.findIndex((top) => compareRationals(ph, top) <= 0)
  return band < 0 ? BAND_TOPS.length : band
}

/** Rows of an item that hold for a use of land: its own row where there is one, else 其他; rotation takes the stricter of both. */
function screeningOf(rows: readonly FarmSoilLimit[], land: FarmLand, band: number): FarmSoilLimit | undefined {
  const of = (use: FarmSoilLimit['landUse']): FarmSoilLimit | undefined => rows.find((limit) => limit.landUse === use)
  const general = of('全部') ?? of('其他')
  if (land === 'paddy') return of('水田') ?? general
  if (land === 'orchard') return of('果园') ?? general
  const paddy = of('水田')
  if (land !== 'rotation' || !paddy || !general) return general
  return (paddy.screeningByPh?.[band] ?? 0) <= (general.screeningByPh?.[band] ?? 0) ? paddy : general
}

const PH: Asked = {
  key: 'ph',
  zh: 'pH',
  en: 'pH',
  unit: '无量纲',
  clause: 'GB 15618—2018 表1',
  reading: { most: 14 },
}

/** Screening and control value of an item for a use and a pH band; without a control value the middle category has no end. */
function farmLadder(edition: string, rows: readonly FarmSoilLimit[], land: FarmLand, band: number): Ladder | undefined {
  const limit = screeningOf(
    rows.filter(({ screeningByPh }) => screeningByPh),
    land,
    band,
  )
  const screening = limit?.screeningByPh?.[band]
  if (!limit || screening === undefined) return undefined
  const control = rows.find(({ controlByPh }) => controlByPh)
  const top = control?.controlByPh?.[band]
  const upper: Bound = top === undefined ? { over: screening } : { atMost: top }
  const [lower] = ladderOf(edition, limit, [{ atMost: screening }])
  const rung = { bound: upper, label: LABELS[1] ?? null, edition, limit: control ?? limit }
  return lower ? [lower, rung] : undefined
}

type FarmPlace = { land: FarmLand | undefined; band: number | undefined }

function judgeFarmItem(
  edition: EditionOf<'soil-farmland'>,
  item: string,
  facts: LimitFacts,
  { land, band }: FarmPlace,
): void {
  const rows = edition.limits.filter((limit) => limit.item === item)
  const [first] = rows
  if (!first || (!facts.has(item) && !facts.has(first.zh))) return
  const known = facts.value(asked(first), first.zh)
  if (!known || !land || band === undefined) return
  const ladder = farmLadder(edition.id, rows, land, band)
  if (!ladder) return
  facts.judge(known, [ladder], { outcomes: FARMLAND_OUTCOMES })
  if (land === 'rotation') {
    const value = boundText(ladder[0]?.bound ?? {})
    facts.step({ edition: edition.id, rule: 'rotation', formula: '', value }, known.item)
  }
}

/**
 * 农用地土壤污染风险 of one sample in mg/kg; `ph` is needed, `use` is 水田, 水旱轮作, 果园 or 其他 (default).
 * @source GB 15618—2018 表1、表2、表3
 */
export function evaluateFarmSoil(edition: EditionOf<'soil-farmland'>, given: Facts): LimitVerdict {
  const facts = new LimitFacts(given)
  const use = facts.text('use', '利用类型')
  const land = Object.hasOwn(FARM_LANDS, use.toLowerCase()) ? FARM_LANDS[use.toLowerCase()] : undefined
  const ph = facts.quantity(PH, 'pH')
  const band = ph ? bandOf(ph.value) : undefined
  for (const item of new Set(edition.limits.map((limit) => limit.item))) {
    judgeFarmItem(edition, item, facts, { land, band })
  }
  return concludeFarmSoil(edition, facts, { use, land, ph: ph?.text, band })
}

type FarmFacts = { use: string; land: FarmLand | undefined; ph: string | undefined; band: number | undefined }

function concludeFarmSoil(edition: EditionOf<'soil-farmland'>, facts: LimitFacts, { use, land, ph, band }: FarmFacts) {
  const why = land
    ? band === undefined
      ? factUnknown('ph', facts.inputs.ph ?? '', '0–14')
      : undefined
    : factUnknown('use', use, '水田、水旱轮作、果园、其他')
  if (!why && band !== undefined && facts.items.some(({ grade }) => grade !== null)) {
    facts.step({ edition: edition.id, rule: 'ph-bands', formula: `pH = ${ph}`, value: BAND_NAMES[band] ?? '' })
    facts.step({ edition: edition.id, rule: 'categories', formula: '', value: '' })
  }
  return concludeLimits({ subject: 'soil-farmland', edition: edition.id, outcomes: FARMLAND_OUTCOMES, why }, facts)
}

export type Areas = Readonly<Record<string, string | number>>

/** A rate of areas in percent with one decimal, with what stands above and below the line. */
export type AreaRate = { percent: string; numerator: string; denominator: string }

const nothing = (what: string): Refusal =>
  refuse('standards.no-area', `Cannot give a rate as there is no ${what}`, '国发〔2016〕31号 考核口径 分母为零')

function areaOf(name: string, area: string | number): Rational | Refusal {
  const text = String(area)
  const isNumber = /^\d+(?:\.\d+)?$/.test(text)
  return isNumber ? toRational(getDecimal(text)) : refuse('standards.not-an-area', FINDINGS.notANumber(name, text).en)
}

/** Sum of areas over sum of areas; refuses areas that are no numbers, a part above the whole, and an empty whole. */
function rateOf(parts: Areas, wholes: Areas, what: string): AreaRate | Refusal {
  const sum = (areas: Areas): Rational | Refusal => {
    let total: Rational = { n: 0n, d: 1n }
    for (const [name, area] of Object.entries(areas)) {
      const read = areaOf(name, area)
      if ('refused' in read) return read
      total = { n: total.n * read.d + read.n * total.d, d: total.d * read.d }
    }
    return total
  }
  const [part, whole] = [sum(parts), sum(wholes)]
  if ('refused' in part) return part
  if ('refused' in whole) return whole
  if (whole.n === 0n) return nothing(what)
  if (compareRationals(part, whole) > 0) {
    return refuse('standards.part-above-whole', `Cannot give a rate as the part must not exceed the whole of ${what}`)
  }
  const percent = roundRational({ n: part.n * whole.d * 100n, d: part.d * whole.n }, 1)
  return { percent, numerator: roundRational(part, 2), denominator: roundRational(whole, 2) }
}

/** 受污染耕地安全利用率 — any unit of area, the same for all four. */
export const farmlandSafeUseRate = (areas: {
  safeUseDone: string | number
  strictControlDone: string | number
  safeUse: string | number
  strictControl: string | number
}): AreaRate | Refusal =>
  rateOf(
    { safeUseDone: areas.safeUseDone, strictControlDone: areas.strictControlDone },
    { safeUse: areas.safeUse, strictControl: areas.strictControl },
    'polluted farmland',
  )

/** 污染地块安全利用率 — refuses where no polluted plot was put to new use (无受污染地块再开发). */
export const plotSafeUseRate = (areas: { meeting: string | number; reused: string | number }): AreaRate | Refusal =>
  rateOf({ meeting: areas.meeting }, { reused: areas.reused }, 'polluted plot put to new use')
