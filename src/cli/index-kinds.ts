// Kinds of evaluation that are indices and account lines: their columns and what is printed of a verdict.
import { HJ192_2015 } from '#domain/standards/catalog/hj192-2015.ts'
import type { Family } from '#domain/standards/edition.ts'
import { evaluate } from '#domain/standards/evaluate.ts'
import { explain } from '#domain/standards/explain.ts'
import type { IndexSubject, IndexVerdict } from '#domain/standards/index-verdict.ts'
import type { Facts } from '#domain/standards/verdict.ts'
import { isRefusal } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'

type Result = Record<string, unknown>
type Settings = { edition?: string; explain: boolean; now: EpochMs }
type IndexKind = {
  family: Family
  columns: readonly string[]
  canonical: (column: string) => string | undefined
  zh: string
  en: string
  blank: Readonly<Result>
  judge: (named: { facts: Facts }, at: EpochMs | undefined, settings: Settings) => Result
}

type Plan = {
  subject: IndexSubject
  family: Family
  columns: readonly string[]
  also?: readonly string[]
  /** The result fields of a verdict; of none where nothing could be judged. */
  fields: (verdict: Pick<IndexVerdict, 'value' | 'level'>) => Result
}

const NOTHING = { value: null, level: null } as const
const numberOf = (text: string | null): number | null => (text === null ? null : Number(text))

/** Finds a column exactly, then regardless of case; hyphens and underscores are the same. */
function finder(names: readonly string[]): IndexKind['canonical'] {
  const fold = (name: string): string => name.toLowerCase().replaceAll('_', '-')
  const folded = new Map(names.map((name) => [fold(name), name]))
  return (column) => (names.includes(column) ? column : folded.get(fold(column)))
}

function indexKind(
  { subject, family, columns, also = [], fields }: Plan,
  words: { zh: string; en: string },
): IndexKind {
  const blank = fields(NOTHING)
  return {
    family,
    columns,
    canonical: finder([...columns, ...also]),
    ...words,
    blank,
    judge({ facts }, at, settings) {
      const choice = settings.edition === undefined ? { at: at ?? settings.now } : { edition: settings.edition }
      const verdict = evaluate(subject, facts, choice)
      if (isRefusal(verdict)) {
        return { ...blank, why: { code: verdict.refused, zh: '数据时间没有有效的标准版本', en: verdict.because } }
      }
      return {
        ...fields(verdict),
        edition: verdict.edition,
        sureness: verdict.sureness,
        ...(verdict.why ? { why: verdict.why } : {}),
        ...(verdict.findings.length > 0 ? { findings: verdict.findings } : {}),
        ...(settings.explain ? { explanation: explain(verdict) } : {}),
      }
    },
  }
}

const ECO_PARTS = HJ192_2015.parts.map(({ item }) => item)
const ECO_FACTS = HJ192_2015.limits.map(({ item }) => item)

/** Kinds of indices and accounts, added to those of air and water. */
export const INDEX_KINDS: Readonly<Record<string, IndexKind>> = {
  'aqhi-hk': indexKind(
    {
      subject: 'aqhi',
      family: 'aqhi',
      columns: ['NO2', 'SO2', 'O3', 'PM10', 'PM2.5'],
      fields: ({ value, level }) => ({ aqhi: value, risk: level }),
    },
    {
      zh: '香港空气质素健康指数：NO2,SO2,O3,PM10,PM2.5（三小时平均，µg/m³），可选 time；输出 aqhi、risk',
      en: 'Hong Kong AQHI: NO2,SO2,O3,PM10,PM2.5 (three-hour means, µg/m³), optional time; gives aqhi, risk',
    },
  ),
  ei: indexKind(
    {
      subject: 'ei',
      family: 'eco-status',
      columns: ECO_PARTS,
      also: [...ECO_FACTS, 'bi', 'mean-water-resource', 'precipitation', 'restriction'],
      fields: ({ value, level }) => ({ ei: numberOf(value), level }),
    },
    {
      zh: `生态环境状况指数：分指数 ${ECO_PARTS.join(',')}，或由 ${ECO_FACTS.join(',')},precipitation 计算（km²、km、百万m³、t、mm）；可选 bi,mean-water-resource,restriction；输出 ei、level`,
      en: `Ecological index: parts ${ECO_PARTS.join(',')}, or computed from ${ECO_FACTS.join(',')},precipitation (km², km, 10⁶ m³, t, mm); optional bi,mean-water-resource,restriction; gives ei, level`,
    },
  ),
  gep: indexKind(
    {
      subject: 'gep',
      family: 'gep',
      columns: ['quantity', 'quantity_unit', 'price', 'price_unit'],
      also: ['category', 'service', 'indicator'],
      fields: ({ value }) => ({ value: numberOf(value), unit: '1e8 CNY' }),
    },
    {
      zh: '生态系统生产总值单项：quantity,quantity_unit,price,price_unit（如 1e8 m3、CNY/m3）；输出 value（亿元）',
      en: 'One line of ecosystem product: quantity,quantity_unit,price,price_unit (such as 1e8 m3, CNY/m3); gives value (10⁸ CNY)',
    },
  ),
  ghg: indexKind(
    {
      subject: 'ghg',
      family: 'ghg-inventory',
      columns: ['source', 'activity', 'unit'],
      also: ['year', 'factor', 'factor_unit', 'sector'],
      fields: ({ value, level }) => ({ value: numberOf(value), unit: 'tCO2e', notation: level }),
    },
    {
      zh: '温室气体清单一行：source（燃料名、electricity:guangdong 等、气体名，或自带 factor,factor_unit）,activity（数或 NO/NA/NE/IE/C）,unit，电力另需 year；输出 value（tCO2e）',
      en: 'One inventory line: source (a fuel, electricity:guangdong …, a gas, or with its own factor,factor_unit),activity (a number or NO/NA/NE/IE/C),unit, electricity also year; gives value (tCO2e)',
    },
  ),
}
