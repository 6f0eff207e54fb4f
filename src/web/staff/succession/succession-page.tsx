// What becomes of each obligation in the plan that follows: unfinished ones first, suggestions taken in bulk, and undone.
import { useQuery } from '@tanstack/react-query'
import { Input, Pagination, Select, Skeleton } from 'antd'
import { downloadSuccession } from '#contract/downloads.ts'
import type { PlanBrief } from '#contract/plans.ts'
import { SuccessionKind } from '#contract/succession.ts'
import { SUCCESSION_TERMS } from '#domain/plans/succession.ts'
import { label } from '#domain/terms.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { ROWS_A_PAGE, type Succession, type SuccessionFilter, successionFilterOf, successionQuery } from './queries.ts'
import './succession.css'
import { SuccessionDesk } from './succession-desk.tsx'
import { SUCCESSION_WORDS as W } from './words.ts'

export function SuccessionPage() {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <PlanSuccession plan={plan} />}
    </WithPlan>
  )
}

function PlanSuccession({ plan }: { plan: PlanBrief }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const filter = successionFilterOf(search)
  const asked = useQuery(successionQuery(plan.id, filter))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const found = asked.data
  const { totals } = found
  const find = (part: Partial<SuccessionFilter>) => {
    const { page, ...rest } = { ...filter, page: 1, ...part }
    change({ ...rest, page: page === 1 ? undefined : page })
  }
  return (
    <article aria-busy={asked.isPlaceholderData}>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <p className="page-answer">{say(W.answer, { ...totals, carried: totals['carried-over'] })}</p>
      </header>
      {found.to === null ? <EmptyNote title={say(W.noNext)} hint={say(W.noNextHint)} /> : null}
      <FilterBar plan={plan.id} found={found} filter={filter} onFind={find} />
      {found.total === 0 ? (
        <EmptyNote title={say(W.nothing)} hint={say(W.nothingHint)} />
      ) : (
        <SuccessionDesk key={JSON.stringify(filter)} plan={plan.id} found={found} />
      )}
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

type BarProps = {
  plan: string
  found: Succession
  filter: SuccessionFilter
  onFind: (part: Partial<SuccessionFilter>) => void
}

function FilterBar({ plan, found, filter, onFind }: BarProps) {
  const say = useSay()
  const kinds = SuccessionKind.options.map((kind) => ({
    value: kind as string,
    label: say(label(SUCCESSION_TERMS[kind])),
  }))
  return (
    <div className="succession-bar no-print">
      {found.later.length > 1 ? (
        <Select
          aria-label={say(W.next)}
          value={found.to?.id ?? ''}
          popupMatchSelectWidth={false}
          options={found.later.map(({ id, titleZh, titleEn }) => ({
            value: id,
            label: say({ zh: titleZh, en: titleEn }),
          }))}
          onChange={(to) => onFind({ to })}
        />
      ) : null}
      <Select
        aria-label={say(W.state)}
        value={filter.kind ?? filter.state ?? ''}
        options={[
          { value: '', label: `${say(W.state)}：${say(W.every)}` },
          { value: 'suggested', label: say(W.withSuggestion, { n: found.totals.suggested }) },
          { value: 'open', label: say(W.open) },
          { value: 'settled', label: say(W.settled) },
          ...kinds,
        ]}
        onChange={(value) => {
          const { state, kind } = successionFilterOf({ state: value, kind: value })
          onFind({ state, kind })
        }}
      />
      <Input.Search
        key={`q ${filter.q}`}
        aria-label={say(W.search)}
        placeholder={say(W.search)}
        defaultValue={filter.q}
        allowClear
        onSearch={(q) => onFind({ q: successionFilterOf({ q }).q })}
      />
      <DownloadMenu
        formats={TABLE_FORMATS}
        address={(format) => {
          const { page: _, ...query } = filter
          return addressOf(downloadSuccession, { params: { format }, query: { plan, ...query, lang: say.language } })
        }}
      />
    </div>
  )
}
