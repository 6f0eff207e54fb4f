// The tree of a plan text while it is read: which heading opens what, which opening sentence is a measure.
import { readTableHead, type TableRow } from './indicator-table.ts'
import type { ChapterKind, ChapterText, MeasureText, ParagraphText, Review, SectionText, Spot } from './plan-text.ts'
import { type Block, locate, type Passage } from './text-blocks.ts'
import { cleanText, closeUp, findHeadline, findMarks, isNearHeadline } from './text-clean.ts'

const pad = (no: number): string => String(no).padStart(2, '0')

/** What a chapter is for, by its title; once measures have begun, only safeguards can follow. */
function findKind(title: string, begun: boolean): ChapterKind {
  if (/(保障措施|保障机制|保障体系$|实施保障|组织保障|组织实施|实施机制)/.test(title) && begun) return 'safeguards'
  if (begun || /[，,]/.test(title)) return 'measures'
  if (/(基础|现状|形势|背景|回顾|成效|挑战)(?:$|[和与及、])/.test(title) || /(机遇|挑战)$/.test(title))
    return 'background'
  return /(指导思想|总体要求|总体思路|原则|目标)/.test(title) ? 'goals' : 'measures'
}

/** Chapters, sections and measures as they grow block by block. */
export class PlanTree {
  readonly chapters: ChapterText[] = []
  readonly annex: ParagraphText[] = []
  readonly indicatorRows: TableRow[] = []
  /** Paragraph that carries each footnote mark. */
  readonly marked = new Map<string, string>()
  private readonly marks: ReadonlySet<string>
  private readonly review: Review
  private chapter: ChapterText | undefined
  private section: SectionText | undefined
  private measure: MeasureText | undefined
  private inAnnex = false
  private inIndicators = false

  constructor(marks: ReadonlySet<string>, review: Review) {
    this.marks = marks
    this.review = review
  }

  /** Hangs a block into the tree; `following` tells whether a chapter still has sections to come. */
  add(block: Block, following: readonly Block[]): void {
    if (block.kind === 'heading') this.open(block)
    else if (block.kind === 'row') this.addRow(block)
    else if (block.kind === 'passage' && !this.inAnnex) this.addPassage(block, following)
    else if (block.kind === 'subheading' && this.holdsMeasures() && !this.inAnnex) this.openMeasure(block.title, block)
    else this.addLine(block)
    if (block.kind !== 'row' && block.kind !== 'caption') this.inIndicators = false
  }

  private open(block: Extract<Block, { kind: 'heading' }>): void {
    this.measure = undefined
    this.inAnnex = false
    if (block.level === 'chapter') {
      const no = this.number(block, this.chapters.at(-1)?.no ?? 0)
      const begun = this.chapters.some((chapter) => chapter.kind === 'measures')
      const title = block.title.trim()
      const spot = { offset: block.offset, line: block.line }
      this.chapter = {
        id: `c${pad(no)}`,
        no,
        title,
        kind: findKind(title, begun),
        ...spot,
        paragraphs: [],
        sections: [],
      }
      this.section = undefined
      this.chapters.push(this.chapter)
      return
    }
    const chapter = this.chapter
    if (chapter === undefined) {
      this.review(
        block.line,
        'section-early',
        `“${block.title}”之前没有章`,
        `Section "${block.title}" stands before any chapter`,
      )
      return
    }
    this.openSection(chapter, this.number(block, chapter.sections.at(-1)?.no ?? 0), block.title.trim(), block)
  }

  private openSection(chapter: ChapterText, no: number, title: string, { offset, line }: Spot): SectionText {
    const section: SectionText = {
      id: `${chapter.id}.s${pad(no)}`,
      no,
      title,
      offset,
      line,
      paragraphs: [],
      measures: [],
    }
    chapter.sections.push(section)
    this.section = section
    return section
  }

  // A number that does not go on from the last would make ids clash or jump; the order decides and the officer is told.
  private number(block: { no: number; line: number; title: string }, last: number): number {
    const no = block.no > last ? block.no : last + 1
    if (block.no !== last + 1)
      this.review(
        block.line,
        'heading-number',
        `“${block.title}”的编号 ${block.no} 不接上一个 ${last}，记作 ${no}`,
        `"${block.title}" is numbered ${block.no} after ${last}; taken as ${no}`,
      )
    return no
  }

  private addRow(block: Extract<Block, { kind: 'row' }>): void {
    if (readTableHead(block.cells) !== undefined) this.inIndicators = !this.inAnnex
    if (this.inIndicators) this.indicatorRows.push(block)
    else this.addLine(block)
  }

  private addLine(block: Block): void {
    const paragraph = this.paragraphOf(block)
    if (this.inAnnex || block.kind === 'annex' || this.chapter === undefined) this.annex.push(paragraph)
    else this.place(paragraph)
    if (block.kind === 'annex' && !this.inAnnex) {
      this.inAnnex = true
      this.review(
        block.line,
        'annex',
        `“${block.text}”起作附件保留，不读作措施`,
        `From "${block.text}" on the text is kept as an annex and not read as measures`,
      )
    }
  }

  paragraphOf(block: Block): ParagraphText {
    if (block.kind === 'passage') return { id: '', text: cleanText(block.raw, this.marks), ...locate(block, 0) }
    const text = block.kind === 'row' ? block.cells.join('\t') : block.kind === 'heading' ? block.title : block.text
    return { id: '', text, offset: block.offset, line: block.line }
  }

  private holdsMeasures(): boolean {
    return this.section !== undefined && (this.chapter?.kind === 'measures' || this.chapter?.kind === 'safeguards')
  }

  private addPassage(passage: Passage, following: readonly Block[]): void {
    const parts = splitAtBold(passage.raw)
    parts.forEach(({ from, until }) => {
      const raw = passage.raw.slice(from, until)
      const found = findHeadline(raw)
      const spot = locate(passage, from)
      if (found !== undefined && this.takesHeadline(spot, found.headline, following)) {
        this.openMeasure(cleanText(found.headline, this.marks), spot)
        this.addBody(passage, from + found.until, until)
      } else {
        if (found === undefined && this.holdsMeasures() && isNearHeadline(raw))
          this.review(
            spot.line,
            'headline-with-comma',
            `段首短句含逗号，未作小标题：“${raw.slice(0, 16)}…”`,
            `A short opening sentence has a comma and was not taken as a headline: "${raw.slice(0, 16)}…"`,
          )
        this.addBody(passage, from, until)
      }
    })
  }

  private takesHeadline(spot: Spot, headline: string, following: readonly Block[]): boolean {
    const chapter = this.chapter
    if (chapter === undefined) return false
    if (chapter.kind === 'background' || chapter.kind === 'goals') {
      this.review(
        spot.line,
        'headline-in-statement',
        `“${headline}”像措施小标题，但本章“${chapter.title}”不是措施章，作段落保留`,
        `"${headline}" looks like a headline, but chapter "${chapter.title}" is no chapter of measures; kept as a paragraph`,
      )
      return false
    }
    if (this.section !== undefined) return true
    if (!isLastSectionless(following)) return false
    this.review(
      spot.line,
      'no-section',
      `第 ${chapter.no} 章没有节，措施归入一个暗含的节`,
      `Chapter ${chapter.no} has no sections; its measures are put into an implied one`,
    )
    this.openSection(chapter, 1, chapter.title, spot)
    return true
  }

  private openMeasure(headline: string, { offset, line }: Spot): void {
    const section = this.section
    if (section === undefined) return
    const id = `${section.id}.m${pad(section.measures.length + 1)}`
    this.measure = { id, headline: closeUp(headline), offset, line, paragraphs: [] }
    section.measures.push(this.measure)
  }

  private addBody(passage: Passage, from: number, until: number): void {
    const raw = passage.raw.slice(from, until)
    const text = cleanText(raw, this.marks)
    if (text === '') return
    const start = from + raw.length - raw.trimStart().length
    const id = this.place({ id: '', text, ...locate(passage, start) })
    for (const mark of findMarks(raw)) if (!this.marked.has(mark)) this.marked.set(mark, id)
  }

  private place(paragraph: ParagraphText): string {
    const parent = this.measure ?? this.section ?? this.chapter
    if (parent === undefined) {
      this.annex.push(paragraph)
      return ''
    }
    const id = `${parent.id}.p${parent.paragraphs.length + 1}`
    parent.paragraphs.push({ ...paragraph, id })
    return id
  }
}

/** Whether no section heading comes before the next chapter. */
function isLastSectionless(following: readonly Block[]): boolean {
  const next = following.find((block) => block.kind === 'heading')
  return next === undefined || (next.kind === 'heading' && next.level === 'chapter')
}

/** A passage cut before each bold sentence inside it: several measures may share one paragraph. */
function splitAtBold(raw: string): { from: number; until: number }[] {
  const starts = [0, ...[...raw.matchAll(/(?<=[。！？；])\*\*[^*]{2,40}\*\*/g)].map((match) => match.index)]
  return starts.map((from, at) => ({ from, until: starts[at + 1] ?? raw.length }))
}
