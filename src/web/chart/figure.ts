// A chart as a file: with its title above and its source below, as SVG or PNG.
import { init } from 'echarts/core'
import type { ChartOption } from './chart.tsx'
import { svgAsPng } from './svg-as-png.ts'

const WIDTH = 1100
const HEAD = 44
const FOOT = 34
// Single quotes: the renderer writes the family into an attribute of double quotes as it is.
const FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

type Figure = { option: ChartOption; height: number; title: string; source: string }

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

/** A whole SVG document; the chart stands in it as a picture in a picture. */
export function figureAsSvg({ option, height, title, source }: Figure): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  chart.setOption({ ...option, textStyle: { fontFamily: FONT } })
  const inner = chart.renderToSVGString()
  chart.dispose()
  const total = HEAD + height + FOOT
  const line = (y: number, size: number, text: string) =>
    `<text x="16" y="${y}" font-size="${size}" font-family="${FONT}" fill="#1f2329">${escapeXml(text)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${total}" viewBox="0 0 ${WIDTH} ${total}">`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    line(28, 18, title),
    inner.replace('<svg ', `<svg y="${HEAD}" `),
    line(total - 12, 12, source),
    '</svg>',
  ].join('')
}

/** Twice the size on the screen, so that it prints well. */
export const figureAsPng = (figure: Figure): Promise<Blob> => svgAsPng(figureAsSvg(figure))
