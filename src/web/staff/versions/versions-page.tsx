// What changed in the plan, and who approved it: its versions, and every change with old and new text.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input, Pagination, Select, Skeleton } from 'antd'
import { downloadPlanChanges } from '#contract/downloads.ts'
import { ChangedKind } from '#contract/plan-versions.ts'
import type { PlanBrief } from '#contract/plans.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { ChangeTable } from './change-table.tsx'
import { CHANGES_A_PAGE, type ChangeFilter, changeFilterOf, type Versions, versionsQuery } from './queries.ts'
import { VersionTable } from './version-table.tsx'
import './versions.css'
import { KIND_WORDS, VERSION_WORDS as W } from './words.ts'

export function VersionsPage() {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <PlanVersions plan={plan} />}
    </WithPlan>
  )
}

function PlanVersions({ plan }: { plan: PlanBrief }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const filter = changeFilterOf(search)
  const asked = useQuery(versionsQuery(plan.id, filter))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const found = asked.data
  const find = (part: Partial<ChangeFilter>) => {
    const { page, ...rest } = { ...filter, page: 1, ...part }
    change({ ...rest, page: page === 1 ? undefined : page })
  }
  return (
    <article aria-busy={asked.isPlaceholderData}>
      <Head found={found} />
      <Waiting found={found} />
      <h2>{say(W.versions)}</h2>
      <VersionTable versions={found.versions} onChoose={(no) => find({ no })} />
      {found.versions.some(({ changes }) => changes > 0) ? (
        <>
          <h2>{say(W.changes)}</h2>
          <FilterBar plan={plan.id} found={found} filter={filter} onFind={find} />
          {found.total === 0 ? (
            <EmptyNote title={say(W.nothing)} hint={say(W.nothingHint)} />
          ) : (
            <ChangeTable rows={found.rows} />
          )}
          {found.total > CHANGES_A_PAGE ? (
            <Pagination
              current={filter.page}
              pageSize={CHANGES_A_PAGE}
              total={found.total}
              showSizeChanger={false}
              onChange={(page) => find({ page })}
            />
          ) : null}
        </>
      ) : null}
    </article>
  )
}

function Head({ found: { versions } }: { found: Versions }) {
  const say = useSay()
  const [newest] = versions
  const sum = (of: 'changes' | 'unapproved'): number => versions.reduce((all, one) => all + one[of], 0)
  const { no, version } = newest ?? { no: 0, version: '' }
  const figures = { no, version, changes: sum('changes'), unapproved: sum('unapproved') }
  return (
    <header className="page-head">
      <h1>{say(W.title)}</h1>
      <p className="page-answer">{say(figures.changes === 0 ? W.answerNone : W.answer, figures)}</p>
    </header>
  )
}

/** Approved adjustments that wait for their day, and those that could not be made. */
function Waiting({ found: { pending, failed } }: { found: Versions }) {
  const say = useSay()
  if (pending.length === 0 && failed.length === 0) return null
  const door = (caseId: number) => (
    <Link to="/procedures/cases/$id" params={{ id: String(caseId) }}>
      {say(W.case, { n: caseId })}
    </Link>
  )
  return (
    <ul className="version-waiting">
      {failed.map(({ caseId, problem }) => (
        <li key={caseId} className="version-finding">
          {say(W.failed)}：{door(caseId)} {say(problem)}
        </li>
      ))}
      {pending.map(({ caseId, title, effective }) => (
        <li key={caseId}>
          {say(W.pending)}：{door(caseId)} {say(W.effective, { title, day: effective })}
        </li>
      ))}
    </ul>
  )
}

type BarProps = { plan: string; found: Versions; filter: ChangeFilter; onFind: (part: Partial<ChangeFilter>) => void }

function FilterBar({ plan, found, filter, onFind }: BarProps) {
  const say = useSay()
  const every = (words: { zh: string; en: string }) => ({ value: '', label: `${say(words)}：${say(W.every)}` })
  return (
    <div className="filter-bar no-print">
      <Select
        aria-label={say(W.version)}
        value={filter.no === undefined ? '' : String(filter.no)}
        options={[
          every(W.version),
          ...found.versions.map(({ no, version }) => ({ value: String(no), label: say(W.versionNo, { no, version }) })),
        ]}
        onChange={(no) => onFind({ no: no === '' ? undefined : Number(no) })}
      />
      <Select
        aria-label={say(W.kind)}
        value={filter.kind ?? ''}
        options={[
          every(W.kind),
          ...ChangedKind.options.map((kind) => ({ value: kind as string, label: say(KIND_WORDS[kind]) })),
        ]}
        onChange={(kind) => onFind({ kind: ChangedKind.safeParse(kind).data })}
      />
      <Select
        aria-label={say(W.approval)}
        value={filter.approval ?? ''}
        options={[
          every(W.approval),
          { value: 'approved', label: say(W.onlyApproved) },
          { value: 'unapproved', label: say(W.onlyUnapproved) },
        ]}
        onChange={(approval) => onFind({ approval: changeFilterOf({ approval }).approval })}
      />
      <Input.Search
        key={`q ${filter.q}`}
        aria-label={say(W.search)}
        placeholder={say(W.search)}
        defaultValue={filter.q}
        allowClear
        onSearch={(q) => onFind({ q: changeFilterOf({ q }).q })}
      />
      <DownloadMenu
        formats={TABLE_FORMATS}
        address={(format) => {
          const { page: _, ...query } = filter
          return addressOf(downloadPlanChanges, { params: { format }, query: { plan, ...query, lang: say.language } })
        }}
      />
    </div>
  )
}
