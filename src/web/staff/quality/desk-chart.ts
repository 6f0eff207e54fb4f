// The chart of the review desk: raw and standing values, what does not count, neighbours, the chosen span.
import { STATE_MEANINGS } from '#domain/quality/flag-vocabulary.ts'
import { beijingDateTime, HOUR_MS } from '#kit/time.ts'
import type { ChartOption } from '#web/chart/chart.tsx'
import type { Say } from '#web/ui/say.ts'
import type { Desk } from './queries.ts'
import { QUALITY_WORDS as W } from './words.ts'

const BEIJING_MS = 8 * HOUR_MS
/** The axis knows no zone but UTC, so instants are moved to where their Beijing clock reads right. */
export const shifted = (at: number): number => at + BEIJING_MS
export const unshifted = (x: number): number => x - BEIJING_MS

const RAW = '#767c85'
const STANDING = '#0b5c7a'
const NEIGHBOURS = ['#8a4b08', '#4a5f1e', '#6a3d7c']

/** Shape and colour of a value that is not simply good; the shape alone tells them apart in print. */
const MARKS = {
  suspect: { symbol: 'triangle', color: '#8a4b08' },
  out: { symbol: 'rect', color: '#a3242b' },
  corrected: { symbol: 'diamond', color: '#2f6b1e' },
} as const

export type Choice = { from: number; until: number } | undefined
type Input = { desk: Desk; cursor: number | undefined; choice: Choice; showNeighbours: boolean; say: Say }

export const markOf = ({ state, counts }: Desk['points'][number]): keyof typeof MARKS | undefined => {
  if (!counts) return 'out'
  if (state === 'suspect') return 'suspect'
  return state === 'corrected' || state === 'interpolated' ? 'corrected' : undefined
}

export function deskChart({ desk, cursor, choice, showNeighbours, say }: Input): ChartOption {
  const { points, unit } = desk
  const marked = (mark: keyof typeof MARKS) =>
    points.flatMap((point) =>
      markOf(point) === mark && (point.value ?? point.raw) !== null
        ? [[shifted(point.at), point.value ?? point.raw]]
        : [],
    )
  return {
    useUTC: true,
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 60, right: 16, top: 30, bottom: 64 },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      formatter: (hits: unknown) => tipText(hits, desk, say),
    },
    dataZoom: [
      { type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: 'shift' },
      {
        type: 'slider',
        bottom: 8,
        height: 22,
        labelFormatter: (x: number) => beijingDateTime(unshifted(x)).slice(5, 16),
      },
    ],
    xAxis: { type: 'time', axisLabel: { hideOverlap: true, color: '#595f69' } },
    yAxis: {
      type: 'value',
      scale: true,
      name: `${say(desk.factorName)} ${unit}`,
      nameTextStyle: { align: 'left', padding: [0, 0, 0, -44], color: '#1f2329', fontWeight: 600 },
      axisLabel: { color: '#595f69' },
      splitLine: { lineStyle: { color: '#e9ebef' } },
    },
    series: [
      line(
        say(W.raw),
        RAW,
        points.map(({ at, raw }) => [shifted(at), raw]),
        { width: 1, type: 'dotted' },
      ),
      {
        ...line(
          say(W.effective),
          STANDING,
          points.map(({ at, value, counts }) => [shifted(at), counts ? value : null]),
          {
            width: 1.8,
            type: 'solid',
          },
        ),
        showSymbol: points.length < 80,
        markArea: choice && {
          silent: true,
          itemStyle: { color: 'rgba(11, 92, 122, 0.13)' },
          data: [[{ xAxis: shifted(choice.from) }, { xAxis: shifted(choice.until) }]],
        },
        markLine:
          cursor === undefined
            ? undefined
            : {
                silent: true,
                symbol: 'none',
                label: { show: false },
                lineStyle: { color: '#1f2329', type: 'solid', width: 1 },
                data: [{ xAxis: shifted(cursor) }],
              },
      },
      ...(Object.keys(MARKS) as (keyof typeof MARKS)[]).map((mark) => ({
        type: 'scatter',
        name: mark,
        symbol: MARKS[mark].symbol,
        symbolSize: 8,
        itemStyle: { color: MARKS[mark].color },
        data: marked(mark),
        z: 4,
      })),
      ...(showNeighbours
        ? desk.neighbours.map(({ name, points: values }, n) =>
            line(
              name,
              NEIGHBOURS[n % NEIGHBOURS.length] ?? RAW,
              values.map(([at, value]) => [shifted(at), value]),
              {
                width: 1,
                type: 'dashed',
              },
            ),
          )
        : []),
    ],
  }
}

const line = (
  name: string,
  color: string,
  data: (number | null)[][],
  style: { width: number; type: 'solid' | 'dashed' | 'dotted' },
) => ({
  type: 'line',
  name,
  data,
  showSymbol: false,
  symbolSize: 5,
  connectNulls: false,
  lineStyle: { color, ...style },
  itemStyle: { color },
})

function tipText(hits: unknown, { points, unit }: Desk, say: Say): string {
  const first = (Array.isArray(hits) ? hits : [])[0] as { value?: readonly number[] } | undefined
  const x = first?.value?.[0]
  if (x === undefined) return ''
  const at = unshifted(x)
  const point = points.find((one) => one.at === at)
  const neighbours = (Array.isArray(hits) ? hits : []).flatMap(
    (hit: { seriesName?: string; value?: readonly unknown[] }) => {
      const isOwn = [say(W.raw), say(W.effective), ...Object.keys(MARKS)].includes(hit.seriesName ?? '')
      return isOwn ? [] : [`${hit.seriesName} ${hit.value?.[1] ?? '—'}`]
    },
  )
  const own = point
    ? [
        `${say(W.raw)} ${point.raw ?? '—'} ${unit} ${point.flag}`,
        `${say(W.effective)} ${point.value ?? '—'} ${unit} ${say(STATE_MEANINGS[point.state])}`,
      ]
    : []
  return [beijingDateTime(at).slice(0, 16), ...own, ...neighbours].join('\n')
}
