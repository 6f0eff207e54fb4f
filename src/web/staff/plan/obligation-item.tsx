// One obligation: who leads, what is to be reached and until when, and the doors that lead on.
import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import type { Obligation } from '#contract/plans.ts'
import { InconsistencyNote } from '#web/ui/inconsistency-note.tsx'
import { IndicatorLink } from '#web/ui/indicator-link.tsx'
import { useSay } from '#web/ui/say.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { COMPARATOR_WORDS, VERB_WORDS, PLAN_WORDS as W } from './words.ts'

type Props = { plan: string; obligation: Obligation; chosen: boolean; onPoint: (anchor: string | null) => void }

export function ObligationItem({ plan, obligation, chosen, onPoint }: Props) {
  const say = useSay()
  const verb = VERB_WORDS[obligation.verb]
  const isLead = obligation.role === 'lead'
  return (
    <li
      id={`obligation-${obligation.id}`}
      className={`obligation obligation-${obligation.role}`}
      aria-current={chosen ? 'true' : undefined}
      onMouseEnter={() => onPoint(obligation.anchor)}
      onMouseLeave={() => onPoint(null)}
      onFocus={() => onPoint(obligation.anchor)}
      onBlur={() => onPoint(null)}
    >
      <div className="obligation-head">
        <span className={`role role-${obligation.role}`} title={say(isLead ? W.leadLong : W.assistLong)}>
          {say(isLead ? W.lead : W.assist)}
        </span>
        <Tag>{verb ? say(verb) : obligation.verb}</Tag>
        <h3>
          <Link to="/plan/obligations/$id" params={{ id: obligation.id }}>
            {say.language === 'zh' ? obligation.titleZh : obligation.titleEn}
          </Link>
        </h3>
        <TraceDoor
          traceRef={`obligation/${encodeURIComponent(plan)}/${encodeURIComponent(obligation.id)}`}
          className="door-link"
        >
          {say(W.traceDoor)}
        </TraceDoor>
      </div>
      <ObligationTargets obligation={obligation} />
      <ObligationParticulars plan={plan} obligation={obligation} />
      {obligation.inconsistencies.map((inconsistency) => (
        <InconsistencyNote key={inconsistency.id} inconsistency={inconsistency} />
      ))}
    </li>
  )
}

function ObligationTargets({ obligation }: { obligation: Obligation }) {
  const say = useSay()
  if (obligation.targets.length === 0) return null
  return (
    <ul className="targets" aria-label={say(W.targets)}>
      {obligation.targets.map((target) => {
        const comparator = COMPARATOR_WORDS[target.comparator]
        return (
          <li key={`${target.metric} ${target.comparator} ${target.value}`}>
            <span>{target.metric}</span>
            <strong>
              {comparator ? say(comparator) : target.comparator} {target.value} {target.unit ?? ''}
            </strong>
            <span className="quiet">{target.year ?? ''}</span>
          </li>
        )
      })}
    </ul>
  )
}

function ObligationParticulars({ plan, obligation }: { plan: string; obligation: Obligation }) {
  const say = useSay()
  const counterpartLabel = obligation.role === 'lead' ? W.counterpartsLead : W.counterpartsAssist
  return (
    <dl className="particulars">
      <div>
        <dt>{say(W.deadline)}</dt>
        <dd>{obligation.deadline}</dd>
      </div>
      {obligation.counterparts.length > 0 ? (
        <div>
          <dt>{say(counterpartLabel)}</dt>
          <dd>{obligation.counterparts.join(say.language === 'zh' ? '、' : ', ')}</dd>
        </div>
      ) : null}
      {obligation.indicatorIds.length > 0 ? (
        <div>
          <dt>{say(W.indicators)}</dt>
          <dd className="particulars-links">
            {obligation.indicatorIds.map((id) => (
              <IndicatorLink key={id} plan={plan} id={id} />
            ))}
          </dd>
        </div>
      ) : null}
      <div>
        <dd>
          <code className="quiet">{obligation.id}</code>
        </dd>
      </div>
    </dl>
  )
}
