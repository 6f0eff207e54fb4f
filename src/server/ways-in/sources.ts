// Sources of the other ways in as the store has them.
import type { SourceMapping, SourceSettings } from '#contract/ways-in.ts'
import { SourceMapping as MappingShape, SourceSettings as SettingsShape } from '#contract/ways-in.ts'
import type { Queryable } from '#platform/database.ts'

/** 接入来源 — one sender: how it reaches us and what its payload means. */
export type Source = {
  id: number
  way: SourceSettings['way']
  name: string
  state: 'active' | 'paused'
  settings: SourceSettings
  mapping: SourceMapping
  version: number
  createdBy: string
}

type Row = Omit<Source, 'settings' | 'mapping'> & { settings: unknown; mapping: unknown }

export const SOURCE_COLUMNS = `i.id, i.way, i.name, i.state, i.settings, i.mapping, i.version, i.created_by as "createdBy"`

/** Settings were checked when they were stored; defaults that came later are filled in here. */
export const sourceOf = <T extends Row>(
  row: T,
): Omit<T, 'settings' | 'mapping'> & Pick<Source, 'settings' | 'mapping'> => ({
  ...row,
  settings: SettingsShape.parse(row.settings),
  mapping: MappingShape.parse(row.mapping),
})

export async function sourcesOf(db: Queryable, way: Source['way']): Promise<Source[]> {
  const rows = await db.query<Row>(`select ${SOURCE_COLUMNS} from intake_source as i where i.way = $1 order by i.id`, [
    way,
  ])
  return rows.map(sourceOf)
}

export async function findSource(db: Queryable, by: { id: number } | { name: string }): Promise<Source | undefined> {
  const [row] = await db.query<Row>(
    `select ${SOURCE_COLUMNS} from intake_source as i where ${'id' in by ? 'i.id = $1' : 'i.name = $1'}`,
    ['id' in by ? by.id : by.name],
  )
  return row ? sourceOf(row) : undefined
}
