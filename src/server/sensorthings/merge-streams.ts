// Joins ordered streams of pieces into one ordered stream, reading ahead of each only one piece.

/** Pieces in order; a piece ends where the next piece of a stream is not yet known. */
export async function* mergeStreams<T>(
  streams: readonly AsyncGenerator<T[]>[],
  compare: (a: T, b: T) => number,
): AsyncGenerator<T[]> {
  let open = (await Promise.all(streams.map((stream) => ahead(stream, [])))).filter(({ isOver }) => !isOver)
  try {
    while (open.length > 1) {
      // What stands before the last item of every piece can be told apart; then those that ran dry are filled.
      const merged: T[] = []
      while (open.every(({ items, at }) => at < items.length)) merged.push(takeFirst(open, compare))
      yield merged
      open = (await Promise.all(open.map((one) => ahead(one.stream, one.items.slice(one.at))))).filter(
        ({ isOver }) => !isOver,
      )
    }
    const [last] = open
    if (!last) return
    yield last.items.slice(last.at)
    yield* last.stream
  } finally {
    await Promise.all(streams.map((stream) => stream.return(undefined)))
  }
}

type Ahead<T> = { stream: AsyncGenerator<T[]>; items: T[]; at: number; isOver: boolean }

/** The next piece that holds anything. */
async function ahead<T>(stream: AsyncGenerator<T[]>, items: T[]): Promise<Ahead<T>> {
  for (let next = items; ; ) {
    if (next.length > 0) return { stream, items: next, at: 0, isOver: false }
    const taken = await stream.next()
    if (taken.done) return { stream, items: [], at: 0, isOver: true }
    next = taken.value
  }
}

function takeFirst<T>(open: readonly Ahead<T>[], compare: (a: T, b: T) => number): T {
  let best: { from: Ahead<T>; item: T } | undefined
  for (const from of open) {
    const item = from.items[from.at]
    if (item !== undefined && (!best || compare(item, best.item) < 0)) best = { from, item }
  }
  if (!best) throw new Error('Cannot merge streams that have run dry')
  best.from.at += 1
  return best.item
}
