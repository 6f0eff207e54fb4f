// The sign of a place as the map draws it, for legend and list.
import type { MarkShape } from '#web/map/symbols.ts'

const POINTS: Readonly<Record<Exclude<MarkShape, 'circle'>, string>> = {
  square: '3,3 13,3 13,13 3,13',
  diamond: '8,1 15,8 8,15 1,8',
  triangle: '8,2 15,14 1,14',
  pentagon: '8,1 15,6 12,14 4,14 1,6',
  star: '8,1 10,6 15,6 11,9 13,15 8,12 3,15 5,9 1,6 6,6',
}

type Props = { shape: MarkShape; colour: string | undefined; isFaint?: boolean }

export function Sign({ shape, colour, isFaint = false }: Props) {
  const paint = {
    fill: colour ?? '#ffffff',
    stroke: isFaint ? '#6b7280' : '#1f2329',
    strokeWidth: 1.2,
    strokeDasharray: isFaint ? '3 2' : undefined,
  }
  return (
    <svg className="sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {shape === 'circle' ? <circle cx="8" cy="8" r="6.5" {...paint} /> : <polygon points={POINTS[shape]} {...paint} />}
    </svg>
  )
}
