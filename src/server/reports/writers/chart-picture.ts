// The chart of a document as a picture: SVG for print, PNG for programs that show no SVG.
import { Resvg } from '@resvg/resvg-js'
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Chart } from '#domain/documents/document.ts'
import { FONT, FONT_REGULAR } from './fonts.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer])

/** px; a page is as wide at 96 dots an inch. */
export const PICTURE = { width: 640, height: 260 }
const PNG_SCALE = 2.5
const LIMIT = '#b42318'
const COLOURS = ['#1f5fbf', '#5b8c00', '#8a5a00', '#6b4fbb', '#00707a']

/** A whole SVG document of `PICTURE`'s size. */
export function chartSvg(chart: Chart): string {
  const drawn = init(null, null, { renderer: 'svg', ssr: true, ...PICTURE })
  try {
    drawn.setOption(optionOf(chart))
    return drawn.renderToSVGString()
  } finally {
    drawn.dispose()
  }
}

/** The same as PNG, large enough to print. */
export function chartPng(svg: string): Buffer {
  const drawn = new Resvg(svg, {
    background: '#ffffff',
    font: { fontFiles: [FONT_REGULAR], loadSystemFonts: false, defaultFontFamily: FONT },
    fitTo: { mode: 'zoom', value: PNG_SCALE },
  })
  return drawn.render().asPng()
}

const optionOf = ({ kind, unit, labels, series, limits }: Chart) => ({
  animation: false,
  color: COLOURS,
  textStyle: { fontFamily: FONT },
  grid: { left: 56, right: 96, top: 40, bottom: kind === 'bar' ? 56 : 32 },
  legend: { show: series.length > 1, top: 4 },
  xAxis: { type: 'category', data: [...labels], ...(kind === 'bar' ? { axisLabel: wrapped(labels.length) } : {}) },
  yAxis: { type: 'value', name: unit, scale: kind === 'line' },
  series: series.map(({ name, values }, at) => ({
    type: kind,
    name,
    data: values.map((value) => value ?? '-'),
    label: { show: labels.length <= 12, position: 'top', color: '#1f2329', textBorderWidth: 0 },
    markLine: at === 0 ? markOf(limits) : undefined,
  })),
})

/** Names under bars stand whole, in lines as wide as their bar. */
const wrapped = (count: number) => ({
  interval: 0,
  fontSize: 11,
  width: Math.floor((PICTURE.width - 160) / Math.max(count, 1)),
  overflow: 'break' as const,
})

const markOf = (limits: Chart['limits']) => ({
  silent: true,
  symbol: 'none',
  lineStyle: { color: LIMIT, type: 'dashed' },
  data: limits.map(({ name, value }) => ({ yAxis: value, label: { formatter: name, color: LIMIT } })),
})
