// The course of several factors as panels one below the other: limits with their clause, gaps left open, flags marked.
import type { ReadingKind } from '#contract/sites.ts'
import { beijingDateTime, DAY_MS, type EpochMs, HOUR_MS } from '#kit/time.ts'
import type { ChartOption } from '#web/chart/chart.tsx'
import { flagWords } from '#web/ui/flag-words.ts'
import type { Say } from '#web/ui/say.ts'
import type { Series, Span } from './queries.ts'
import { SITE_WORDS as W } from './words.ts'

const BEIJING_MS = 8 * HOUR_MS
const PANEL = 132
const GAP = 46
const TOP = 28
const FOOT = 62
/** A limit this much above the highest value would flatten the course. */
const FARTHEST_LIMIT = 4
const COLOURS = ['#0b5c7a', '#8a4b08', '#4a5f1e', '#6a3d7c', '#8c1d40', '#2f4b8f', '#5f5a1e', '#1e5f55', '#3f3f46']

export const heightOfChart = (panels: number): number => TOP + panels * (PANEL + GAP) + FOOT

/** The axis knows no zone but UTC, so instants are moved to where their Beijing clock reads right. */
const shifted = (at: EpochMs): number => at + BEIJING_MS

export function isLimitDrawn({ points, limit }: Pick<Series, 'points' | 'limit'>): boolean {
  if (limit === null) return false
  const highest = points.reduce((top, [, value]) => Math.max(top, value ?? 0), 0)
  return limit.value <= highest * FARTHEST_LIMIT
}

/** `11-23 08:00–09:00`, `2020-04-03` or `11-23 08:10`. */
export function periodLabel(at: EpochMs, kind: ReadingKind): string {
  const text = beijingDateTime(at)
  if (kind === 'day') return text.slice(0, 10)
  if (kind === 'hour') return `${text.slice(0, 16)}–${beijingDateTime(at + HOUR_MS).slice(11, 16)}`
  return kind === 'realtime' ? text : text.slice(0, 16)
}

type Input = { series: readonly Series[]; span: Span; kind: ReadingKind; say: Say }

export function seriesChart({ series, span, kind, say }: Input): ChartOption {
  return {
    useUTC: true,
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: '#595f69', type: 'solid' } },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      formatter: (hits: unknown) => tipText(hits, { series, span, kind, say }),
    },
    dataZoom: [
      { type: 'inside', xAxisIndex: series.map((_, at) => at), zoomOnMouseWheel: 'ctrl' },
      {
        type: 'slider',
        xAxisIndex: series.map((_, at) => at),
        bottom: 8,
        height: 22,
        labelFormatter: (value: number) => beijingDateTime(value - BEIJING_MS).slice(5, 16),
      },
    ],
    grid: series.map((_, at) => ({ left: 56, right: 24, top: TOP + at * (PANEL + GAP), height: PANEL })),
    xAxis: series.map((_, at) => ({
      type: 'time',
      gridIndex: at,
      min: shifted(span.from),
      max: shifted(span.until),
      axisLabel: { show: at === series.length - 1, hideOverlap: true, color: '#595f69' },
      axisTick: { show: at === series.length - 1 },
    })),
    yAxis: series.flatMap((one, at) => [valueAxis(one, at, say), { gridIndex: at, min: 0, max: 1, show: false }]),
    series: series.flatMap((one, at) => [valueLine(one, at, say), flagMarks(one, at)]),
  }
}

function valueAxis(one: Series, at: number, say: Say) {
  const drawn = isLimitDrawn(one) ? one.limit?.value : undefined
  return {
    type: 'value',
    gridIndex: at,
    scale: drawn === undefined,
    max: drawn === undefined ? undefined : (range: { max: number }) => Math.max(range.max, drawn * 1.05),
    name: `${nameOf(one, say)} ${one.unit}`,
    nameTextStyle: { align: 'left', padding: [0, 0, 0, -44], color: '#1f2329', fontWeight: 600 },
    axisLabel: { color: '#595f69' },
    splitNumber: 3,
    splitLine: { lineStyle: { color: '#e9ebef' } },
  }
}

const nameOf = (one: Series, say: Say): string => (say.language === 'zh' ? one.nameZh : one.nameEn)

function valueLine(one: Series, at: number, say: Say) {
  const colour = COLOURS[at % COLOURS.length]
  const limit = isLimitDrawn(one) ? one.limit : null
  return {
    type: 'line',
    name: one.factor,
    xAxisIndex: at,
    yAxisIndex: at * 2,
    data: one.points.map(([time, value]) => [shifted(time), value]),
    connectNulls: false,
    showSymbol: one.points.length < 60,
    symbolSize: 5,
    lineStyle: { width: 1.6, color: colour },
    itemStyle: { color: colour },
    ...(limit === null
      ? {}
      : {
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: '#b3261e', type: 'dashed', width: 1.2 },
            label: { position: 'insideStartTop', color: '#8c1d18', formatter: `${say(limit.text)}` },
            data: [{ yAxis: limit.value }],
          },
        }),
  }
}

/** A flagged value has its letter at the foot of the panel, whether it has a value or leaves a gap. */
function flagMarks(one: Series, at: number) {
  return {
    type: 'scatter',
    name: `${one.factor} flag`,
    xAxisIndex: at,
    yAxisIndex: at * 2 + 1,
    symbolSize: 1,
    silent: true,
    tooltip: { show: false },
    data: one.points.flatMap(([time, , flag]) => (flag === 'N' || flag === '' ? [] : [[shifted(time), 0.05, flag]])),
    labelLayout: { hideOverlap: true },
    label: {
      show: true,
      color: '#7a4f00',
      fontSize: 11,
      formatter: ({ value }: { value: readonly unknown[] }) => String(value[2]),
    },
  }
}

function tipText(hits: unknown, { series, kind, say }: Input): string {
  const first = (Array.isArray(hits) ? hits : [])[0] as { value?: readonly number[] } | undefined
  const time = first?.value?.[0]
  if (time === undefined) return ''
  const at = time - BEIJING_MS
  const lines = series.flatMap((one) => {
    const point = nearest(one, at)
    if (point === undefined) return []
    const [, value, flag] = point
    const flagged = flag === 'N' || flag === '' ? '' : ` ${flag} ${say(flagWords(flag))}`
    return [`${nameOf(one, say)}  ${value ?? say(W.gap)}${value === null ? '' : ` ${one.unit}`}${flagged}`]
  })
  return [periodLabel(at, kind), ...lines].join('\n')
}

/** The point at the instant; thinned series keep different instants, so the nearest within a day will do. */
function nearest({ points }: Series, at: EpochMs): Series['points'][number] | undefined {
  let best: Series['points'][number] | undefined
  for (const point of points) {
    if (best === undefined || Math.abs(point[0] - at) < Math.abs(best[0] - at)) best = point
  }
  return best !== undefined && Math.abs(best[0] - at) <= DAY_MS ? best : undefined
}
