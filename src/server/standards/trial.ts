// Facts typed in by a person, judged and explained; nothing is stored.
import type { TrialSubject, TrialVerdict } from '#contract/standards.ts'
import { compareEditions } from '#domain/standards/compare-editions.ts'
import { editionsOf } from '#domain/standards/editions.ts'
import { evaluate, FAMILY_OF } from '#domain/standards/evaluate.ts'
import { explain } from '#domain/standards/explain.ts'
import type { Facts, Subject, Verdict } from '#domain/standards/verdict.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'

type Field = TrialSubject['fields'][number]
type Form = { title: { zh: string; en: string }; fields: () => Field[] }

const plain = (field: Omit<Field, 'options'>): Field => ({ ...field, options: [] })

const AIR_EXAMPLES: Readonly<Record<string, string>> = {
  'PM2.5': '58',
  PM10: '85',
  SO2: '6',
  NO2: '31',
  CO: '0.8',
  O3_1h: '112',
  O3_8h: '118',
}

/** Pollutants of the newest edition of the index, as its report names them. */
function airFields(period: 'hour' | 'day'): Field[] {
  const newest = editionsOf('aqi').at(-1)
  return (newest?.[period] ?? []).map(({ item, zh, en, column }) =>
    plain({
      key: item,
      words: { zh, en },
      unit: newest?.limits.find((limit) => limit.item === column)?.unit ?? '',
      example: AIR_EXAMPLES[item] ?? '',
    }),
  )
}

const WATER_EXAMPLES: Readonly<Record<string, string>> = {
  ph: '7.4',
  do: '6.2',
  codmn: '3.1',
  nh3n: '0.62',
  tp: '0.12',
}

function waterFields(): Field[] {
  const type: Field = {
    key: 'type',
    words: { zh: '水体类型', en: 'Kind of water' },
    unit: '',
    options: [
      { value: 'river', words: { zh: '河流', en: 'River' } },
      { value: 'lake', words: { zh: '湖库', en: 'Lake or reservoir' } },
    ],
    example: 'river',
  }
  const items = editionsOf('surface-water').at(-1)?.limits ?? []
  return [
    type,
    ...items.map(({ item, zh, en, unit }) =>
      plain({ key: item, words: { zh, en }, unit, example: WATER_EXAMPLES[item] ?? '' }),
    ),
  ]
}

function groundwaterFields(): Field[] {
  const items = editionsOf('groundwater').at(-1)?.limits ?? []
  return items.map((limit) => {
    const { zh = limit.item, en = limit.item } = limit as { zh?: string; en?: string }
    return plain({ key: limit.item, words: { zh, en }, unit: limit.unit, example: '' })
  })
}

const TROPHIC: readonly [string, string, string, string, string][] = [
  ['chla', '叶绿素 a', 'Chlorophyll a', 'mg/m³', '12'],
  ['tp', '总磷', 'Total phosphorus', 'mg/L', '0.05'],
  ['tn', '总氮', 'Total nitrogen', 'mg/L', '1.1'],
  ['sd', '透明度', 'Transparency', 'm', '1.2'],
  ['codmn', '高锰酸盐指数', 'Permanganate index', 'mg/L', '3.4'],
]

/** What a person can try here, with the facts each asks for; the command line judges every subject. */
const FORMS: Readonly<Partial<Record<Subject, Form>>> = {
  'air-hour': { title: { zh: '小时空气质量指数', en: 'Hourly air quality index' }, fields: () => airFields('hour') },
  'air-day': { title: { zh: '日空气质量指数', en: 'Daily air quality index' }, fields: () => airFields('day') },
  water: { title: { zh: '地表水水质类别', en: 'Surface-water class' }, fields: waterFields },
  groundwater: { title: { zh: '地下水质量类别', en: 'Groundwater class' }, fields: groundwaterFields },
  tli: {
    title: { zh: '湖库营养状态', en: 'Trophic state of lakes' },
    fields: () => TROPHIC.map(([key, zh, en, unit, example]) => plain({ key, words: { zh, en }, unit, example })),
  },
}

const familyOf = (subject: Subject) => FAMILY_OF[subject]

/** Every form with the editions that can judge it, oldest first. */
export const trialSubjects = (): TrialSubject[] =>
  (Object.entries(FORMS) as [Subject, Form][]).map(([id, form]) => ({
    id,
    title: form.title,
    family: familyOf(id),
    editions: editionsOf(familyOf(id)).map((entry) => entry.id),
    fields: form.fields(),
  }))

const isTrial = (subject: string): subject is Subject => Object.hasOwn(FORMS, subject)

const unknown = (subject: string): Refusal =>
  refuse('standards.unknown-subject', `不能试算“${subject}” | Cannot try “${subject}”`)

function wireOf(verdict: Verdict): TrialVerdict {
  const explanation = explain(verdict)
  const { value } = explanation
  const headline = (text: string): string => (value === undefined ? text : `${text}：${value}`)
  return {
    edition: verdict.edition,
    judged: verdict.judged,
    why: verdict.why ? { zh: verdict.why.zh, en: verdict.why.en } : null,
    headline: { zh: headline(explanation.zh), en: headline(explanation.en) },
    colour: verdict.colour,
    sureness: verdict.sureness,
    findings: verdict.findings.map(({ zh, en }) => ({ zh, en })),
    explanation,
  }
}

/** Judges by a named edition, or by the one in force at the instant. */
export function tryFacts(
  subject: string,
  facts: Facts,
  choice: { at?: number | undefined; edition?: string | undefined; now: number },
): TrialVerdict | Refusal {
  if (!isTrial(subject)) return unknown(subject)
  const options = choice.edition === undefined ? { at: choice.at ?? choice.now } : { edition: choice.edition }
  const verdict = evaluate(subject, facts, options)
  return isRefusal(verdict) ? verdict : wireOf(verdict)
}

/** The same facts under two editions and what differs: verdict, items, and limits of the items judged. */
export function compareFacts(subject: string, facts: Facts, editions: { a: string; b: string }) {
  if (!isTrial(subject)) return unknown(subject)
  const compared = compareEditions(subject, facts, editions.a, editions.b)
  if (isRefusal(compared)) return compared
  const differences = [...compared.verdict, ...compared.items, ...compared.limits]
  return {
    a: wireOf(compared.a),
    b: wireOf(compared.b),
    differences: differences.map(({ where, field, a, b }) => {
      const text = where === field || where === '' ? field : `${where} · ${field}`
      return { what: { zh: text, en: text }, a, b }
    }),
  }
}
