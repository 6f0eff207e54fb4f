// One button that hands out what is on the page as a file, in the kinds of file it can be had in.
import { Button, Dropdown } from 'antd'
import type { FileFormat } from '#contract/downloads.ts'
import { useSay } from './say.ts'

const WORDS = { download: { zh: '下载', en: 'Download' } }
const NAMES: Readonly<Record<FileFormat, string>> = {
  csv: 'CSV',
  xlsx: 'Excel (XLSX)',
  parquet: 'Parquet',
  geojson: 'GeoJSON',
}

type Props<F extends FileFormat> = {
  formats: readonly F[]
  /** Address of the file; `addressOf` of the download's route. */
  address: (format: F) => string
}

export function DownloadMenu<F extends FileFormat>({ formats, address }: Props<F>) {
  const say = useSay()
  const items = formats.map((format) => ({
    key: format,
    label: (
      <a href={address(format)} download>
        {NAMES[format]}
      </a>
    ),
  }))
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button aria-haspopup="menu">{say(WORDS.download)}</Button>
    </Dropdown>
  )
}

export const TABLE_FORMATS = ['csv', 'xlsx', 'parquet'] as const satisfies readonly FileFormat[]
export const PLACE_FORMATS = [...TABLE_FORMATS, 'geojson'] as const satisfies readonly FileFormat[]
