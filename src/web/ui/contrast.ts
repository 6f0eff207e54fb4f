// Which ink can be read on a prescribed colour.

const channel = (part: number): number => {
  const share = part / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** Relative luminance of `#RRGGBB`, 0 to 1. @source WCAG 2.2 relative luminance */
export function luminanceOf(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16))) as [
    number,
    number,
    number,
  ]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Black or white, whichever stands out more on `colour`; the better of the two never falls below 4.5 to 1. */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  const light = luminanceOf(colour)
  return (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) ? '#000000' : '#ffffff'
}
