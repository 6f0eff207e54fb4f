// A plan pack: what a plan asks for, as data, with the one door that lets a pack in.
import { checkDeviationRules } from '#domain/deviations/check-rules.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { checkProjects } from './check-projects.ts'
import { checkSchemes } from './check-schemes.ts'
import { checkOptional } from './pack-extras.ts'
import { readFolders } from './pack-folders.ts'
import { checkFormulas } from './pack-formulas.ts'
import { checkLists, LISTS_FILE, type PackLists } from './pack-lists.ts'
import { checkOrganisations, ORGANISATIONS_FILE, type PackOrganisations } from './pack-organisations.ts'
import type {
  Baseline,
  Chapter,
  Goal,
  Inconsistency,
  Indicator,
  IndicatorCategory,
  Measure,
  Pack,
  PackAbout,
  PackCounts,
  PlanSystem,
  Registry,
} from './pack-parts.ts'
import { type PackProjects, PROJECTS_FILE } from './pack-projects.ts'
import { checkReferences } from './pack-references.ts'
import { checkShape, fault } from './pack-shape.ts'
import { PACK_FILES } from './pack-tables.ts'

export type { Inconsistency, Indicator, Measure, Obligation, Pack, PackCounts } from './pack-parts.ts'

/**
 * Reads a plan pack from its parsed JSON files, keyed by file name.
 * All faults are told at once, each with file, JSON path and reason; references are looked at only where the shapes hold.
 */
export function readPack(files: Record<string, unknown>): Pack | Refusal[] {
  const shapeFaults = Object.entries(PACK_FILES).flatMap(([file, shape]) =>
    files[file] === undefined
      ? [fault('file-missing', { file, path: '$' }, 'the pack must contain this file')]
      : checkShape(files[file], shape, { file, path: '$' }),
  )
  const { held, faults: folderFaults } = readFolders(files)
  const broken = [...shapeFaults, ...checkOptional(files), ...folderFaults]
  if (broken.length > 0) return broken
  const pack = { ...assemble(files), ...held }
  const faults = [
    ...checkReferences(pack),
    ...checkFormulas(pack),
    ...checkProjects(pack),
    ...checkSchemes(pack),
    ...checkDeviationRules({ ...pack, borrows: pack.about.proceduresOf !== undefined, isPart: partsOf(pack) }),
    ...checkLists(pack.lists, obligationIdsOf(pack)),
    ...checkOrganisations(pack.organisations),
    ...checkCounts(pack),
  ]
  return faults.length > 0 ? faults : pack
}

/** Whether `readPack` refused. */
export const isPackRefused = (read: Pack | Refusal[]): read is Refusal[] => Array.isArray(read) && read.every(isRefusal)

// The shapes have been checked against the same field lists, so the parsed JSON is taken as typed from here on.
function assemble(files: Record<string, unknown>): Omit<Pack, 'procedures' | 'reports' | 'schemes' | 'deviations'> {
  const part = <T>(file: string): T => files[file] as T
  const indicators = part<{ categories: IndicatorCategory[]; indicators: Indicator[] }>('indicators.json')
  const systems = part<{ groups: Pack['systemGroups']; systems: PlanSystem[] }>('systems.json')
  return {
    about: part<PackAbout>('pack.json'),
    chapters: part<{ chapters: Chapter[] }>('plan.json').chapters,
    categories: indicators.categories,
    indicators: indicators.indicators,
    baseline: part<Baseline>('baseline.json'),
    goals: part<{ goals: Goal[] }>('goals.json').goals,
    inconsistencies: part<{ inconsistencies: Inconsistency[] }>('inconsistencies.json').inconsistencies,
    registry: part<Registry>('registry.json'),
    ...(files[LISTS_FILE] === undefined ? {} : { lists: part<PackLists>(LISTS_FILE) }),
    ...(files[PROJECTS_FILE] === undefined ? {} : { projects: part<PackProjects>(PROJECTS_FILE) }),
    ...(files[ORGANISATIONS_FILE] === undefined ? {} : { organisations: part<PackOrganisations>(ORGANISATIONS_FILE) }),
    systemGroups: systems.groups,
    systems: systems.systems,
  }
}

/** Counts what a pack holds: chapters, sections, measures, obligations by role, indicator rows, measurables, … */
export function countPack(pack: Pack): PackCounts {
  const measures = listMeasures(pack)
  const obligations = measures.flatMap((measure) => measure.obligations)
  return {
    chapters: pack.chapters.length,
    sections: pack.chapters.flatMap((chapter) => chapter.sections).length,
    measures: measures.length,
    obligations: obligations.length,
    obligationsLead: obligations.filter((obligation) => obligation.role === 'lead').length,
    obligationsAssist: obligations.filter((obligation) => obligation.role === 'assist').length,
    indicatorRows: new Set(pack.indicators.map((indicator) => indicator.no)).size,
    measurables: pack.indicators.length,
    measurablesAwaitingCity: pack.indicators.filter((indicator) => indicator.assignedByCity).length,
    inconsistencies: pack.inconsistencies.length,
  }
}

/** All measures in the order of the plan. */
export const listMeasures = (pack: Pack): Measure[] =>
  pack.chapters.flatMap((chapter) => chapter.sections.flatMap((section) => section.measures))

/** Whether a chapter, section, measure or obligation has that id. */
function partsOf(pack: Pack): (id: string) => boolean {
  const ids = new Set([
    ...pack.chapters.flatMap(({ id, sections }) => [id, ...sections.map((section) => section.id)]),
    ...listMeasures(pack).map(({ id }) => id),
    ...obligationIdsOf(pack),
  ])
  return (id) => ids.has(id)
}

const obligationIdsOf = (pack: Pack): Set<string> =>
  new Set(listMeasures(pack).flatMap(({ obligations }) => obligations.map(({ id }) => id)))

function checkCounts(pack: Pack): Refusal[] {
  const counted = countPack(pack)
  return Object.entries(counted).flatMap(([name, found]) => {
    const stated = pack.about.counts[name]
    if (stated === found) return []
    const place = { file: 'pack.json', path: `$.counts.${name}` }
    return [fault('count-differs', place, `says ${String(stated)}, the files hold ${found}`)]
  })
}
