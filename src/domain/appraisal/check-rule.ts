// Whether a scoring rule is whole: what its source must say, and a curve that goes from nothing to everything.
import { fault, inside, type Place } from '#domain/plans/pack-shape.ts'
import { compareDecimals, getDecimal } from '#kit/rational.ts'
import type { Refusal } from '#kit/refusal.ts'
import { type ScoringRule, type SourceKind, TARGET } from './scheme.ts'

const NEEDS: Readonly<Record<SourceKind, readonly string[]>> = {
  indicator: ['indicator', 'of'],
  obligations: ['counts'],
  returns: [],
  evidence: [],
  cases: [],
  'self-report': ['asks', 'unit'],
  reviewer: ['asks', 'unit', 'least', 'most'],
}
const CURVE_NEEDS = { linear: ['zeroAt', 'fullAt'], steps: ['steps', 'otherwise'], met: ['missed'] } as const

export function checkRule({ source, curve, leastSample }: ScoringRule, place: Place): Refusal[] {
  const lacks = [
    ...lacking(source, NEEDS[source.from], inside(place, 'source')),
    ...lacking(curve, CURVE_NEEDS[curve.kind], inside(place, 'curve')),
  ]
  if (lacks.length > 0) return lacks
  const sample =
    leastSample !== undefined && leastSample < 1
      ? [fault('scheme-sample', inside(place, 'leastSample'), { zh: '最小样本数应至少为 1', en: 'must be at least 1' })]
      : []
  return [...sample, ...checkCurve({ source, curve }, place), ...checkBounds(source, inside(place, 'source'))]
}

const lacking = (value: object, needs: readonly string[], place: Place): Refusal[] =>
  needs
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => fault('wrong-shape', inside(place, key), { zh: '没有填写', en: 'must be present' }))

function checkBounds(source: ScoringRule['source'], place: Place): Refusal[] {
  if (source.from !== 'reviewer' || isBelow(source.least, source.most)) return []
  return [fault('scheme-bounds', inside(place, 'most'), { zh: '上限应大于下限', en: 'must be above the lower bound' })]
}

const isBelow = (a: string, b: string): boolean => compareDecimals(getDecimal(a), getDecimal(b)) < 0

function checkCurve({ source, curve }: Pick<ScoringRule, 'source' | 'curve'>, place: Place): Refusal[] {
  const here = inside(place, 'curve')
  const ofTarget = curve.kind === 'met' || (curve.kind === 'linear' && curve.fullAt === TARGET)
  if (ofTarget && source.from !== 'indicator') {
    return [
      fault('scheme-curve', here, {
        zh: '只有指标有目标值；请改用 linear 写明满分值，或 steps',
        en: 'only an indicator has a target: use linear with a figure, or steps',
      }),
    ]
  }
  if (
    curve.kind === 'linear' &&
    curve.fullAt !== TARGET &&
    !isBelow(curve.zeroAt, curve.fullAt) &&
    !isBelow(curve.fullAt, curve.zeroAt)
  ) {
    return [fault('scheme-curve', here, { zh: '零分值与满分值不应相同', en: 'zeroAt and fullAt must differ' })]
  }
  if (curve.kind === 'met') return checkPercent(curve.missed, inside(here, 'missed'))
  if (curve.kind !== 'steps') return []
  return [
    ...checkPercent(curve.otherwise, inside(here, 'otherwise')),
    ...curve.steps.flatMap((step, n) => {
      const at = inside(inside(here, 'steps'), n)
      const bounds = step.atLeast === undefined && step.atMost === undefined
      return [
        ...(bounds
          ? [fault('scheme-curve', at, { zh: '应写 atLeast 或 atMost', en: 'must have atLeast or atMost' })]
          : []),
        ...checkPercent(step.percent, inside(at, 'percent')),
      ]
    }),
  ]
}

const checkPercent = (percent: string, place: Place): Refusal[] =>
  compareDecimals(getDecimal(percent), getDecimal(100)) <= 0
    ? []
    : [fault('scheme-percent', place, { zh: '应为 0 至 100', en: 'must be from 0 to 100' })]
