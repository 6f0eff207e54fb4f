// What cases and evidence are about: how each kind of thing is called, and on which page it stands.
import { label } from '#domain/terms.ts'

const NAMES: Readonly<Record<string, { zh: string; en: string }>> = {
  obligation: label('obligation'),
  project: label('project'),
  indicator: label('indicator'),
  'indicator-year': { zh: '指标年度', en: 'year of an indicator' },
  'progress-return': { zh: '进展填报', en: 'return of a unit' },
  unit: label('organisation'),
  report: label('document'),
  appraisal: { zh: '考核', en: 'appraisal' },
  'appraisal-unit': { zh: '考核单位', en: 'unit under appraisal' },
}

/** The kind as people call it; the kind itself where it has no name. */
export const aboutName = (kind: string): { zh: string; en: string } => NAMES[kind] ?? { zh: kind, en: kind }

/** Address within the product; undefined for a thing that has no page of its own. */
export function aboutPage(kind: string, ref: string): string | undefined {
  const parts = ref.split('/')
  switch (kind) {
    case 'obligation':
      return `/plan/obligations/${ref}`
    case 'project':
      return `/projects/${ref}`
    case 'indicator':
      return `/indicators/${ref}`
    case 'unit':
      return `/units?q=${encodeURIComponent(ref)}`
    case 'report':
      return `/reports/${ref}`
    case 'appraisal':
    case 'appraisal-unit':
      return `/appraisal/${parts[0]}`
    case 'indicator-year':
      // `<plan>/<indicator>/<year>`
      return parts.length === 3 ? `/indicators/${parts[1]}?year=${parts[2]}` : undefined
    default:
      return undefined
  }
}
