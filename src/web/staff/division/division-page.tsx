// The division of labour: every obligation with who leads and who assists, as a table, by units and chapters, or over the years.
import { useQuery } from '@tanstack/react-query'
import { Input, Pagination, Segmented, Select, Skeleton } from 'antd'
import { DivisionState, type listDivision } from '#contract/division.ts'
import { downloadDivision } from '#contract/downloads.ts'
import type { PlanBrief } from '#contract/plans.ts'
import type { ReplyOf } from '#contract/route.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import './division.css'
import { type DivisionFilter, filterOf, textOf, VIEWS, type View } from './division-filter.ts'
import { DivisionTable } from './division-table.tsx'
import { GanttView } from './gantt-view.tsx'
import { MatrixView } from './matrix-view.tsx'
import { divisionQuery, ROWS_A_PAGE } from './queries.ts'
import { TableUpload } from './table-upload.tsx'
import { STATE_WORDS, VIEW_WORDS, DIVISION_WORDS as W } from './words.ts'

export function DivisionPage() {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <PlanDivision plan={plan} />}
    </WithPlan>
  )
}

type Found = ReplyOf<typeof listDivision>
type Find = (part: Partial<DivisionFilter>) => void

function PlanDivision({ plan }: { plan: PlanBrief }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const filter = filterOf(search)
  const asked = useQuery(divisionQuery(plan.id, filter))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const found = asked.data
  const find: Find = (part) => {
    const { page, view, ...rest } = { ...filter, page: 1, ...part }
    change({ ...rest, view: view === 'list' ? undefined : view, page: page === 1 ? undefined : page })
  }
  return (
    <article>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <p className="page-answer">{say(W.answer, found.totals)}</p>
      </header>
      <Segmented
        className="no-print division-views"
        aria-label={say(W.view)}
        value={filter.view}
        options={VIEWS.map((value) => ({ value, label: say(VIEW_WORDS[value]) }))}
        onChange={(view: View) => find({ view })}
      />
      {filter.view === 'matrix' ? (
        <MatrixView plan={plan.id} state={filter.state} onState={(state) => find({ state })} />
      ) : (
        <ObligationViews plan={plan} found={found} filter={filter} onFind={find} />
      )}
    </article>
  )
}

type ViewsProps = { plan: PlanBrief; found: Found; filter: DivisionFilter; onFind: Find }

function ObligationViews({ plan, found, filter, onFind }: ViewsProps) {
  const say = useSay()
  return (
    <>
      <FilterBar plan={plan.id} found={found} filter={filter} onFind={onFind} />
      {found.total === 0 ? <EmptyNote title={say(W.nothing)} hint={say(W.nothingHint)} /> : null}
      {found.total > 0 && filter.view === 'gantt' ? <GanttView plan={plan} found={found} filter={filter} /> : null}
      {found.total > 0 && filter.view === 'list' ? <DivisionTable rows={found.rows} /> : null}
      {found.total > ROWS_A_PAGE ? (
        <Pagination
          current={filter.page}
          pageSize={ROWS_A_PAGE}
          total={found.total}
          showSizeChanger={false}
          onChange={(page) => onFind({ page })}
        />
      ) : null}
    </>
  )
}

function FilterBar({ plan, found, filter, onFind }: Omit<ViewsProps, 'plan'> & { plan: string }) {
  const say = useSay()
  const canWrite = useCanWrite()
  const unitNames = [...new Set([...(filter.unit === undefined ? [] : [filter.unit]), ...found.units])]
  return (
    <>
      <div className="filter-bar division-bar no-print">
        <Select
          aria-label={say(W.state)}
          value={filter.state ?? ''}
          options={[
            { value: '', label: `${say(W.state)}：${say(W.every)}` },
            ...DivisionState.options.map((value) => ({ value: value as string, label: say(STATE_WORDS[value]) })),
          ]}
          onChange={(value: string) => onFind({ state: filterOf({ state: value }).state })}
        />
        <Select
          aria-label={say(W.chapter)}
          className="division-chapter"
          value={filter.node ?? ''}
          options={[
            { value: '', label: `${say(W.chapter)}：${say(W.every)}` },
            ...found.chapters.map(({ id, titleZh, titleEn }) => ({
              value: id,
              label: say({ zh: titleZh, en: titleEn }),
            })),
          ]}
          onChange={(value: string) => onFind({ node: textOf(value) })}
        />
        <Select
          aria-label={say(W.unit)}
          value={filter.unit ?? ''}
          showSearch
          options={[
            { value: '', label: `${say(W.unit)}：${say(W.every)}` },
            ...unitNames.map((value) => ({ value, label: value })),
          ]}
          onChange={(value: string) => onFind({ unit: textOf(value) })}
        />
        <Input.Search
          key={`q ${filter.q}`}
          aria-label={say(W.search)}
          placeholder={say(W.search)}
          defaultValue={filter.q}
          allowClear
          onSearch={(value) => onFind({ q: textOf(value) })}
        />
        <DownloadMenu
          formats={TABLE_FORMATS}
          address={(format) => {
            const { page: _, view: __, ...query } = filter
            return addressOf(downloadDivision, { params: { format }, query: { plan, ...query, lang: say.language } })
          }}
        />
        {canWrite ? <TableUpload plan={plan} /> : null}
      </div>
      {canWrite ? <p className="quiet no-print">{say(W.uploadHint)}</p> : null}
    </>
  )
}
