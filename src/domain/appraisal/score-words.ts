// Why an item earned what it earned, in words.
import type { Fact, KnownFact } from './fact.ts'
import {
  type Adjustment,
  type Bilingual,
  type Curve,
  type Scheme,
  type ScoringRule,
  type Source,
  TARGET,
  type Veto,
} from './scheme.ts'

export const tooFewInWords = (sample: number, least: number): Bilingual => ({
  zh: `只有 ${sample} 件，少于最小样本 ${least} 件，不计此项`,
  en: `only ${sample}, fewer than the least sample ${least}: the item does not apply`,
})

/** What the fact says and what it earned. `percent` and `weight` as they are printed. */
export function itemInWords(fact: Fact, { percent, weight }: { percent: string; weight: string }): Bilingual {
  if (fact.state !== 'known') {
    return { zh: `${fact.because.zh}，计 0 分`, en: `${fact.because.en}: 0 points` }
  }
  const target = fact.target === undefined ? EMPTY : { zh: `，目标 ${fact.target}`, en: `, target ${fact.target}` }
  return {
    zh: `${fact.words.zh}${target.zh}；得 ${weight} 分的 ${percent}%`,
    en: `${fact.words.en}${target.en}; earns ${percent}% of ${weight} points`,
  }
}
const EMPTY: Bilingual = { zh: '', en: '' }

export function adjustmentInWords({ each, cap, kind }: Adjustment, fact: Fact): Bilingual {
  if (fact.state !== 'known') return { zh: '没有记录', en: 'none on record' }
  const sign = kind === 'bonus' ? '+' : '−'
  return {
    zh: `${fact.value} 次，每次 ${sign}${each} 分，最多 ${cap} 分：${fact.words.zh}`,
    en: `${fact.value} times ${sign}${each} points, ${cap} at most: ${fact.words.en}`,
  }
}

export function vetoInWords({ name, effect }: Veto, fact: KnownFact): Bilingual {
  const then =
    effect.kind === 'zero'
      ? { zh: '总分记 0 分', en: 'the total is 0' }
      : { zh: `总分不高于 ${effect.points} 分`, en: `the total is not above ${effect.points}` }
  return { zh: `${name.zh}：${fact.words.zh}；${then.zh}`, en: `${name.en}: ${fact.words.en}; ${then.en}` }
}

/** A rule as a reader of the scheme needs it. */
export function ruleInWords({ source, curve, leastSample, whenMissing }: ScoringRule): Bilingual {
  const from = sourceInWords(source)
  const by = curveInWords(curve)
  const sample =
    leastSample === undefined
      ? EMPTY
      : { zh: `；少于 ${leastSample} 件不计此项`, en: `; does not apply below ${leastSample}` }
  const missing =
    whenMissing === 'zero'
      ? { zh: '；无数据计 0 分', en: '; without data 0 points' }
      : { zh: '；无数据不计此项', en: '; without data it does not apply' }
  return { zh: `${from.zh}；${by.zh}${sample.zh}${missing.zh}`, en: `${from.en}; ${by.en}${sample.en}${missing.en}` }
}

const COUNTED = {
  done: { zh: '已完成', en: 'done' },
  'on-track': { zh: '已完成或按期推进', en: 'done or on track' },
} as const

function sourceInWords(source: Source): Bilingual {
  switch (source.from) {
    case 'indicator':
      return source.of === 'everyone'
        ? { zh: `指标 ${source.indicator} 的年度值`, en: `the value of ${source.indicator} for the year` }
        : {
            zh: `指标 ${source.indicator} 的年度值（只考核承担关联任务的单位）`,
            en: `the value of ${source.indicator} for the year (units with an obligation linked to it)`,
          }
    case 'obligations': {
      const part = source.node === undefined ? EMPTY : { zh: `（${source.node}）`, en: ` (${source.node})` }
      const counted = COUNTED[source.counts]
      return {
        zh: `牵头任务${part.zh}中${counted.zh}的比例（%）`,
        en: `share of the obligations it leads${part.en} that are ${counted.en} (%)`,
      }
    }
    case 'returns':
      return { zh: '全年进展填报按时签发的比例（%）', en: 'share of its progress returns signed in time (%)' }
    case 'evidence':
      return {
        zh: '牵头任务佐证中审核通过的比例（%）',
        en: 'share of the reviewed evidence of its obligations that was accepted (%)',
      }
    case 'cases':
      return { zh: '未办结办件逾期的工作日合计', en: 'working days by which its open cases are overdue' }
    case 'self-report':
      return {
        zh: `单位自评：${source.asks.zh}（${source.unit.zh}）`,
        en: `reported by the unit: ${source.asks.en} (${source.unit.en})`,
      }
    case 'reviewer':
      return {
        zh: `考核组评定：${source.asks.zh}（${source.least}—${source.most} ${source.unit.zh}）`,
        en: `judged by a reviewer: ${source.asks.en} (${source.least} to ${source.most} ${source.unit.en})`,
      }
  }
}

function curveInWords(curve: Curve): Bilingual {
  if (curve.kind === 'met') {
    return { zh: `达标得满分，未达标得 ${curve.missed}%`, en: `all where the target is met, else ${curve.missed}%` }
  }
  if (curve.kind === 'linear') {
    const full =
      curve.fullAt === TARGET
        ? { zh: '达到目标值', en: 'at its target' }
        : { zh: `${curve.fullAt} `, en: `at ${curve.fullAt}` }
    return {
      zh: `${full.zh}得满分，${curve.zeroAt} 得 0 分，其间按直线`,
      en: `all ${full.en}, none at ${curve.zeroAt}, straight between`,
    }
  }
  const steps = curve.steps.map(({ atLeast, atMost, percent }) => {
    const bounds = [atLeast === undefined ? '' : `≥${atLeast}`, atMost === undefined ? '' : `≤${atMost}`]
      .join(' ')
      .trim()
    return `${bounds} → ${percent}%`
  })
  return { zh: `${steps.join('，')}，其余 ${curve.otherwise}%`, en: `${steps.join(', ')}, else ${curve.otherwise}%` }
}

/** How points are rounded, and what becomes of the weight of an item that does not apply. */
export function mannerInWords({
  decimals,
  full,
  notApplicable,
  leastApplicable,
}: Pick<Scheme, 'decimals' | 'full' | 'notApplicable' | 'leastApplicable'>): Bilingual {
  const spread =
    notApplicable === 'siblings'
      ? { zh: '同级其他项（均不适用时上移一级）', en: 'its siblings, or one level up where none of them applies' }
      : { zh: '其余全部各项', en: 'all other items' }
  const ranked =
    leastApplicable === undefined
      ? EMPTY
      : {
          zh: `适用权重不足 ${leastApplicable} 分的单位不排名。`,
          en: ` A unit to which less than ${leastApplicable} points apply is not ranked.`,
        }
  return {
    zh: `满分 ${full} 分；每项得分按 GB/T 8170 修约到 ${decimals} 位小数，总分为各项印出分值之和；不适用项的权重按比例分给${spread.zh}。${ranked.zh}`,
    en: `${full} points in all; each item is rounded to ${decimals} places by GB/T 8170 and totals add what is printed; the weight of an item that does not apply goes in proportion to ${spread.en}.${ranked.en}`,
  }
}
