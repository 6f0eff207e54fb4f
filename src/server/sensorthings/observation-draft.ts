// An observation handed in, held against the datastream it is for before anything is stored.
import { SIGNS } from '#domain/quality/flag-vocabulary.ts'
import type { EntityBody } from '#domain/sensorthings/entity-body.ts'
import type { TimeSpan } from '#domain/sensorthings/expression.ts'
import { parseTimeSpan } from '#domain/sensorthings/times.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { startOf } from '#kit/time.ts'
import { type Entity, endOfReading } from './entity.ts'
import type { Extras } from './observation.ts'

export type ObservationDraft = Extras & {
  datastream: Entity
  at: number
  /** Undefined for an instant. */
  until: number | undefined
  value: unknown
  featureId: number
  /** HJ 212 flag; `N` where none was given. */
  flag: string
}

const bad = (zh: string, en: string): Refusal =>
  refuse('sensorthings.bad-entity', { zh, en: `Cannot take the observation as ${en}` })

const span = (value: unknown): TimeSpan | undefined => (typeof value === 'string' ? parseTimeSpan(value) : undefined)

type Place = { datastream: Entity; featureId: number; now: number }

/** Refuses what the place where its value would stand cannot hold. */
export function draftObservation(
  { properties }: EntityBody,
  { datastream, featureId, now }: Place,
): ObservationDraft | Refusal {
  const time = span(properties.phenomenonTime) ?? { from: now, until: now }
  const valid = span(properties.validTime)
  const quality = properties.resultQuality ?? null
  const draft: ObservationDraft = {
    datastream,
    featureId,
    at: time.from,
    until: time.until === time.from ? undefined : time.until,
    value: properties.result ?? null,
    resultTime: span(properties.resultTime)?.from ?? null,
    valid: valid ?? null,
    parameters: (properties.parameters as Record<string, unknown> | undefined) ?? null,
    quality,
    flag: flagOf(quality) ?? 'N',
  }
  return refuseReading(draft, properties.phenomenonTime !== undefined) ?? draft
}

/** `{"flag": "M"}`: a flag of HJ 212 that comes along with a value. */
function flagOf(quality: unknown): string | undefined {
  const flag = typeof quality === 'object' && quality !== null && 'flag' in quality ? quality.flag : undefined
  return typeof flag === 'string' && Object.hasOwn(SIGNS['hj212-2017'], flag) ? flag : undefined
}

/** What a reading of a site must be: a number, of a period its kind has. */
function refuseReading({ datastream, value, at, until }: ObservationDraft, hasTime: boolean): Refusal | undefined {
  const { source } = datastream
  if (source?.is !== 'series') return undefined
  if (typeof value !== 'number' && value !== null) {
    return bad('站点监测数据的 result 应为数值', 'the result of a site’s series must be a number or null')
  }
  const { kind } = source
  const isAligned = kind === 'hour' || kind === 'day' ? startOf(kind, at) === at : true
  if (!isAligned || (!hasTime && (kind === 'hour' || kind === 'day'))) {
    return bad(
      `phenomenonTime 应从整${kind === 'hour' ? '时' : '日'}开始（北京时间）`,
      `its phenomenonTime must begin with the ${kind}, Beijing time`,
    )
  }
  const isFitting = until === undefined || (endOfReading(kind, at) === until && until > at)
  return isFitting ? undefined : bad(`phenomenonTime 应为一个 ${kind} 时段`, `its phenomenonTime must be one ${kind}`)
}
