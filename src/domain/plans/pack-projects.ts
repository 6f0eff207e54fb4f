// The named projects of a plan pack: works and facilities with the obligations that name them, and what counts as an exception.
import type { Shape } from './pack-shape.ts'

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
