// The explanation of a water class: each item against its limits, the worst of them, the indicators named.
import { compareDecimals, getDecimal } from '#kit/rational.ts'
import type { SurfaceWaterEdition, WaterLimit } from './catalog/gb3838-2002.ts'
import { SWQ_2011 } from './catalog/swq-eval-2011.ts'
import { getRule } from './edition.ts'
import { editionOf } from './editions.ts'
import { findingStep, ruleStep } from './explain-air.ts'
import { sourceLimitOf } from './source-water.ts'
import type { Explanation, WaterItem, WaterType, WaterVerdict } from './verdict.ts'
import { limitsFor, waterClass } from './water-limits.ts'

/** The comparison that decides a grade, with its figures. */
function comparison(limit: WaterLimit, type: WaterType, item: WaterItem): string | undefined {
  const used = item.used ?? item.value ?? ''
  if (item.grade === null) return undefined
  if (limit.range) return `${limit.range[0]} ≤ ${used} ≤ ${limit.range[1]}${item.grade === 1 ? '' : ' ✗'}`
  const figures = limitsFor(limit, type)
  if (!figures) return undefined
  const [meets, fails] = limit.atLeast ? ['≥', '<'] : ['≤', '>']
  const worse = item.grade > 1 ? `${used} ${fails} ${figures[item.grade - 2]}（${waterClass(item.grade - 1)}）` : ''
  const better = item.grade < 6 ? `${used} ${meets} ${figures[item.grade - 1]}（${waterClass(item.grade)}）` : ''
  return [worse, better].filter((part) => part !== '').join('，')
}

/** Whether class Ⅰ rests on the saturation and not on the concentration. */
function restsOnSaturation(limit: WaterLimit, item: WaterItem): boolean {
  if (item.saturation === undefined || item.grade !== 1 || item.value === null || !limit.atLeast) return false
  return compareDecimals(getDecimal(item.value), getDecimal(limit.atLeast[0])) < 0
}

function saturationStep(edition: SurfaceWaterEdition, verdict: WaterVerdict, item: WaterItem): Explanation {
  const temperature = verdict.inputs.temperature ?? ''
  return ruleStep(edition, getRule(edition, 'oxygen-saturation'), {
    value: `${item.saturation} %`,
    formula: `${item.value} ÷ (468 ÷ (31.6 + ${temperature})) × 100 = ${item.saturation} %`,
  })
}

function inputStep(item: WaterItem): Explanation {
  return { zh: `测得值（${item.unit}）`, en: `Value (${item.unit})`, value: item.value ?? '—', children: [] }
}

function itemStep(edition: SurfaceWaterEdition, verdict: WaterVerdict, item: WaterItem): Explanation {
  const limit = edition.limits.find((candidate) => candidate.item === item.key)
  if (!limit) return sourceStep(edition, item)
  const children = [inputStep(item)]
  if (item.used !== undefined) {
    children.push(
      ruleStep(edition, getRule(edition, 'below-detection'), {
        value: item.used,
        formula: `${item.value} ⇒ ${item.used}`,
      }),
    )
  }
  if (item.saturation !== undefined) children.push(saturationStep(edition, verdict, item))
  if (item.key === 'tn') children.push(ruleStep(edition, getRule(edition, 'total-nitrogen')))
  if (item.multiple !== undefined) {
    const third = limitsFor(limit, verdict.type)?.[2]
    const used = item.used ?? item.value
    children.push(
      ruleStep(SWQ_2011, getRule(SWQ_2011, 'main-indicators'), {
        value: item.multiple,
        formula: `(${used} − ${third}) ÷ ${third} = ${item.multiple}`,
      }),
    )
  }
  const formula = restsOnSaturation(limit, item) ? `${item.saturation} % ≥ 90 %` : comparison(limit, verdict.type, item)
  const aside = item.counts || item.grade === null ? '' : '（不参与评价）'
  return {
    zh: `${limit.zh}：${item.class ?? statusText(item)}${aside}`,
    en: `${limit.en}: ${item.class ?? item.status}`,
    value: item.class ?? '—',
    ...(formula === undefined ? {} : { formula }),
    clause: item.clause,
    edition: edition.id,
    sureness: limit.sureness,
    children,
  }
}

function statusText(item: WaterItem): string {
  if (item.status === 'missing') return '缺测'
  if (item.status === 'not-monitored') return '未监测'
  if (item.status === 'rejected') return '无效，按缺测处理'
  return '无分类限值'
}

function sourceStep(edition: SurfaceWaterEdition, item: WaterItem): Explanation {
  const limit = sourceLimitOf(edition, item.key)
  const word =
    item.meets === undefined
      ? { zh: statusText(item), en: item.status }
      : item.meets
        ? { zh: '符合', en: 'kept' }
        : { zh: '超过', en: 'exceeded' }
  return {
    zh: `${limit?.zh ?? item.key}：${word.zh}水源地限值`,
    en: `${limit?.en ?? item.key}: limit of drinking-water sources ${word.en}`,
    value: item.value ?? '—',
    ...(limit && item.meets !== undefined
      ? { formula: `${item.used ?? item.value} ${item.meets ? '≤' : '>'} ${limit.atMost}` }
      : {}),
    clause: item.clause,
    edition: edition.id,
    children: [inputStep(item)],
  }
}

function conclusionSteps(edition: SurfaceWaterEdition, verdict: WaterVerdict): Explanation[] {
  const counted = verdict.items.filter((item) => item.counts)
  const formula = `max(${counted.map((item) => item.class).join(', ')}) = ${verdict.class}`
  const steps = [
    ruleStep(edition, getRule(edition, 'single-factor'), { value: verdict.class ?? '—', formula }),
    ruleStep(SWQ_2011, getRule(SWQ_2011, 'quality'), { value: verdict.quality ?? '—' }),
  ]
  if (verdict.main.length === 0) return steps
  const named = verdict.main.map(({ key, multiple }) => {
    const name = edition.limits.find((limit) => limit.item === key)?.zh ?? key
    return multiple === undefined ? name : `${name}(${multiple})`
  })
  return [...steps, ruleStep(SWQ_2011, getRule(SWQ_2011, 'main-indicators'), { value: named.join('、') })]
}

/** Explains a water class. */
export function explainWater(verdict: WaterVerdict): Explanation {
  const edition = editionOf('surface-water', verdict.edition)
  if (!edition) throw new Error(`Cannot explain as the catalogue must hold ${verdict.edition}`)
  const type = verdict.type === 'lake' ? { zh: '湖库', en: 'lake or reservoir' } : { zh: '河流', en: 'river' }
  const children = verdict.items.map((item) => itemStep(edition, verdict, item))
  children.push(...verdict.findings.map(findingStep))
  children.push(
    ...(verdict.judged ? conclusionSteps(edition, verdict) : [ruleStep(edition, getRule(edition, 'core-items'))]),
  )
  const head = verdict.judged
    ? { zh: `${verdict.class}类（${type.zh}）`, en: `Class ${verdict.class} (${type.en})`, value: verdict.class ?? '—' }
    : { zh: verdict.why?.zh ?? '', en: verdict.why?.en ?? '' }
  return { ...head, clause: edition.code, edition: edition.id, sureness: verdict.sureness, children }
}
