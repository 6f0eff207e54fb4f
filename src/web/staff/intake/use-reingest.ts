// Asks the gateway to read quarantined records again and waits for its answer.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { readGatewayRequest, reingestRecords } from '#contract/intake.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'

const POLL_MS = 600
const SLOW_AFTER_MS = 10_000

export type Reingest = {
  /** Records asked for; 0 when nothing was asked yet. */
  asked: number
  state: 'idle' | 'open' | 'slow' | 'done' | 'refused'
  outcome: unknown
  problem: Refusal | Error | undefined
  start: (ids: readonly number[]) => Promise<void>
}

export function useReingest(): Reingest {
  const queries = useQueryClient()
  const [request, setRequest] = useState<{ id: number; asked: number; at: number }>()
  const [problem, setProblem] = useState<Refusal | Error>()
  const answer = useQuery({
    queryKey: ['gateway-request', request?.id],
    queryFn: () => call(readGatewayRequest, { params: { id: request?.id ?? 0 } }),
    enabled: request !== undefined,
    refetchInterval: ({ state: { data } }) => (data && 'state' in data && data.state !== 'open' ? false : POLL_MS),
  })
  const reply = answer.data && 'state' in answer.data ? answer.data : undefined
  const isSettled = reply !== undefined && reply.state !== 'open'
  useEffect(() => {
    if (isSettled) void queries.invalidateQueries({ queryKey: ['records'] })
  }, [isSettled, queries])
  const start = async (ids: readonly number[]) => {
    setProblem(undefined)
    try {
      const asked = await call(reingestRecords, { body: { ids: [...ids] } })
      if (isRefusal(asked)) return setProblem(asked)
      setRequest({ id: asked.requestId, asked: ids.length, at: Date.now() })
    } catch (error) {
      setProblem(error as Error)
    }
  }
  const isSlow = request !== undefined && answer.dataUpdatedAt - request.at > SLOW_AFTER_MS
  const open = isSlow ? 'slow' : 'open'
  const state = request === undefined ? 'idle' : reply === undefined || reply.state === 'open' ? open : reply.state
  return { asked: request?.asked ?? 0, state, outcome: reply?.outcome, problem, start }
}
