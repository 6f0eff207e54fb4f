// On which page a piece of evidence stands.

/** Address within the product; undefined for a thing that has no page of its own. */
export function evidencePage(aboutKind: string, aboutRef: string): string | undefined {
  if (aboutKind === 'obligation') return `/plan/obligations/${aboutRef}`
  if (aboutKind === 'project') return `/projects/${aboutRef}`
  // Of a unit in an appraisal: `<appraisal>/<unit>`.
  const [appraisal, unit] = aboutKind === 'appraisal-unit' ? aboutRef.split('/') : []
  if (appraisal && unit) return `/appraisal/${appraisal}?unit=${encodeURIComponent(unit)}`
  // What belongs to a year of an indicator is about `<plan>/<indicator>/<year>`.
  const [, indicator, year] = aboutKind === 'indicator-year' ? aboutRef.split('/') : []
  return indicator && year ? `/indicators/${indicator}?year=${year}` : undefined
}
