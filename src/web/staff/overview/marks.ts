// Sites as signs of the map: the shape of their kind, the colour of their verdict, its figure beside.
import type { SiteKind, SiteRow } from '#contract/sites.ts'
import type { MapMark, MarkShape } from '#web/map/symbols.ts'
import type { Language } from '#web/ui/language.ts'
import { standingOf } from '../shell/standing.ts'

export const SHAPES: Readonly<Record<SiteKind, MarkShape>> = {
  air: 'circle',
  section: 'square',
  reservoir: 'diamond',
  outfall: 'triangle',
  dust: 'pentagon',
  noise: 'star',
  district: 'circle',
}

/** Fill of a site whose kind has no verdict. */
export const PLAIN_FILL = '#c3cad3'

/** The figure beside a sign: AQI, class, or nothing where there is no verdict. */
function figureOf({ verdict }: SiteRow, language: Language): string {
  if (verdict === null) return ''
  if (!verdict.judged) return '—'
  return verdict.aqi === null ? (verdict.label?.[language] ?? '') : String(verdict.aqi)
}

/** How a site's sign is drawn on the map and in the list alike. */
export function signOf(site: SiteRow): Pick<MapMark, 'shape' | 'colour' | 'isPressing' | 'isFaint'> {
  const standing = standingOf(site)
  const judged = standing === 'fails' || standing === 'meets'
  return {
    shape: SHAPES[site.kind],
    colour: judged ? (site.verdict?.colour ?? undefined) : standing === 'no-rule' ? PLAIN_FILL : undefined,
    isPressing: standing === 'fails',
    isFaint: standing === 'silent' || standing === 'unjudged',
  }
}

/** Sites without a place have no sign; they stand in the list. */
export function marksOf(sites: readonly SiteRow[], language: Language): MapMark[] {
  return sites.flatMap((site) => {
    const { lon, lat } = site
    if (lon === null || lat === null) return []
    return [{ id: site.code, lon, lat, text: figureOf(site, language), ...signOf(site) }]
  })
}
