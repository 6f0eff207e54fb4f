// An act of a person: runs once at a time, says what went wrong, and lets what was fetched be fetched anew.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isRefusal, type Refusal } from '#kit/refusal.ts'

/** `act` gives the reply, or undefined where it was refused or failed; then `problem` says why. */
export function useAct(queryKey: readonly unknown[]) {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Refusal | Error>()
  const act = async <T extends object>(work: () => Promise<T | Refusal>): Promise<T | undefined> => {
    setBusy(true)
    setProblem(undefined)
    try {
      const reply = await work()
      if (isRefusal(reply)) {
        setProblem(reply)
        return undefined
      }
      await queries.invalidateQueries({ queryKey })
      return reply
    } catch (error) {
      setProblem(error as Error)
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { act, busy, problem }
}
