// Values of a year made again as known at an instant: one button, the sentence, and what is not as it was stored.
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { replayValues } from '#contract/as-known.ts'
import type { ReplyOf } from '#contract/route.ts'
import { beijingDate } from '#kit/time.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { INDICATOR_WORDS as W } from './words.ts'

type Replayed = ReplyOf<typeof replayValues>

/** `at` undefined: as known now. */
export function ReplayCheck({ plan, year, at }: { plan: string; year: number; at: number | undefined }) {
  const say = useSay()
  const replay = useMutation({
    mutationFn: () => call(replayValues, { params: { plan }, query: { year, at: at ?? Date.now() } }),
  })
  return (
    <div className="replay-check">
      <p className="no-print">
        <Button size="small" loading={replay.isPending} onClick={() => replay.mutate()}>
          {say(W.replay)}
        </Button>{' '}
        <span className="quiet">{say(W.replayNote)}</span>
      </p>
      {replay.isError ? <RefusalNote problem={replay.error} /> : null}
      {replay.data && 'refused' in replay.data ? <RefusalNote problem={replay.data} /> : null}
      <div role="status">{replay.data && 'equal' in replay.data ? <Result replayed={replay.data} /> : null}</div>
    </div>
  )
}

function Result({ replayed: { equal, differing, tookMs } }: { replayed: Replayed }) {
  const say = useSay()
  const n = equal + differing.length
  if (differing.length === 0) return <p>{say(W.replayEqual, { n, ms: tookMs })}</p>
  return (
    <>
      <p className="status-not-met">{say(W.replayDiffers, { n, m: differing.length, ms: tookMs })}</p>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say(W.name)}</th>
              <th scope="col">{say(W.period)}</th>
              <th scope="col">{say(W.basis)}</th>
              <th scope="col" className="number">
                {say(W.stored)}
              </th>
              <th scope="col" className="number">
                {say(W.recomputed)}
              </th>
            </tr>
          </thead>
          <tbody>
            {differing.map(({ id, period, at, basis, stored, computed }) => (
              <tr key={`${id} ${period} ${at} ${basis}`}>
                <th scope="row">{id}</th>
                <td>{beijingDate(at).slice(0, period === 'year' ? 4 : 7)}</td>
                <td>{basis === 'in-force' ? say(W.inForce) : basis}</td>
                <td className="number">{textOf(stored)}</td>
                <td className="number">{textOf(computed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function textOf(figures: Replayed['differing'][number]['stored']): string {
  if (figures === null) return '—'
  const { value, numerator, denominator } = figures
  return numerator === null ? (value ?? '—') : `${value ?? '—'}（${numerator} / ${denominator}）`
}
