// River or lake for every row of a file of surface water, learnt from the classes published in it.
import { readFile } from 'node:fs/promises'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { proposeMapping, readLines, siteGatherer, siteKey, waterTypeOf } from '#server/imports/prepare.ts'
import { readTable } from '#server/imports/read-file.ts'

/** Type of the station of each data row, in order; undefined for rows that cannot be read. Two passes over the file. */
export async function learnTypes(path: string, now: number): Promise<(string | undefined)[] | Refusal> {
  const table = await readTable(await readFile(path))
  if (isRefusal(table)) return table
  const proposed = proposeMapping(table, path)
  if (isRefusal(proposed)) return proposed
  const { mapping } = proposed
  const stations = siteGatherer(mapping)
  for (const { row } of readLines(table, mapping, now)) if (!isRefusal(row)) stations.add(row)
  const types = new Map(stations.sites().map((site) => [site.key, waterTypeOf(site, mapping).type]))
  return Array.from(readLines(table, mapping, now), ({ row }) =>
    isRefusal(row) ? undefined : types.get(siteKey(row.site)),
  )
}
