// The buttons under a chart: the picture as PNG or SVG with title and source, and its figures as CSV.
import { Button } from 'antd'
import { beijingDateTime } from '#kit/time.ts'
import { downloadBlob, downloadCsv } from '#web/ui/download.ts'
import { useSay } from '#web/ui/say.ts'
import type { ChartOption } from './chart.tsx'

const WORDS = {
  acts: { zh: '保存图表', en: 'Save the chart' },
  png: { zh: '存为 PNG', en: 'PNG' },
  svg: { zh: '存为 SVG', en: 'SVG' },
  csv: { zh: '图中数据 CSV', en: 'Figures as CSV' },
  source: { zh: '来源：{source}，{time} 导出自山水', en: 'Source: {source}, exported from Shanshui, {time}' },
}

export type FigureFile = {
  option: ChartOption
  /** In px. */
  height: number
  title: string
  /** Plan or place, and the state of the data; the time of export is added. */
  source: string
  /** Without ending. */
  fileName: string
  /** The figures drawn, heads first. */
  lines: readonly (readonly string[])[]
}

export function FigureDownloads({ file }: { file: FigureFile }) {
  const say = useSay()
  const { option, height, title, fileName, lines } = file
  const figure = () => {
    const time = beijingDateTime(Date.now()).slice(0, 16)
    return { option, height, title, source: say(WORDS.source, { source: file.source, time }) }
  }
  const saveSvg = async () => {
    const { figureAsSvg } = await import('./figure.ts')
    downloadBlob(`${fileName}.svg`, new Blob([figureAsSvg(figure())], { type: 'image/svg+xml' }))
  }
  const savePng = async () => {
    const { figureAsPng } = await import('./figure.ts')
    downloadBlob(`${fileName}.png`, await figureAsPng(figure()))
  }
  const saveCsv = () => downloadCsv(`${fileName}.csv`, [[title], [figure().source], ...lines])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame around three buttons
    <div className="figure-acts no-print" role="group" aria-label={say(WORDS.acts)}>
      <Button size="small" onClick={() => void savePng()}>
        {say(WORDS.png)}
      </Button>
      <Button size="small" onClick={() => void saveSvg()}>
        {say(WORDS.svg)}
      </Button>
      <Button size="small" onClick={saveCsv}>
        {say(WORDS.csv)}
      </Button>
    </div>
  )
}
