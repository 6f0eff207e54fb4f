// Handing in a scheme as a file: kept as a new version, or told fault by fault.
import { useState } from 'react'
import { saveScheme } from '#contract/appraisal.ts'
import { call } from '#web/api.ts'
import { FileButton } from '#web/ui/file-button.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay, type Words } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { FaultList } from './fault-list.tsx'
import { APPRAISAL_KEY } from './queries.ts'
import { APPRAISAL_WORDS as W } from './words.ts'

export function SchemeUpload({ plan }: { plan: string }) {
  const say = useSay()
  const { act, busy, problem } = useAct(APPRAISAL_KEY)
  const [faults, setFaults] = useState<readonly Words[]>([])
  const [told, setTold] = useState('')
  const take = async (file: File): Promise<void> => {
    setFaults([])
    setTold('')
    const scheme = parseObject(await file.text())
    if (scheme === undefined) {
      setFaults([W.unreadable])
      return
    }
    const reply = await act(() => call(saveScheme, { params: { plan }, body: { scheme, note: file.name } }))
    if (reply === undefined) return
    setFaults(reply.faults)
    if (reply.faults.length === 0) setTold(say(W.savedAs, { n: reply.version }))
  }
  return (
    <div className="no-print">
      <div className="appraisal-bar">
        <FileButton
          label={say(W.upload)}
          accept=".json,application/json"
          disabled={busy}
          onFile={(file) => void take(file)}
        />
        <span role="status" className="quiet">
          {told}
        </span>
      </div>
      <p className="quiet">{say(W.uploadHint)}</p>
      <FaultList faults={faults} />
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </div>
  )
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : undefined
  } catch {
    return undefined
  }
}
