// The named projects of a plan pack: works and facilities with the obligations that name them, and what counts as an exception.
import type { Refusal } from '#kit/refusal.ts'
import type { Obligation, Pack } from './pack-parts.ts'
import { fault, type Place, type Shape } from './pack-shape.ts'

export const PROJECTS_FILE = 'projects.json'

/** Environmental media by which the weight of the money is told; `other` is what serves none of them alone. */
export const MEDIA = ['air', 'water', 'soil', 'waste', 'ecology', 'other'] as const
export type Medium = (typeof MEDIA)[number]

/** 重大项目 — a work or facility that the plan names; what the plan does not say of it is not here. */
export type PackProject = {
  id: string
  /** As the registry of names has it. */
  kind: 'project' | 'facility' | 'park' | 'corridor'
  nameZh: string
  nameEn: string
  medium: Medium
  obligationIds: string[]
  /** Figures of the project alone, as the obligation states them. */
  figures: ProjectFigure[]
}

export type ProjectFigure = {
  metricZh: string
  metricEn: string
  comparator: string
  value: string
  unit: string
  obligationId: string
}

/** What `projects.json` holds. */
export type PackProjects = {
  limits: {
    /** Whole months after which money that was appropriated and not used counts as idle. */
    idleMonths: number
    /** Percent of the approved cost by which payments may exceed it. */
    overrunPercent: string
    noteZh: string
    noteEn: string
  }
  papersNoteZh: string
  papersNoteEn: string
  /** Papers that a project must have before it may be applied for. */
  papers: { id: string; zh: string; en: string }[]
  projects: PackProject[]
}

const PROJECT_ID = /^prj\.\d{2,}$/
const OBLIGATION_ID = /^c\d{2}\.s\d{2}\.m\d{2}\.t\d{2}$/
const DECIMAL_TEXT = /^\d+(\.\d+)?$/

export const PROJECTS_JSON: Shape = {
  fields: {
    limits: {
      fields: { idleMonths: 'integer', overrunPercent: { id: DECIMAL_TEXT }, noteZh: 'text', noteEn: 'text' },
    },
    papersNoteZh: 'text',
    papersNoteEn: 'text',
    papers: { list: { fields: { id: { id: /^[a-z]+(-[a-z]+)*$/ }, zh: 'text', en: 'text' } } },
    projects: {
      list: {
        fields: {
          id: { id: PROJECT_ID },
          kind: { oneOf: ['project', 'facility', 'park', 'corridor'] },
          nameZh: 'text',
          nameEn: 'text',
          medium: { oneOf: MEDIA },
          obligationIds: { list: { id: OBLIGATION_ID } },
          figures: {
            list: {
              fields: {
                metricZh: 'text',
                metricEn: 'text',
                comparator: 'text',
                value: { id: DECIMAL_TEXT },
                unit: 'text',
                obligationId: { id: OBLIGATION_ID },
              },
            },
          },
        },
      },
    },
  },
}

/** Ids and names used twice, obligations that are not there, names the registry does not hold, figures the plan does not state. */
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
