// A chart as a file is a whole document, with title and source as they were given.
import { expect, test } from 'vitest'
import './chart.tsx'
import { figureAsSvg } from './figure.ts'

const option = {
  xAxis: { type: 'category', data: ['一月', '二月'] },
  yAxis: { type: 'value', name: '%' },
  series: [{ type: 'line', data: [1, 2] }],
}

test('figureAsSvg() writes title and source, and attributes that end where they should', () => {
  const svg = figureAsSvg({ option, height: 200, title: 'PM2.5 < 22 & "好"', source: '来源：规划' })
  expect(svg).toContain('PM2.5 &lt; 22 &amp; &quot;好&quot;')
  expect(svg).toContain('来源：规划')
  // Every attribute is a name, an equals sign and a text in quotes, and nothing stands between them.
  const tags = svg.match(/<[a-z][^>]*>/g) ?? []
  expect(tags.length).toBeGreaterThan(10)
  expect(tags.filter((tag) => !/^<[a-zA-Z]+(\s+[a-zA-Z_:-]+="[^"<]*")*\s*\/?>$/.test(tag))).toEqual([])
})
