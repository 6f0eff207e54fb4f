// What a person can do with a source at once: pause, pull now, read its quarantine again.
import { Button } from 'antd'
import { useState } from 'react'
import { pullNow, readRunsAgain, type SourceRow, setSourceState } from '#contract/ways-in.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { WAYS_KEY } from './queries.ts'
import { WAYS_WORDS as W } from './words.ts'

export function SourceActs({ row }: { row: SourceRow }) {
  const say = useSay()
  const { act, busy, problem } = useAct(WAYS_KEY)
  const [isAsked, setAsked] = useState(false)
  const [again, setAgain] = useState<{ reingested: number; still: number }>()
  const params = { id: row.id }
  const state = row.state === 'active' ? 'paused' : 'active'
  return (
    <div className="ways-acts" role="status">
      <Button
        size="small"
        disabled={busy}
        onClick={() => void act(() => call(setSourceState, { params, body: { state } }))}
      >
        {say(row.state === 'active' ? W.pause : W.resume)}
      </Button>
      {row.way === 'pull' && row.state === 'active' ? (
        <Button
          size="small"
          disabled={busy || row.isBusy}
          onClick={() => void act(() => call(pullNow, { params })).then((reply) => setAsked(reply !== undefined))}
        >
          {say(W.pullNow)}
        </Button>
      ) : null}
      {row.inQuarantine > 0 ? (
        <Button
          size="small"
          disabled={busy}
          onClick={() => void act(() => call(readRunsAgain, { params })).then((reply) => reply && setAgain(reply))}
        >
          {say(W.again)}
        </Button>
      ) : null}
      {isAsked ? <span>{say(W.asked)}</span> : null}
      {again ? <span>{say(W.againDone, { done: again.reingested, still: again.still })}</span> : null}
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </div>
  )
}
