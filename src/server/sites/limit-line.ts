// The limit a chart draws: the one in force for the data it shows, with its clause.
import type { ReplyOf } from '#contract/route.ts'
import type { ReadingKind, readSeries } from '#contract/sites.ts'
import { findFactor } from '#domain/monitoring/factors.ts'
import { ambientLimit } from '#domain/standards/ambient-air.ts'
import { WATER_CLASSES } from '#domain/standards/catalog/swq-eval-2011.ts'
import { editionFor } from '#domain/standards/editions.ts'
import { limitsFor } from '#domain/standards/water-limits.ts'
import type { EpochMs } from '#kit/time.ts'
import type { SiteRecord } from './site-rows.ts'

type LimitLine = ReplyOf<typeof readSeries>['series'][number]['limit']

/** The class sections without a target of their own are counted by. */
const CLASS_THREE = 'Ⅲ'
const CLASS_NAMES: readonly string[] = WATER_CLASSES

/** Null where no limit holds for values of this kind: a limit of a day says nothing of an hour, none of an instant. */
export function limitLine(site: SiteRecord, factorCode: string, asked: { kind: ReadingKind; at: EpochMs }): LimitLine {
  const item = findFactor(factorCode)?.item
  if (item === undefined) return null
  if (site.kind === 'air' || site.kind === 'district') return airLimit(item, asked)
  return site.kind === 'section' || site.kind === 'reservoir' ? waterLimit(site, item, asked) : null
}

const PERIOD = { hour: { zh: '1 小时', en: '1 h' }, day: { zh: '24 小时', en: '24 h' } }

function airLimit(item: string, { kind, at }: { kind: ReadingKind; at: EpochMs }): LimitLine {
  if (kind !== 'hour' && kind !== 'day') return null
  const limit = ambientLimit(item, kind, at)
  const edition = editionFor('ambient-air', at)
  if (!limit || !edition) return null
  const { source, grade2, unit } = limit
  return {
    value: grade2,
    text: {
      zh: `${source} 二级 ${grade2} ${unit}（${PERIOD[kind].zh}）`,
      en: `${source} grade two ${grade2} ${unit} (${PERIOD[kind].en})`,
    },
    edition: edition.id,
  }
}

function waterLimit(site: SiteRecord, item: string, { kind, at }: { kind: ReadingKind; at: EpochMs }): LimitLine {
  if (kind === 'realtime' || kind === 'minute') return null
  const edition = editionFor('surface-water', at)
  const limit = edition?.limits.find((one) => one.item === item && one.reference !== true)
  const target = site.targetClass ?? CLASS_THREE
  const value = limit && limitsFor(limit, site.waterType ?? 'river')?.[CLASS_NAMES.indexOf(target)]
  if (!edition || !limit || value === undefined) return null
  const sign = limit.atLeast ? '≥' : '≤'
  const assumed = site.targetClass === null ? { zh: '（未设目标，按Ⅲ类）', en: ' (no target set)' } : { zh: '', en: '' }
  return {
    value,
    text: {
      zh: `${limit.source} ${target}类 ${sign} ${value} ${limit.unit}${assumed.zh}`,
      en: `${limit.source} class ${target} ${sign} ${value} ${limit.unit}${assumed.en}`,
    },
    edition: edition.id,
  }
}
