// The filters of the list of progress, and the file of what is seen.
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { downloadProgress } from '#contract/downloads.ts'
import { type listProgress, ProgressStatus } from '#contract/progress.ts'
import type { ReplyOf } from '#contract/route.ts'
import { STATUS_NAMES } from '#domain/progress/status-words.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { useSay, type Words } from '#web/ui/say.ts'
import { type ListFilter, returnsQuery, treeQuery } from './queries.ts'
import { PROGRESS_WORDS as W } from './words.ts'

type Props = {
  plan: string
  filter: ListFilter
  found: ReplyOf<typeof listProgress>
  onFind: (part: Partial<ListFilter>) => void
}

export function FilterBar({ plan, filter, found, onFind }: Props) {
  const say = useSay()
  const tree = useQuery(treeQuery(plan))
  const returns = useQuery(returnsQuery(plan, { period: undefined, unit: undefined, late: undefined, page: 1 }))
  const chapters =
    tree.data && 'nodes' in tree.data
      ? tree.data.nodes.filter(({ kind, obligations }) => kind === 'chapter' && obligations > 0)
      : []
  const rounds = returns.data && 'rounds' in returns.data ? returns.data.rounds : []
  return (
    <div className="filter-bar progress-bar no-print">
      <Choice
        words={W.unit}
        value={filter.unit}
        options={found.units.map((value) => ({ value, label: value }))}
        onChoose={(unit) => onFind({ unit })}
      />
      <Choice
        words={W.chapter}
        value={filter.node}
        options={chapters.map(({ id, titleZh, titleEn }) => ({
          value: id,
          label: say.language === 'zh' ? titleZh : titleEn,
        }))}
        onChoose={(node) => onFind({ node })}
      />
      <Choice
        words={W.status}
        value={filter.status}
        options={ProgressStatus.options.map((value) => ({
          value,
          label: `${say(STATUS_NAMES[value])}（${found.statuses[value] ?? 0}）`,
        }))}
        onChoose={(status) => onFind({ status: ProgressStatus.safeParse(status).data })}
      />
      {found.lists.length === 0 ? null : (
        <Choice
          words={W.list}
          value={filter.list}
          options={found.lists.map(({ id, name }) => ({ value: id, label: say(name) }))}
          onChoose={(list) => onFind({ list })}
        />
      )}
      <Choice
        words={W.period}
        every={W.now}
        value={filter.period}
        options={rounds.map(({ period }) => ({ value: period, label: period }))}
        onChoose={(period) => onFind({ period })}
      />
      <Input.Search
        key={`q ${filter.q}`}
        aria-label={say(W.search)}
        placeholder={say(W.search)}
        defaultValue={filter.q}
        allowClear
        onSearch={(value) => onFind({ q: value.trim() === '' ? undefined : value.trim() })}
      />
      <DownloadMenu
        formats={TABLE_FORMATS}
        address={(format) => {
          const { page: _, ...query } = filter
          return addressOf(downloadProgress, { params: { format }, query: { plan, ...query, lang: say.language } })
        }}
      />
    </div>
  )
}

type ChoiceProps = {
  words: Words
  every?: Words
  value: string | undefined
  options: { value: string; label: string }[]
  onChoose: (value: string | undefined) => void
}

function Choice({ words, every = W.every, value, options, onChoose }: ChoiceProps) {
  const say = useSay()
  return (
    <Select
      aria-label={say(words)}
      value={value ?? ''}
      showSearch
      optionFilterProp="label"
      popupMatchSelectWidth={false}
      options={[{ value: '', label: `${say(words)}：${say(every)}` }, ...options]}
      onChange={(next: string) => onChoose(next === '' ? undefined : next)}
    />
  )
}
