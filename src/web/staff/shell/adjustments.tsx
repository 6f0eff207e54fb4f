// Approved adjustments of an obligation or an indicator: what stood before and after, from when, and by which case.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type AdjustmentRow, listAdjustments } from '#contract/plan-versions.ts'
import { label } from '#domain/terms.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay, type Words } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'

const WORDS = {
  ask: { zh: '申请调整', en: 'Request an adjustment' },
  before: { zh: '调整前', en: 'Before' },
  after: { zh: '调整后', en: 'After' },
  case: { zh: '依据办件 {n}', en: 'Case {n}' },
  applied: { zh: '{day} 起生效，规划第 {no} 版', en: 'in effect from {day}, version {no} of the plan' },
  pending: { zh: '已批准，{day} 起生效', en: 'approved, in effect from {day}' },
  failed: { zh: '已批准而未能生效：{why}', en: 'approved and could not take effect: {why}' },
} as const satisfies Record<string, Words>

const adjustmentsQuery = (plan: string, thing: string) =>
  queryOptions({
    queryKey: ['plans', plan, 'adjustments', thing],
    queryFn: () => call(listAdjustments, { params: { plan, thing } }),
  })

type Props = { plan: string; kind: 'obligation' | 'indicator'; thing: string }

/** For readers, nothing where nothing was adjusted. */
export function Adjustments({ plan, kind, thing }: Props) {
  const say = useSay()
  const canWrite = useCanWrite()
  const asked = useQuery(adjustmentsQuery(plan, thing))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (asked.data === undefined) return null
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const { rows } = asked.data
  if (rows.length === 0 && !canWrite) return null
  return (
    <section className="adjustments">
      <h2>{say(label('planAdjustment'))}</h2>
      {rows.map((row) => (
        <Adjustment key={row.caseId} row={row} />
      ))}
      {canWrite ? (
        <p className="no-print">
          <Link
            to="/procedures"
            search={{ procedure: `${plan}/adjustment`, aboutKind: kind, aboutRef: thing } as never}
          >
            {say(WORDS.ask)}
          </Link>
        </p>
      ) : null}
    </section>
  )
}

function Adjustment({ row }: { row: AdjustmentRow }) {
  const say = useSay()
  const { caseId, title, changes } = row
  return (
    <>
      <p>
        {title}（
        <Link to="/procedures/cases/$id" params={{ id: String(caseId) }}>
          {say(WORDS.case, { n: caseId })}
        </Link>
        ） <StandingText row={row} />
      </p>
      {changes.length === 0 ? null : (
        <table className="plain-table">
          <thead>
            <tr>
              <td />
              <th scope="col">{say(WORDS.before)}</th>
              <th scope="col">{say(WORDS.after)}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field?.en}>
                <th scope="row">{field === null ? null : say(field)}</th>
                <td>{before ?? '—'}</td>
                <td>{after ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function StandingText({ row: { state, effective, versionNo, problem } }: { row: AdjustmentRow }) {
  const say = useSay()
  if (state === 'failed') return say(WORDS.failed, { why: problem === null ? '' : say(problem) })
  if (state === 'pending') return say(WORDS.pending, { day: effective })
  const no = versionNo ?? 0
  return (
    <Link to="/plan/versions" search={{ no } as never}>
      {say(WORDS.applied, { day: effective, no })}
    </Link>
  )
}
