// A raw record as text, and where in it one value stands: bytes of a frame, or a cell of an imported line.
import { decodeFrame } from '#hj212/decode.ts'
import { currentCode } from '#hj212/factors.ts'
import type { Message } from '#hj212/message.ts'
import { decodeText } from '#platform/text-file.ts'

/** Half-open range of characters. */
export type Range = { from: number; until: number }

/** The bytes as text: UTF-8 where they are, else GB18030; what neither explains shows as its replacement mark. */
export const textOf = (bytes: Uint8Array): string => decodeText(bytes).text

/** Character of the text that byte `at` of the bytes becomes. */
function characterAt(bytes: Uint8Array, at: number): number {
  const { encoding } = decodeText(bytes)
  const label = encoding === 'gb18030' ? 'gb18030' : 'utf-8'
  return new TextDecoder(label).decode(bytes.subarray(0, at)).length
}

/** A factor as a frame names it, in either edition's code; undefined where the frame does not hold it. */
const factorIn = (message: Message | null, code: string) =>
  message?.cp.factors.find((factor) => factor.code === code || currentCode(factor.code) === code)

/** Where a frame holds a factor; empty where it does not. */
export function rangesInFrame(bytes: Uint8Array, code: string): Range[] {
  const found = factorIn(decodeFrame(bytes).message, code)
  return found === undefined ? [] : [{ from: characterAt(bytes, found.at), until: characterAt(bytes, found.until) }]
}

export type Cell = Range & { text: string }

/** Cells of an imported line with their places: a JSON array of the original feed, else separated text. */
export function cellsOf(line: string, width: number): Cell[] {
  if (line.startsWith('[')) return jsonCells(line)
  const tried = [',', '\t', ';'].map((delimiter) => separatedCells(line, delimiter))
  return tried.find((cells) => cells.length >= width) ?? tried[0] ?? []
}

// The line was written by JSON.stringify, so each element's own text has the length it stands there with.
function jsonCells(line: string): Cell[] {
  let from = 1
  return (JSON.parse(line) as (string | number | boolean | null)[]).map((value) => {
    const until = from + JSON.stringify(value).length
    const cell = { text: value === null ? '' : String(value), from, until }
    from = until + 1
    return cell
  })
}

function separatedCells(line: string, delimiter: string): Cell[] {
  const cells: Cell[] = []
  let from = 0
  while (from <= line.length) {
    const until = cellEnd(line, from, delimiter)
    const sent = line.slice(from, until)
    cells.push({ from, until, text: sent.startsWith('"') ? unquoted(sent) : sent })
    from = until + 1
  }
  return cells
}

const unquoted = (sent: string): string =>
  sent
    .slice(1)
    .replace(/"([^"]*)$/, '$1')
    .replaceAll('""', '"')

/** End of the cell at `from`: its delimiter or the end of the line; a delimiter inside quotes is text. */
function cellEnd(line: string, from: number, delimiter: string): number {
  let quoted = line[from] === '"'
  for (let at = quoted ? from + 1 : from; at < line.length; at += 1) {
    if (line[at] === '"') quoted = !quoted
    else if (line[at] === delimiter && !quoted) return at
  }
  return line.length
}
