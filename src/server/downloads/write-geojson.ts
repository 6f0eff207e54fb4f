// A table whose rows have a place as GeoJSON (RFC 7946): a feature a row, what the file is about beside them.
import type { Table } from '../http/download.ts'
import { type About, aboutText, type Writing } from './write-csv.ts'

/** Rows without a place have a null geometry. Instants stay epoch ms, as the interface gives them. */
export async function* geoJsonChunks(
  { columns, batches, place }: Table,
  { language, about }: Writing,
): AsyncGenerator<string> {
  const keys = columns.map(({ key }) => key)
  const lonAt = keys.indexOf(place?.lon ?? '')
  const latAt = keys.indexOf(place?.lat ?? '')
  yield `{"type":"FeatureCollection","about":${JSON.stringify(described(about, language))},"features":[`
  let separator = '\n'
  for await (const rows of batches) {
    const features = rows.map((row) => {
      const lon = row[lonAt] ?? null
      const lat = row[latAt] ?? null
      const geometry = lon === null || lat === null ? null : { type: 'Point', coordinates: [lon, lat] }
      const properties = Object.fromEntries(keys.map((key, n) => [key, row[n] ?? null]))
      return JSON.stringify({ type: 'Feature', geometry, properties })
    })
    if (features.length === 0) continue
    yield separator + features.join(',\n')
    separator = ',\n'
  }
  yield '\n]}\n'
}

const described = (about: About | undefined, language: 'zh' | 'en'): string => aboutText(about ?? [], language)
