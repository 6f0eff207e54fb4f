// Cutting a segment: where its items end, their texts without blanks, and the names that nearly every message has.

const SEMICOLON = 0x3b
const COMMA = 0x2c
const DASH = 0x2d

/** End of the item at `from`: the next `;` or `,`. */
export function itemEnd(segment: string, from: number, until: number): number {
  for (let at = from; at < until; at += 1) {
    const character = segment.charCodeAt(at)
    if (character === SEMICOLON || character === COMMA) return at
  }
  return until
}

/** The text of `[from, until)` without blanks at its ends; they are looked for only where one can be. */
export function pieceOf(segment: string, from: number, until: number): string {
  const text = segment.slice(from, until)
  return isEdge(segment.charCodeAt(from)) || isEdge(segment.charCodeAt(until - 1)) ? text.trim() : text
}

/** Whether a character at the end of a text may be a blank of any kind. */
const isEdge = (character: number): boolean => character <= 0x20 || character > 0x7e

/** The last dash of a name in `[from, until)` that is not its first character; -1 where there is none. */
export function lastDash(segment: string, from: number, until: number): number {
  for (let at = until - 1; at > from; at -= 1) if (segment.charCodeAt(at) === DASH) return at
  return -1
}

/** Whether the code stands at `from` and ends at `until`. */
export const isCodeAt = (segment: string, code: string, from: number, until: number): boolean =>
  until - from === code.length && segment.startsWith(code, from)

const NAMES = ['QN', 'ST', 'CN', 'PW', 'MN', 'RF', 'PNO', 'Rtd', 'Avg', 'Min', 'Max', 'Cou', 'Flag', 'PNUM']

/** Names by a number made of their length and their first and last characters, which no two of them share. */
const byMark: readonly (string | undefined)[] = NAMES.reduce<(string | undefined)[]>((names, name) => {
  names[markOf(name, 0, name.length)] = name
  return names
}, new Array<undefined>(1024).fill(undefined))

function markOf(segment: string, from: number, until: number): number {
  const first = segment.charCodeAt(from)
  const last = segment.charCodeAt(until - 1)
  return ((until - from) * 61 + first * 7 + last * 3) & 1023
}

/** A trimmed name; one of the usual ones is always the same string, which makes it quick as a key. */
export function nameAt(segment: string, from: number, until: number): string {
  const usual = byMark[markOf(segment, from, until)]
  return usual !== undefined && isCodeAt(segment, usual, from, until) ? usual : pieceOf(segment, from, until)
}
