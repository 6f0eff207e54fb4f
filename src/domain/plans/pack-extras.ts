// Files a plan pack may bring beyond those it must: one a matter, and those in its folders.
import type { Refusal } from '#kit/refusal.ts'
import { PACK_FOLDERS } from './pack-folders.ts'
import { LISTS_FILE, LISTS_JSON } from './pack-lists.ts'
import { ORGANISATIONS_FILE, ORGANISATIONS_JSON } from './pack-organisations.ts'
import { PROJECTS_FILE, PROJECTS_JSON } from './pack-projects.ts'
import { checkShape, type Shape } from './pack-shape.ts'

/** Each file a pack may leave out, with its shape; what it holds is absent from the pack then. */
export const OPTIONAL_FILES: Readonly<Record<string, Shape>> = {
  [LISTS_FILE]: LISTS_JSON,
  [ORGANISATIONS_FILE]: ORGANISATIONS_JSON,
  [PROJECTS_FILE]: PROJECTS_JSON,
}

const inFolder = (name: string): boolean => PACK_FOLDERS.some((folder) => name.startsWith(`${folder}/`))

/** Whether a pack may hold a file of that name beyond those it must hold. */
export const isExtraFile = (name: string): boolean => Object.hasOwn(OPTIONAL_FILES, name) || inFolder(name)

/** Faults of the shapes of the optional files that are there. */
export const checkOptional = (files: Readonly<Record<string, unknown>>): Refusal[] =>
  Object.entries(OPTIONAL_FILES).flatMap(([file, shape]) =>
    files[file] === undefined ? [] : checkShape(files[file], shape, { file, path: '$' }),
  )
