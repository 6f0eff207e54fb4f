// The money of a project as it added up over time, a line a kind, as an ECharts option with its figures.
import { KIND_NAMES, MONEY_KINDS, type MoneyKind } from '#domain/projects/money.ts'
import { add, exactText, getDecimal, type Rational, toRational, wholeNumber } from '#kit/rational.ts'
import type { ChartOption } from '#web/chart/chart.tsx'
import type { Say } from '#web/ui/say.ts'
import type { ProjectDetail } from './queries.ts'

const COLOURS: Readonly<Record<MoneyKind, string>> = {
  budget: '#6b7280',
  plan: '#a08a3c',
  appropriation: '#0b5c7a',
  payment: '#b3261e',
  use: '#3f7d3a',
}
const DASHES: Readonly<Record<MoneyKind, string>> = {
  budget: 'dashed',
  plan: 'dotted',
  appropriation: 'solid',
  payment: 'solid',
  use: 'solid',
}

export type Run = { days: readonly string[]; kinds: readonly { kind: MoneyKind; sums: readonly string[] }[] }

/** Sums so far on every day on which something was entered, for the kinds that are there; exact, in 万元. */
export function runOf(money: ProjectDetail['money']): Run {
  const days = [...new Set(money.map(({ on }) => on))].toSorted()
  const kinds = MONEY_KINDS.filter((kind) => money.some((one) => one.kind === kind)).map((kind) => {
    let sum: Rational = wholeNumber(0)
    const sums = days.map((day) => {
      for (const one of money)
        if (one.kind === kind && one.on === day) sum = add(sum, toRational(getDecimal(one.amount)))
      return exactText(sum) ?? '0'
    })
    return { kind, sums }
  })
  return { days, kinds }
}

export const moneyChart = ({ days, kinds }: Run, say: Say): ChartOption =>
  ({
    animation: false,
    grid: { left: 8, right: 64, top: 34, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'time', axisLabel: { hideOverlap: true } },
    yAxis: { type: 'value', name: say({ zh: '万元', en: '10k yuan' }), nameTextStyle: { align: 'left' } },
    series: kinds.map(({ kind, sums }) => ({
      type: 'line',
      step: 'end',
      name: say(KIND_NAMES[kind]),
      symbolSize: 7,
      lineStyle: { color: COLOURS[kind], type: DASHES[kind] },
      itemStyle: { color: COLOURS[kind] },
      endLabel: { show: true, formatter: '{a}', color: COLOURS[kind] },
      labelLayout: { moveOverlap: 'shiftY' },
      data: sums.map((sum, n) => [days[n], Number(sum)]),
    })),
  }) as ChartOption

export const linesOf = ({ days, kinds }: Run, say: Say): string[][] => [
  [say({ zh: '日期', en: 'Date' }), ...kinds.map(({ kind }) => say(KIND_NAMES[kind]))],
  ...days.map((day, n) => [day, ...kinds.map(({ sums }) => sums[n] ?? '')]),
]
