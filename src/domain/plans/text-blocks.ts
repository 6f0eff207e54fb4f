// From lines to blocks: headings, table rows, and passages joined over page ends and line ends.
import type { FootnoteText, Review, Spot } from './plan-text.ts'
import { endsSentence, findHeadline, findMarks, parseFootnoteLine } from './text-clean.ts'
import { type Heading, halfWidth, parseHeading, type TextLine } from './text-lines.ts'

/** A run of text that reads as one paragraph, with the place of each of its lines. */
export type Passage = { kind: 'passage'; raw: string; segments: (Spot & { at: number })[] }

export type Block =
  | (Heading & Spot & { kind: 'heading' })
  | (Spot & { kind: 'subheading'; text: string; title: string })
  | (Spot & { kind: 'row'; cells: string[] })
  | (Spot & { kind: 'caption'; text: string })
  | (Spot & { kind: 'annex'; text: string })
  | Passage

/** Where the character `at` of a passage stands in the original. */
export function locate(passage: Passage, at: number): Spot {
  const segment = passage.segments.findLast((one) => one.at <= at) ?? passage.segments[0]
  return segment === undefined
    ? { offset: 0, line: 0 }
    : { offset: segment.offset + at - segment.at, line: segment.line }
}

/** Takes out footnotes: lines that begin with a mark which the running text has used before. */
export function splitFootnotes(lines: TextLine[]): { running: TextLine[]; footnotes: FootnoteText[] } {
  const used = new Set<string>()
  const footnotes: FootnoteText[] = []
  const usesBlanks = lines.filter((line) => line.afterBlank).length > lines.length / 5
  let open: FootnoteText | undefined
  const running = lines.filter((line) => {
    const note = parseFootnoteLine(line.text)
    if (note !== undefined && used.has(note.mark)) {
      open = { ...note, offset: line.offset, line: line.line, paragraphId: null }
      footnotes.push(open)
      return false
    }
    if (open !== undefined && usesBlanks && !line.afterBlank && !endsSentence(open.text)) {
      open.text += line.text.trim()
      return false
    }
    open = undefined
    for (const mark of findMarks(line.text)) used.add(mark)
    return true
  })
  return { running, footnotes }
}

const SUBHEADING = /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d{1,2}[.．、](?!\d))\s*/
const ANNEX = /^附\s*(?:件|表|录|图)\s*[一二三四五六七八九十\d]*/
const CAPTION = /^(?:续\s*)?表\s*[\d一二三四五六七八九十]+/
const ITEM = /^(?:——|—|[●■◆•]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、])/
const SHORT = 40

/** Cells of a table line: tabs, bars, or gaps of two spaces and more. */
function splitCells(text: string): string[] | undefined {
  const plain = halfWidth(text)
  if (plain.includes('\t')) return plain.split('\t').map((cell) => cell.trim())
  if (/^\s*\|.*\|\s*$/.test(plain))
    return plain
      .trim()
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim())
  const cells = plain.trim().split(/ {2,}/)
  return cells.length >= 4 ? cells : undefined
}

function readStandalone({ text, offset, line }: TextLine): Block | undefined {
  const plain = halfWidth(text).replace(/^[#*\s]+|[*\s]+$/g, '')
  const spot = { offset: offset + text.length - text.trimStart().length, line }
  const heading = parseHeading(text)
  if (heading !== undefined) return { kind: 'heading', ...heading, ...spot }
  const cells = splitCells(text)
  if (cells !== undefined && cells.length >= 3) return { kind: 'row', cells, ...spot }
  if (plain.length > SHORT || endsSentence(plain)) return undefined
  if (ANNEX.test(plain)) return { kind: 'annex', text: plain, ...spot }
  if (CAPTION.test(plain)) return { kind: 'caption', text: plain, ...spot }
  const number = SUBHEADING.exec(plain)
  // A line that runs on ("2.5 千米…，") is text, not a heading.
  if (number !== null && !/[，,、]$/.test(plain))
    return { kind: 'subheading', text: plain, title: plain.slice(number[0].length), ...spot }
  return undefined
}

const isIndented = (text: string): boolean => /^(?:[\u3000\t]|[ \u00a0]{2,})/.test(text)

// Indents mark paragraphs where some lines have them and some have not; where all have them they say nothing.
function tellsByIndent(lines: TextLine[]): boolean {
  const texts = lines.filter((line) => readStandalone(line) === undefined)
  const indented = texts.filter((line) => isIndented(line.text)).length
  return indented >= Math.max(3, texts.length / 20) && indented < texts.length * 0.95
}

/** Blocks of the running text, in order. */
export function buildBlocks(lines: TextLine[], review: Review): Block[] {
  const usesIndent = tellsByIndent(lines)
  const blocks: Block[] = []
  let open: Passage | undefined
  const close = (): void => {
    if (open !== undefined && !endsSentence(open.raw)) noteOpenEnd(open, review)
    open = undefined
  }
  for (const line of lines) {
    const alone = readStandalone(line)
    if (alone !== undefined && !(alone.kind === 'subheading' && open !== undefined && !endsSentence(open.raw))) {
      close()
      blocks.push(alone)
    } else if (open !== undefined && continues(open, line, usesIndent)) append(open, line)
    else {
      close()
      open = { kind: 'passage', raw: '', segments: [] }
      append(open, line)
      blocks.push(open)
    }
  }
  close()
  return blocks
}

function noteOpenEnd(passage: Passage, review: Review): void {
  const last = passage.segments.at(-1)
  const tail = passage.raw.slice(-12)
  review(
    last?.line ?? 0,
    'no-full-stop',
    `段落末尾没有句号：“…${tail}”`,
    `A paragraph ends without a full stop: "…${tail}"`,
  )
}

function continues(open: Passage, line: TextLine, usesIndent: boolean): boolean {
  if (usesIndent) return !isIndented(line.text)
  if (endsSentence(open.raw)) return false
  const next = line.text.trim()
  if (ITEM.test(next)) return false
  // A figure with its unit can end a paragraph whose full stop was lost; then the next one opens with its headline.
  return !(/[%％‰℃]$/.test(open.raw) && findHeadline(next) !== undefined)
}

function append(passage: Passage, line: TextLine): void {
  const kept = line.text.replace(/^[\s\u3000]+/, '')
  const joint = /[A-Za-z]$/.test(passage.raw) && /^[A-Za-z]/.test(kept) ? ' ' : ''
  const at = passage.raw.length + joint.length
  passage.segments.push({ at, offset: line.offset + line.text.length - kept.length, line: line.line })
  passage.raw += joint + kept.trimEnd()
}
