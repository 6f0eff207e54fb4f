// The plan page: contents or search results on the left, the chosen part of the plan on the right.
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Empty, Grid, Skeleton } from 'antd'
import { useState } from 'react'
import { downloadObligations } from '#contract/downloads.ts'
import type { PlanBrief, PlanNodeBrief, SearchHit } from '#contract/plans.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { OfficialTextImport } from './official-text.tsx'
import './plan.css'
import { isSearching, type PlanFilter, readFilter, writeFilter } from './plan-filter.ts'
import { PlanNode } from './plan-node.tsx'
import { PlanTree } from './plan-tree.tsx'
import { searchQuery, treeQuery } from './queries.ts'
import { SearchBar } from './search-bar.tsx'
import { HITS_ID, SearchHits } from './search-hits.tsx'
import { PLAN_WORDS as W } from './words.ts'

export function PlanPage() {
  return (
    <WithPlan loading={W.loading} none={<NoPlan />}>
      {({ id }) => <LoadedPlan id={id} />}
    </WithPlan>
  )
}

function NoPlan() {
  const say = useSay()
  return (
    <Empty
      description={
        <>
          <strong>{say(W.noPlan)}</strong>
          <br />
          {say(W.noPlanHint)}
        </>
      }
    />
  )
}

function LoadedPlan({ id }: { id: string }) {
  const say = useSay()
  const tree = useQuery(treeQuery(id))
  if (tree.isError) return <RefusalNote problem={tree.error} onRetry={() => void tree.refetch()} />
  if (!tree.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in tree.data) return <RefusalNote problem={tree.data} />
  return <PlanDesk plan={tree.data.plan} nodes={tree.data.nodes} />
}

/** What the address bar says: the chosen node and obligation, and the filter. */
function usePlanAddress() {
  const [search, change] = useSearchPart()
  const node = typeof search.node === 'string' ? search.node : undefined
  const obligation = typeof search.obligation === 'string' ? search.obligation : undefined
  return {
    node,
    obligation,
    filter: readFilter(search),
    choose: (id: string | undefined, inside?: string) => change({ node: id, obligation: inside }, 'push'),
    find: (filter: PlanFilter, keepNode = true) =>
      change({ ...writeFilter(filter), ...(keepNode ? {} : { node: undefined, obligation: undefined }) }),
  }
}

function PlanDesk({ plan, nodes }: { plan: PlanBrief; nodes: readonly PlanNodeBrief[] }) {
  const { node, filter, choose, find } = usePlanAddress()
  const isWide = Grid.useBreakpoint().lg ?? true
  const searching = isSearching(filter)
  const verbs = useQuery({ ...searchQuery(plan.id, filter), enabled: searching })
  const showsHits = searching && !isWide && node === undefined
  return (
    <div className={node === undefined ? 'plan-desk' : 'plan-desk plan-desk-node'}>
      <PlanHead plan={plan} />
      <SearchBar
        filter={filter}
        chapters={nodes.filter((item) => item.kind === 'chapter')}
        verbs={verbs.data && 'verbs' in verbs.data ? verbs.data.verbs : {}}
        onChange={(next) => find(next, isWide)}
        onEnterHits={() => document.querySelector<HTMLElement>(`#${HITS_ID} button`)?.focus()}
      />
      {isWide ? null : <NarrowActs nodes={nodes} />}
      <div className="plan-columns">
        {isWide ? (
          <aside className="plan-side">
            {searching ? <FoundHits plan={plan.id} /> : <PlanTree nodes={nodes} chosen={node} onChoose={choose} />}
          </aside>
        ) : null}
        <div className="plan-main">
          {showsHits ? <FoundHits plan={plan.id} /> : <ChosenPart plan={plan} nodes={nodes} />}
        </div>
      </div>
    </div>
  )
}

function FoundHits({ plan }: { plan: string }) {
  const { node, obligation, filter, choose, find } = usePlanAddress()
  return (
    <SearchHits
      plan={plan}
      filter={filter}
      chosen={obligation ?? node}
      onPage={(page) => find({ ...filter, page })}
      onChoose={(hit: SearchHit) => choose(hit.nodeId, hit.kind === 'obligation' ? hit.id : undefined)}
    />
  )
}

function ChosenPart({ plan, nodes }: { plan: PlanBrief; nodes: readonly PlanNodeBrief[] }) {
  const { node, obligation, choose } = usePlanAddress()
  if (node === undefined) return <PlanStart plan={plan} nodes={nodes} onChoose={choose} />
  return <PlanNode plan={plan} id={node} obligation={obligation} onChoose={choose} />
}

/** On a phone the contents stand in a drawer, and results are one step back. */
function NarrowActs({ nodes }: { nodes: readonly PlanNodeBrief[] }) {
  const say = useSay()
  const { node, filter, choose } = usePlanAddress()
  const [open, setOpen] = useState(false)
  const chooseNode = (id: string) => {
    setOpen(false)
    choose(id)
  }
  return (
    <div className="plan-narrow-acts">
      <Button onClick={() => setOpen(true)}>{say(W.openContents)}</Button>
      {isSearching(filter) && node !== undefined ? (
        <Button onClick={() => choose(undefined)}>{say(W.backToHits)}</Button>
      ) : null}
      <Drawer open={open} title={say(W.contents)} placement="left" onClose={() => setOpen(false)}>
        <PlanTree nodes={nodes} chosen={node} onChoose={chooseNode} />
      </Drawer>
    </div>
  )
}

function PlanHead({ plan }: { plan: PlanBrief }) {
  const say = useSay()
  const count = (name: string) => plan.counts[name] ?? 0
  return (
    <header className="page-head">
      <h1>{say(W.title)}</h1>
      <p className="page-answer">
        <span className="quiet">{say.language === 'zh' ? plan.titleZh : plan.titleEn}</span>{' '}
        {say(W.answer, {
          chapters: count('chapters'),
          sections: count('sections'),
          measures: count('measures'),
          obligations: count('obligations'),
          lead: count('obligationsLead'),
          assist: count('obligationsAssist'),
          inconsistencies: count('inconsistencies'),
        })}
      </p>
      <div className="no-print">
        <DownloadMenu
          formats={TABLE_FORMATS}
          address={(format) =>
            addressOf(downloadObligations, { params: { format }, query: { plan: plan.id, lang: say.language } })
          }
        />
      </div>
    </header>
  )
}

type StartProps = { plan: PlanBrief; nodes: readonly PlanNodeBrief[]; onChoose: (id: string) => void }

function PlanStart({ plan, nodes, onChoose }: StartProps) {
  const say = useSay()
  const canWrite = useCanWrite()
  const chapters = nodes.filter((node) => node.kind === 'chapter')
  return (
    <div className="plan-beside">
      <section aria-label={say(W.chooseChapter)}>
        <h2>{say(W.chooseChapter)}</h2>
        <ul className="plan-chapters">
          {chapters.map((chapter) => (
            <li key={chapter.id}>
              <button type="button" className="door-link" onClick={() => onChoose(chapter.id)}>
                {say.language === 'zh' ? chapter.titleZh : chapter.titleEn}
              </button>
              <span className="quiet">
                {say(W.obligationCount, { n: chapter.obligations })}
                {chapter.inconsistencies > 0
                  ? ` · ⚠ ${say(W.inconsistencyCount, { n: chapter.inconsistencies })}`
                  : null}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <OfficialTextImport plan={plan} canWrite={canWrite} />
    </div>
  )
}
