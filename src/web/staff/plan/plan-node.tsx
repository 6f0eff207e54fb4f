// One chapter, section or measure: its obligations, the official wording beside them, and where the plan contradicts itself.
import { useQuery } from '@tanstack/react-query'
import { Breadcrumb, Skeleton } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import type { PlanBrief, readPlanNode } from '#contract/plans.ts'
import type { ReplyOf } from '#contract/route.ts'
import { InconsistencyNote } from '#web/ui/inconsistency-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { ObligationItem } from './obligation-item.tsx'
import { OfficialParagraphs, OfficialTextImport } from './official-text.tsx'
import { nodeQuery } from './queries.ts'
import { PLAN_WORDS as W } from './words.ts'

type Node = ReplyOf<typeof readPlanNode>
type Props = { plan: PlanBrief; id: string; obligation: string | undefined; onChoose: (id: string | undefined) => void }

export function PlanNode({ plan, id, obligation, onChoose }: Props) {
  const say = useSay()
  const reading = useQuery(nodeQuery(plan.id, id))
  const canWrite = useCanWrite()
  if (reading.isError) return <RefusalNote problem={reading.error} onRetry={() => void reading.refetch()} />
  if (!reading.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in reading.data) return <RefusalNote problem={reading.data} />
  const node = reading.data
  return (
    <article className="plan-node" aria-busy={reading.isPlaceholderData}>
      <NodeHead plan={plan} node={node} onChoose={onChoose} />
      <div className="plan-beside">
        <Obligations plan={plan} node={node} chosen={obligation} canWrite={canWrite} />
      </div>
    </article>
  )
}

type HeadProps = { plan: PlanBrief; node: Node; onChoose: Props['onChoose'] }

function NodeHead({ plan, node, onChoose }: HeadProps) {
  const say = useSay()
  const title = (item: { titleZh: string; titleEn: string }) => (say.language === 'zh' ? item.titleZh : item.titleEn)
  return (
    <header>
      <Breadcrumb
        items={[
          { id: undefined, titleZh: plan.titleZh, titleEn: plan.titleEn },
          ...node.path.filter((step) => step.id !== node.node.id),
        ].map((step) => ({
          key: step.id ?? plan.id,
          title: (
            <button type="button" className="door-link" onClick={() => onChoose(step.id)}>
              {title(step)}
            </button>
          ),
        }))}
      />
      <h2 className="plan-title">
        <span className="quiet">{say(W[node.node.kind])}</span> {title(node.node)}
      </h2>
      <p className="quiet">
        {say(W.obligationCount, { n: node.node.obligations })}
        {node.node.inconsistencies > 0 ? ` · ⚠ ${say(W.inconsistencyCount, { n: node.node.inconsistencies })}` : null} ·{' '}
        <code>{node.node.id}</code>
        {node.systems.length > 0 ? ` · ${say(W.systems)} ${node.systems.join(' ')}` : null}
      </p>
    </header>
  )
}

type SidesProps = { plan: PlanBrief; node: Node; chosen: string | undefined; canWrite: boolean }

function Obligations({ plan, node, chosen, canWrite }: SidesProps) {
  const say = useSay()
  const [pointed, setPointed] = useState<string | null>(null)
  const anchors = useMemo(
    () => node.obligations.flatMap((obligation) => (obligation.anchor === null ? [] : [obligation.anchor])),
    [node],
  )
  useEffect(() => {
    if (chosen !== undefined) document.getElementById(`obligation-${chosen}`)?.scrollIntoView({ block: 'center' })
  }, [chosen])
  const shownInside = new Set(node.obligations.flatMap((item) => item.inconsistencies.map(({ id }) => id)))
  const rest = node.inconsistencies.filter((inconsistency) => !shownInside.has(inconsistency.id))
  return (
    <>
      <section aria-label={say(W.obligation)}>
        {rest.length > 0 ? <h3 className="plan-subtitle">{say(W.inconsistencies)}</h3> : null}
        {rest.map((inconsistency) => (
          <InconsistencyNote key={inconsistency.id} inconsistency={inconsistency} />
        ))}
        {node.obligations.length === 0 ? <p className="quiet">{say(W.noObligations)}</p> : null}
        <ul className="obligations">
          {node.obligations.map((obligation) => (
            <ObligationItem
              key={obligation.id}
              plan={plan.id}
              obligation={obligation}
              chosen={obligation.id === chosen}
              onPoint={setPointed}
            />
          ))}
        </ul>
      </section>
      <div className="official-side">
        {plan.officialText ? (
          <OfficialParagraphs paragraphs={node.paragraphs} anchors={anchors} pointed={pointed} />
        ) : null}
        <OfficialTextImport plan={plan} canWrite={canWrite} quiet={plan.officialText} />
      </div>
    </>
  )
}
