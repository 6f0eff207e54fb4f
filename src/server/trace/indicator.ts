// A value of a plan's indicator: its formula with numbers, every day or section it looked at, and the obligations it serves.

import { formatRef } from '#contract/trace-ref.ts'
import type { Bilingual } from '#contract/wire.ts'
import { INDICATOR_STATUS_WORDS } from '#domain/indicators/status-words.ts'
import { judgeTarget } from '#domain/indicators/target.ts'
import type { IndicatorBody, IndicatorInput } from '#domain/indicators/value-body.ts'
import type { Indicator } from '#domain/plans/pack.ts'
import { obligationsServing, type PlanModel } from '#domain/plans/plan-model.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { unitOf } from './average-rows.ts'
import {
  type Ask,
  both,
  clock,
  emptyNode,
  fact,
  facts,
  instantOf,
  linkTo,
  notFound,
  partOf,
  periodText,
  type TraceLink,
  type TraceNode,
} from './node.ts'
import { obligationLink } from './plan-links.ts'
import { siteNames } from './sites.ts'
import { itemWords, joined } from './words.ts'

type Row = {
  knownFrom: number
  knownUntil: number
  value: string | null
  assessed: string | null
  completeness: string | null
  status: string
  isDemo: boolean
  inputsHash: string
  body: IndicatorBody
}
type Key = { planId: string; id: string; period: string; at: number; basis: string }

/** `indicator/<plan>/<indicator>/<period>/<ms>/<basis>` */
export async function readIndicator(ask: Ask): Promise<TraceNode | Refusal> {
  const { db, ref } = ask
  const key: Key = {
    planId: partOf(ask, 0),
    id: partOf(ask, 1),
    period: partOf(ask, 2),
    at: Number(partOf(ask, 3)),
    basis: partOf(ask, 4),
  }
  const model = await findPlan(db, key.planId)
  if (isRefusal(model)) return notFound(ref, '没有这份规划', 'There is no such plan')
  const indicator = model.indicators.get(key.id)
  if (indicator === undefined) return notFound(ref, '规划没有这项指标', 'The plan has no such indicator')
  const versions = await findVersions(db, key)
  const row = versions.at(-1)
  if (row === undefined) return notFound(ref, '没有这个指标值', 'There is no such value of the indicator')
  const inputs = row.body.inputs ?? []
  return {
    ...emptyNode(ref, 'indicator', { zh: indicator.nameZh, en: indicator.nameEn }),
    value: row.value,
    unit: indicator.unit,
    at: key.at,
    state: row.isDemo ? 'demo' : 'live',
    sureness: row.body.sureness,
    facts: factsOf(key, indicator, row),
    explanation: row.body.steps,
    revisions: versions.length > 1 ? revisionsOf(versions) : [],
    ...(await inputsOf(db, inputs, ask)),
    up: linksUp(model, indicator),
  }
}

/** Versions of one value, oldest first; the inputs of the newest alone are read. */
const findVersions = (db: Database, { planId, id, period, at, basis }: Key): Promise<Row[]> =>
  db.query<Row>(
    `select v.known_from as "knownFrom", v.known_until as "knownUntil", v.value, v.assessed, v.completeness, v.status,
            v.is_demo as "isDemo", v.inputs_hash as "inputsHash",
            case when v.known_until = 'infinity' then v.body else v.body - 'inputs' end as body
       from indicator_value as v
      where v.plan_id = $1 and v.indicator_id = $2 and v.period = $3 and v.at = $4 and v.basis = $5
      order by v.known_from`,
    [planId, id, period, timestamptz(at), basis],
  )

const STATUS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(INDICATOR_STATUS_WORDS).map(([status, { zh, en }]) => [status, `${zh} · ${en}`]),
)

function factsOf({ period, at, basis }: Key, indicator: Indicator, row: Row): TraceNode['facts'] {
  const { numerator, denominator, editions, why } = row.body
  const counted =
    denominator === null ? null : numerator === null ? String(denominator) : `${numerator} / ${denominator}`
  return [
    ...facts(
      ['时段', 'Period', periodText(period, at)],
      ['状态', 'Status', STATUS[row.status] ?? row.status],
      ['说明', 'Note', why?.zh],
      ['计入 / 有效', 'Counted / valid', counted],
      ['参评值', 'Assessed value', row.assessed === row.value ? null : row.assessed],
      [
        '完整率',
        'Completeness',
        row.completeness === null ? null : `${Math.floor(Number(row.completeness) * 1000) / 10} %`,
      ],
      ['口径', 'Basis', basis === 'in-force' ? '按监测日期适用的版本' : basis],
      ['版本', 'Editions', (editions ?? []).join('、')],
      ['数据来源', 'Source', row.body.report?.source],
      ['填报人', 'Reported by', row.body.report?.author],
      ['算得于', 'Computed at', clock(row.knownFrom)],
      ['输入摘要', 'Digest of the inputs', row.inputsHash.slice(0, 16)],
    ),
    ...noticeFacts(row),
    ...targetFacts(indicator, row),
  ]
}

/** The target of the city it was judged by, with its document. */
function noticeFacts({ body: { cityTarget } }: Row): TraceNode['facts'] {
  if (!cityTarget) return []
  const { comparator, value, document } = cityTarget
  return [fact('市下达目标', 'Target of the city', `${comparator} ${value}（${document}）`)]
}

/** Each wording of the target with what this value makes of it. */
function targetFacts(indicator: Indicator, row: Row): TraceNode['facts'] {
  const assessed = row.assessed ?? row.value
  const judged = row.status === 'cannot-judge' || assessed === null ? null : Number(assessed)
  return indicator.readings.map((reading) => {
    const status = judgeTarget(judged, { ...reading, setBy: indicator.target.setBy })
    return fact(
      `目标（${reading.sourceZh}）`,
      `Target (${reading.sourceEn})`,
      `${reading.text}：${STATUS[status] ?? status}`,
    )
  })
}

const revisionsOf = (versions: readonly Row[]): TraceNode['revisions'] =>
  versions
    .map((row, n) => ({
      value: row.value,
      flag: null,
      knownFrom: instantOf(row.knownFrom),
      knownUntil: instantOf(row.knownUntil),
      reason: n === 0 ? 'first' : 're-evaluated',
      author: '',
    }))
    .reverse()

/** One page of the inputs; only those that are stored have a door. */
async function inputsOf(
  db: Database,
  all: readonly IndicatorInput[],
  ask: Ask,
): Promise<Pick<TraceNode, 'down' | 'downTotal'>> {
  const wanted = all.filter(({ counted }) => ask.only === 'all' || counted === (ask.only === 'counted'))
  const shown = wanted.slice((ask.page - 1) * ask.pageSize, ask.page * ask.pageSize)
  const [names, stored] = await Promise.all([
    siteNames(db, [...new Set(all.map(({ site }) => site))]),
    storedRefs(db, shown),
  ])
  return { down: shown.map((input) => inputLink(input, names, stored)), downTotal: wanted.length }
}

function inputLink(
  input: IndicatorInput,
  names: ReadonlyMap<string, Bilingual>,
  stored: ReadonlySet<string>,
): TraceLink {
  const { site, at, counted, value = null, why } = input
  const isVerdict = 'subject' in input
  const time = both(periodText(isVerdict ? periodOfSubject(input.subject) : input.period, at))
  const what = isVerdict ? both(input.edition) : itemWords(input.item)
  const ref = refOf(input)
  return linkTo(
    isVerdict ? 'verdict' : 'average',
    // Inputs of one place differ by their day, those of many by their place.
    names.size > 1 ? joined(' · ', names.get(site) ?? both(site), time) : joined(' · ', time, what),
    {
      ref: stored.has(ref) ? ref : null,
      value,
      unit: isVerdict ? null : unitOf(input.item),
      counted,
      note: why ? { zh: why.zh, en: why.en } : hitNote(input),
    },
  )
}

const periodOfSubject = (subject: string): string => subject.slice(subject.indexOf('-') + 1)

const refOf = (input: IndicatorInput): string =>
  'subject' in input
    ? formatRef('verdict', input.site, input.subject, input.at, input.edition)
    : formatRef('average', input.site, input.period, input.at, input.item)

/** References of those inputs that are in the store: a day without data was never judged. */
async function storedRefs(db: Database, inputs: readonly IndicatorInput[]): Promise<ReadonlySet<string>> {
  const verdicts = inputs.flatMap((input) => ('subject' in input ? [input] : []))
  const averages = inputs.flatMap((input) => ('subject' in input ? [] : [input]))
  const [judged, averaged] = await Promise.all([
    db.query<{ n: number }>(
      `select k.n::int - 1 as n
         from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[]) with ordinality as k (code, subject, at, edition, n)
         join site as s on s.code = k.code
        where exists (select 1 from verdict as v where v.site_id = s.id and v.subject = k.subject and v.at = k.at and v.edition = k.edition)`,
      [
        verdicts.map(({ site }) => site),
        verdicts.map(({ subject }) => subject),
        verdicts.map(({ at }) => timestamptz(at)),
        verdicts.map(({ edition }) => edition),
      ],
    ),
    db.query<{ n: number }>(
      `select k.n::int - 1 as n
         from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[]) with ordinality as k (code, period, at, item, n)
         join site as s on s.code = k.code
        where exists (select 1 from average as a where a.site_id = s.id and a.period = k.period and a.at = k.at and a.items ? k.item)`,
      [
        averages.map(({ site }) => site),
        averages.map(({ period }) => period),
        averages.map(({ at }) => timestamptz(at)),
        averages.map(({ item }) => item),
      ],
    ),
  ])
  const found = [...judged.map(({ n }) => verdicts[n]), ...averaged.map(({ n }) => averages[n])]
  return new Set(found.flatMap((input) => (input === undefined ? [] : [refOf(input)])))
}

function hitNote({ hit }: IndicatorInput): TraceLink['note'] {
  if (hit === undefined) return null
  return hit
    ? { zh: '计入分子', en: 'counts in the numerator' }
    : { zh: '只计入分母', en: 'counts in the denominator only' }
}

function linksUp(model: PlanModel, indicator: Indicator): TraceLink[] {
  const planId = model.pack.about.id
  const served = obligationsServing(model, indicator).map((placed) => obligationLink(planId, placed))
  const suggested = indicator.suggestedMeasures.flatMap((id) => {
    const node = model.nodes.get(id)
    if (node === undefined) return []
    return [
      linkTo(
        'measure',
        { zh: node.titleZh, en: node.titleEn },
        {
          ref: formatRef('measure', planId, id),
          note: { zh: '编者建议的挂接，非原文', en: 'linked by the editors, not by the plan' },
        },
      ),
    ]
  })
  return [...served, ...suggested]
}
