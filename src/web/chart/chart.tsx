// An ECharts figure that follows its box, with only the parts of the library that are used.
import { BarChart, LineChart, ScatterChart } from 'echarts/charts'
import {
  DataZoomComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([
  BarChart,
  LineChart,
  ScatterChart,
  DataZoomComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  LabelLayout,
  SVGRenderer,
])

export type ChartOption = EChartsCoreOption

type Props = {
  option: ChartOption
  label: string
  height: number
  /** Told the value of the first horizontal axis where the figure is clicked; the zoom then outlives a new option. */
  onPick?: (x: number) => void
  /** Point of the first series that is pointed at. */
  cursor?: number | undefined
}

export function Chart({ option, label, height, onPick, cursor }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<ReturnType<typeof init>>(undefined)
  useEffect(() => {
    if (!box.current) return
    const made = init(box.current, null, { renderer: 'svg' })
    chart.current = made
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      made.dispose()
    }
  }, [])
  const keepsZoom = onPick !== undefined
  useEffect(() => {
    const made = chart.current
    made?.setOption(keepsZoom ? withZoomOf(made, option) : option, { notMerge: true })
  }, [option, keepsZoom])
  useEffect(() => {
    const made = chart.current
    if (!made || !onPick) return
    const pick = (event: { offsetX: number; offsetY: number }) => {
      const place = [event.offsetX, event.offsetY]
      if (made.containPixel({ gridIndex: 0 }, place))
        onPick(Number(made.convertFromPixel({ xAxisIndex: 0 }, place[0] ?? 0)))
    }
    made.getZr().on('click', pick)
    return () => {
      if (!made.isDisposed()) made.getZr().off('click', pick)
    }
  }, [onPick])
  useEffect(() => {
    if (cursor !== undefined) chart.current?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: cursor })
  }, [cursor])
  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />
}

type Zoom = { start?: number; end?: number }

/** The option with the stretch that is shown now. */
function withZoomOf(made: ReturnType<typeof init>, option: ChartOption): ChartOption {
  const shown = (made.getOption() as { dataZoom?: Zoom[] } | undefined)?.dataZoom?.[0]
  const zooms = option.dataZoom
  if (shown?.start === undefined || !Array.isArray(zooms)) return option
  return { ...option, dataZoom: zooms.map((zoom: Zoom) => ({ ...zoom, start: shown.start, end: shown.end })) }
}
