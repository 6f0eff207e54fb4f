// Going back in time through raw records, and back to the newest.
import { Button } from 'antd'
import { useSay } from '#web/ui/say.ts'
import { INTAKE_WORDS as W } from './words.ts'

type Props = { before: number | undefined; next: number | null; onGo: (before: number | undefined) => void }

export function RecordPaging({ before, next, onGo }: Props) {
  const say = useSay()
  if (before === undefined && next === null) return null
  return (
    <div className="record-acts">
      {before === undefined ? null : <Button onClick={() => onGo(undefined)}>{say(W.newest)}</Button>}
      {next === null ? null : <Button onClick={() => onGo(next)}>{say(W.older)}</Button>}
    </div>
  )
}
