// The wording of a line as it reads: without bold marks, subscript braces and footnote marks.

const SUPERSCRIPT = '¹²³⁰⁴⁵⁶⁷⁸⁹'
const MARK = `[${SUPERSCRIPT}]+|[①-⑳]|[[［]\\d{1,2}[\\]］]`
const MARK_ANYWHERE = new RegExp(`(.?)(${MARK})`, 'g')
const FOOTNOTE_LINE = new RegExp(`^\\s*(${MARK})\\s*(\\S.*)$`)

/** Mark and text of a line that begins with a footnote mark. */
export function parseFootnoteLine(line: string): { mark: string; text: string } | undefined {
  const match = FOOTNOTE_LINE.exec(line)
  return match?.[1] === undefined || match[2] === undefined ? undefined : { mark: match[1], text: match[2] }
}

/** Footnote marks inside a line; powers of a unit (km², m³) are none. */
export function findMarks(text: string): string[] {
  return [...text.matchAll(MARK_ANYWHERE)].flatMap(([, before = '', mark = '']) =>
    isPower(before, mark) ? [] : [mark],
  )
}

const isPower = (before: string, mark: string): boolean => /[²³]/.test(mark) && /[mM米]/.test(before)

/** `PM _{2.5} 年均` reads PM2.5年均; bold marks and the given footnote marks go. */
export function cleanText(text: string, marks: ReadonlySet<string>): string {
  return text
    .replace(/\*\*/g, '')
    .replace(/\s*_\{([^}]*)\}\s*/g, '$1')
    .replace(MARK_ANYWHERE, (whole, before: string, mark: string) =>
      marks.has(mark) && !isPower(before, mark) ? before : whole,
    )
    .replace(/[\s\u3000]+/g, ' ')
    .trim()
}

/** Spaces beside Chinese characters are typesetting; a headline or a cell reads without them. */
export const closeUp = (text: string): string =>
  text.replace(/(?<=[\p{Script=Han}，。、；：（）“”《》])\s+|\s+(?=[\p{Script=Han}，。、；：（）“”《》])/gu, '')

/** Joins Chinese characters that a narrow table cell or a justified line has set apart. */
export const closeHan = (text: string): string => text.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')

/** Whether a line ends where a sentence or list item ends. */
export const endsSentence = (text: string): boolean => /[。！？；：…!?;:][”’」』）)\]*"]*$/.test(text.trimEnd())

const MAX_HEADLINE = 24
const MAX_HEADLINE_WITH_LIST = 16

/**
 * 加粗小标题 — the short opening sentence that names a measure, as [from, until) of the paragraph including its full stop.
 * Plain text has lost the bold face, so the shape must tell: one sentence without comma or colon, at most 24 characters
 * (16 where it lists with 、), and more text after it.
 */
export function findHeadline(text: string): { headline: string; until: number } | undefined {
  const bold = /^\*\*([^*]{2,40}?)[。，：:,.]?\*\*[。，：:]?/.exec(text)
  if (bold?.[1] !== undefined) return { headline: bold[1], until: bold[0].length }
  const stop = text.indexOf('。')
  const sentence = text.slice(0, Math.max(stop, 0))
  const length = cleanText(sentence, new Set()).replace(/\s/g, '').length
  const limit = sentence.includes('、') ? MAX_HEADLINE_WITH_LIST : MAX_HEADLINE
  const isOne =
    length >= 4 &&
    length <= limit &&
    !/[，；：！？,;:]/.test(sentence) &&
    !/^(?:——|—|[一二三四五六七八九十]是|[●■◆•])/.test(sentence)
  return isOne && stop + 1 < text.length ? { headline: sentence, until: stop + 1 } : undefined
}

/** Whether the paragraph opens with a short sentence that only its comma keeps from being a headline. */
export function isNearHeadline(text: string): boolean {
  const sentence = text.slice(0, Math.max(text.indexOf('。'), 0))
  return (
    sentence.length >= 4 &&
    sentence.length <= MAX_HEADLINE_WITH_LIST &&
    sentence.split('，').length === 2 &&
    !/[；：]/.test(sentence)
  )
}
