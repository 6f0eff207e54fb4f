// The addresses of downloads: every table of every feature in every kind of file.
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type FileFormat, MEDIA_TYPES } from '#contract/downloads.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingDateTime } from '#kit/time.ts'
import type { Download, Table } from '../http/download.ts'
import type { Attachment, Deps, ServedRoute } from '../http/serve.ts'
import type { Language } from './format-cell.ts'
import { csvChunks, type Writing } from './write-csv.ts'
import { geoJsonChunks } from './write-geojson.ts'
import { writeParquet } from './write-parquet.ts'
import { xlsxChunks } from './write-xlsx.ts'

type Asked = { params: unknown; query: unknown }
type Manner = { format: FileFormat; language: Language; hasAbout: boolean }

export const downloadRoutes = ({ now }: Deps, downloads: readonly Download[]): ServedRoute[] =>
  downloads.map(({ route, open }) => ({
    route,
    answer: async ({ params, query }) => answer({ params, query }, { open, now: now() }),
  }))

async function answer(
  { params, query }: Asked,
  { open, now }: { open: Download['open']; now: number },
): Promise<Attachment | Refusal> {
  const table = await open({ params, query })
  if (isRefusal(table)) return table
  // The door has parsed both with the route's own types.
  const { format = 'csv' } = params as { format?: FileFormat }
  const { lang = 'zh', about = false } = query as { lang?: Language; about?: boolean }
  return attach(table, { format, language: lang, hasAbout: about }, now)
}

/** The file with place, matter and time in its name. Parquet is made on disk, row group by row group; the others as they are read. */
export async function attach(table: Table, { format, language, hasAbout }: Manner, now: number): Promise<Attachment> {
  const time = beijingDateTime(now)
  const exported = { words: { zh: '导出时间', en: 'exported at' }, value: `${time} (UTC+8)` }
  const isPlain = format === 'csv' && !hasAbout
  const writing: Writing = { language, about: isPlain ? undefined : [...table.about, exported] }
  const stamp = time.slice(0, 16).replace(/[-:]/g, '').replace(' ', '-')
  const title = table.title[language].replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 120)
  return {
    fileName: `${title}-${stamp}.${format}`,
    type: format === 'csv' ? `${MEDIA_TYPES.csv}; charset=utf-8` : MEDIA_TYPES[format],
    content: await contentOf(table, format, writing),
  }
}

async function contentOf(table: Table, format: FileFormat, writing: Writing): Promise<Readable> {
  if (format === 'csv') return Readable.from(csvChunks(table, writing))
  if (format === 'geojson') return Readable.from(geoJsonChunks(table, writing))
  if (format === 'xlsx') return Readable.from(xlsxChunks(table, writing))
  const folder = await mkdtemp(join(tmpdir(), 'shanshui-download-'))
  const forget = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, `table.${format}`)
  try {
    await writeParquet(path, table, writing)
  } catch (error) {
    await forget()
    throw error
  }
  const content = createReadStream(path)
  content.once('close', () => void forget())
  return content
}
