// The register of units as a table for files; the same table, empty, is the template that is handed in again.
import { downloadOrganisations } from '#contract/downloads.ts'
import { KIND_NAMES, ORGANISATION_COLUMNS } from '#domain/organisations/organisation-table.ts'
import { type Cell, type Download, districtOf, download, filterLine, inBatches, sourceLine } from '../http/download.ts'
import type { Deps } from '../http/serve.ts'
import { organisationRows } from './queries.ts'

export const organisationDownloads = ({ db }: Deps): Download[] => [
  download(downloadOrganisations, async ({ template = false, ...filter }) => {
    const district = await districtOf(db)
    const rows = template ? [] : await organisationRows(db, filter)
    return {
      title: template
        ? { zh: '单位名录模板', en: 'template of the register of units' }
        : { zh: `${district.zh}-单位名录`, en: `${district.en} register of units` },
      columns: [
        ...ORGANISATION_COLUMNS.map(({ field, zh, en }) => ({ key: field, words: { zh, en }, kind: 'text' as const })),
        { key: 'until', words: { zh: '撤销日期', en: 'until' }, kind: 'text' },
      ],
      batches: inBatches(rows, (row): Cell[] => [
        row.name,
        row.shortName ?? '',
        KIND_NAMES[row.kind].zh,
        row.parent?.name ?? '',
        row.formerNames.join('、'),
        row.since ?? '',
        row.source,
        row.until ?? '',
      ]),
      about: [sourceLine(district), filterLine(filter)],
    }
  }),
]
