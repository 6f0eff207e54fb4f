// Changes the encryption of a device and tells what came of it.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeEncryption } from '#contract/devices.ts'
import type { BodyOf } from '#contract/route.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { call } from '#web/api.ts'

export function useEncryption(mn: string) {
  const queries = useQueryClient()
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<Refusal | Error>()
  const [isSaved, setSaved] = useState(false)
  const save = async (body: BodyOf<typeof changeEncryption>): Promise<boolean> => {
    setSaving(true)
    setSaved(false)
    setProblem(undefined)
    try {
      const reply = await call(changeEncryption, { params: { mn }, body })
      if (isRefusal(reply)) setProblem(reply)
      setSaved(!isRefusal(reply))
      await queries.invalidateQueries({ queryKey: ['devices'] })
      return !isRefusal(reply)
    } catch (error) {
      setProblem(error as Error)
      return false
    } finally {
      setSaving(false)
    }
  }
  return { save, saving, problem, isSaved }
}
