// The plan as it was in one version: its contents beside the obligations of the part that is chosen.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import type { PlanBrief } from '#contract/plans.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { type OldPlan, versionQuery } from './queries.ts'
import './versions.css'
import { VERSION_WORDS as W } from './words.ts'

export function OldPlanPage({ no }: { no: number }) {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <Version plan={plan} no={no} />}
    </WithPlan>
  )
}

function Version({ plan, no }: { plan: PlanBrief; no: number }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const node = typeof search.node === 'string' ? search.node : undefined
  const asked = useQuery(versionQuery(plan.id, no, node))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const old = asked.data
  return (
    <article aria-busy={asked.isPlaceholderData}>
      <p className="page-back no-print">
        <Link to="/plan/versions">← {say(W.back)}</Link>
      </p>
      <header className="page-head">
        <h1>{say(W.oldTitle, { no })}</h1>
        <p className="page-answer">
          {say(W.oldAnswer, {
            version: old.version.version,
            obligations: old.plan.counts.obligations ?? 0,
            measures: old.plan.counts.measures ?? 0,
          })}{' '}
          {old.newest === no ? say(W.standing) : <strong>{say(W.superseded, { no: old.newest })}</strong>}
        </p>
      </header>
      <div className="version-reading">
        <Contents old={old} chosen={node} onChoose={(id) => change({ node: id }, 'push')} />
        <Obligations old={old} isChosen={node !== undefined} />
      </div>
    </article>
  )
}

type ContentsProps = { old: OldPlan; chosen: string | undefined; onChoose: (id: string) => void }

/** Chapters always; what stands under the one that is chosen, or under the chapter of what is. */
function Contents({ old, chosen, onChoose }: ContentsProps) {
  const say = useSay()
  const chapter = chosen?.split('.', 1)[0]
  const shown = old.nodes.filter(({ kind, id }) => kind === 'chapter' || id.startsWith(`${chapter}.`))
  return (
    <nav aria-label={say(W.contents)}>
      <ul className="version-contents">
        {shown.map(({ id, kind, titleZh, titleEn }) => (
          <li key={id} className={`version-${kind}`}>
            <button
              type="button"
              className="door-link"
              aria-current={id === chosen ? 'true' : undefined}
              onClick={() => onChoose(id)}
            >
              {say({ zh: titleZh, en: titleEn })}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Obligations({ old, isChosen }: { old: OldPlan; isChosen: boolean }) {
  const say = useSay()
  if (!isChosen) return <p className="quiet">{say(W.choose)}</p>
  return (
    <section>
      <h2>
        {say(W.obligations)} {old.obligations.length}
      </h2>
      <ol className="version-obligations">
        {old.obligations.map(({ id, titleZh, titleEn, deadline }) => (
          <li key={id}>
            {say({ zh: titleZh, en: titleEn })}{' '}
            <span className="quiet">
              {id} {deadline === null ? null : say(W.until, { deadline })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
