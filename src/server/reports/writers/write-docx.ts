// A document as DOCX, with styles and contents that the word processor knows, and every figure as a link.
import {
  AlignmentType,
  Document as Book,
  ExternalHyperlink,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Block, Cell, Document } from '#domain/documents/document.ts'
import { fillWords, type Stretch } from '#domain/documents/words.ts'
import { chartPng, chartSvg, PICTURE } from './chart-picture.ts'
import type { Rendering } from './rendering.ts'

/** Fonts of the reader's machine: DOCX carries none. */
const FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' }
const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const
/** Twentieths of a point. */
const TABLE_WIDTH = 9000
const LINK = '1F5FBF'

/** The bytes of a DOCX file. */
export function writeDocx(document: Document, rendering: Rendering): Promise<Buffer> {
  const book = new Book({
    title: document.title,
    creator: 'Shanshui',
    features: { updateFields: true },
    styles: { default: { document: { run: { font: FONT, size: 24 } } } },
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph({ children: [new TextRun(document.title)] })] }) },
        footers: { default: new Footer({ children: [pageNumber(rendering)] }) },
        children: [
          ...headOf(document, rendering),
          ...document.blocks.flatMap((block) => blockOf(block, document, rendering)),
        ],
      },
    ],
  })
  return Packer.toBuffer(book)
}

const pageNumber = ({ words }: Rendering): Paragraph => {
  // The words around the two numbers; the program that shows the file counts its own pages.
  const [before = '', between = '', after = ''] = words.page(0, 0).split('0')
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after] })],
  })
}

const headOf = (
  { title, subtitle, about }: Document,
  rendering: Rendering,
): (Paragraph | Table | TableOfContents)[] => [
  new Paragraph({ heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER, children: [new TextRun(title)] }),
  new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(subtitle)] }),
  ...about.map(
    ({ label, value }) => new Paragraph({ children: [new TextRun(`${label}：`), ...runsOf([value], rendering)] }),
  ),
  new Paragraph({ children: [new PageBreak()] }),
  new TableOfContents(rendering.words.contents, { hyperlink: true, headingStyleRange: '1-2' }),
  new Paragraph({ children: [new PageBreak()] }),
]

function blockOf(block: Block, document: Document, rendering: Rendering): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: HEADINGS[block.level - 1] ?? HEADINGS[2], children: [new TextRun(block.text)] })]
    case 'words':
      return fillWords(block.text, document.figures).map(
        (stretches) => new Paragraph({ spacing: { after: 120 }, children: runsOf(stretches, rendering) }),
      )
    case 'table':
      return tableOf(block, rendering)
    case 'chart':
      return [bold(block.title), new Paragraph({ children: [pictureOf(block)] }), new Paragraph(block.source)]
    case 'break':
      return [new Paragraph({ children: [new PageBreak()] })]
  }
}

const bold = (text: string): Paragraph => new Paragraph({ children: [new TextRun({ text, bold: true })] })

function pictureOf({ chart, title }: Extract<Block, { kind: 'chart' }>): ImageRun {
  const svg = chartSvg(chart)
  const size = { width: PICTURE.width * 0.94, height: PICTURE.height * 0.94 }
  return new ImageRun({
    type: 'png',
    data: chartPng(svg),
    transformation: size,
    altText: { name: title, title, description: title },
  })
}

function tableOf(block: Extract<Block, { kind: 'table' }>, rendering: Rendering): (Paragraph | Table)[] {
  const shares = block.columns.reduce((sum, { share }) => sum + share, 0)
  const widths = block.columns.map(({ share }) => Math.round((TABLE_WIDTH * share) / shares))
  const alignmentAt = (at: number) => (block.columns[at]?.isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT)
  const rowOf = (cells: readonly ParagraphChild[][], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (children, at) =>
          new TableCell({
            width: { size: widths[at] ?? 0, type: WidthType.DXA },
            ...(isHead ? { shading: { fill: 'EEF1F5' } } : {}),
            children: [new Paragraph({ alignment: alignmentAt(at), children })],
          }),
      ),
    })
  const head = block.columns.map(({ title }) => [new TextRun({ text: title, bold: true, size: 18 })])
  return [
    bold(block.title),
    new Table({
      width: { size: TABLE_WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      rows: [
        rowOf(head, true),
        ...block.rows.map((row) =>
          rowOf(
            row.map((cell) => runsOf([cell], rendering, 18)),
            false,
          ),
        ),
      ],
    }),
    new Paragraph(block.note ?? ''),
  ]
}

const runsOf = (stretches: readonly (Stretch | Cell)[], { origin }: Rendering, size?: number): ParagraphChild[] =>
  stretches.map((stretch) => {
    const sized = size === undefined ? {} : { size }
    if (typeof stretch === 'string') return new TextRun({ text: stretch, ...sized })
    if (stretch.to === undefined) return new TextRun({ text: stretch.text, ...sized })
    return new ExternalHyperlink({
      link: `${origin}${stretch.to}`,
      children: [new TextRun({ text: stretch.text, color: LINK, ...sized })],
    })
  })
