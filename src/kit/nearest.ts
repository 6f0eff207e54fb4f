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
