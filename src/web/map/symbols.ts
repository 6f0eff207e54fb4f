// Signs of places on the map: shape says the kind, fill says the colour a standard prescribes, the text stands beside.
import { Circle, Fill, RegularShape, Stroke, Style, Text } from 'ol/style'

export type MarkShape = 'circle' | 'square' | 'diamond' | 'triangle' | 'pentagon' | 'star'

export type MapMark = {
  id: string
  lon: number
  lat: number
  shape: MarkShape
  /** `#RRGGBB`; undefined leaves the sign hollow. */
  colour: string | undefined
  /** Stands beside the sign: a figure or a numeral. */
  text: string
  /** Needs a person: drawn larger, with a heavy rim. */
  isPressing: boolean
  /** Silent or unknown: drawn with a broken rim. */
  isFaint: boolean
}

export const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
const INK = '#1f2329'
const CORNERS: Readonly<Record<Exclude<MarkShape, 'circle' | 'star'>, { points: number; angle: number }>> = {
  square: { points: 4, angle: Math.PI / 4 },
  diamond: { points: 4, angle: 0 },
  triangle: { points: 3, angle: 0 },
  pentagon: { points: 5, angle: 0 },
}

function signOf(mark: MapMark, isChosen: boolean): Circle | RegularShape {
  const radius = (mark.isPressing ? 9 : 7) + (isChosen ? 3 : 0)
  const fill = new Fill({ color: mark.colour ?? '#ffffff' })
  const stroke = new Stroke({
    color: mark.isFaint ? '#6b7280' : INK,
    width: isChosen ? 3 : mark.isPressing ? 2 : 1.2,
    ...(mark.isFaint ? { lineDash: [3, 2] } : {}),
  })
  if (mark.shape === 'circle') return new Circle({ radius, fill, stroke })
  if (mark.shape === 'star') return new RegularShape({ points: 5, radius, radius2: radius / 2, fill, stroke })
  return new RegularShape({ ...CORNERS[mark.shape], radius: radius + 1, fill, stroke })
}

export function styleOfMark(mark: MapMark, isChosen: boolean): Style {
  return new Style({
    image: signOf(mark, isChosen),
    text: new Text({
      text: mark.text,
      font: `${isChosen || mark.isPressing ? '600 ' : ''}12px ${FONT}`,
      textAlign: 'left',
      offsetX: 13,
      fill: new Fill({ color: INK }),
      stroke: new Stroke({ color: '#ffffff', width: 3 }),
    }),
    zIndex: isChosen ? 3 : mark.isPressing ? 2 : 1,
  })
}

export const outlineStyle = new Style({
  fill: new Fill({ color: '#ffffff' }),
  stroke: new Stroke({ color: '#9aa3ad', width: 1.5 }),
})

export const labelStyle = (name: string): Style =>
  new Style({
    text: new Text({
      text: name,
      font: `12px ${FONT}`,
      fill: new Fill({ color: '#676d76' }),
      stroke: new Stroke({ color: '#ffffff', width: 2 }),
    }),
  })
