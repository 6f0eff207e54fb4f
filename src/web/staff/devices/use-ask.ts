// Asks commands of a device and tells what came of asking.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { askCommands } from '#contract/devices.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'

type Asked = {
  commands: { cn: string; params: Record<string, string> }[]
  reason: string
  expiresInMin: number
}

/** `asked`: how many were queued by the last try. */
export function useAsk(mn: string) {
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<Refusal | Error>()
  const [asked, setAsked] = useState(0)
  const ask = async (body: Asked): Promise<boolean> => {
    setAsking(true)
    setProblem(undefined)
    setAsked(0)
    try {
      const reply = await call(askCommands, { params: { mn }, body })
      if (isRefusal(reply)) setProblem(reply)
      else setAsked(reply.ids.length)
      await queries.invalidateQueries({ queryKey: ['devices', 'commands', mn] })
      return !isRefusal(reply)
    } catch (error) {
      setProblem(error as Error)
      return false
    } finally {
      setAsking(false)
    }
  }
  return { ask, asking, problem, asked }
}
