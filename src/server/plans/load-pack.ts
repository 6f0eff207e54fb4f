// Loads a plan pack from its folder into the store, whole or not at all; loading the same pack again changes nothing.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkDistrict, DISTRICT_FILE } from '#domain/plans/district.ts'
import { countPack, isPackRefused, type Pack, type PackCounts, readPack } from '#domain/plans/pack.ts'
import { isExtraFile, OPTIONAL_FILES } from '#domain/plans/pack-extras.ts'
import { PACK_FOLDERS } from '#domain/plans/pack-folders.ts'
import { PACK_FILES } from '#domain/plans/pack-tables.ts'
import { buildPlanModel, type PlanModel } from '#domain/plans/plan-model.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { storePackOrganisations } from '../organisation-register.ts'
import { hashPack, type PackFiles } from '../plan-store.ts'
import { findChangedProcedure, storeProcedures } from '../procedure-store.ts'

export type LoadedPack = { id: string; changed: boolean; counts: PackCounts }

/**
 * Loads the pack in `dir`. A broken pack is refused with file, place and reason of its first fault and the number of the
 * others. A changed pack takes the place of the one loaded before; an imported official text stays.
 */
export async function loadPack(db: Database, dir: string, actor = 'system'): Promise<LoadedPack | Refusal> {
  const files = await readFiles(dir)
  if (isRefusal(files)) return files
  const checked = checkFiles(files)
  if (isRefusal(checked)) return checked
  const { pack, district } = checked
  const hash = hashPack(files)
  const counts = countPack(pack)
  return inTransaction(db, async (tx) => {
    // Two processes that start together MUST NOT load the same pack at once.
    await tx.query('lock table plan in share row exclusive mode')
    const [known] = await tx.query<{ hash: string }>('select p.content_hash as hash from plan as p where p.id = $1', [
      pack.about.id,
    ])
    if (known?.hash === hash) return { id: pack.about.id, changed: false, counts }
    const brought = { planId: pack.about.id, procedures: pack.procedures }
    const changed = await findChangedProcedure(tx, brought)
    if (changed !== undefined) return changed
    await storePlan(tx, pack, { files, hash })
    await storeProcedures(tx, brought)
    if (pack.organisations !== undefined)
      await storePackOrganisations(tx, pack.organisations, { planId: pack.about.id, actor })
    if (district !== undefined) await storeDistrict(tx, files[DISTRICT_FILE] ?? 'null')
    await tx.query(`select append_event('plan', $1, 'PlanLoaded', $2, $3)`, [
      pack.about.id,
      actor,
      JSON.stringify({ version: pack.about.version, contentHash: hash, before: known?.hash ?? null, counts }),
    ])
    return { id: pack.about.id, changed: true, counts }
  })
}

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

async function readFiles(dir: string): Promise<PackFiles | Refusal> {
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

function checkFiles(files: PackFiles): { pack: Pack; district: unknown } | Refusal {
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
  return isPackRefused(pack) || faults.length > 0 ? tell(faults) : { pack, district }
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

async function storePlan(
  tx: Transaction,
  pack: Pack,
  { files, hash }: { files: PackFiles; hash: string },
): Promise<void> {
  const { id, version, titleZh, titleEn } = pack.about
  await tx.execute(
    `insert into plan (id, version, title_zh, title_en, content_hash, body) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update
       set version = excluded.version, title_zh = excluded.title_zh, title_en = excluded.title_en,
           content_hash = excluded.content_hash, body = excluded.body, loaded_at = now()`,
    [id, version, titleZh, titleEn, hash, JSON.stringify({ files })],
  )
  for (const table of ['plan_node', 'obligation', 'plan_indicator', 'plan_inconsistency'])
    await tx.execute(`delete from ${table} as t where t.plan_id = $1`, [id])
  const model = buildPlanModel(pack, undefined)
  await storeNodes(tx, model)
  await storeObligations(tx, model)
  await storeIndicators(tx, pack)
  await keepDefinitions(tx, pack)
  await storeInconsistencies(tx, pack)
}

// Rows travel as one JSON text a table, so that their order and their bodies arrive as they are.
async function storeNodes(tx: Transaction, { pack, nodes }: PlanModel): Promise<void> {
  const rows = [...nodes.values()].map((node, ordinal) => {
    const { sections: _, measures: __, obligations: ___, ...body } = { ...node.of } as Record<string, unknown>
    return { ...node, of: undefined, ordinal, body }
  })
  await tx.execute(
    `insert into plan_node (plan_id, id, parent_id, kind, ordinal, title_zh, title_en, body)
     select $1, r.id, r."parentId", r.kind, r.ordinal, r."titleZh", r."titleEn", r.body
       from jsonb_to_recordset($2) as r (id text, "parentId" text, kind text, ordinal int, "titleZh" text, "titleEn" text, body jsonb)`,
    [pack.about.id, JSON.stringify(rows)],
  )
}

async function storeObligations(tx: Transaction, { pack, obligations }: PlanModel): Promise<void> {
  const rows = [...obligations.values()].map(({ obligation, measureId }, ordinal) => ({
    ...obligation,
    measureId,
    ordinal,
    hasTarget: (obligation.targets ?? []).length > 0,
    body: obligation,
  }))
  await tx.execute(
    `insert into obligation (plan_id, id, measure_id, ordinal, title_zh, title_en, verb, role, has_target, domain, body)
     select $1, r.id, r."measureId", r.ordinal, r."titleZh", r."titleEn", r.verb, r.role, r."hasTarget", r.domain, r.body
       from jsonb_to_recordset($2) as r (id text, "measureId" text, ordinal int, "titleZh" text, "titleEn" text, verb text,
                                         role text, "hasTarget" boolean, domain text, body jsonb)`,
    [pack.about.id, JSON.stringify(rows)],
  )
}

async function storeIndicators(tx: Transaction, pack: Pack): Promise<void> {
  const rows = pack.indicators.map((body, ordinal) => ({ ...body, ordinal, body }))
  await tx.execute(
    `insert into plan_indicator (plan_id, id, ordinal, row_no, name_zh, name_en, body)
     select $1, r.id, r.ordinal, r.no, r."nameZh", r."nameEn", r.body
       from jsonb_to_recordset($2) as r (id text, ordinal int, no int, "nameZh" text, "nameEn" text, body jsonb)`,
    [pack.about.id, JSON.stringify(rows)],
  )
}

/** What a pack changes is closed and written anew: a past value is read by the definition of its day. */
async function keepDefinitions(tx: Transaction, pack: Pack): Promise<void> {
  const params = [
    pack.about.id,
    JSON.stringify(pack.indicators.map((definition) => ({ id: definition.id, definition }))),
  ]
  await tx.execute(
    `update indicator_definition as d set known_until = now()
      where d.plan_id = $1 and d.known_until = 'infinity'
        and not exists (select 1 from jsonb_to_recordset($2) as r (id text, definition jsonb)
                         where r.id = d.indicator_id and r.definition = d.definition)`,
    params,
  )
  await tx.execute(
    `insert into indicator_definition (plan_id, indicator_id, known_from, definition)
     select $1, r.id, now(), r.definition from jsonb_to_recordset($2) as r (id text, definition jsonb)
      where not exists (select 1 from indicator_definition as d
                         where d.plan_id = $1 and d.indicator_id = r.id and d.known_until = 'infinity')`,
    params,
  )
}

async function storeInconsistencies(tx: Transaction, pack: Pack): Promise<void> {
  const rows = pack.inconsistencies.map((body, ordinal) => ({ id: body.id, refs: body.refs, ordinal, body }))
  await tx.execute(
    `insert into plan_inconsistency (plan_id, id, ordinal, refs, body)
     select $1, r.id, r.ordinal, r.refs, r.body
       from jsonb_to_recordset($2) as r (id text, ordinal int, refs text[], body jsonb)`,
    [pack.about.id, JSON.stringify(rows)],
  )
}

async function storeDistrict(tx: Transaction, json: string): Promise<void> {
  await tx.execute(
    `insert into setting (key, value) values ('district', $1)
     on conflict (key) do update set value = excluded.value, changed_at = now()`,
    [json],
  )
}
