// What a search found, page by page; arrow keys step through it and Enter opens.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Empty, Pagination, Skeleton } from 'antd'
import type { KeyboardEvent } from 'react'
import type { SearchHit } from '#contract/plans.ts'
import { MarkedText } from '#web/ui/marked-text.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { excerptOf } from './excerpt.ts'
import type { PlanFilter } from './plan-filter.ts'
import { HITS_A_PAGE, searchQuery } from './queries.ts'
import { VERB_WORDS, PLAN_WORDS as W } from './words.ts'

type Props = {
  plan: string
  filter: PlanFilter
  chosen: string | undefined
  onPage: (page: number) => void
  onChoose: (hit: SearchHit) => void
}

export const HITS_ID = 'plan-hits'

export function SearchHits({ plan, filter, chosen, onPage, onChoose }: Props) {
  const say = useSay()
  const searching = useQuery(searchQuery(plan, filter))
  if (searching.isError) return <RefusalNote problem={searching.error} onRetry={() => void searching.refetch()} />
  if (!searching.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in searching.data) return <RefusalNote problem={searching.data} />
  const found = searching.data
  return (
    <section className="plan-hits" aria-busy={searching.isPlaceholderData}>
      <p role="status" className="quiet">
        {say(W.found, { n: found.total })}
      </p>
      {found.others.map(({ id, titleZh, titleEn, total }) => (
        <p key={id} className="plan-hits-other">
          <Link to="/plan" search={{ plan: id, q: filter.q } as never}>
            {say(W.foundOther, { title: say({ zh: titleZh, en: titleEn }), n: total })}
          </Link>
        </p>
      ))}
      {found.total === 0 ? <Empty description={<NoHits />} image={Empty.PRESENTED_IMAGE_SIMPLE} /> : null}
      <ol id={HITS_ID} onKeyDown={walk}>
        {found.rows.map((hit) => (
          <li key={`${hit.kind} ${hit.id}`}>
            <HitLine hit={hit} chosen={hit.id === chosen} onChoose={() => onChoose(hit)} />
          </li>
        ))}
      </ol>
      {found.total > HITS_A_PAGE ? (
        <Pagination
          simple
          current={filter.page}
          total={found.total}
          pageSize={HITS_A_PAGE}
          showSizeChanger={false}
          onChange={onPage}
        />
      ) : null}
    </section>
  )
}

function NoHits() {
  const say = useSay()
  return (
    <>
      <strong>{say(W.noHits)}</strong>
      <br />
      {say(W.noHitsHint)}
    </>
  )
}

function HitLine({ hit, chosen, onChoose }: { hit: SearchHit; chosen: boolean; onChoose: () => void }) {
  const say = useSay()
  const verb = hit.verb === null ? undefined : VERB_WORDS[hit.verb]
  return (
    <button type="button" className="plan-hit" aria-current={chosen ? 'true' : undefined} onClick={onChoose}>
      <span className="plan-hit-text">
        <MarkedText {...excerptOf(hit.text, hit.highlight)} />
      </span>
      <span className="plan-hit-about quiet">
        {hit.role === null ? (
          <span>{say(W[hit.kind])}</span>
        ) : (
          <span className={`role role-${hit.role}`}>{say(W[hit.role])}</span>
        )}
        {verb ? <span>{say(verb)}</span> : null}
        {hit.hasTarget ? <span>◎ {say(W.hasTarget)}</span> : null}
        <span>{hit.path}</span>
      </span>
    </button>
  )
}

function walk(event: KeyboardEvent<HTMLOListElement>) {
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('button.plan-hit')]
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  lines[lines.indexOf(document.activeElement as HTMLElement) + step]?.focus()
}
