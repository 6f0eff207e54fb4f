// Text of a box in at most two lines, as an SVG knows no line ends.

/** How wide a text is in px at 13 px: Chinese signs take a full square, others about half of one. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 13 : 6.8), 0)

/** One line where it fits, else two: between words where there are any, else in the middle. */
export function wrapText(text: string, roomPx: number): string[] {
  if (widthOf(text) <= roomPx) return [text]
  const words = text.split(' ')
  if (words.length === 1) {
    const half = Math.ceil([...text].length / 2)
    return [[...text].slice(0, half).join(''), [...text].slice(half).join('')]
  }
  const cuts = words.slice(1).map((_, at) => [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')] as const)
  const longest = ([a, b]: readonly [string, string]): number => Math.max(widthOf(a), widthOf(b))
  const [best] = cuts.toSorted((a, b) => longest(a) - longest(b))
  return best === undefined ? [text] : [...best]
}
