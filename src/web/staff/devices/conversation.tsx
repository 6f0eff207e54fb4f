// The frames of one command, both ways, in their order, each in one phrase and byte for byte.
import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { NOTE_WORDS, COMMAND_WORDS as W } from './command-words.ts'
import { commandQuery } from './queries.ts'
import { DEVICE_WORDS } from './words.ts'

export function Conversation({ id }: { id: number }) {
  const say = useSay()
  const command = useQuery(commandQuery(id))
  if (command.isError) return <RefusalNote problem={command.error} onRetry={() => void command.refetch()} />
  if (command.data && 'refused' in command.data) return <RefusalNote problem={command.data} />
  if (command.data === undefined) return <Skeleton active aria-label={say(DEVICE_WORDS.loading)} />
  const { frames } = command.data
  if (frames.length === 0) return <p className="quiet">{say(W.noFrames)}</p>
  return (
    <ol className="conversation" aria-label={say(W.conversation)}>
      {frames.map((frame) => (
        <li key={frame.n} className={`said said-${frame.direction}`}>
          <p>
            <span className="quiet">
              {say(frame.direction === 'out' ? W.out : W.in)} <Moment at={frame.at} seconds />
            </span>{' '}
            <strong>{say(frame.saying)}</strong>
            {frame.note === null ? null : <span className="finding-warning"> {say(NOTE_WORDS[frame.note])}</span>}
          </p>
          <code>{frame.text}</code>
        </li>
      ))}
    </ol>
  )
}
