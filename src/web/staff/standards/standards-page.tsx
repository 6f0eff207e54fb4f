// The standards browser: every edition by family on its time line, with a search over items and rules.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input, Skeleton } from 'antd'
import { useDeferredValue } from 'react'
import type { EditionBrief, EditionFamily } from '#contract/standards.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { EditionLink } from '#web/ui/explanation-tree.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { standardsQuery } from './queries.ts'
import './standards.css'
import { TimeLine } from './time-line.tsx'
import { STATE_WORDS, STANDARDS_WORDS as W } from './words.ts'

export function StandardsPage() {
  const say = useSay()
  const [search, change] = useSearchPart()
  const typed = typeof search.q === 'string' ? search.q : ''
  const q = useDeferredValue(typed)
  const list = useQuery(standardsQuery(q))
  const reply = list.data && 'families' in list.data ? list.data : undefined
  return (
    <>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        {reply && q === '' ? <p className="page-answer">{answerOf(reply.families, say)}</p> : null}
      </header>
      <search className="standards-bar no-print">
        <Input
          type="search"
          value={typed}
          aria-label={say(W.search)}
          placeholder={say(W.search)}
          onChange={(event) => change({ q: event.target.value === '' ? undefined : event.target.value })}
        />
        <Link to="/standards-trial" className="standards-try">
          {say(W.tryOne)}
        </Link>
      </search>
      {list.isError ? <RefusalNote problem={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data && 'refused' in list.data ? <RefusalNote problem={list.data} /> : null}
      {reply === undefined && !list.isError ? <Skeleton active aria-label={say(W.loading)} /> : null}
      {reply?.families.length === 0 ? <EmptyNote title={say(W.none)} hint={say(W.noneHint)} /> : null}
      {reply?.families.map((family) => (
        <Family key={family.id} family={family} />
      ))}
      {reply && reply.hits.length > 0 ? (
        <section>
          <h2>{say(W.hits)}</h2>
          <ul className="standards-hits">
            {reply.hits.map((hit) => (
              <li key={`${hit.edition} ${hit.where} ${hit.text}`}>
                <EditionLink id={hit.edition} /> {hit.text}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

function answerOf(families: readonly EditionFamily[], say: ReturnType<typeof useSay>): string {
  const editions = families.flatMap((family) => family.editions)
  return say(W.answer, {
    editions: editions.length,
    inForce: editions.filter(({ state }) => state === 'in-force').length,
    unverified: editions.reduce((sum, { unverified }) => sum + unverified, 0),
  })
}

function Family({ family }: { family: EditionFamily }) {
  const say = useSay()
  return (
    <section className="standards-family">
      <h2>{say(family.title)}</h2>
      <TimeLine label={say(W.timeline, { family: say(family.title) })} editions={family.editions} />
      <ul className="standards-editions">
        {family.editions.map((edition) => (
          <EditionLine key={edition.id} edition={edition} />
        ))}
      </ul>
    </section>
  )
}

/** When an edition is in force, in words. */
export function spanWords(edition: EditionBrief, say: ReturnType<typeof useSay>): string {
  if (edition.until === null) return say(W.inForce, { from: edition.from })
  return say(W.superseded, { from: edition.from, until: edition.until })
}

function EditionLine({ edition }: { edition: EditionBrief }) {
  const say = useSay()
  return (
    <li>
      <Link to="/standards/$id" params={{ id: edition.id }}>
        <strong>{edition.code}</strong> {say(edition.title)}
      </Link>
      <span className={`standards-state standards-${edition.state}`}>{say(STATE_WORDS[edition.state])}</span>
      <span className="quiet">
        {spanWords(edition, say)} · {say(W.figures, { n: edition.figures })} · {say(W.rules, { n: edition.rules })}
      </span>
      {edition.unverified > 0 ? (
        <span className="unverified-mark">{say(W.unverified, { n: edition.unverified })}</span>
      ) : null}
    </li>
  )
}
