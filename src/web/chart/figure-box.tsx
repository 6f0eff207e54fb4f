// A chart that is read by keyboard too: arrow keys go from point to point, each is told in words; with its files below.
import { type KeyboardEvent, lazy, Suspense, useState } from 'react'
import { useSay } from '#web/ui/say.ts'
import { FigureDownloads, type FigureFile } from './figure-downloads.tsx'

// The table beside it tells the same; the chart library may come after it.
const Chart = lazy(() => import('./chart.tsx').then((part) => ({ default: part.Chart })))

const WORDS = {
  hint: { zh: '用左右方向键逐点读数', en: 'Read it point by point with the arrow keys' },
}

/** `file.lines` holds one line a point after its heads, in the order the points are drawn. */
export function FigureBox({ file }: { file: FigureFile }) {
  const say = useSay()
  const [cursor, setCursor] = useState<number>()
  const [heads = [], ...points] = file.lines
  const onKeyDown = (event: KeyboardEvent) => {
    const next = movedBy(event.key, cursor, points.length)
    if (next === undefined) return
    event.preventDefault()
    setCursor(next)
  }
  const read = cursor === undefined ? [] : (points[cursor] ?? [])
  const label = `${file.title} · ${say(WORDS.hint)}`
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the chart is read with the arrow keys */}
      <section tabIndex={0} aria-label={label} onKeyDown={onKeyDown}>
        <Suspense fallback={<div style={{ height: file.height }} />}>
          <Chart option={file.option} height={file.height} label={file.title} cursor={cursor} />
        </Suspense>
      </section>
      <p role="status" className="quiet figure-read">
        {read
          .map((cell, n) => (cell === '' ? '' : `${heads[n]} ${cell}`))
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      <FigureDownloads file={file} />
    </>
  )
}

/** The point a key leads to; undefined for any other key. */
export function movedBy(key: string, from: number | undefined, count: number): number | undefined {
  if (count === 0) return undefined
  switch (key) {
    case 'ArrowRight':
      return from === undefined ? 0 : Math.min(count - 1, from + 1)
    case 'ArrowLeft':
      return from === undefined ? count - 1 : Math.max(0, from - 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
