// The cases: found by procedure, unit, person, open and overdue; one line each.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Checkbox, Input, Pagination, Select, Skeleton } from 'antd'
import { useState } from 'react'
import type { CaseBrief } from '#contract/procedures.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { groupDigits } from '#web/ui/figures.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { PlanChoice } from '../shell/plan-choice.tsx'
import { usePlan } from '../shell/use-plan.ts'
import { type CaseFilter, readCaseFilter, writeCaseFilter } from './case-filter.ts'
import { kindOf, ManyCases } from './many-cases.tsx'
import { listed } from './procedure-text.ts'
import './procedures.css'
import { CASES_A_PAGE, casesQuery, proceduresQuery } from './queries.ts'
import { PROCEDURE_WORDS as W } from './words.ts'

export function CasesPage() {
  const say = useSay()
  const [search, change] = useSearchPart()
  const filter = readCaseFilter(search)
  const { plan, rows: plans } = usePlan()
  const asked = useQuery(casesQuery(filter, plans.length > 1 ? plan?.id : undefined))
  const find = (part: Partial<CaseFilter>): void => change(writeCaseFilter({ ...filter, page: 1, ...part }))
  const found = asked.data !== undefined && 'rows' in asked.data ? asked.data : undefined
  return (
    <article>
      <PlanChoice />
      <header className="page-head">
        <h1>{say(W.cases)}</h1>
        {found === undefined ? null : (
          <p className="page-answer">{say(W.casesAnswer, { n: groupDigits(found.total) })}</p>
        )}
      </header>
      <FilterBar filter={filter} onChange={find} />
      {asked.isError ? <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {asked.data !== undefined && 'refused' in asked.data ? <RefusalNote problem={asked.data} /> : null}
      {asked.isLoading ? <Skeleton active aria-label={say(W.loading)} /> : null}
      {found?.total === 0 ? <EmptyNote title={say(W.noCase)} hint={say(W.noCaseHint)} /> : null}
      {found !== undefined && found.total > 0 ? <CaseChoice rows={found.rows} /> : null}
      {found !== undefined && found.total > CASES_A_PAGE ? (
        <Pagination
          current={filter.page}
          pageSize={CASES_A_PAGE}
          total={found.total}
          showSizeChanger={false}
          onChange={(page) => find({ page })}
        />
      ) : null}
    </article>
  )
}

type BarProps = { filter: CaseFilter; onChange: (part: Partial<CaseFilter>) => void }

function FilterBar({ filter, onChange }: BarProps) {
  const say = useSay()
  const asked = useQuery(proceduresQuery)
  const rows = asked.data !== undefined && 'rows' in asked.data ? asked.data.rows : []
  const names = new Map(rows.map(({ body }) => [body.id, say(body.name)]))
  const states = rows.find(({ body }) => body.id === filter.procedure)?.body.states ?? []
  const options = [...names].map(([value, label]) => ({ value, label }))
  return (
    <div className="filter-bar no-print">
      <Select
        aria-label={say(W.procedure)}
        value={filter.procedure ?? ''}
        options={[{ value: '', label: say(W.every) }, ...options]}
        onChange={(value: string) => onChange({ procedure: value === '' ? undefined : value, state: undefined })}
      />
      {states.length === 0 ? null : (
        <Select
          aria-label={say(W.state)}
          value={filter.state ?? ''}
          options={[
            { value: '', label: `${say(W.state)}：${say(W.all)}` },
            ...states.map(({ id, name }) => ({ value: id, label: say(name) })),
          ]}
          onChange={(value: string) => onChange({ state: value === '' ? undefined : value })}
        />
      )}
      <Input.Search
        key={`unit ${filter.unit}`}
        aria-label={say(W.unit)}
        placeholder={say(W.unit)}
        defaultValue={filter.unit}
        allowClear
        onSearch={(value) => onChange({ unit: value.trim() === '' ? undefined : value.trim() })}
      />
      <Input.Search
        key={`person ${filter.person}`}
        aria-label={say(W.person)}
        placeholder={say(W.person)}
        defaultValue={filter.person}
        allowClear
        onSearch={(value) => onChange({ person: value.trim() === '' ? undefined : value.trim() })}
      />
      <Checkbox checked={filter.open} onChange={(event) => onChange({ open: event.target.checked })}>
        {say(W.onlyOpen)}
      </Checkbox>
      <Checkbox checked={filter.overdue} onChange={(event) => onChange({ overdue: event.target.checked })}>
        {say(W.onlyOverdue)}
      </Checkbox>
    </div>
  )
}

/** Cases of one kind can be selected and acted on together; a case that has changed or gone is no longer selected. */
function CaseChoice({ rows }: { rows: readonly CaseBrief[] }) {
  const canWrite = useCanWrite()
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set())
  const cases = rows.filter(({ id, isOpen }) => isOpen && ids.has(id))
  return (
    <>
      <ManyCases cases={cases} onDone={setIds} />
      <CaseTable rows={rows} {...(canWrite ? { choice: { cases, onChange: setIds } } : {})} />
    </>
  )
}

type Choice = { cases: readonly CaseBrief[]; onChange: (ids: ReadonlySet<number>) => void }

function CaseTable({ rows, choice }: { rows: readonly CaseBrief[]; choice?: Choice }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.cases)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {choice === undefined ? null : <SelectAll rows={rows} choice={choice} />}
            {[W.caseNo, W.caseTitle, W.procedure, W.state, W.parties, W.dueBy, W.changed].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {choice === undefined ? null : <SelectOne row={row} choice={choice} />}
              <td data-label={say(W.caseNo)}>{row.id}</td>
              <th scope="row">
                <Link to="/procedures/cases/$id" params={{ id: String(row.id) }}>
                  {row.title}
                </Link>
              </th>
              <td data-label={say(W.procedure)}>{say(row.procedureName)}</td>
              <td data-label={say(W.state)}>{say(row.stateName)}</td>
              <td data-label={say(W.parties)}>
                {listed(
                  say,
                  row.parties.map(({ unit }) => unit),
                )}
              </td>
              <td data-label={say(W.dueBy)}>
                <DueBy row={row} />
              </td>
              <td data-label={say(W.changed)}>
                <Moment at={row.changedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Of the kind that is selected, else of the first open case of the page. */
function SelectAll({ rows, choice: { cases, onChange } }: { rows: readonly CaseBrief[]; choice: Choice }) {
  const say = useSay()
  const first = cases[0] ?? rows.find(({ isOpen }) => isOpen)
  const alike = first === undefined ? [] : rows.filter((row) => row.isOpen && kindOf(row) === kindOf(first))
  const isAll = alike.length > 0 && cases.length === alike.length
  return (
    <th scope="col" className="no-print">
      <Checkbox
        aria-label={say(W.selectAll)}
        checked={isAll}
        indeterminate={cases.length > 0 && !isAll}
        disabled={alike.length === 0}
        onChange={() => onChange(new Set(isAll ? [] : alike.map(({ id }) => id)))}
      />
    </th>
  )
}

function SelectOne({ row, choice: { cases, onChange } }: { row: CaseBrief; choice: Choice }) {
  const say = useSay()
  const [first] = cases
  const isChosen = cases.some(({ id }) => id === row.id)
  const toggle = (): void => {
    const ids = cases.map(({ id }) => id)
    onChange(new Set(isChosen ? ids.filter((id) => id !== row.id) : [...ids, row.id]))
  }
  return (
    <td data-label={say(W.select)} className="no-print">
      <Checkbox
        aria-label={say(W.selectCase, { id: row.id })}
        checked={isChosen}
        disabled={!row.isOpen || (first !== undefined && kindOf(first) !== kindOf(row))}
        onChange={toggle}
      />
    </td>
  )
}

function DueBy({ row: { overdueFrom, isOpen } }: { row: CaseBrief }) {
  const say = useSay()
  if (overdueFrom === null || !isOpen) return '–'
  return (
    <>
      {/* The last day is the one that ends at that instant. */}
      <Moment at={overdueFrom - 1} />
      {overdueFrom <= Date.now() ? <strong className="case-late"> {say(W.overdue)}</strong> : null}
    </>
  )
}
