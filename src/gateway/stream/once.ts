// What the stream delivers again is stored once: the packs of a batch are noted in its own transaction.
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import type { IntakeBatch } from '#platform/intake/batch.ts'
import { prepareBatch, storeBatchIn } from '#platform/intake/store-batch.ts'
import type { Item } from '../writer.ts'

/** A frame of a pack: `part` of `parts`, from 0. */
export type StreamItem = Item & { pack: string; part: number; parts: number }

/** Stands for all parts of a pack. */
const WHOLE = -1
const KEEP = '1 day'

/** Stores the items that were not stored before; record n of the batch is that of item n. */
export async function storeOnce(db: Database, batch: IntakeBatch, items: readonly StreamItem[]): Promise<void> {
  await prepareBatch(db, batch)
  await inTransaction(db, async (tx) => {
    const isNew = await noteParts(tx, items)
    if (isNew.every(Boolean)) {
      await storeBatchIn(tx, batch)
      return
    }
    const records = batch.records.filter((_, n) => isNew[n])
    const ids = new Set(records.map(({ id }) => id))
    await storeBatchIn(tx, { ...batch, records, messages: batch.messages.filter(({ source }) => ids.has(source)) })
  })
}

/** Notes these items and says of each whether it was not noted before. */
async function noteParts(tx: Transaction, items: readonly StreamItem[]): Promise<boolean[]> {
  const packs = [...new Set(items.map(({ pack }) => pack))]
  const known = await tx.query<{ pack: string; part: number }>(
    'select s.pack, s.part from stream_pack as s where s.pack = any ($1)',
    [packs],
  )
  const stored = new Set(known.map(({ pack, part }) => `${pack} ${part}`))
  const isNew = items.map(({ pack, part }) => !stored.has(`${pack} ${WHOLE}`) && !stored.has(`${pack} ${part}`))
  const notes = notesOf(items.filter((_, n) => isNew[n]))
  if (notes.length > 0) {
    await tx.execute(
      'insert into stream_pack (pack, part) select n.pack, n.part from unnest($1::text[], $2::int[]) as n (pack, part)',
      [notes.map(({ pack }) => pack), notes.map(({ part }) => part)],
    )
  }
  return isNew
}

/** One note for a pack that is stored whole, else one for each part. */
function notesOf(items: readonly StreamItem[]): { pack: string; part: number }[] {
  const byPack = Map.groupBy(items, ({ pack }) => pack)
  return [...byPack].flatMap(([pack, parts]) =>
    parts.length === parts[0]?.parts ? [{ pack, part: WHOLE }] : parts.map(({ part }) => ({ pack, part })),
  )
}

/** The stream gives a pack again within minutes or never. */
export const prunePacks = (db: Database): Promise<number> =>
  db.execute(`delete from stream_pack as s where s.at < now() - interval '${KEEP}'`)
