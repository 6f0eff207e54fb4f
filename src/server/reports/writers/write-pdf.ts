// A document as PDF, page by page with contents, heads that repeat, and every figure as a link.
import pdfmake, { type Content, type TableCell } from 'pdfmake'
import { type Block, type Cell, type Document, headingsOf } from '#domain/documents/document.ts'
import { fillWords, type Stretch } from '#domain/documents/words.ts'
import { chartSvg, PICTURE } from './chart-picture.ts'
import { FONT, FONT_BOLD, FONT_REGULAR } from './fonts.ts'
import type { Rendering } from './rendering.ts'

pdfmake.setFonts({ [FONT]: { normal: FONT_REGULAR, bold: FONT_BOLD, italics: FONT_REGULAR, bolditalics: FONT_BOLD } })
// A document brings its words and its charts; nothing in it may make the server read a file or call an address.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => path === FONT_REGULAR || path === FONT_BOLD)

/** pt */
const SIZE = { title: 22, subtitle: 13, heading: [16, 13, 11], words: 10.5, table: 8.5, note: 8 } as const
const PAGE_WIDTH_PT = 595.28 - 2 * 54
const LINK = '#1f5fbf'
const QUIET = '#5f6670'

/** The bytes of a PDF (A4); the same document, time and origin give the same bytes. */
export function writePdf(document: Document, rendering: Rendering): Promise<Buffer> {
  return pdfmake.createPdf(definitionOf(document, rendering)).getBuffer()
}

function definitionOf(document: Document, rendering: Rendering): Parameters<typeof pdfmake.createPdf>[0] {
  const { words } = rendering
  return {
    pageSize: 'A4',
    pageMargins: [54, 60, 54, 56],
    info: {
      title: document.title,
      creationDate: new Date(rendering.madeAt),
      producer: 'Shanshui',
      creator: 'Shanshui',
    },
    language: rendering.language === 'zh' ? 'zh-CN' : 'en',
    defaultStyle: { font: FONT, fontSize: SIZE.words, lineHeight: 1.25 },
    header: (page) =>
      page === 1 ? '' : { text: document.title, fontSize: SIZE.note, color: QUIET, margin: [54, 30, 54, 0] },
    footer: (page, pages) => ({
      text: words.page(page, pages),
      fontSize: SIZE.note,
      color: QUIET,
      alignment: 'center',
      margin: [0, 20, 0, 0],
    }),
    content: [
      { text: document.title, fontSize: SIZE.title, bold: true, alignment: 'center', margin: [0, 120, 0, 12] },
      { text: document.subtitle, fontSize: SIZE.subtitle, alignment: 'center', margin: [0, 0, 0, 36] },
      ...aboutTable(document, rendering),
      ...contentsOf(document, rendering),
      ...document.blocks.flatMap((block, at) => contentOf(block, { document, rendering, isFirst: at === 0 })),
    ],
  }
}

const aboutTable = ({ about }: Document, rendering: Rendering): Content[] => {
  const body = about.map(({ label, value }) => [{ text: label, color: QUIET }, cellOf(value, rendering)])
  return body.length === 0 ? [] : [{ layout: 'noBorders', table: { widths: [120, '*'], body } }]
}

const contentsOf = (document: Document, { words }: Rendering): Content[] =>
  headingsOf(document).length === 0
    ? []
    : [
        {
          toc: { title: { text: words.contents, fontSize: SIZE.heading[1], bold: true }, numberStyle: {} },
          pageBreak: 'before',
        },
      ]

type Within = { document: Document; rendering: Rendering; isFirst: boolean }

function contentOf(block: Block, { document, rendering, isFirst }: Within): Content[] {
  switch (block.kind) {
    case 'heading':
      return [
        {
          text: block.text,
          bold: true,
          fontSize: SIZE.heading[block.level - 1] ?? SIZE.words,
          margin: [0, block.level === 1 ? 18 : 12, 0, 6],
          tocItem: block.level < 3,
          tocMargin: [(block.level - 1) * 14, 2, 0, 2],
          headlineLevel: block.level,
          ...(isFirst ? { pageBreak: 'before' as const } : {}),
        },
      ]
    case 'words':
      return fillWords(block.text, document.figures).map((stretches) => ({
        text: stretches.map((stretch) => stretchOf(stretch, rendering)),
        margin: [0, 0, 0, 6],
      }))
    case 'table':
      return tableOf(block, rendering)
    case 'chart':
      return [
        { text: block.title, bold: true, margin: [0, 8, 0, 2] },
        { svg: chartSvg(block.chart), width: PAGE_WIDTH_PT, height: (PAGE_WIDTH_PT * PICTURE.height) / PICTURE.width },
        { text: block.source, fontSize: SIZE.note, color: QUIET, margin: [0, 0, 0, 8] },
      ]
    case 'break':
      return [{ text: '', pageBreak: 'after' }]
  }
}

function tableOf(block: Extract<Block, { kind: 'table' }>, rendering: Rendering): Content[] {
  const shares = block.columns.reduce((sum, { share }) => sum + share, 0)
  const head: TableCell[] = block.columns.map(({ title, isNumber }) => ({
    text: title,
    bold: true,
    fillColor: '#eef1f5',
    alignment: isNumber ? 'right' : 'left',
  }))
  const body = block.rows.map((row) =>
    row.map(
      (cell, at): TableCell => ({
        ...cellOf(cell, rendering),
        alignment: block.columns[at]?.isNumber ? 'right' : 'left',
      }),
    ),
  )
  return [
    { text: block.title, bold: true, margin: [0, 8, 0, 4] },
    {
      fontSize: SIZE.table,
      layout: 'lightHorizontalLines',
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: block.columns.map(({ share }) => `${(100 * share) / shares}%`),
        body: [head, ...body],
      },
    },
    { text: block.note ?? '', fontSize: SIZE.note, color: QUIET, margin: [0, 2, 0, 8] },
  ]
}

const stretchOf = (stretch: Stretch, rendering: Rendering) =>
  typeof stretch === 'string' ? { text: stretch } : { ...cellOf(stretch, rendering), bold: true }

const cellOf = (cell: Cell, { origin }: Rendering) => {
  if (typeof cell === 'string') return { text: cell }
  return cell.to === undefined ? { text: cell.text } : { text: cell.text, link: `${origin}${cell.to}`, color: LINK }
}
