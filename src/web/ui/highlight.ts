// A text cut into marked and unmarked pieces, by ranges or by the words to look for.

export type TextRange = { from: number; until: number }
export type TextPiece = { text: string; from: number; marked: boolean }

/** Cuts `text` at half-open ranges; ranges may overlap, be unordered or reach past the end. */
export function cutAtRanges(text: string, ranges: readonly TextRange[]): TextPiece[] {
  const pieces: TextPiece[] = []
  let at = 0
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const from = Math.max(at, range.from)
    const until = Math.min(text.length, range.until)
    if (until <= from) continue
    if (from > at) pieces.push({ text: text.slice(at, from), from: at, marked: false })
    pieces.push({ text: text.slice(from, until), from, marked: true })
    at = until
  }
  if (at < text.length) pieces.push({ text: text.slice(at), from: at, marked: false })
  return pieces
}

/** First place of each word in the text, spaces and letter case aside; words that do not occur are left out. */
export function findWords(text: string, words: readonly string[]): TextRange[] {
  const places: number[] = []
  let plain = ''
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at)
    if (/\s/.test(letter)) continue
    places.push(at)
    // Lower case must not change the length, or the places would no longer fit.
    plain += letter.toLowerCase().length === 1 ? letter.toLowerCase() : letter
  }
  return words.flatMap((word) => {
    const sought = word.replace(/\s+/g, '').toLowerCase()
    const from = sought === '' ? -1 : plain.indexOf(sought)
    const [first, last] = [places[from], places[from + sought.length - 1]]
    return first === undefined || last === undefined ? [] : [{ from: first, until: last + 1 }]
  })
}
