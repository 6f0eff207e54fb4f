// A table as Parquet for programs: typed columns under their keys, headings and what it is about as metadata of the file.
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import type { Cell, Column, Table } from '../http/download.ts'
import { headingOf } from './format-cell.ts'
import { aboutText, type Writing } from './write-csv.ts'

/** Rows a group; what stands in memory at once. */
const GROUP = 10_000

const ELEMENTS = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  number: { type: 'DOUBLE' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  truth: { type: 'BOOLEAN' },
} as const

export async function writeParquet(
  path: string,
  { columns, batches }: Table,
  { language, about }: Writing,
): Promise<void> {
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ key, kind }) => ({ name: key, repetition_type: 'OPTIONAL' as const, ...ELEMENTS[kind] })),
    ],
    kvMetadata: [
      { key: 'about', value: aboutText(about ?? [], language) },
      {
        key: 'headings',
        value: JSON.stringify(Object.fromEntries(columns.map((one) => [one.key, headingOf(one, language)]))),
      },
    ],
    createdBy: 'shanshui',
  })
  let waiting: (readonly Cell[])[] = []
  const write = async (rows: readonly (readonly Cell[])[]): Promise<void> => {
    const columnData = columns.map((column, n) => ({
      name: column.key,
      data: rows.map((row) => storedOf(row[n] ?? null, column)),
    }))
    await writer.write({ columnData, rowGroupSize: GROUP })
  }
  for await (const rows of batches) {
    waiting = waiting.concat(rows)
    for (; waiting.length >= GROUP; waiting = waiting.slice(GROUP)) await write(waiting.slice(0, GROUP))
  }
  if (waiting.length > 0) await write(waiting)
  await writer.finish()
}

function storedOf(cell: Cell, { kind }: Column): string | number | bigint | boolean | null {
  if (cell === null) return null
  if (kind === 'instant') return typeof cell === 'number' ? BigInt(Math.round(cell)) : null
  if (kind === 'number') return typeof cell === 'number' ? cell : Number(cell)
  return kind === 'truth' ? Boolean(cell) : String(cell)
}
