// A text with the found or anchored words marked.
import { cutAtRanges, type TextRange } from './highlight.ts'

export function MarkedText({ text, ranges }: { text: string; ranges: readonly TextRange[] }) {
  return cutAtRanges(text, ranges).map((piece) =>
    piece.marked ? <mark key={piece.from}>{piece.text}</mark> : <span key={piece.from}>{piece.text}</span>,
  )
}
