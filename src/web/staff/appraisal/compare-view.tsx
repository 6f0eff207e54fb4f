// This sheet against that of another year, unit by unit and item by item.
import { useQuery } from '@tanstack/react-query'
import { Select, Skeleton } from 'antd'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { ChangesTable } from './changes-table.tsx'
import { compareQuery, type Sheet } from './queries.ts'
import { APPRAISAL_WORDS as W } from './words.ts'

type Props = { plan: string; sheet: Sheet; group: string }

export function CompareView(props: Props) {
  const say = useSay()
  const { sheet } = props
  const [search] = useSearchPart()
  const other = sheet.others.find(({ id }) => id === Number(search.other)) ?? sheet.others[0]
  if (other === undefined) return <EmptyNote title={say(W.noOthers)} hint={say(W.noOthersHint)} />
  return <Compared {...props} other={other} />
}

function Compared({ plan, sheet, group, other }: Props & { other: Sheet['others'][number] }) {
  const say = useSay()
  const [, change] = useSearchPart()
  const asked = useQuery(compareQuery(plan, sheet.id, other.id))
  const choice = (
    <div className="appraisal-bar no-print">
      <Select
        aria-label={say(W.otherYear)}
        value={other.id}
        options={sheet.others.map(({ id, year }) => ({ value: id, label: say(W.thatYear, { year }) }))}
        onChange={(id: number) => change({ other: id })}
      />
    </div>
  )
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  return (
    <section>
      {choice}
      <ChangesTable
        changes={asked.data.changes.filter((one) => one.group === group)}
        names={new Map(Object.entries(asked.data.names))}
        before={say(W.thatYear, { year: other.year })}
        after={say(W.thatYear, { year: sheet.year })}
      />
    </section>
  )
}
