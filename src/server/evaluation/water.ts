// Samples, months and years of river sections and reservoirs: verdicts of each, and the means behind the longer ones.
import type { AverageItems } from '#domain/monitoring/average-items.ts'
import { factsOfMeans, waterMonthMeans, waterYearMeans } from '#domain/monitoring/water-means.ts'
import { editionFor, editionsOf } from '#domain/standards/editions.ts'
import { evaluate } from '#domain/standards/evaluate.ts'
import type { Facts } from '#domain/standards/verdict.ts'
import { isRefusal } from '#kit/refusal.ts'
import { DAY_MS, endOf, startOf } from '#kit/time.ts'
import { contentHash, verdictHash } from '#platform/content-hash.ts'
import { timestamptz } from '#platform/database.ts'
import type { SiteDay } from './air-days.ts'
import { periodsOf } from './air-periods.ts'
import { type EvaluatedSite, type Message, messagesIn } from './sources.ts'
import { replaceAverages, replaceVerdicts, type Step, type StoredAverage, type StoredVerdict } from './versions.ts'

export type WaterSite = Pick<EvaluatedSite, 'id' | 'kind' | 'waterType'>
type Sites = ReadonlyMap<number, WaterSite>

const FIRST = editionsOf('surface-water')[0]?.id ?? ''
export const waterEditionOn = (at: number): string => editionFor('surface-water', at)?.id ?? FIRST

const typeOf = ({ waterType, kind }: WaterSite): string => waterType ?? (kind === 'reservoir' ? 'lake' : 'river')

function waterVerdict(site: WaterSite, subject: StoredVerdict['subject'], { at, facts }: { at: number; facts: Facts }) {
  const edition = waterEditionOn(at)
  const body = evaluate('water', { ...facts, type: typeOf(site) }, { edition })
  if (isRefusal(body)) throw new Error(body.because)
  const inForce = editionFor('surface-water', at)?.id === edition
  // The subject is hashed as stored: a sample and a mean of equal values are two verdicts.
  const inputsHash = verdictHash({ ...body, subject })
  return { siteId: site.id, subject, at, inForce, inputsHash, body } satisfies StoredVerdict
}

/** The verdict of a month or year of a section from its means. */
export function meansVerdict(
  site: WaterSite,
  subject: 'water-month' | 'water-year',
  { at, items }: { at: number; items: AverageItems },
): StoredVerdict {
  // The saturation rule of oxygen belongs to a sample and its temperature, not to means of both.
  const { temperature: _, ...facts } = factsOfMeans(items)
  return waterVerdict(site, subject, { at, facts })
}

/** One message a moment: where a station sends a sample and an hour of the same time, the sample stands. */
function samplesOf(messages: readonly Message[]): Message[] {
  const byMoment = new Map<string, Message>()
  for (const message of messages) {
    const key = `${message.siteId} ${message.at}`
    if (message.kind === 'sample' || !byMoment.has(key)) byMoment.set(key, message)
  }
  return [...byMoment.values()]
}

/** Judges and stores the samples of these days, then the months and years they lie in; gives the number written. */
export async function storeWater(step: Step, days: readonly SiteDay[], sites: Sites): Promise<number> {
  if (days.length === 0) return 0
  const months = periodsOf(days, 'month')
  const spans = months.map(({ siteId, at }) => ({ siteId, from: at, until: endOf('month', at) }))
  const samples = samplesOf(await messagesIn(step.tx, spans)).filter(({ siteId }) => sites.has(siteId))
  const written = await storeSamples(step, days, { samples, sites })
  const means = months.flatMap(({ siteId, at }) => monthOf(siteId, at, samples))
  const monthCount = await storePeriods(step, { periods: months, rows: means, subject: 'water-month' }, sites)
  const years = periodsOf(days, 'year')
  const yearMeans = yearsOf(years, await monthsOfYears(step, years))
  const yearCount = await storePeriods(step, { periods: years, rows: yearMeans, subject: 'water-year' }, sites)
  return written + monthCount + yearCount
}

function storeSamples(
  step: Step,
  days: readonly SiteDay[],
  { samples, sites }: { samples: readonly Message[]; sites: Sites },
): Promise<number> {
  const wanted = new Set(days.map(({ siteId, day }) => `${siteId} ${day}`))
  const rows = samples.flatMap(({ siteId, at, values }) => {
    const site = sites.get(siteId)
    if (!site || !wanted.has(`${siteId} ${startOf('day', at)}`)) return []
    return [waterVerdict(site, 'water-sample', { at, facts: values })]
  })
  const scopes = days.map(({ siteId, day }) => ({ siteId, name: 'water-sample', from: day, until: day + DAY_MS }))
  return replaceVerdicts(step, scopes, rows)
}

function monthOf(siteId: number, at: number, samples: readonly Message[]): StoredAverage[] {
  const until = endOf('month', at)
  const own = samples.filter((sample) => sample.siteId === siteId && sample.at >= at && sample.at < until)
  if (own.length === 0) return []
  const values = own.map((sample) => sample.values)
  return [{ siteId, period: 'month', at, items: waterMonthMeans(values), inputsHash: contentHash(values) }]
}

type StoredMonth = { siteId: number; at: number; items: AverageItems; hash: string }

const monthsOfYears = ({ tx }: Step, years: readonly { siteId: number; at: number }[]): Promise<StoredMonth[]> =>
  tx.query<StoredMonth>(
    `select a.site_id as "siteId", a.at, a.items, a.inputs_hash as hash
       from unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) as k (site_id, from_at, until_at)
       join average as a on a.site_id = k.site_id and a.period = 'month' and a.at >= k.from_at and a.at < k.until_at
      where a.known_until = 'infinity'
      order by a.site_id, a.at`,
    [
      years.map(({ siteId }) => siteId),
      years.map(({ at }) => timestamptz(at)),
      years.map(({ at }) => timestamptz(endOf('year', at))),
    ],
  )

function yearsOf(years: readonly { siteId: number; at: number }[], months: readonly StoredMonth[]): StoredAverage[] {
  return years.flatMap(({ siteId, at }): StoredAverage[] => {
    const own = months.filter((month) => month.siteId === siteId && month.at >= at && month.at < endOf('year', at))
    if (own.length === 0) return []
    const items = waterYearMeans(own.map((month) => month.items))
    return [{ siteId, period: 'year', at, items, inputsHash: contentHash(own.map(({ hash }) => hash)) }]
  })
}

type Periods = {
  periods: readonly { siteId: number; period: 'month' | 'year'; at: number }[]
  rows: readonly StoredAverage[]
  subject: 'water-month' | 'water-year'
}

async function storePeriods(step: Step, { periods, rows, subject }: Periods, sites: Sites): Promise<number> {
  const scopes = (name: string) =>
    periods.map(({ siteId, period, at }) => ({ siteId, name: name || period, from: at, until: at + 1 }))
  const averages = await replaceAverages(step, scopes(''), rows)
  const verdicts = rows.flatMap(({ siteId, at, items }) => {
    const site = sites.get(siteId)
    return site ? [meansVerdict(site, subject, { at, items })] : []
  })
  return averages + (await replaceVerdicts(step, scopes(subject), verdicts))
}
