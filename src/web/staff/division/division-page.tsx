// The division of labour: every obligation with who leads and who assists, found, exported, and handed in as a table.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input, Pagination, Select, Skeleton } from 'antd'
import { type DivisionRow, DivisionState } from '#contract/division.ts'
import { downloadDivision } from '#contract/downloads.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { listNames, useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { type SearchRecord, useSearchPart } from '#web/ui/use-search.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import './division.css'
import { type DivisionFilter, divisionQuery, ROWS_A_PAGE } from './queries.ts'
import { TableUpload } from './table-upload.tsx'
import { STATE_WORDS, DIVISION_WORDS as W } from './words.ts'

export function DivisionPage() {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <PlanDivision plan={plan.id} />}
    </WithPlan>
  )
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

function filterOf(search: SearchRecord): DivisionFilter {
  const state = DivisionState.safeParse(search.state)
  return {
    state: state.success ? state.data : undefined,
    unit: textOf(search.unit),
    q: textOf(search.q),
    page: typeof search.page === 'number' && search.page >= 1 ? Math.floor(search.page) : 1,
  }
}

function PlanDivision({ plan }: { plan: string }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const filter = filterOf(search)
  const asked = useQuery(divisionQuery(plan, filter))
  const canWrite = useCanWrite()
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const found = asked.data
  const find = (part: Partial<DivisionFilter>): void => {
    const { page, ...rest } = { ...filter, page: 1, ...part }
    change({ ...rest, page: page === 1 ? undefined : page })
  }
  return (
    <article>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <p className="page-answer">{say(W.answer, found.totals)}</p>
      </header>
      <div className="division-bar no-print">
        <Select
          aria-label={say(W.state)}
          value={filter.state ?? ''}
          options={[
            { value: '', label: `${say(W.state)}：${say(W.every)}` },
            ...DivisionState.options.map((value) => ({ value, label: say(STATE_WORDS[value]) })),
          ]}
          onChange={(value: string) => find(filterOf({ ...search, state: value, page: 1 }))}
        />
        <Select
          aria-label={say(W.unit)}
          value={filter.unit ?? ''}
          showSearch
          options={[
            { value: '', label: `${say(W.unit)}：${say(W.every)}` },
            ...found.units.map((value) => ({ value, label: value })),
          ]}
          onChange={(value: string) => find({ unit: value === '' ? undefined : value })}
        />
        <Input.Search
          key={`q ${filter.q}`}
          aria-label={say(W.search)}
          placeholder={say(W.search)}
          defaultValue={filter.q}
          allowClear
          onSearch={(value) => find({ q: textOf(value) })}
        />
        <DownloadMenu
          formats={TABLE_FORMATS}
          address={(format) => {
            const { page: _, ...query } = filter
            return addressOf(downloadDivision, { params: { format }, query: { plan, ...query, lang: say.language } })
          }}
        />
        {canWrite ? <TableUpload plan={plan} /> : null}
      </div>
      {canWrite ? <p className="quiet no-print">{say(W.uploadHint)}</p> : null}
      {found.total === 0 ? <EmptyNote title={say(W.nothing)} hint={say(W.nothingHint)} /> : null}
      {found.total > 0 ? <DivisionTable rows={found.rows} /> : null}
      {found.total > ROWS_A_PAGE ? (
        <Pagination
          current={filter.page}
          pageSize={ROWS_A_PAGE}
          total={found.total}
          showSizeChanger={false}
          onChange={(page) => find({ page })}
        />
      ) : null}
    </article>
  )
}

function DivisionTable({ rows }: { rows: readonly DivisionRow[] }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.title)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {[W.obligation, W.asked, W.lead, W.assists, W.days, W.weight, W.case].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <DivisionLine key={row.obligationId} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function DivisionLine({ row }: { row: DivisionRow }) {
  const say = useSay()
  const { assignment } = row
  return (
    <tr>
      <th scope="row">
        <Link to="/plan" search={{ node: row.measureId } as never}>
          {say.language === 'zh' ? row.titleZh : row.titleEn}
        </Link>
        <div className="quiet division-id">{row.obligationId}</div>
      </th>
      <td data-label={say(W.asked)}>
        {say(W.until, { role: say(row.role === 'lead' ? W.byLead : W.byAssist), year: row.deadlineYear })}
      </td>
      <td data-label={say(W.lead)}>{assignment?.lead ?? <span className="quiet">—</span>}</td>
      <td data-label={say(W.assists)}>
        {listNames(say, assignment?.assists ?? []) || <span className="quiet">—</span>}
      </td>
      <td data-label={say(W.days)} className="division-days">
        {assignment ? `${assignment.begins} – ${assignment.ends}` : <span className="quiet">—</span>}
      </td>
      <td data-label={say(W.weight)}>
        {assignment?.weight ? `${assignment.weight} %` : <span className="quiet">—</span>}
      </td>
      <td data-label={say(W.case)}>
        {assignment ? (
          <Link to="/procedures/cases/$id" params={{ id: String(assignment.caseId) }}>
            {say(assignment.stateName)}
          </Link>
        ) : (
          <span className="quiet">{say(STATE_WORDS.none)}</span>
        )}
      </td>
    </tr>
  )
}
