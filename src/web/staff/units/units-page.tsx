// The register of units: found by kind and name, exported, added to and handed in as a table.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Input, Pagination, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { downloadOrganisations } from '#contract/downloads.ts'
import { type listOrganisations, OrganisationKind, type OrganisationRow } from '#contract/organisations.ts'
import type { ReplyOf } from '#contract/route.ts'
import { KIND_NAMES } from '#domain/organisations/organisation-table.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { listNames, useSay } from '#web/ui/say.ts'
import { useIsAdministrator } from '#web/ui/use-account.ts'
import { type SearchRecord, useSearchPart } from '#web/ui/use-search.ts'
import { UNITS_A_PAGE, type UnitFilter, unitsQuery } from './queries.ts'
import { UnitForm } from './unit-form.tsx'
import { UnitSource } from './unit-source.tsx'
import './units.css'
import { UnitsUpload } from './units-upload.tsx'
import { UNIT_WORDS as W } from './words.ts'

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

function filterOf(search: SearchRecord): UnitFilter {
  const kind = OrganisationKind.safeParse(search.kind)
  return {
    kind: kind.success ? kind.data : undefined,
    q: textOf(search.q),
    ended: search.ended === true,
    page: typeof search.page === 'number' && search.page >= 1 ? Math.floor(search.page) : 1,
  }
}

export function UnitsPage() {
  const say = useSay()
  const [search, change] = useSearchPart()
  const filter = filterOf(search)
  const asked = useQuery(unitsQuery(filter))
  const find = (part: Partial<UnitFilter>): void => {
    const { page, ended, ...rest } = { ...filter, page: 1, ...part }
    change({ ...rest, ended: ended ? true : undefined, page: page === 1 ? undefined : page })
  }
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const found = asked.data
  return (
    <article>
      <UnitsHead found={found} />
      <UnitsBar filter={filter} onFind={find} />
      {found.total === 0 ? (
        <EmptyNote title={say(W.nothing)} hint={say(W.nothingHint)} />
      ) : (
        <UnitsTable rows={found.rows} />
      )}
      {found.total > UNITS_A_PAGE ? (
        <Pagination
          current={filter.page}
          pageSize={UNITS_A_PAGE}
          total={found.total}
          showSizeChanger={false}
          onChange={(page) => find({ page })}
        />
      ) : null}
    </article>
  )
}

function UnitsHead({ found }: { found: ReplyOf<typeof listOrganisations> }) {
  const say = useSay()
  const { planCount, own, standing, named } = found
  return (
    <header className="page-head">
      <h1>{say(W.title)}</h1>
      <p className="page-answer">
        {say(W.answer, { standing, named })}
        {planCount === null ? null : (
          <>
            {say.language === 'zh' ? '' : ' '}
            <span title={say(planCount.note)}>{say(W.planCount, { units: planCount.units, own })}</span>{' '}
            <span className="quiet">{say(planCount.note)}</span>
          </>
        )}
      </p>
      <p className="quiet no-print">{say(W.hint)}</p>
    </header>
  )
}

type BarProps = { filter: UnitFilter; onFind: (part: Partial<UnitFilter>) => void }

function UnitsBar({ filter, onFind }: BarProps) {
  const say = useSay()
  const isAdministrator = useIsAdministrator()
  const [isAdding, setAdding] = useState(false)
  const lang = say.language
  return (
    <div className="filter-bar no-print">
      <Select
        aria-label={say(W.kind)}
        value={filter.kind ?? ''}
        options={[
          { value: '', label: `${say(W.kind)}：${say(W.every)}` },
          ...OrganisationKind.options.map((value) => ({ value: value as string, label: say(KIND_NAMES[value]) })),
        ]}
        onChange={(value: string) => onFind({ kind: filterOf({ kind: value }).kind })}
      />
      <Input.Search
        key={`q ${filter.q}`}
        aria-label={say(W.search)}
        placeholder={say(W.search)}
        defaultValue={filter.q}
        allowClear
        onSearch={(value) => onFind({ q: textOf(value) })}
      />
      <Checkbox checked={filter.ended} onChange={(event) => onFind({ ended: event.target.checked })}>
        {say(W.ended)}
      </Checkbox>
      <DownloadMenu
        formats={TABLE_FORMATS}
        address={(format) =>
          addressOf(downloadOrganisations, {
            params: { format },
            query: { kind: filter.kind, q: filter.q, ended: filter.ended ? 'true' : undefined, lang },
          })
        }
      />
      {isAdministrator ? (
        <>
          <Button
            href={addressOf(downloadOrganisations, { params: { format: 'xlsx' }, query: { template: 'true', lang } })}
          >
            {say(W.template)}
          </Button>
          <UnitsUpload />
          <Button onClick={() => setAdding(true)}>{say(W.add)}</Button>
        </>
      ) : null}
      {isAdding ? <UnitForm onClose={() => setAdding(false)} /> : null}
    </div>
  )
}

function UnitsTable({ rows }: { rows: readonly OrganisationRow[] }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.title)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {[W.name, W.kind, W.parent, W.formerNames, W.source].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
            <th scope="col" className="number">
              {say(W.posts)}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <UnitLine key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function UnitLine({ row }: { row: OrganisationRow }) {
  const say = useSay()
  const nothing = <span className="quiet">—</span>
  return (
    <tr>
      <th scope="row">
        <Link to="/units/$id" params={{ id: String(row.id) }}>
          {row.name}
        </Link>{' '}
        {row.shortName === row.name ? null : <span className="quiet">{row.shortName}</span>}
        {row.until === null ? null : <div className="quiet">{say(W.untilDay, { day: row.until })}</div>}
      </th>
      <td data-label={say(W.kind)}>{say(KIND_NAMES[row.kind])}</td>
      <td data-label={say(W.parent)}>{row.parent?.name ?? nothing}</td>
      <td data-label={say(W.formerNames)}>{listNames(say, row.formerNames) || nothing}</td>
      <td data-label={say(W.source)}>
        <UnitSource row={row} />
      </td>
      <td data-label={say(W.posts)} className="number">
        {row.posts}
      </td>
    </tr>
  )
}
