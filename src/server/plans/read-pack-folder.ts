// Reads a plan pack from its folder: the files as they are, and the pack they make, or the first fault with file, place and reason.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkDistrict, DISTRICT_FILE } from '#domain/plans/district.ts'
import { isPackRefused, type Pack, readPack } from '#domain/plans/pack.ts'
import { isExtraFile, OPTIONAL_FILES } from '#domain/plans/pack-extras.ts'
import { PACK_FOLDERS } from '#domain/plans/pack-folders.ts'
import { PACK_FILES } from '#domain/plans/pack-tables.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { PackFiles } from '../plan-store.ts'

/** A pack that may be loaded; `district` is absent where the pack brings none. */
export type CheckedPack = { files: PackFiles; pack: Pack; district: unknown }

const isNamed = (name: string): boolean =>
  name === DISTRICT_FILE || Object.hasOwn(PACK_FILES, name) || isExtraFile(name)

/** Names of the JSON files of a folder; none where the folder is not there. */
const listJson = (dir: string): Promise<string[]> =>
  readdir(dir).then(
    (names) => names.filter((name) => name.endsWith('.json')),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    },
  )

export async function readPackFiles(dir: string): Promise<PackFiles | Refusal> {
  let names: string[]
  try {
    const own = (await readdir(dir)).filter((name) => name.endsWith('.json'))
    const inFolders = await Promise.all(
      PACK_FOLDERS.map(async (folder) => (await listJson(join(dir, folder))).map((name) => `${folder}/${name}`)),
    )
    names = [...own, ...inFolders.flat()].sort()
  } catch (error) {
    return refuse('plans.pack-unreadable', `Cannot read the pack ${dir}: ${(error as Error).message}`)
  }
  const stranger = names.find((name) => !isNamed(name))
  if (stranger !== undefined)
    return refuse(
      'plans.pack-unknown-file',
      `${stranger} $: is not a file of a plan pack; its files are ${[...Object.keys({ ...PACK_FILES, ...OPTIONAL_FILES }), DISTRICT_FILE].join(', ')}`,
    )
  const files: PackFiles = {}
  for (const name of names) {
    const bytes = await readFile(join(dir, name))
    try {
      // A byte-order mark is kept as it is: what is given out again MUST be the same bytes.
      files[name] = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      return refuse('plans.pack-not-utf8', `${name} $: must be UTF-8`)
    }
  }
  return files
}

/** The pack that the files make; refuses with the first fault and the number of the others. */
export function checkPackFiles(files: PackFiles): CheckedPack | Refusal {
  const parsed: Record<string, unknown> = {}
  for (const [name, text] of Object.entries(files)) {
    try {
      parsed[name] = JSON.parse(text)
    } catch (error) {
      return refuse('plans.pack-not-json', `${name} $: must be JSON: ${(error as Error).message}`)
    }
  }
  const pack = readPack(parsed)
  const district = parsed[DISTRICT_FILE]
  const faults = [...(isPackRefused(pack) ? pack : []), ...(district === undefined ? [] : checkDistrict(district))]
  return isPackRefused(pack) || faults.length > 0 ? tell(faults) : { files, pack, district }
}

/** The first fault, and how many more there are. */
function tell(faults: readonly Refusal[]): Refusal {
  const [first] = faults
  if (first === undefined) throw new Error('Cannot tell of faults as there are none')
  const more = faults.length - 1
  if (more === 0) return first
  const { because, zh = because } = first
  return refuse(first.refused, { zh: `${zh}（另有 ${more} 处）`, en: `${because} (and ${more} more)` })
}
