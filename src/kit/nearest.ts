// The known word that a mistyped one was most likely meant to be.

/** Letters to insert, drop or change to make one text of the other. */
function distanceOf(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, n) => n)
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...to].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, change))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

const inOrder = (text: string): string => [...text].sort().join('')

/** Letters in another order count less than one that is wrong. */
function differenceOf(from: string, to: string): number {
  const distance = distanceOf(from, to)
  return distance > 0 && inOrder(from) === inOrder(to) ? 0.5 : distance
}

/**
 * The nearest of the known words, letter case aside; undefined where more than two letters of five would have to change.
 * @example findNearest('pm25', ['PM2.5', 'PM10']) // 'PM2.5'
 */
export function findNearest(word: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((name) => ({ name, difference: differenceOf(word.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.difference - b.difference)
  if (best === undefined) return undefined
  return best.difference * 5 <= Math.max(word.length, best.name.length) * 2 ? best.name : undefined
}

/** Pairs of neighbouring letters, without spaces and signs. */
function pairsOf(text: string): Set<string> {
  const letters = [...text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')]
  return new Set(letters.slice(1).map((letter, n) => `${letters[n]}${letter}`))
}

/** A text made ready to be held against many others. */
export type Likeable = ReadonlySet<string>
export const likeable = (text: string): Likeable => pairsOf(text)

/**
 * How much alike two texts are, 0 to 1: pairs of letters they share, as a share of all they have (Dice).
 * @example likenessOf(likeable('天然林保护'), likeable('天然林修复')) // 0.5
 */
export function likenessOf(one: Likeable, other: Likeable): number {
  if (one.size === 0 || other.size === 0) return 0
  let shared = 0
  for (const pair of one) if (other.has(pair)) shared++
  return (2 * shared) / (one.size + other.size)
}
