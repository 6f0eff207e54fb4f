// Kinds of evaluation made from fact sheets: their columns are its facts, and what is printed follows from the verdict's shape.
import { codeOf } from '#domain/standards/catalog/emission-items.ts'
import { evaluate } from '#domain/standards/evaluate.ts'
import { EVALUATORS } from '#domain/standards/evaluators.ts'
import { explain } from '#domain/standards/explain.ts'
import type { FactSheet } from '#domain/standards/fact-sheet.ts'
import { FACT_SHEETS } from '#domain/standards/fact-sheets.ts'
import type { IndexSubject, IndexVerdict } from '#domain/standards/index-verdict.ts'
import type { LimitItem, LimitSubject, LimitVerdict } from '#domain/standards/limit-verdict.ts'
import type { Facts } from '#domain/standards/verdict.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Kind, NamedCells, Settings } from './evaluate-kind.ts'

type Result = Record<string, unknown>
type SheetSubject = LimitSubject | IndexSubject
type SheetVerdict = LimitVerdict | IndexVerdict
type Fields = (verdict: SheetVerdict) => Result

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text))
const isLimit = (verdict: SheetVerdict): verdict is LimitVerdict => 'outcome' in verdict

function limitOf({ value, used, unit, outcome, limits, multiple }: LimitItem): Result {
  const governing = limits.find(({ governs }) => governs)
  return {
    value,
    ...(used === undefined ? {} : { used }),
    outcome: outcome?.zh ?? null,
    limit: governing ? `${governing.text} ${unit}` : null,
    edition: governing?.edition ?? null,
    clause: governing?.clause ?? null,
    ...(multiple === undefined ? {} : { multiple: Number(multiple) }),
  }
}

/** What is printed of a verdict by its shape. */
const fieldsOf: Fields = (verdict) =>
  isLimit(verdict)
    ? {
        outcome: verdict.outcome?.zh ?? null,
        worst: verdict.worst,
        multiples: Object.fromEntries(Object.entries(verdict.multiples).map(([key, text]) => [key, Number(text)])),
        items: Object.fromEntries(verdict.items.map((item) => [item.key, limitOf(item)])),
      }
    : { value: numberOf(verdict.value), unit: verdict.unit, level: verdict.level }

const LIMIT_BLANK = { outcome: null, worst: [], multiples: {}, items: {} }
const INDEX_BLANK = { value: null, level: null }

/** Facts by key, Chinese name or factor code, then regardless of case; hyphens and underscores are the same. */
function canonicalOf({ fields, isOpen }: FactSheet): Kind['canonical'] {
  const fold = (name: string): string => name.toLowerCase().replaceAll('_', '-')
  const exact = new Map<string, string>()
  for (const { key, zh } of fields) {
    for (const name of [codeOf(key), zh, zh.replace(/（.*/, '')]) if (name && !exact.has(name)) exact.set(name, key)
  }
  for (const { key } of fields) exact.set(key, key)
  const folded = new Map([...exact].map(([name, key]) => [fold(name), key]))
  const isTime = (column: string): boolean => ['time', 'date', 'hour'].includes(fold(column))
  return (column) => exact.get(column) ?? folded.get(fold(column)) ?? (isOpen && !isTime(column) ? column : undefined)
}

type Own = { zh?: string; en?: string; fields?: Fields; blank?: Result }

const refused = (blank: Result, refusal: Refusal): Result => ({
  ...blank,
  why: { code: refusal.refused, zh: '数据时间没有有效的标准版本', en: refusal.because },
})

function judgeSubject(subject: SheetSubject, facts: Facts, at: number | undefined, settings: Settings) {
  const choice = settings.edition === undefined ? { at: at ?? settings.now } : { edition: settings.edition }
  return evaluate(subject, facts, choice)
}

function printed(verdict: SheetVerdict, fields: Fields, settings: Settings): Result {
  return {
    ...fields(verdict),
    edition: verdict.edition,
    sureness: verdict.sureness,
    ...(verdict.why ? { why: verdict.why } : {}),
    ...(verdict.findings.length > 0 ? { findings: verdict.findings } : {}),
    ...(settings.explain ? { explanation: explain(verdict) } : {}),
  }
}

/** A kind for a subject: the columns asked for first, and every other fact of its sheet. */
function sheetKind(subject: SheetSubject, own: Own = {}): Kind {
  const sheet = FACT_SHEETS[subject]
  const core = sheet.fields.filter(({ isCore }) => isCore)
  const { fields = fieldsOf } = own
  const blank = own.blank ?? (isLimitSubject(subject) ? LIMIT_BLANK : INDEX_BLANK)
  const units = (isZh: boolean): string =>
    core
      .map(
        ({ key, unit, options }) =>
          `${key}${unitText(
            unit,
            options.map(({ value }) => value),
            isZh,
          )}`,
      )
      .join(', ')
  const more = sheet.fields.length - core.length
  return {
    families: EVALUATORS[subject].families,
    // Whatever an open sheet is given counts, so it expects nothing by name.
    columns: sheet.isOpen ? [] : core.map(({ key }) => key),
    canonical: canonicalOf(sheet),
    zh: own.zh ?? `${sheet.zh}：${units(true)}${more > 0 ? `；另可有 ${more} 项，见 evaluate ${subject} --help` : ''}`,
    en:
      own.en ??
      `${sheet.en}: ${units(false)}${more > 0 ? `; ${more} further facts, see evaluate ${subject} --help` : ''}`,
    blank,
    judge({ facts }, at, settings) {
      const verdict = judgeSubject(subject, facts, at, settings)
      return isRefusal(verdict) ? refused(blank, verdict) : printed(verdict, fields, settings)
    },
  }
}

function unitText(unit: string, options: readonly string[], isZh: boolean): string {
  if (options.length > 0 && options.length <= 12) return isZh ? `（${options.join('|')}）` : ` (${options.join('|')})`
  return unit === '' || unit === '1' ? '' : isZh ? `（${unit}）` : ` (${unit})`
}

const LIMIT_SUBJECTS: ReadonlySet<string> = new Set<LimitSubject>([
  'noise-zone',
  'noise-region',
  'noise-road',
  'noise-factory',
  'noise-social',
  'noise-construction',
  'groundwater',
  'soil-construction',
  'soil-farmland',
  'emission',
])
const isLimitSubject = (subject: SheetSubject): subject is LimitSubject => LIMIT_SUBJECTS.has(subject)

const named =
  (value: string, level?: string, asText = false): Fields =>
  (verdict) =>
    isLimit(verdict)
      ? {}
      : {
          [value]: asText ? verdict.value : numberOf(verdict.value),
          ...(level === undefined ? {} : { [level]: verdict.level }),
        }

/** 建设用地 where a row says the kind of land, else 农用地. */
function soilKind(): Kind {
  const building = sheetKind('soil-construction')
  const farmland = sheetKind('soil-farmland')
  const columns = [...new Set([...building.columns, ...farmland.columns])]
  return {
    ...building,
    families: [...building.families, ...farmland.families],
    columns,
    canonical: (column) => building.canonical(column) ?? farmland.canonical(column),
    blank: LIMIT_BLANK,
    zh: '土壤（mg/kg）：有 land（1|2）列按建设用地，否则以 use（水田|水旱轮作|果园|其他）与 ph 按农用地；项目用代码或名称',
    en: 'Soil (mg/kg): with land (1|2) as building land, else by use and ph as farmland; items by code or Chinese name',
    judge(cells: NamedCells, at, settings) {
      const hasLand = String(cells.facts.land ?? '').trim() !== ''
      return (hasLand ? building : farmland).judge(cells, at, settings)
    },
  }
}

/** Names the command line promises for some kinds; every other subject is a kind under its own name. */
const PROMISED: Readonly<Record<string, Kind>> = {
  tli: sheetKind('tli', { fields: named('tli', 'state'), blank: { tli: null, state: null } }),
  'aqhi-hk': sheetKind('aqhi', {
    zh: '香港空气质素健康指数：NO2,SO2,O3,PM10,PM2.5（三小时平均，µg/m³），可选 time；输出 aqhi、risk',
    en: 'Hong Kong AQHI: NO2,SO2,O3,PM10,PM2.5 (three-hour means, µg/m³), optional time; gives aqhi, risk',
    fields: named('aqhi', 'risk', true),
    blank: { aqhi: null, risk: null },
  }),
  ei: sheetKind('ei', { fields: named('ei', 'level'), blank: { ei: null, level: null } }),
  gep: sheetKind('gep', {
    fields: (verdict) => ({ ...named('value')(verdict), unit: '1e8 CNY' }),
    blank: { value: null, unit: '1e8 CNY' },
  }),
  ghg: sheetKind('ghg', {
    zh: '温室气体清单一行：source（燃料名、electricity:guangdong 等、气体名，或自带 factor,factor_unit）,activity（数或 NO/NA/NE/IE/C）,unit，电力另需 year；输出 value（tCO2e）、notation',
    en: 'One inventory line: source (a fuel, electricity:guangdong …, a gas, or with its own factor,factor_unit),activity (a number or NO/NA/NE/IE/C),unit, electricity also year; gives value (tCO2e), notation',
    fields: (verdict) => ({ ...named('value', 'notation')(verdict), unit: 'tCO2e' }),
    blank: { value: null, unit: 'tCO2e', notation: null },
  }),
  groundwater: sheetKind('groundwater', {
    fields: (verdict) => ({
      class: isLimit(verdict) ? (verdict.outcome?.zh.replace('类', '') ?? null) : null,
      ...fieldsOf(verdict),
    }),
    blank: { class: null, ...LIMIT_BLANK },
  }),
  soil: soilKind(),
}

const SHEET_SUBJECTS = Object.keys(FACT_SHEETS).filter(
  (subject): subject is SheetSubject => !['air-hour', 'air-day', 'water'].includes(subject),
)

/** Every subject but air and water, whose kinds have their own forms. */
export const SHEET_KINDS: Readonly<Record<string, Kind>> = {
  ...PROMISED,
  ...Object.fromEntries(
    SHEET_SUBJECTS.filter((subject) => !Object.hasOwn(PROMISED, subject)).map((subject) => [
      subject,
      sheetKind(subject),
    ]),
  ),
}

const SHEET_OF: Readonly<Record<string, readonly FactSheet[]>> = {
  'aqhi-hk': [FACT_SHEETS.aqhi],
  soil: [FACT_SHEETS['soil-construction'], FACT_SHEETS['soil-farmland']],
}

/** Every fact a kind can take, a line each; undefined where there is no such kind. */
export function factLines(kind: string, zh: boolean): string[] | undefined {
  const own = Object.hasOwn(FACT_SHEETS, kind) ? [FACT_SHEETS[kind as keyof typeof FACT_SHEETS]] : undefined
  const sheets = SHEET_OF[kind] ?? own
  return sheets?.flatMap((sheet) => [
    zh ? sheet.zh : sheet.en,
    ...sheet.fields.map(({ key, unit, options, ...words }) => {
      const name = zh ? words.zh : words.en
      const values = options.map(({ value }) => value).filter((value) => value !== '')
      return `  ${key.padEnd(26)}${[name, unit, values.join('|')].filter((part) => part !== '').join('  ')}`
    }),
  ])
}
