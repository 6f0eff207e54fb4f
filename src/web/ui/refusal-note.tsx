// What could not be read, why, and the way on: one designed state for errors, refusals and missing permission.
import { Alert, Button } from 'antd'
import type { Refusal } from '#kit/refusal.ts'
import { useSay } from './say.ts'

const WORDS = {
  failed: { zh: '没能取得内容', en: 'The content could not be fetched' },
  retry: { zh: '重试', en: 'Try again' },
  clause: { zh: '依据', en: 'Clause' },
}

type Props = { problem: Refusal | Error; onRetry?: () => void }

export function RefusalNote({ problem, onRetry }: Props) {
  const say = useSay()
  const isError = problem instanceof Error
  return (
    <Alert
      type={isError ? 'error' : 'warning'}
      showIcon
      title={isError ? say(WORDS.failed) : problem.because}
      description={
        isError ? problem.message : problem.clause === undefined ? undefined : `${say(WORDS.clause)}：${problem.clause}`
      }
      action={onRetry === undefined ? undefined : <Button onClick={onRetry}>{say(WORDS.retry)}</Button>}
    />
  )
}
