// Documents written as PDF, DOCX and XLSX and read back by programs that know nothing of ours.
import exceljs from 'exceljs'
import { strFromU8, unzipSync } from 'fflate'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import type { Document } from '#domain/documents/document.ts'
import { renderingIn } from './rendering.ts'
import { writeDocx } from './write-docx.ts'
import { writePdf } from './write-pdf.ts'
import { writeWorkbook } from './write-workbook.ts'

const RENDERING = renderingIn('zh', { origin: 'http://shanshui.test', madeAt: Date.UTC(2026, 0, 10, 1) })
const GOOD_DAYS = { text: '96.16', to: '/indicators/ind.04?trace=indicator%2Flonggang' }
const DOCUMENT: Document = {
  title: '龙岗区 2025 年度评估报告',
  subtitle: '生态环境保护“十四五”规划',
  about: [{ label: '数据截至', value: { text: '2026-01-10 09:00' } }],
  figures: { good: GOOD_DAYS },
  blocks: [
    { kind: 'heading', level: 1, text: '一、指标完成情况' },
    { kind: 'words', id: 'summary', text: '优良天数比例 [[good]] %，达到≥96 的要求，Ⅲ类水体比例 60.61 %。' },
    {
      kind: 'table',
      title: '表 1 指标',
      columns: [
        { title: '指标', share: 3 },
        { title: '完成值', share: 1, isNumber: true },
      ],
      rows: Array.from({ length: 120 }, (_, n) => [`第 ${n} 项`, n === 0 ? GOOD_DAYS : String(n)]),
      note: '表注',
    },
    {
      kind: 'chart',
      title: '图 1 优良天数比例',
      chart: {
        kind: 'line',
        unit: '%',
        labels: ['2023', '2024', '2025'],
        series: [{ name: '优良天数比例', values: [95.9, null, 96.16] }],
        limits: [{ name: '≥96', value: 96 }],
      },
      source: '来源：山水',
    },
  ],
}

test('writePdf() prints every word with page numbers, contents and links', async () => {
  const bytes = await writePdf(DOCUMENT, RENDERING)
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const { text, totalPages } = await extractText(pdf)
  const whole = text.join('\n')
  expect(totalPages).toBeGreaterThan(4)
  for (const words of [
    '龙岗区 2025 年度评估报告',
    '目录',
    '96.16',
    '≥96',
    'Ⅲ类',
    '第 119 项',
    `第 2 页，共 ${totalPages} 页`,
  ])
    expect(whole).toContain(words)
  const links = await Promise.all(
    Array.from({ length: totalPages }, async (_, at) => (await pdf.getPage(at + 1)).getAnnotations()),
  )
  const urls = links.flat().map((link) => (link as { url?: string }).url)
  expect(urls.filter((url) => url === `http://shanshui.test${GOOD_DAYS.to}`)).toHaveLength(2)
})

test('writePdf() gives the same bytes for the same document and time', async () => {
  expect(await writePdf(DOCUMENT, RENDERING)).toEqual(await writePdf(DOCUMENT, RENDERING))
})

test('writeDocx() writes headings as headings, the chart as a picture and figures as links', async () => {
  const parts = unzipSync(new Uint8Array(await writeDocx(DOCUMENT, RENDERING)))
  const text = (name: string): string => strFromU8(parts[name] ?? new Uint8Array())
  const body = text('word/document.xml')
  expect(body).toContain('一、指标完成情况')
  expect(body).toContain('w:val="Heading1"')
  expect(body).toContain('优良天数比例 ')
  expect(text('word/_rels/document.xml.rels')).toContain('http://shanshui.test/indicators/ind.04')
  expect(Object.keys(parts).some((name) => name.startsWith('word/media/') && name.endsWith('.png'))).toBe(true)
})

test('writeWorkbook() gives each table a sheet in which numbers are numbers, also those that open', async () => {
  const book = new exceljs.Workbook()
  await book.xlsx.load((await writeWorkbook(DOCUMENT, RENDERING)) as unknown as ArrayBuffer as never)
  expect(book.worksheets.map(({ name }) => name)).toEqual(['正文', '1 表 1 指标'])
  const sheet = book.worksheets[1]
  expect(sheet?.getRow(2).getCell(2).value).toMatchObject({
    result: 96.16,
    formula: expect.stringContaining('HYPERLINK'),
  })
  expect(sheet?.getRow(3).getCell(2).value).toBe(1)
  expect(sheet?.rowCount).toBe(122)
})

test('a chart without a value and words of another language are no fault', async () => {
  const empty: Document = {
    ...DOCUMENT,
    about: [],
    blocks: [
      { kind: 'words', id: 'w', text: '' },
      { kind: 'table', title: 'Empty', columns: [{ title: 'A', share: 1 }], rows: [] },
      {
        kind: 'chart',
        title: 'None',
        chart: { kind: 'bar', unit: 'km', labels: [], series: [], limits: [] },
        source: '',
      },
    ],
  }
  const english = renderingIn('en', { origin: '', madeAt: 0 })
  expect((await writePdf(empty, english)).length).toBeGreaterThan(1000)
  expect((await writeDocx(empty, english)).length).toBeGreaterThan(1000)
  expect((await writeWorkbook(empty, english)).length).toBeGreaterThan(1000)
})
