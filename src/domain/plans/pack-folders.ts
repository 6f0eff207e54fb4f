// Folders of a plan pack that hold one JSON file a thing, each named by the id of what it holds.
import { readScheme } from '#domain/appraisal/check-scheme.ts'
import { readDeviationRule } from '#domain/deviations/rule.ts'
import { readTemplate } from '#domain/documents/template.ts'
import { validateProcedure } from '#domain/engine/procedure/validate.ts'
import type { Refusal } from '#kit/refusal.ts'
import type { Pack } from './pack-parts.ts'
import { fault } from './pack-shape.ts'

export const PROCEDURE_FOLDER = 'procedures'
export const REPORT_FOLDER = 'reports'
export const SCHEME_FOLDER = 'schemes'
export const DEVIATION_FOLDER = 'deviations'
/** Folders a pack may have. */
export const PACK_FOLDERS: readonly string[] = [PROCEDURE_FOLDER, REPORT_FOLDER, SCHEME_FOLDER, DEVIATION_FOLDER]

type Files = Readonly<Record<string, unknown>>

/** What the folders of a pack hold, each in order of their names, and every fault of it. */
export function readFolders(files: Files): {
  held: Pick<Pack, 'procedures' | 'reports' | 'schemes' | 'deviations'>
  faults: Refusal[]
} {
  const procedures = readFolder(files, PROCEDURE_FOLDER, validateProcedure)
  const reports = readFolder(files, REPORT_FOLDER, readTemplate)
  const schemes = readFolder(files, SCHEME_FOLDER, readScheme)
  const deviations = readFolder(files, DEVIATION_FOLDER, readDeviationRule)
  return {
    held: {
      procedures: procedures.things,
      reports: reports.things,
      schemes: schemes.things,
      deviations: deviations.things,
    },
    faults: [...procedures.faults, ...reports.faults, ...schemes.faults, ...deviations.faults],
  }
}

function readFolder<T extends { id: string }>(
  files: Files,
  folder: string,
  read: (json: unknown, file: string) => T | Refusal[],
): { things: T[]; faults: Refusal[] } {
  const things: T[] = []
  const faults: Refusal[] = []
  const names = Object.keys(files).filter((name) => name.startsWith(`${folder}/`))
  for (const name of names.sort()) {
    const thing = read(files[name], name)
    if (Array.isArray(thing)) faults.push(...thing)
    else if (name !== `${folder}/${thing.id}.json`) faults.push(misnamed(name, thing.id))
    else things.push(thing)
  }
  return { things, faults }
}

const misnamed = (file: string, id: string): Refusal =>
  fault('misnamed', { file, path: '$.id' }, { zh: `文件名应为 ${id}.json`, en: `the file must be named ${id}.json` })
