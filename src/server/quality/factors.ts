// Factors of the store by number and by code, with what a page shows of them.
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Queryable } from '#platform/database.ts'

export type QualityFactor = { id: number; code: string; zh: string; en: string; unit: string; decimals: number | null }

export async function factorTable(db: Queryable): Promise<{
  byId: Map<number, QualityFactor>
  byCode: Map<string, QualityFactor>
}> {
  const rows = await db.query<QualityFactor>(
    'select f.id, f.code, f.name_zh as zh, f.name_en as en, f.unit, f.decimals from factor as f',
  )
  return { byId: new Map(rows.map((row) => [row.id, row])), byCode: new Map(rows.map((row) => [row.code, row])) }
}

export async function findFactor(db: Queryable, code: string): Promise<QualityFactor | Refusal> {
  const { byCode } = await factorTable(db)
  return byCode.get(code) ?? unknownFactor(code)
}

export const unknownFactor = (code: string): Refusal =>
  refuse('quality.unknown-factor', {
    zh: `没有编码为“${code}”的监测因子`,
    en: `There is no factor “${code}”`,
  })
