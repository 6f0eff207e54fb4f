// What stands in the place of a reply that is not there: under way, refused, or not to be had.
import { Skeleton } from 'antd'
import { isRefusal } from '#kit/refusal.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { QUALITY_WORDS as W } from './words.ts'

type Asked = { data: unknown; error: Error | null; isError: boolean; isLoading: boolean; refetch: () => unknown }

export function ReplyNote({ asked }: { asked: Asked }) {
  const say = useSay()
  if (asked.isError && asked.error) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (isRefusal(asked.data)) return <RefusalNote problem={asked.data} />
  return asked.isLoading ? <Skeleton active aria-label={say(W.loading)} /> : null
}
