// Lines of a plan text with their offsets, without page numbers, running heads and the table of contents.
import type { ContentsEntry, Review } from './plan-text.ts'

/** A line of the original; `text` is as printed without its line end. */
export type TextLine = { text: string; offset: number; line: number; afterBlank: boolean }

export type Heading = { level: 'chapter' | 'section'; no: number; title: string }

const DIGITS = '零一二三四五六七八九'

/** Full-width digits and letters as half-width, ideographic space as space; nothing else changes, so lengths stay. */
export const halfWidth = (text: string): string =>
  text
    .replace(/[０-９Ａ-Ｚａ-ｚ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, ' ')

/** Value of a Chinese or Arabic numeral up to 999, or undefined. */
export function parseNumeral(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text)
  const match = /^(?:([一二两三四五六七八九])?百)?零?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(
    text.replace(/[〇○]/g, '零'),
  )
  if (!match || text === '') return undefined
  const digit = (c: string | undefined): number => (c === undefined ? 0 : DIGITS.indexOf(c === '两' ? '二' : c))
  const hundreds = text.includes('百') ? Math.max(1, digit(match[1])) : 0
  const tens = match[3] === undefined ? 0 : Math.max(1, digit(match[2]))
  return hundreds * 100 + tens * 10 + digit(match[4])
}

/** 第…章 / 第…节 — a heading line, or undefined for a sentence that merely begins like one. */
export function parseHeading(line: string): Heading | undefined {
  const text = halfWidth(line).replace(/^[#*\s]+|[*\s]+$/g, '')
  const match = /^第\s*([一二两三四五六七八九十百零〇○\d]+)\s*([章节])[\s、:：.]*(.*)$/.exec(text)
  const no = parseNumeral(match?.[1] ?? '')
  const title = match?.[3] ?? ''
  if (no === undefined || title.length > 50 || /[。；;，,！？]$/.test(title)) return undefined
  return { level: match?.[2] === '章' ? 'chapter' : 'section', no, title }
}

/** Lines of the text; a byte-order mark, form feeds and the three kinds of line end are taken off. */
export function splitLines(text: string): TextLine[] {
  const lines: TextLine[] = []
  let blank = true
  let number = 0
  for (const match of text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    if (match[0] === '') break
    number++
    const raw = match[1] ?? ''
    const kept = raw.replace(/^[\uFEFF\f]+/, '')
    const offset = match.index + raw.length - kept.length
    if (kept.trim() === '') blank = true
    else {
      lines.push({ text: kept.replace(/[\s\f]+$/, ''), offset, line: number, afterBlank: blank })
      blank = false
    }
  }
  return lines
}

const DECORATED_PAGE =
  /^(?:[-—–－―~·•]+\s*(?:\d{1,4}|[IVXⅠ-Ⅻ]+)\s*[-—–－―~·•]+|第\s*\d+\s*页.{0,10}|\d+\s*[/／]\s*\d+)$/
const RULE = /^[-—–_=－]{5,}$/

/** Takes off page numbers, rules and running heads. */
export function dropFurniture(lines: TextLine[], review: Review): TextLine[] {
  const heads = findRunningHeads(lines, review)
  let page = 0
  return lines.filter(({ text, line }) => {
    const plain = halfWidth(text).trim()
    if (DECORATED_PAGE.test(plain) || RULE.test(plain) || heads.has(plain)) return false
    if (!/^\d{1,4}$/.test(plain)) return true
    const isNext = Number(plain) > page && Number(plain) <= page + 10
    if (isNext) page = Number(plain)
    else
      review(
        line,
        'number-alone',
        `单独一行的数字 ${plain} 不按页码顺序，作正文保留`,
        `The number ${plain} alone on a line is out of page order and was kept as text`,
      )
    return !isNext
  })
}

function findRunningHeads(lines: TextLine[], review: Review): Set<string> {
  const seen = new Map<string, number[]>()
  for (const { text, line } of lines) {
    const plain = halfWidth(text).trim()
    const couldBe = plain.length >= 4 && plain.length <= 40 && !/[\t|。；：，！？]/.test(plain) && !parseHeading(plain)
    if (couldBe && !DECORATED_PAGE.test(plain) && !RULE.test(plain)) seen.set(plain, [...(seen.get(plain) ?? []), line])
  }
  const heads = [...seen].filter(([, at]) => at.length >= 3)
  for (const [text, at] of heads)
    review(
      at[0] ?? 0,
      'running-head',
      `“${text}”出现 ${at.length} 次，作页眉页脚去除`,
      `"${text}" stands ${at.length} times and was taken off as a running head`,
    )
  return new Set(heads.map(([text]) => text))
}

const LEADER = /^(.*?)\s*(?:[.．…·⋯]{2,}|\t|\s{2,})[\s.．…·⋯]*[-—–－]?\s*(\d{1,4})\s*[-—–－]?$/
const CONTENTS_TITLE = /^目\s*[录錄]$/

/** Splits the lines into what stands before the first chapter, the table of contents, and the body. */
export function splitContents(
  lines: TextLine[],
  review: Review,
): { front: TextLine[]; contents: ContentsEntry[]; body: TextLine[] } {
  const start = findBodyStart(lines)
  const before = lines.slice(0, start)
  const titleAt = before.findIndex(({ text }) => CONTENTS_TITLE.test(halfWidth(text).trim()))
  const entries = before.map(({ text, line }, at) => (titleAt < 0 || at > titleAt ? parseEntry(text, line) : undefined))
  const last = entries.findLastIndex((entry) => entry !== undefined)
  const front = before.filter((line, at) => {
    if (entries[at] !== undefined || at === titleAt) return false
    if (titleAt >= 0 && at > titleAt && at < last)
      review(
        line.line,
        'contents-line',
        `目录中有不成条目的行：${line.text}`,
        `A line among the contents is no entry: ${line.text}`,
      )
    return true
  })
  return { front, contents: entries.filter((entry) => entry !== undefined), body: lines.slice(start) }
}

function findBodyStart(lines: TextLine[]): number {
  const hasContents = lines.some(({ text }) => CONTENTS_TITLE.test(halfWidth(text).trim()))
  const openings = lines.flatMap(({ text }, at) => {
    const heading = LEADER.test(halfWidth(text)) ? undefined : parseHeading(text)
    return heading?.level === 'chapter' ? [{ at, no: heading.no }] : []
  })
  const first = openings[0]
  if (first === undefined) return lines.length
  // Contents printed without page numbers look like the chapters themselves; the first one then comes twice.
  const again = hasContents ? openings.find(({ at, no }) => at > first.at && no === first.no) : undefined
  return (again ?? first).at
}

function parseEntry(text: string, line: number): ContentsEntry | undefined {
  const plain = halfWidth(text).trim()
  const leader = LEADER.exec(plain)
  const heading = parseHeading(leader?.[1] ?? plain)
  if (heading === undefined && leader === null) return undefined
  const page = leader?.[2] === undefined ? null : Number(leader[2])
  if (heading === undefined) return { level: 'other', no: null, title: leader?.[1] ?? plain, page, line }
  return { level: heading.level, no: heading.no, title: heading.title.trim(), page, line }
}
