// The chart of an indicator's values with its target line, as an ECharts option.
import type { IndicatorValue } from '#contract/indicators.ts'
import { beijingDate } from '#kit/time.ts'
import type { ChartOption } from '#web/chart/chart.tsx'

type Run = {
  values: readonly IndicatorValue[]
  unit: string
  name: string
  target: { value: number; text: string } | undefined
}

const INK = '#0b5c7a'
const LIMIT = '#8a5a00'

/** A value that could not be judged stays a gap; points that miss the target are triangles. */
export function runChart({ values, unit, name, target }: Run): ChartOption {
  const labels = values.map((value) => beijingDate(value.at).slice(0, value.period === 'year' ? 4 : 7))
  return {
    animation: false,
    grid: { left: 8, right: 20, top: 34, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: labels },
    yAxis: {
      type: 'value',
      scale: true,
      ...reaching(target?.value),
      name: unit,
      nameTextStyle: { align: 'left' },
    },
    series: [
      {
        type: 'line',
        name,
        connectNulls: false,
        symbolSize: 9,
        lineStyle: { color: INK },
        itemStyle: { color: INK },
        data: values.map((value) => ({
          value: value.value === null ? null : Number(value.value),
          symbol: value.status === 'not-met' ? 'triangle' : 'circle',
        })),
        ...(target === undefined ? {} : { markLine: targetLine(target) }),
      },
    ],
  } as ChartOption
}

type Parts = {
  parts: readonly { name: string; value: string | null }[]
  unit: string
  name: string
  /** The district's own value, drawn as a line. */
  whole: { value: number; text: string } | undefined
}

/** Parts as bars lying down, the first on top; a part without a value has no bar. */
export const partsChart = ({ parts, unit, name, whole }: Parts): ChartOption => ({
  animation: false,
  grid: { left: 8, right: 40, top: 24, bottom: 26, containLabel: true },
  tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
  xAxis: { type: 'value', name: unit, nameLocation: 'middle', nameGap: 26, min: 0 },
  yAxis: { type: 'category', inverse: true, data: parts.map((part) => part.name) },
  series: [
    {
      type: 'bar',
      name,
      barMaxWidth: 16,
      itemStyle: { color: INK },
      label: { show: true, position: 'right', formatter: '{c}' },
      data: parts.map(({ value }) => (value === null ? '-' : Number(value))),
      ...(whole === undefined
        ? {}
        : {
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: LIMIT, type: 'dashed' },
              label: { formatter: whole.text, position: 'start', color: LIMIT },
              data: [{ xAxis: whole.value }],
            },
          }),
    },
  ],
})

/** The axis always reaches the target, so that its line is seen however far off the values are. */
const reaching = (target: number | undefined) =>
  target === undefined
    ? {}
    : {
        min: ({ min }: { min: number }) => Math.floor(Math.min(min, target)),
        max: ({ max }: { max: number }) => Math.ceil(Math.max(max, target)) + 1,
      }

function targetLine(target: { value: number; text: string }) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: LIMIT, type: 'dashed' },
    label: { formatter: target.text, position: 'insideEndTop', color: LIMIT },
    data: [{ yAxis: target.value }],
  }
}
