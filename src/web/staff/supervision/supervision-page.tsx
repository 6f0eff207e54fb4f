// The desk of supervision: what deviates and is to be decided, and what is under way, overdue first.
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Skeleton } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#contract/route.ts'
import { type listDeviations, type listSupervised, lookForDeviations } from '#contract/supervision.ts'
import { call } from '#web/api.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { Choice } from './choice.tsx'
import { DeviationSection } from './deviation-section.tsx'
import { type DeskFilter, deviationsQuery, readDeskFilter, SUPERVISION_KEY, supervisedQuery } from './queries.ts'
import { SupervisedSection } from './supervised-section.tsx'
import { SUPERVISION_WORDS as W } from './words.ts'
import './supervision.css'

export function SupervisionPage() {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <Desk plan={plan.id} />}
    </WithPlan>
  )
}

function Desk({ plan }: { plan: string }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const filter = readDeskFilter(search)
  const deviations = useQuery(deviationsQuery(plan, filter))
  const supervised = useQuery(supervisedQuery(plan, filter))
  const failed = [deviations, supervised].find(({ isError }) => isError)
  if (failed?.error) return <RefusalNote problem={failed.error} onRetry={() => void failed.refetch()} />
  if (!deviations.data || !supervised.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in deviations.data) return <RefusalNote problem={deviations.data} />
  if ('refused' in supervised.data) return <RefusalNote problem={supervised.data} />
  const find = (part: Partial<DeskFilter>): void => {
    const { page, deviationPage, ...rest } = { ...filter, page: 1, deviationPage: 1, ...part }
    change({
      ...rest,
      page: page === 1 ? undefined : page,
      deviationPage: deviationPage === 1 ? undefined : deviationPage,
    })
  }
  return (
    <article aria-busy={deviations.isPlaceholderData || supervised.isPlaceholderData}>
      <Head plan={plan} found={deviations.data} totals={supervised.data.totals} />
      <div className="filter-bar no-print">
        <Choice
          words={W.unit}
          value={filter.unit}
          options={unitsIn(deviations.data, supervised.data).map((value) => ({ value, label: value }))}
          onChoose={(unit) => find({ unit })}
        />
        <Input.Search
          key={`q ${filter.q}`}
          aria-label={say(W.search)}
          placeholder={say(W.search)}
          defaultValue={filter.q}
          allowClear
          onSearch={(value) => find({ q: value.trim() === '' ? undefined : value.trim() })}
        />
      </div>
      <DeviationSection plan={plan} filter={filter} found={deviations.data} onFind={find} />
      <SupervisedSection plan={plan} filter={filter} found={supervised.data} onFind={find} />
    </article>
  )
}

type Deviations = ReplyOf<typeof listDeviations>
type Supervised = ReplyOf<typeof listSupervised>

const unitsIn = ({ units }: Deviations, { rows }: Supervised): string[] =>
  [...new Set([...units, ...rows.flatMap(({ parties }) => parties.map(({ unit }) => unit))])].sort((a, b) =>
    a.localeCompare(b, 'zh'),
  )

type HeadProps = { plan: string; found: Deviations; totals: Supervised['totals'] }

function Head({ plan, found, totals }: HeadProps) {
  const say = useSay()
  const { act, busy, problem } = useAct(SUPERVISION_KEY)
  const [told, setTold] = useState<ReplyOf<typeof lookForDeviations>>()
  const { looked } = found
  const look = async (): Promise<void> => {
    const reply = await act(() => call(lookForDeviations, { params: { plan } }))
    if (reply) setTold(reply)
  }
  return (
    <>
      <header className="page-head page-head-acts">
        <div>
          <h1>{say(W.title)}</h1>
          <p className="page-answer">{say(W.answer, { open: found.states.open ?? 0, ...totals })}</p>
          <p className="quiet supervision-looked">
            {looked === null ? (
              say(W.neverLooked)
            ) : (
              <>
                {say(W.looked, {
                  by: looked.by === 'system' ? say(W.byClock) : looked.by,
                  found: looked.found,
                })}{' '}
                <Moment at={looked.at} />
              </>
            )}
          </p>
        </div>
        {found.mayDecide ? (
          <Button className="no-print" loading={busy} onClick={() => void look()}>
            {say(W.look)}
          </Button>
        ) : null}
      </header>
      {told === undefined ? null : <p role="status">{say(W.lookDone, told)}</p>}
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      {found.mayDecide || (found.states.open ?? 0) === 0 ? null : <p className="quiet">{say(W.noPost)}</p>}
    </>
  )
}
