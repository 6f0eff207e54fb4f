// The procedures of a plan pack: one file each in the folder `procedures`, named by its id.
import type { Procedure } from '#domain/engine/procedure/definition.ts'
import { isProcedureRefused, validateProcedure } from '#domain/engine/procedure/validate.ts'
import type { Refusal } from '#kit/refusal.ts'
import { fault } from './pack-shape.ts'

export const PROCEDURE_FOLDER = 'procedures'
const FILE = new RegExp(`^${PROCEDURE_FOLDER}/([^/]+)\\.json$`)

/** Whether the file of a pack is a procedure. */
const isProcedureFile = (name: string): boolean => FILE.test(name)

/** The procedures among the parsed files of a pack in order of their names, and every fault of them. */
export function readProcedures(files: Readonly<Record<string, unknown>>): {
  procedures: Procedure[]
  faults: Refusal[]
} {
  const procedures: Procedure[] = []
  const faults: Refusal[] = []
  for (const name of Object.keys(files).filter(isProcedureFile).sort()) {
    const read = validateProcedure(files[name], name)
    if (isProcedureRefused(read)) faults.push(...read)
    else if (FILE.exec(name)?.[1] !== read.id) faults.push(misnamed(name, read.id))
    else procedures.push(read)
  }
  return { procedures, faults }
}

const misnamed = (file: string, id: string): Refusal =>
  fault(
    'procedure-misnamed',
    { file, path: '$.id' },
    { zh: `文件名应为 ${id}.json`, en: `the file must be named ${id}.json` },
  )
