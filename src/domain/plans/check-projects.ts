// Whether the projects of a pack are told apart, are named in it, and state only what the plan states.
import type { Refusal } from '#kit/refusal.ts'
import type { Obligation, Pack } from './pack-parts.ts'
import { PROJECTS_FILE, type ProjectFigure } from './pack-projects.ts'
import { fault, type Place } from './pack-shape.ts'

/** Ids used twice, obligations that are not there, names the registry does not hold, figures the plan does not state. */
export function checkProjects({ projects: file, chapters, registry }: Pack): Refusal[] {
  if (file === undefined) return []
  const obligations = new Map(
    chapters.flatMap(({ sections }) =>
      sections.flatMap(({ measures }) =>
        measures.flatMap((measure) => measure.obligations.map((one) => [one.id, one])),
      ),
    ),
  )
  const names = new Set((registry.placesProjects ?? []).map(({ name }) => name))
  const seen = new Set<string>()
  return file.projects.flatMap((project, n) => {
    const at = (key: string): Place => ({ file: PROJECTS_FILE, path: `$.projects[${n}].${key}` })
    const repeated = seen.has(project.id)
    seen.add(project.id)
    return [
      ...(repeated ? [fault('id-repeated', at('id'), `${project.id} is already used`)] : []),
      ...(names.has(project.nameZh)
        ? []
        : [fault('reference-lost', at('nameZh'), `refers to ${project.nameZh}, which registry.json does not hold`)]),
      ...project.obligationIds.flatMap((id, i) =>
        obligations.has(id)
          ? []
          : [fault('reference-lost', at(`obligationIds[${i}]`), `refers to ${id}, which the pack does not hold`)],
      ),
      ...project.figures.flatMap((figure, i) =>
        isStated(obligations.get(figure.obligationId), figure)
          ? []
          : [fault('figure-not-stated', at(`figures[${i}]`), `${figure.obligationId} does not state this figure`)],
      ),
    ]
  })
}

const isStated = (obligation: Obligation | undefined, { metricZh, comparator, value, unit }: ProjectFigure): boolean =>
  (obligation?.targets ?? []).some(
    (target) =>
      target.metricZh === metricZh &&
      target.comparator === comparator &&
      String(target.value) === value &&
      target.unit === unit,
  )
