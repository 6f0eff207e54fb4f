// The elements of a JSON array as they stand in its text, digits and blanks untouched.

/** Texts of the elements; undefined where the text is no array. The text MUST be valid JSON. */
export function sliceArray(text: string): string[] | undefined {
  const start = /^\s*\[/.exec(text)?.[0].length
  if (start === undefined) return undefined
  const ends = elementEnds(text, start)
  const slices = ends.map((end, i) => text.slice(i === 0 ? start : (ends[i - 1] ?? 0) + 1, end).trim())
  return slices.filter((slice) => slice !== '')
}

const DEPTH: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 }

/** Positions of the commas between the elements and of the bracket that closes them. */
function elementEnds(text: string, start: number): number[] {
  const ends: number[] = []
  let depth = 1
  for (let at = start; at < text.length && depth > 0; at += 1) {
    const sign = text[at] ?? ''
    if (sign === '"') at = endOfString(text, at)
    depth += DEPTH[sign] ?? 0
    if (depth === 0 || (depth === 1 && sign === ',')) ends.push(at)
  }
  return ends
}

/** Position of the quote that closes the string opened at `at`. */
function endOfString(text: string, at: number): number {
  let end = at + 1
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
  return end
}
