// One obligation: how it stands, what the plan asks and says, who is charged, what was reported, evidence, and all it hangs on.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import type { PlanBrief } from '#contract/plans.ts'
import { findWords } from '#web/ui/highlight.ts'
import { InconsistencyNote } from '#web/ui/inconsistency-note.tsx'
import { MarkedText } from '#web/ui/marked-text.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { Adjustments } from '../shell/adjustments.tsx'
import { EvidenceList } from '../shell/evidence-list.tsx'
import { RuledMark } from '../shell/ruled-mark.tsx'
import { WithPlan } from '../shell/with-plan.tsx'
import { ObligationAsked } from './obligation-asked.tsx'
import { ObligationLinks } from './obligation-links.tsx'
import { ObligationOverride } from './obligation-override.tsx'
import { ObligationProgress } from './obligation-progress.tsx'
import { ObligationSuccession } from './obligation-succession.tsx'
import { type ObligationView, obligationQuery } from './obligation-view.ts'
import { OBLIGATION_WORDS as W } from './obligation-words.ts'
import './obligation.css'

export function ObligationPage({ id }: { id: string }) {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <PlanObligation plan={plan} id={id} />}
    </WithPlan>
  )
}

function PlanObligation({ plan, id }: { plan: PlanBrief; id: string }) {
  const say = useSay()
  const asked = useQuery(obligationQuery(plan.id, id))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const view = asked.data
  return (
    <article className="obligation-page">
      <ObligationHead plan={plan.id} view={view} />
      <div className="obligation-columns">
        <div>
          <ObligationProgress plan={plan} view={view} />
          <EvidenceList planId={plan.id} aboutKind="obligation" aboutRef={id} />
        </div>
        <div>
          <ObligationAsked view={view} />
          <Adjustments plan={plan.id} kind="obligation" thing={id} />
          <ObligationSuccession plan={plan.id} id={id} />
          <OfficialText view={view} />
          <ObligationLinks plan={plan.id} view={view} />
          {view.obligation.inconsistencies.length === 0 ? null : (
            <section>
              <h2>{say(W.inconsistencies)}</h2>
              {view.obligation.inconsistencies.map((inconsistency) => (
                <InconsistencyNote key={inconsistency.id} inconsistency={inconsistency} />
              ))}
            </section>
          )}
        </div>
      </div>
    </article>
  )
}

function ObligationHead({ plan, view }: { plan: string; view: ObligationView }) {
  const say = useSay()
  const { obligation, path, ruled } = view
  const title = (item: { titleZh: string; titleEn: string }) => (say.language === 'zh' ? item.titleZh : item.titleEn)
  return (
    <header className="page-head">
      <nav className="page-back">
        {path.map((step) => (
          <span key={step.id}>
            <Link to="/plan" search={{ node: step.id } as never}>
              {title(step)}
            </Link>{' '}
            ›{' '}
          </span>
        ))}
        <code>{obligation.id}</code>
      </nav>
      <h1>{title(obligation)}</h1>
      <p className="page-answer">
        <RuledMark ruled={ruled} />{' '}
        {ruled.reasons.map((reason) => say(reason)).join(say.language === 'zh' ? '；' : '; ')}
      </p>
      {ruled.override === null ? null : <p>{say(W.byHand, ruled.override)}</p>}
      {view.lists.length === 0 ? null : (
        <p>
          {say(W.lists)}
          {view.lists.map(({ id, name, because }) => (
            <Link
              key={id}
              className="obligation-list"
              to="/progress"
              search={{ list: id } as never}
              title={say(because)}
            >
              {say(name)}
            </Link>
          ))}
        </p>
      )}
      {view.mayOverride ? <ObligationOverride plan={plan} view={view} /> : null}
    </header>
  )
}

function OfficialText({ view: { paragraph, hasText, obligation } }: { view: ObligationView }) {
  const say = useSay()
  const anchors = obligation.anchor === null ? [] : [obligation.anchor]
  return (
    <section>
      <h2>{say(W.text)}</h2>
      {paragraph === null ? (
        <p className="quiet">{say(hasText ? W.notPlaced : W.noText)}</p>
      ) : (
        <figure className="obligation-text">
          <blockquote lang="zh-CN">
            <MarkedText text={paragraph.text} ranges={findWords(paragraph.text, anchors)} />
          </blockquote>
          <figcaption className="quiet">{say(W.position, { line: paragraph.line })}</figcaption>
        </figure>
      )}
    </section>
  )
}
