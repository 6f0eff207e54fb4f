// Reads the official text of a plan into chapters, sections, measures, paragraphs and the indicator table, for review.
import { readIndicatorTable } from './indicator-table.ts'
import type { ChapterText, ContentsEntry, ParagraphText, PlanText, Review, ReviewNote } from './plan-text.ts'
import { PlanTree } from './plan-tree.ts'
import { buildBlocks, splitFootnotes } from './text-blocks.ts'
import { cleanText, closeUp } from './text-clean.ts'
import { dropFurniture, splitContents, splitLines, type TextLine } from './text-lines.ts'

/**
 * Reads a plan of the form 第…章 / 第…节 / short opening sentences. Works by shape alone, so it holds for other districts.
 * Offsets count UTF-16 units of the text given. Ids follow the printed numbers: `c05.s01.m01.p1`.
 * Whatever is doubtful is kept and named in `review`; only page furniture is taken off.
 */
export function readPlanText(text: string): PlanText {
  const notes: ReviewNote[] = []
  const review: Review = (line, code, message, messageEn) => notes.push({ line, code, message, messageEn })
  const { front, contents, body } = splitContents(dropFurniture(splitLines(text), review), review)
  const { running, footnotes } = splitFootnotes(body)
  const { title, rest } = readTitle(front)
  const tree = new PlanTree(new Set(footnotes.map((note) => note.mark)), review)
  const opening = buildBlocks(rest, () => undefined).map((block) => tree.paragraphOf(block))
  const blocks = buildBlocks(running, review)
  blocks.forEach((block, at) => {
    tree.add(block, blocks.slice(at + 1))
  })
  const { rows, rest: otherRows } = readIndicatorTable(tree.indicatorRows, review)
  if (tree.chapters.length === 0)
    review(1, 'no-chapter', '没有找到“第…章”标题', 'No heading of the form 第…章 was found')
  for (const row of otherRows)
    tree.annex.push({ id: '', text: row.cells.join('\t'), offset: row.offset, line: row.line })
  checkContents(contents, tree.chapters, review)
  checkStatedCount(tree.chapters, rows.length, review)
  return {
    title,
    chapters: tree.chapters,
    indicators: rows,
    footnotes: footnotes.map((note) => ({
      ...note,
      text: cleanText(note.text, new Set()),
      paragraphId: tree.marked.get(note.mark) ?? null,
    })),
    front: numbered('front', opening),
    annex: numbered('annex', tree.annex),
    contents,
    review: notes.sort((a, b) => a.line - b.line),
  }
}

/** Counts of what was found, for a summary line. */
export function countPlanText(plan: PlanText): {
  chapters: number
  sections: number
  measures: number
  indicatorRows: number
  measurables: number
  paragraphs: number
} {
  const sections = plan.chapters.flatMap((chapter) => chapter.sections)
  return {
    chapters: plan.chapters.length,
    sections: sections.length,
    measures: sections.flatMap((section) => section.measures).length,
    indicatorRows: plan.indicators.length,
    measurables: plan.indicators.flatMap((row) => row.items).length,
    paragraphs: listParagraphs(plan).length,
  }
}

/** All paragraphs of the chapters, in order. */
export const listParagraphs = (plan: PlanText): ParagraphText[] =>
  plan.chapters.flatMap((chapter) => [
    ...chapter.paragraphs,
    ...chapter.sections.flatMap((section) => [
      ...section.paragraphs,
      ...section.measures.flatMap((measure) => measure.paragraphs),
    ]),
  ])

const numbered = (parent: string, paragraphs: ParagraphText[]): ParagraphText[] =>
  paragraphs.map((paragraph, at) => ({ ...paragraph, id: `${parent}.p${at + 1}` }))

function readTitle(front: TextLine[]): { title: string; rest: TextLine[] } {
  const end = front.slice(0, 4).findIndex(({ text }) => /(规划|计划|方案)/.test(text) && text.trim().length <= 60)
  const title = front
    .slice(0, end + 1)
    .map(({ text }) => closeUp(text.trim()))
    .join('')
  return { title, rest: front.slice(end + 1).filter(({ text }) => closeUp(text.trim()) !== title) }
}

function checkContents(contents: readonly ContentsEntry[], chapters: readonly ChapterText[], review: Review): void {
  let chapter: ChapterText | undefined
  for (const entry of contents) {
    if (entry.level === 'other') continue
    if (entry.level === 'chapter') chapter = chapters.find((one) => one.no === entry.no)
    const found = entry.level === 'chapter' ? chapter : chapter?.sections.find((one) => one.no === entry.no)
    if (found === undefined)
      review(
        entry.line,
        'contents-missing',
        `目录有“${entry.title}”，正文没有`,
        `The contents list "${entry.title}", which the body does not hold`,
      )
    else if (closeUp(found.title) !== closeUp(entry.title))
      review(
        found.line,
        'contents-differ',
        `目录作“${entry.title}”，正文作“${found.title}”`,
        `The contents say "${entry.title}", the body says "${found.title}"`,
      )
  }
}

function checkStatedCount(chapters: readonly ChapterText[], rows: number, review: Review): void {
  const paragraphs = chapters.flatMap((chapter) => chapter.sections.flatMap((section) => section.paragraphs))
  for (const { text, line } of paragraphs) {
    const stated = /(\d+)\s*项指标/.exec(text)?.[1]
    if (stated !== undefined && Number(stated) !== rows)
      review(
        line,
        'row-count',
        `正文说 ${stated} 项指标，表中读到 ${rows} 行`,
        `The text speaks of ${stated} indicators, the table has ${rows} rows`,
      )
  }
}
