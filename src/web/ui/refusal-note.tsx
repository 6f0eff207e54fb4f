// What could not be read, why, and the way on: one designed state for errors, refusals and missing permission.
import type { Refusal } from '#kit/refusal.ts'
import { useSay, type Words } from './say.ts'

const WORDS = {
  failed: { zh: '没能取得内容', en: 'The content could not be fetched' },
  retry: { zh: '重试', en: 'Try again' },
  clause: { zh: '依据', en: 'Clause' },
}

/** Why it was refused, in both languages where the server knows both. */
export const becauseOf = ({ because, zh }: Refusal): Words => ({ zh: zh ?? because, en: because })

type Props = { problem: Refusal | Error; onRetry?: () => void }

export function RefusalNote({ problem, onRetry }: Props) {
  const say = useSay()
  const isError = problem instanceof Error
  return (
    <div role="alert" className={isError ? 'refusal refusal-error' : 'refusal'}>
      <div>
        <strong>{isError ? say(WORDS.failed) : say(becauseOf(problem))}</strong>
        {isError ? <p>{problem.message}</p> : null}
        {!isError && problem.clause !== undefined ? (
          <p>
            {say(WORDS.clause)}：{problem.clause}
          </p>
        ) : null}
      </div>
      {onRetry === undefined ? null : (
        <button type="button" onClick={onRetry}>
          {say(WORDS.retry)}
        </button>
      )}
    </div>
  )
}
