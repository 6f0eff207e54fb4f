// The bar above the site list: search, filters, choice of columns, export.
import { Button, Checkbox, Input, Popover, Select } from 'antd'
import { useState } from 'react'
import { downloadSites } from '#contract/downloads.ts'
import type { SiteKind, SiteRow } from '#contract/sites.ts'
import type { Refusal } from '#kit/refusal.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, PLACE_FORMATS } from '#web/ui/download-menu.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { SITE_KIND_WORDS, SITE_STATE_WORDS } from '#web/ui/site-words.ts'
import { COLUMNS, type Column } from './columns.tsx'
import { exportSites } from './export-sites.ts'
import { siteQuestion } from './queries.ts'
import type { SiteFilter } from './site-filter.ts'
import { SITES_WORDS as W } from './words.ts'

type Props = {
  filter: SiteFilter
  columns: readonly Column[]
  onFilter: (part: Partial<SiteFilter>) => void
  onColumns: (ids: readonly string[]) => void
}

export function SitesBar({ filter, columns, onFilter, onColumns }: Props) {
  const say = useSay()
  return (
    <div className="sites-bar no-print">
      <Input.Search
        key={filter.q}
        className="sites-search"
        defaultValue={filter.q}
        allowClear
        aria-label={say(W.search)}
        placeholder={say(W.search)}
        onSearch={(text) => onFilter({ q: text.trim() === '' ? undefined : text.trim() })}
      />
      <Select
        mode="multiple"
        aria-label={say(W.kindFilter)}
        placeholder={say(W.allKinds)}
        value={filter.kinds}
        popupMatchSelectWidth={false}
        maxTagCount="responsive"
        className="sites-kinds"
        options={(Object.keys(SITE_KIND_WORDS) as SiteKind[]).map((value) => ({
          value,
          label: say(SITE_KIND_WORDS[value]),
        }))}
        onChange={(kinds: SiteKind[]) => onFilter({ kinds })}
      />
      <Select
        allowClear
        aria-label={say(W.stateFilter)}
        placeholder={say(W.allStates)}
        value={filter.state}
        options={(Object.keys(SITE_STATE_WORDS) as SiteRow['state'][]).map((value) => ({
          value,
          label: say(SITE_STATE_WORDS[value]),
        }))}
        onChange={(state: SiteRow['state'] | undefined) => onFilter({ state })}
      />
      <Select
        allowClear
        aria-label={say(W.dataFilter)}
        placeholder={say(W.allData)}
        value={filter.demo}
        options={[
          { value: 'false' as const, label: say(W.onlyReal) },
          { value: 'true' as const, label: say(W.onlyDemo) },
        ]}
        onChange={(demo: 'true' | 'false' | undefined) => onFilter({ demo })}
      />
      <Popover
        trigger="click"
        placement="bottomRight"
        content={
          <Checkbox.Group
            className="column-choice"
            value={columns.map((column) => column.id)}
            options={COLUMNS.map(({ id, words }) => ({ value: id, label: say(words), disabled: id === 'name' }))}
            onChange={onColumns}
          />
        }
      >
        <Button>{say(W.columns)}</Button>
      </Popover>
      <ExportButton filter={filter} columns={columns} />
      <DownloadMenu
        formats={PLACE_FORMATS}
        address={(format) =>
          addressOf(downloadSites, { params: { format }, query: { ...siteQuestion(filter), lang: say.language } })
        }
      />
      <Button onClick={() => window.print()}>{say(W.print)}</Button>
    </div>
  )
}

function ExportButton({ filter, columns }: Pick<Props, 'filter' | 'columns'>) {
  const say = useSay()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Refusal | Error>()
  const save = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      setProblem(await exportSites(filter, columns, say))
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)))
    }
    setBusy(false)
  }
  return (
    <>
      <Button loading={isBusy} onClick={() => void save()}>
        {say(isBusy ? W.exporting : W.export)}
      </Button>
      {problem === undefined ? null : <RefusalNote problem={problem} onRetry={() => void save()} />}
    </>
  )
}
