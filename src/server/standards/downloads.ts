// The figures of one edition of a standard as a table for files: its tables under each other, a row a figure.
import { downloadStandard } from '#contract/downloads.ts'
import { label } from '#domain/terms.ts'
import { isRefusal } from '#kit/refusal.ts'
import {
  type Cell,
  type Column,
  type Download,
  districtOf,
  download,
  filterLine,
  inBatches,
  sourceLine,
} from '../http/download.ts'
import type { Deps } from '../http/serve.ts'
import { readEdition } from './queries.ts'

type Edition = Exclude<ReturnType<typeof readEdition>, { refused: string }>

export const standardDownloads = ({ db, now }: Deps): Download[] => [
  download(downloadStandard, async (query) => {
    const edition = readEdition(query.id, now())
    if (isRefusal(edition)) return edition
    return {
      title: { zh: `${edition.code}-${edition.title.zh}`, en: `${edition.code} ${edition.title.en}` },
      columns: COLUMNS,
      batches: inBatches(figuresOf(edition), (row) => row),
      about: [
        sourceLine(await districtOf(db)),
        { words: label('edition'), value: `${edition.code} ${edition.from} – ${edition.until ?? ''}` },
        filterLine(query),
      ],
    }
  }),
]

const text = (key: string, words: Column['words']): Column => ({ key, words, kind: 'text' })
const COLUMNS: readonly Column[] = [
  text('table', { zh: '表', en: 'table' }),
  text('item', { zh: '项目', en: 'item' }),
  text('name', { zh: '名称', en: 'name' }),
  text('column', { zh: '列', en: 'column' }),
  text('value', { zh: '值', en: 'value' }),
  text('unit', { zh: '单位', en: 'unit' }),
  text('source', label('clause')),
  text('sureness', label('sureness')),
]

const figuresOf = ({ tables }: Edition): Cell[][] =>
  tables.flatMap((table) =>
    table.rows.flatMap((row) =>
      table.columns.map(({ words }, n) => [
        table.title.zh,
        row.item,
        row.name?.zh ?? null,
        words.zh,
        row.cells[n] ?? null,
        row.unit,
        row.source,
        row.sureness,
      ]),
    ),
  )
