// Where an obligation comes from and what becomes of it, with the progress and evidence that stand on the other side.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReplyOf } from '#contract/route.ts'
import { readSuccession } from '#contract/succession.ts'
import { SUCCESSION_TERMS } from '#domain/plans/succession.ts'
import { label } from '#domain/terms.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { OBLIGATION_WORDS as W } from './obligation-words.ts'

const succeedingQuery = (plan: string, id: string) =>
  queryOptions({
    queryKey: ['succession', plan, 'of', id],
    queryFn: () => call(readSuccession, { params: { plan, id } }),
  })

/** Nothing where nothing was said of it. */
export function ObligationSuccession({ plan, id }: { plan: string; id: string }) {
  const say = useSay()
  const asked = useQuery(succeedingQuery(plan, id))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (asked.data === undefined) return null
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const { predecessors, successor, dropped } = asked.data
  if (predecessors.length === 0 && successor === null && dropped === null) return null
  return (
    <section>
      <h2>{say(label('succession'))}</h2>
      <ul className="obligation-succession">
        {predecessors.map((one) => (
          <li key={`${one.planId} ${one.id}`}>
            {say(W.predecessor)} <Neighbour of={one} />
          </li>
        ))}
        {successor === null ? null : (
          <li>
            {say(W.successor)} <Neighbour of={successor} />
          </li>
        )}
        {dropped === null ? null : (
          <li>
            {say(label('dropped'))}：{dropped.reason}
          </li>
        )}
      </ul>
    </section>
  )
}

function Neighbour({ of }: { of: ReplyOf<typeof readSuccession>['predecessors'][number] }) {
  const say = useSay()
  const { planId, id, kind, reason, shareDone, evidence } = of
  return (
    <>
      <Link to="/plan/obligations/$id" params={{ id }} search={{ plan: planId } as never}>
        {say({ zh: of.titleZh, en: of.titleEn })}
      </Link>{' '}
      <span className="quiet">
        {say({ zh: of.planTitleZh, en: of.planTitleEn })} · {say(label(SUCCESSION_TERMS[kind]))}
        {reason === '' ? null : `（${reason}）`}
      </span>
      <div>
        {say(shareDone === null ? W.neighbourUnreported : W.neighbourDone, { share: shareDone ?? '', evidence })}
      </div>
    </>
  )
}
