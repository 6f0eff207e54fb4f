// Hours and days of air stations: hour verdicts, day averages, day verdicts under every edition of the index.
import { DAY_ITEMS, dayAverage } from '#domain/monitoring/air-averages.ts'
import type { AverageItems } from '#domain/monitoring/average-items.ts'
import { editionFor, editionsOf } from '#domain/standards/editions.ts'
import { evaluate } from '#domain/standards/evaluate.ts'
import type { AirSubject, Facts } from '#domain/standards/verdict.ts'
import { isRefusal } from '#kit/refusal.ts'
import { DAY_MS, HOUR_MS, startOf } from '#kit/time.ts'
import { contentHash, verdictHash } from '#platform/content-hash.ts'
import type { Message } from './sources.ts'
import {
  replaceAverages,
  replaceVerdicts,
  type Scope,
  type Step,
  type StoredAverage,
  type StoredVerdict,
} from './versions.ts'

export type SiteDay = { siteId: number; day: number }

const EDITIONS = editionsOf('aqi').map(({ id }) => id)
const FIRST = EDITIONS[0] ?? ''

/** The edition of the index an hour or day is judged by: the one in force, before the first of them the first. */
export const aqiEditionOn = (at: number): string => editionFor('aqi', at)?.id ?? FIRST
const isInForce = (edition: string, at: number): boolean => editionFor('aqi', at)?.id === edition

function airVerdict(
  subject: AirSubject,
  facts: Facts,
  key: { siteId: number; at: number; edition: string },
): StoredVerdict {
  const body = evaluate(subject, facts, { edition: key.edition })
  if (isRefusal(body)) throw new Error(body.because)
  const inForce = isInForce(key.edition, key.at)
  return { siteId: key.siteId, subject, at: key.at, inForce, inputsHash: verdictHash(body), body }
}

const HOUR_FACTS = { 'PM2.5': 'PM2.5', PM10: 'PM10', SO2: 'SO2', NO2: 'NO2', CO: 'CO', O3_1h: 'O3' } as const

function hourVerdict({ siteId, at, values }: Message): StoredVerdict {
  const facts = Object.fromEntries(Object.entries(HOUR_FACTS).map(([name, item]) => [name, values[item]]))
  return airVerdict('air-hour', facts, { siteId, at, edition: aqiEditionOn(at) })
}

/** The average of a day; its hash covers the hours that counted and what was made of them. */
export function dayAverageOf({ siteId, day }: SiteDay, hours: readonly Message[], now: number): StoredAverage {
  const byItem = (item: string): (string | undefined)[] => {
    const texts: (string | undefined)[] = Array.from({ length: 24 })
    for (const { at, values } of hours) texts[Math.floor((at - day) / HOUR_MS)] = values[item]
    return texts
  }
  const isOver = day + DAY_MS <= now
  const inputs: Record<string, (string | null)[]> = {}
  const items: Record<string, AverageItems[string]> = {}
  for (const item of DAY_ITEMS) {
    const texts = byItem(item === 'O3_8h' ? 'O3' : item)
    inputs[item] = texts.map((text) => text ?? null)
    items[item] = dayAverage(item, texts, { start: day, isOver })
  }
  return { siteId, period: 'day', at: day, items, inputsHash: contentHash({ inputs, items }) }
}

/** Verdicts of a day under every edition, from the items that are valid. */
export function dayVerdicts({ siteId, at, items }: StoredAverage): StoredVerdict[] {
  const facts: Record<string, string> = {}
  for (const item of DAY_ITEMS) {
    const average = items[item]
    if (average?.valid && average.value !== null) facts[item] = average.value
  }
  return EDITIONS.map((edition) => airVerdict('air-day', facts, { siteId, at, edition }))
}

/** All results of these days of air stations, from their hours; a day without any hour has none. */
export function judgeAirDays(
  days: readonly SiteDay[],
  messages: readonly Message[],
  now: number,
): { averages: StoredAverage[]; verdicts: StoredVerdict[] } {
  const hours = messages.filter(({ kind }) => kind === 'hour')
  const bySite = Map.groupBy(hours, ({ siteId, at }) => `${siteId} ${startOf('day', at)}`)
  const averages: StoredAverage[] = []
  const verdicts: StoredVerdict[] = []
  for (const day of days) {
    const own = bySite.get(`${day.siteId} ${day.day}`) ?? []
    if (own.length === 0) continue
    const average = dayAverageOf(day, own, now)
    averages.push(average)
    for (const hour of own) verdicts.push(hourVerdict(hour))
    verdicts.push(...dayVerdicts(average))
  }
  return { averages, verdicts }
}

const daysAs = (days: readonly SiteDay[], name: string): Scope[] =>
  days.map(({ siteId, day }) => ({ siteId, name, from: day, until: day + DAY_MS }))

/** Stores the results of days of air stations: what they had before and have no more is closed. */
export async function storeAirDays(
  step: Step,
  days: readonly SiteDay[],
  results: { averages: readonly StoredAverage[]; verdicts: readonly StoredVerdict[] },
): Promise<number> {
  const averages = await replaceAverages(step, daysAs(days, 'day'), results.averages)
  const scopes = [...daysAs(days, 'air-hour'), ...daysAs(days, 'air-day')]
  return averages + (await replaceVerdicts(step, scopes, results.verdicts))
}
